"""A value in another unit: exact where only the point moves, never across what does not convert with certainty."""

from dataclasses import replace
from decimal import Decimal

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.display_units import UnitChoice, choices_for, restate, unit_for
from medapp.domain.results import Measurement, Rating, State
from medapp.domain.units import dimension_of, parse_unit, to_canonical

CATALOGUE = load_catalogue()
SI, CONVENTIONAL = UnitChoice("si"), UnitChoice("conventional")


def row(analyte: str, value: str, unit: str, low: float | None = None, high: float | None = None) -> Measurement:
    entry = CATALOGUE.analytes[analyte]
    number = Decimal(value.lstrip("<>").replace(",", "."))
    canonical = to_canonical(number, parse_unit(unit, entry), entry)
    comparator = value[0] if value[0] in "<>" else None
    return Measurement(analyte, analyte, value, unit, value=canonical, unit=entry.unit, ref_low=low, ref_high=high,
                       comparator=comparator)  # fmt: skip


def shown(measurement: Measurement, choice: UnitChoice) -> tuple[str, str | None, float | None, float | None] | None:
    rating = Rating(State.IN_RANGE, 0, 1.0, measurement.ref_low, measurement.ref_high, None, "report")
    found = restate(measurement, rating, CATALOGUE.analytes[measurement.analyte or ""], choice)
    if found is None:
        return None
    again = found[0]
    assert (again.value, again.unit) == (measurement.value, measurement.unit)
    return again.value_as_printed, again.unit_as_printed, again.ref_low, again.ref_high


@pytest.mark.parametrize(
    ("measurement", "choice", "expected"),
    [
        (row("glucose", "5,4", "ммоль/л", 4.1, 5.9), CONVENTIONAL, ("97.3", "mg/dL", 73.9, 106)),
        (row("glucose", "89", "mg/dL", 65, 99), SI, ("4.94", "mmol/L", 3.61, 5.5)),
        (row("hemoglobin", "134", "г/л", 117, 155), CONVENTIONAL, ("13.4", "g/dL", 11.7, 15.5)),
        (row("hemoglobin", "13.40", "g/dL", 12, 16), SI, ("134.0", "g/L", 120, 160)),
        (row("creatinine", "0,91", "мг/дл", 0.76, 1.27), SI, ("80.4", "umol/L", 67.2, 112)),
        (row("chol_total", "5,8", "ммоль/л", None, 5.2), CONVENTIONAL, ("224", "mg/dL", None, 201)),
        (row("wbc", "6,1", "10^9/л", 4, 10), CONVENTIONAL, ("6.1", "10*3/uL", 4, 10)),
        (row("vitd_25oh", "32", "ng/mL", 30, 100), SI, ("79.9", "nmol/L", 74.9, 250)),
        (row("crp", "<0,5", "мг/л", None, 5), CONVENTIONAL, ("<0.05", "mg/dL", None, 0.5)),
        (row("hba1c", "5,7", "%", 4, 6), SI, ("38.8", "mmol/mol", 20.2, 42.1)),
        (row("ferritin", "100", "ug/L", 15, 150), CONVENTIONAL, ("100", "ng/mL", 15, 150)),
    ],
    ids=lambda item: f"{item.analyte}" if isinstance(item, Measurement) else "",
)
def test_a_value_goes_over_with_its_limits(measurement: Measurement, choice: UnitChoice, expected: tuple) -> None:
    assert shown(measurement, choice) == expected


@pytest.mark.parametrize(
    ("measurement", "choice"),
    [
        (row("glucose", "5.4", "mmol/L"), SI),
        (row("glucose", "5.4", "mmol/L"), UnitChoice()),
        (row("alt", "23", "U/L"), CONVENTIONAL),
        (row("prolactin", "300", "m[IU]/L"), CONVENTIONAL),
        (row("prolactin", "15", "ng/mL"), SI),
        (row("insulin", "8", "u[IU]/mL"), SI),
        (row("lpa_mass", "30", "mg/dL"), SI),
        (row("lpa_mass", "30", "mg/dL"), UnitChoice("report", {"lpa_mass": "nmol/L"})),
        (row("lpa_molar", "75", "nmol/L"), UnitChoice("report", {"lpa_molar": "mg/dL"})),
        (replace(row("glucose", "5.4", "mmol/L"), value=None), CONVENTIONAL),
        (replace(row("glucose", "5.4", "mmol/L"), unit_as_printed=None), CONVENTIONAL),
        (replace(row("glucose", "5.4", "mmol/L"), unit_as_printed="parsec"), CONVENTIONAL),
        (replace(row("glucose", "5.4", "mmol/L"), value_as_printed="positive"), CONVENTIONAL),
        (replace(row("glucose", "5.4", "mmol/L"), value_as_printed="54"), CONVENTIONAL),
    ],
)
def test_what_is_not_certain_stays_as_printed(measurement: Measurement, choice: UnitChoice) -> None:
    assert shown(measurement, choice) is None


def test_an_exception_comes_before_the_system() -> None:
    choice = UnitChoice("si", {"glucose": "mg/dL"})
    assert shown(row("glucose", "5,4", "ммоль/л"), choice) == ("97.3", "mg/dL", None, None)
    assert unit_for(CATALOGUE.analytes["glucose"], choice) == "mg/dL"


def test_a_doubtful_mark_is_read_as_it_was_settled() -> None:
    """9,800 was settled as nine thousand eight hundred: the converted number must not say 9.8."""
    entry = CATALOGUE.analytes["wbc"]
    settled = Measurement("wbc", "WBC", "9,800", "/uL", value=9.8, unit=entry.unit)
    assert shown(settled, SI) == ("9.800", "10*9/L", None, None)


@pytest.mark.parametrize("panel", CATALOGUE.panels)
def test_every_unit_on_offer_converts_and_is_understood(panel: str) -> None:
    for analyte in (entry for entry in CATALOGUE.analytes.values() if entry.panel == panel):
        for unit in choices_for(analyte):
            assert unit in analyte.conversions, analyte.id
            assert parse_unit(unit, analyte) == unit, analyte.id
        for choice in (SI, CONVENTIONAL):
            assert unit_for(analyte, choice) in (None, *analyte.conversions), analyte.id


def test_no_choice_leads_from_activity_to_an_amount() -> None:
    for analyte in CATALOGUE.analytes.values():
        kinds = {dimension_of(unit) for unit in choices_for(analyte)}
        assert not ("units" in kinds and kinds & {"mass", "substance"}), analyte.id

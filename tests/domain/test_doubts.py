"""One question a doubtful row, with answers that are likely and equal."""

import pytest

from medapp.domain.analyte_search import find_analytes
from medapp.domain.analytes import load_catalogue
from medapp.domain.doubts import doubt_of, known_units
from medapp.domain.results import Measurement


def row(value: str, *warnings: str, analyte: str | None = "hemoglobin", **more: object) -> Measurement:
    facts = {"unit_as_printed": "г/л", "ref_low": 117.0, "ref_high": 155.0, "confidence": 0.6} | more
    return Measurement(analyte, "Гемоглобин", value, warnings=warnings, **facts)  # type: ignore[arg-type]


def test_a_row_read_surely_is_not_asked_about() -> None:
    assert doubt_of(row("134", confidence=0.99), load_catalogue()) is None


@pytest.mark.parametrize(
    ("asked", "code", "choices"),
    [
        (row("1134", "implausible_value"), "which_number", ("1134", "113.4")),
        (row("13,4"), "which_number", ("13,4", "134")),
        (row("134"), "seen_badly", ()),
        (row("134", "unclear_range"), "unclear_range", ()),
        (row("9,800", "ambiguous_number", analyte="ferritin", unit_as_printed="мкг/л", ref_low=None, ref_high=None),
         "which_number", ("9.8", "9800")),
        (row("9,800", "ambiguous_number", analyte="platelets", unit_as_printed="10^9/л", ref_low=None, ref_high=None),
         "seen_badly", ()),  # 9800 cannot be: one reading is left
        (row("134", "no_unit", unit_as_printed=None), "no_unit", ("g/L", "g/dL")),
        (row("134", analyte=None), "which_marker", ("hemoglobin",)),
    ],
)  # fmt: skip
def test_the_question_names_what_is_in_doubt(asked: Measurement, code: str, choices: tuple[str, ...]) -> None:
    doubt = doubt_of(asked, load_catalogue())
    assert doubt is not None
    assert doubt.code == code
    assert doubt.choices[: len(choices)] == choices


@pytest.mark.parametrize(
    ("typed", "found"),
    [("гемогл", "hemoglobin"), ("HGB", "hemoglobin"), ("ферртин", "ferritin"), ("вит д", "vitd_25oh"), ("ldl", "ldl"),
     ("холестерин лпнп", "ldl"), ("глюкоза", "glucose"), ("alt", "alt")],
)  # fmt: skip
def test_a_marker_is_found_by_part_of_any_of_its_names(typed: str, found: str) -> None:
    assert found in [analyte.id for analyte in find_analytes(typed, 4)]


@pytest.mark.parametrize("typed", ["", " ", "г", "жжжжжж", "%%%"])
def test_too_little_finds_nothing(typed: str) -> None:
    assert find_analytes(typed) == ()


def test_the_units_offered_begin_with_the_usual_ones() -> None:
    assert known_units(load_catalogue().analytes["glucose"])[:2] == ("mmol/L", "mg/dL")

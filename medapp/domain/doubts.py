"""What to ask a person about a row that was not read surely: one question, and the answers that are likely."""

from dataclasses import dataclass
from decimal import Decimal

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.certainty import is_sure
from medapp.domain.corrections import may_be, unambiguous
from medapp.domain.numbers import readings_of
from medapp.domain.parsing.unit_beside import unit_of
from medapp.domain.results import Measurement
from medapp.domain.units import from_canonical

MOST_CHOICES = 4
_SHIFTS = (1, 2, -1, 3)  # places by which a decimal mark is lost or imagined, the usual first
_NEAR = 2.0  # a reading within twice the range on either side is one that a person may have
_NUMBER_CODES = ("ambiguous_number", "settled_by_other_rows")
_FAR_CODES = ("implausible_value", "far_from_range")
_UNIT_CODES = ("unknown_unit", "unit_does_not_fit", "no_unit")
_ODD_CODES = (
    "several_people", "rival_results", "unclear_range", "flag_contradicts_range", "red_cell_indices_disagree",
    "differential_does_not_sum", "percent_and_count_disagree",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doubt:
    """`code` names the question: "which_number", "which_marker", "unknown_marker", "seen_badly" or a warning's code.

    `choices` are likely answers of equal weight: numbers as texts, UCUM codes or analyte ids, by `about`
    ("value", "unit", "analyte", "range").
    """

    code: str
    about: str
    choices: tuple[str, ...] = ()


def doubt_of(m: Measurement, catalogue: Catalogue) -> Doubt | None:
    """The one question about this row, the weightiest; None for a row read surely."""
    if is_sure(m):
        return None
    analyte = catalogue.entry_of(m)
    told = set(m.warnings)
    readings = likely_readings(m, analyte)
    if told & set(_NUMBER_CODES) and len(readings) > 1:
        return Doubt("which_number", "value", readings)
    for code in _FAR_CODES:
        if code in told:
            return Doubt("which_number", "value", readings) if len(readings) > 1 else Doubt(code, "value")
    if analyte is None:
        return _about_name(m, catalogue)
    for code in _UNIT_CODES:
        if code in told:
            return Doubt(code, "unit", likely_units(analyte))
    for code in _ODD_CODES:
        if code in told:
            return Doubt(code, "range" if code == "unclear_range" else "value")
    if len(readings) > 1:
        return Doubt("which_number", "value", readings)
    return Doubt("near_match", "analyte") if "near_match" in told else Doubt("seen_badly", "value")


def likely_readings(m: Measurement, analyte: Analyte | None) -> tuple[str, ...]:
    """What the printed number may have been: the reading itself, and one that fits the range when it does not."""
    text = m.value_as_printed.strip().lstrip("<>=≤≥ ")
    readings = readings_of(text)
    if len(readings) != 1:
        ucum = unit_of(m.unit_as_printed, analyte)
        return tuple(unambiguous(reading) for reading in readings if may_be(reading, ucum, analyte))
    number = readings[0]
    low, high = _limits(m, analyte)
    if not number or _is_near(number, low, high):
        return (text,)
    shifted = (number.scaleb(-places) for places in _SHIFTS)
    return (text, *[unambiguous(reading) for reading in shifted if _is_near(reading, low, high)][:1])


def likely_units(analyte: Analyte) -> tuple[str, ...]:
    """UCUM codes of the units in which laboratories report the marker, the usual ones first."""
    return tuple(dict.fromkeys((*analyte.default_units, analyte.unit)))[:MOST_CHOICES]


def known_units(analyte: Analyte) -> tuple[str, ...]:
    """Every unit that converts to the marker's own with certainty, the usual ones first."""
    return tuple(dict.fromkeys((*analyte.default_units, analyte.unit, *sorted(analyte.conversions))))


def _about_name(m: Measurement, catalogue: Catalogue) -> Doubt:
    named = tuple(dict.fromkeys(found.id for found in catalogue.by_alias(m.name_as_printed)))
    return Doubt("which_marker" if named else "unknown_marker", "analyte", named[:MOST_CHOICES])


def _limits(m: Measurement, analyte: Analyte | None) -> tuple[Decimal | None, Decimal | None]:
    """The printed range, else the first general one in the printed unit."""
    low, high = m.ref_low, m.ref_high
    if low is None and high is None and analyte is not None and (m.unit_as_printed or analyte.unit == "1"):
        ucum = unit_of(m.unit_as_printed, analyte) or analyte.unit
        for interval in (*analyte.decisions, *analyte.intervals):
            low, high = (
                None if limit is None else from_canonical(limit, ucum, analyte)
                for limit in (interval.low, interval.high)
            )
            break
    return _exact(low), _exact(high)


def _exact(limit: float | None) -> Decimal | None:
    return None if limit is None else Decimal(repr(limit))


def _is_near(number: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Within twice the range; always, when there is no range to compare with."""
    if low is None and high is None:
        return True
    under = high is None or number <= high * Decimal(_NEAR)
    floor = low if low is not None else (high or Decimal(0)) / Decimal(50)
    return under and number * Decimal(_NEAR) >= floor

"""What a person says stands in a row of their report, as a measurement: read like print, asked about when unclear.

The unit, the number and the range go through the same parsers as a file. What cannot be is refused in a code that
names the field; what may mean two things is never decided here.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from medapp.domain.analytes import Analyte, load_catalogue
from medapp.domain.numbers import Style, plain, readings_of
from medapp.domain.parsing.cells import ResultText, parse_result
from medapp.domain.parsing.measure import is_possible
from medapp.domain.parsing.unit_beside import unit_of
from medapp.domain.people import Person
from medapp.domain.ranges import parse_range
from medapp.domain.results import Measurement
from medapp.domain.units import conversion_of, from_canonical, to_canonical
from medapp.errors import AmbiguousValue, ImpossibleValue, InvalidForm, UnclearRange, UnfittingUnit, UnreadableValue

CERTAIN = 1.0
OPEN_QUESTION = 0.9  # a person spoke, and the unit still says nothing: asked about, not computed with
LONGEST = 120
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed or chosen. None leaves a part as it stands, an empty text empties it."""

    analyte: str | None = None
    value: str | None = None
    unit: str | None = None
    limits: str | None = None
    collected_at: date | None = None

    def __post_init__(self) -> None:
        for name in ("analyte", "value", "unit", "limits"):
            if len(getattr(self, name) or "") > LONGEST:
                raise InvalidForm(field=name)


def correct(before: Measurement, entry: Entry, person: Person) -> Measurement:
    """The row with what the person changed; the doubts of reading are gone, those of the unit may stay.

    Raises AmbiguousValue, UnreadableValue, ImpossibleValue, UnfittingUnit, UnclearRange, and InvalidForm for an
    analyte that the catalogue does not know.
    """
    draft = _bound(before, entry.analyte)
    analyte = load_catalogue().entry_of(draft)
    text = before.value_as_printed if entry.value is None else entry.value.strip()
    is_quantity = analyte is not None and analyte.kind == "quantity" and before.value_text is None
    result = parse_result(text, free_words=not is_quantity)
    if result is None:
        if entry.value is not None:
            raise UnreadableValue(field="value")
        result = ResultText(text, "words", words=before.value_text or text.lower())
    asked_unit = entry.unit if entry.unit is not None else (result.unit if entry.value is not None else None)
    unit = before.unit_as_printed if asked_unit is None else asked_unit.strip() or None
    if (
        asked_unit is not None
        and unit
        and analyte is not None
        and conversion_of(unit_of(unit, analyte), analyte) is None
    ):
        raise UnfittingUnit(field="unit")
    number = _number(result, before, unit_of(unit, analyte), analyte, is_typed=entry.value is not None)
    draft = replace(
        _ranged(draft, entry.limits, person, is_number=result.number is not None),
        value_as_printed=result.printed,
        unit_as_printed=unit,
        comparator=result.comparator,
        value_text=result.words if result.number is None else None,
        collected_at=entry.collected_at or before.collected_at,
    )
    return _converted(draft, number, analyte, is_typed=entry.value is not None)


def confirm(before: Measurement, person: Person) -> Measurement:
    """The row stands so in the report, whatever looked odd. Raises AmbiguousValue when that leaves two readings."""
    return replace(correct(before, Entry(), person), confidence=CERTAIN)


def write_in(name: str, entry: Entry, person: Person, place: Measurement | None = None) -> Measurement:
    """A row that reading missed, under the marker's name; `place` brings page and box. Raises as `correct` does."""
    if not entry.analyte:
        raise InvalidForm(field="analyte")
    if not (entry.value or "").strip():
        raise UnreadableValue(field="value")
    blank = place or Measurement(None, name, "")
    return correct(replace(blank, name_as_printed=blank.name_as_printed or name), entry, person)


def unambiguous(reading: Decimal) -> str:
    """A number so written that it can be read in one way only: 9.8, 9800, 1.2340."""
    text = plain(reading.normalize())
    return text if len(readings_of(text)) == 1 else f"{text}0"


def _bound(before: Measurement, analyte_id: str | None) -> Measurement:
    if analyte_id is None:
        return before
    analyte = load_catalogue().analytes.get(analyte_id)
    if analyte is None:
        raise InvalidForm(field="analyte")
    return replace(before, analyte=analyte.id, specimen=analyte.specimen, loinc=None)


def _number(
    result: ResultText, before: Measurement, ucum: str | None, analyte: Analyte | None, *, is_typed: bool
) -> Decimal | None:
    """The one number meant. A row whose number was settled while reading keeps it until somebody types another."""
    readings = readings_of(result.number) if result.number else ()
    if len(readings) < 2:
        return readings[0] if readings else None
    if not is_typed and (meant := _settled_before(before, readings)) is not None:
        return meant
    possible = [reading for reading in readings if may_be(reading, ucum, analyte)] or list(readings)
    if len(possible) > 1:
        first, second = (unambiguous(reading) for reading in possible[:2])
        raise AmbiguousValue(field="value", first=first, second=second)
    return possible[0]


def _settled_before(before: Measurement, readings: tuple[Decimal, ...]) -> Decimal | None:
    analyte = load_catalogue().entry_of(before)
    if analyte is None or before.value is None:
        return None
    ucum = unit_of(before.unit_as_printed, analyte)
    for reading in readings:
        value = to_canonical(reading, ucum, analyte)
        if value is not None and abs(value - before.value) <= _CLOSE * max(abs(value), 1.0):
            return reading
    return None


def may_be(reading: Decimal, ucum: str | None, analyte: Analyte | None) -> bool:
    """Within what the marker can be; anything may be when there is no way to tell."""
    value = to_canonical(reading, ucum, analyte) if analyte is not None else None
    return analyte is None or value is None or is_possible(value, analyte)


def _ranged(draft: Measurement, limits: str | None, person: Person, *, is_number: bool) -> Measurement:
    """With the range as typed, its numbers in the printed unit; only a result in words may have a norm in words."""
    if limits is None:
        return draft
    text = limits.strip()
    if not text:
        return replace(draft, ref_low=None, ref_high=None, ref_as_printed=None)
    found = parse_range(text, Style(), person.sex, person.age_years)
    if found.doubt is not None or not (found.has_limits or (found.words and not is_number)):
        raise UnclearRange(field="range")
    low, high = (None if limit is None else float(limit) for limit in (found.low, found.high))
    return replace(draft, ref_low=low, ref_high=high, ref_as_printed=text)


def _converted(draft: Measurement, number: Decimal | None, analyte: Analyte | None, *, is_typed: bool) -> Measurement:
    """With the canonical value, and a warning where there is none."""
    ucum = unit_of(draft.unit_as_printed, analyte)
    known = replace(draft, value=None, unit=None, confidence=CERTAIN, warnings=())
    if analyte is None:
        return known
    known = replace(known, loinc=analyte.loinc_for(ucum) or draft.loinc)
    if number is None:
        return known
    value = to_canonical(number, ucum, analyte)
    if value is None:
        missing = draft.unit_as_printed is None
        code = "no_unit" if missing else "unknown_unit" if ucum is None else "unit_does_not_fit"
        return replace(known, warnings=(code,), confidence=OPEN_QUESTION)
    if not is_possible(value, analyte, draft.comparator):
        if is_typed:
            raise ImpossibleValue(field="value", **_hard_limits(analyte, ucum))
        return replace(known, warnings=("implausible_value",))
    return replace(known, value=value, unit=analyte.unit)


def _hard_limits(analyte: Analyte, ucum: str | None) -> dict[str, float | str | None]:
    """Between what a value can lie at all, in the unit that was typed."""
    limits: dict[str, float | str | None] = {"ucum": ucum or analyte.unit}
    for side, limit in (("low", analyte.hard_min), ("high", analyte.hard_max)):
        shown = limit if limit is None or ucum is None else from_canonical(limit, ucum, analyte)
        limits[side] = None if shown is None else float(f"{shown:.3g}")
    return limits

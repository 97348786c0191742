# ruff: noqa: E501 - patterns
"""From a printed row to a measurement: what it is, its exact value, and how sure that is."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from medapp.domain.analytes import Analyte
from medapp.domain.numbers import PrintedNumber, Style, readings_of, settle
from medapp.domain.parsing.cells import looks_like_unit, parse_result
from medapp.domain.parsing.confidence import AGREED, Draft, confidence_of, is_recognised
from medapp.domain.parsing.flags import without_mark
from medapp.domain.parsing.lost_letter import SEEN_IN_PART, whole_unit
from medapp.domain.parsing.matching import SHARE_OF_ONE, match_of
from medapp.domain.parsing.misread import repair_unit
from medapp.domain.parsing.names import Match, names_ratio
from medapp.domain.parsing.odd_limits import may_have_lost_a_point
from medapp.domain.parsing.rows import Earlier, RawRow
from medapp.domain.parsing.signal_columns import begins_with_signal
from medapp.domain.parsing.signs import can_be_negative, settle_sign
from medapp.domain.parsing.unit_beside import unit_of
from medapp.domain.parsing.unit_places import differs, split_unit, unit_in_name, unit_in_range
from medapp.domain.people import Sex
from medapp.domain.ranges import PrintedRange, parse_range
from medapp.domain.results import Measurement
from medapp.domain.ucum_annotations import is_no_unit
from medapp.domain.units import parse_unit, to_canonical

_FAR_FROM_RANGE = 25
_WIDEST = 500  # times the lower limit, from 1 up, and times the value: no norm, but two that ran together
_HIGH_FLAGS = re.compile(r"^(?:h+\**|high|hi|в|↑+|▲|\++|выше.*|above.*|повыш\w*|elevated)$", re.IGNORECASE)
_CALCULATED = ("calc", "calculated", "расч", "расч.", "расчетный")  # where a ratio has no unit
_HOLDS_LIMITS = re.compile(r"\s[\[(]\s*\d[\d.,]*\s*[-–—]\s*\d")  # мкмоль/л (53-97)
_NO_RANGE = re.compile(r"[-–—−.*\s]+")  # a dash where a norm would stand
_BRACKETED_LIMIT = re.compile(r"\s[\[(]\s*(?:[<>≤≥]=?|до)?\s*\d")  # 4.4 mmol/L [3.5 - 5.3] in one cell
_LOW_FLAGS = re.compile(r"^(?:l+\**|low|lo|н|↓+|▼|-+|ниже.*|below.*|пониж\w*|сниж\w*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole document says: how it writes numbers, and of whom it speaks."""

    style: Style
    sex: Sex | None = None
    age_years: float | None = None
    collected_at: date | None = None


def measure(row: RawRow, setting: Setting) -> Measurement:
    """The row as a measurement; doubts become warnings and lower the confidence, never a guess."""
    row = _without_mark(row)
    draft = _draft(row, setting)
    match = match_of(row, draft)
    analyte = match.analyte
    if analyte is not None and draft.unit and draft.ucum != SHARE_OF_ONE:
        draft.ucum = unit_of(draft.unit, analyte) or draft.ucum
        if match.reason == "unit_does_not_fit" and analyte.accepts(draft.ucum):
            match = Match(analyte, match.score + 0.3)
    row = _signed(row, draft, setting, analyte)
    number = _settled(row, draft, setting, analyte)
    row = _with_whole_unit(row, draft, number, analyte)
    value, ucum = _canonical(number, draft, analyte, match)
    vouched = value is not None and analyte is not None and analyte.hard_max is not None and not is_recognised(row)
    _cross_check(row, draft, number, vouched)
    confidence = confidence_of(row, draft, match, number, value)
    limits = draft.range
    return Measurement(
        analyte=analyte.id if analyte else None,
        name_as_printed=row.name,
        value_as_printed=row.result.printed,
        unit_as_printed=None if draft.ucum == "1" and is_no_unit(draft.unit) else draft.unit,
        loinc=row.loinc or (analyte.loinc_for(draft.ucum) if analyte else None),
        specimen=analyte.specimen if analyte else row.context.specimen,
        comparator=row.result.comparator,
        value=value,
        unit=ucum,
        value_text=row.result.words if row.result.number is None else None,
        ref_low=float(limits.low) if limits and limits.low is not None else None,
        ref_high=float(limits.high) if limits and limits.high is not None else None,
        ref_as_printed=draft.range_text,
        flag_as_printed=row.flag or row.result.flag,
        collected_at=row.collected_at if row.collected_at != setting.collected_at else None,
        page=row.page,
        bbox=row.box,
        confidence=confidence,
        warnings=tuple(dict.fromkeys(draft.warnings)),
    )


def _without_mark(row: RawRow) -> RawRow:
    """A star glued to the unit is the value's flag."""
    unit, mark = without_mark(row.unit) if row.unit and parse_unit(row.unit) is None else (row.unit, None)
    return replace(row, unit=unit, flag=row.flag or mark) if mark and parse_unit(unit) else row


def _draft(row: RawRow, setting: Setting) -> Draft:
    """Unit and range told apart, also when they stand in one cell."""
    unit, range_text = row.unit or None, row.range_text or None
    if unit and unit.strip("()").lower() in _CALCULATED:
        unit = None
    if unit and unit[0] + unit[-1] == "()" and parse_unit(unit):
        unit = unit[1:-1].strip()
    result = row.result
    if unit is not None and (not looks_like_unit(unit) or _HOLDS_LIMITS.search(unit)):
        unit, range_text = split_unit(unit, range_text)
    if unit and is_recognised(row) and parse_unit(unit) is None:
        unit = repair_unit(unit) or unit
    if result.unit and (unit is None or (parse_unit(unit) is None and parse_unit(result.unit))):
        unit = result.unit
        if parse_unit(unit) is None or _BRACKETED_LIMIT.search(unit):
            unit, range_text = split_unit(unit, range_text)
    if range_text is None and result.rest and parse_range(result.rest).has_limits:
        range_text = result.rest
    if unit is None and range_text and (unit_said := unit_in_range(range_text)):
        is_alone = unit_said == range_text
        # Behind limits it is the number's: "not found" has none.
        unit = unit_said if is_alone or result.number is not None or result.kind != "words" else None
        range_text = None if is_alone else range_text
    if unit is None and (result.number is not None or result.kind == "power"):
        unit = unit_in_name(row.name) or (None if names_ratio(row.name) else row.heading_unit)
    if range_text and result.number is not None and _NO_RANGE.fullmatch(range_text):
        range_text = None
    of_signal = result.number is None and begins_with_signal(range_text or "")
    limits = None if of_signal else range_text
    printed = parse_range(limits, setting.style, setting.sex, setting.age_years) if limits else None
    if printed and row.range_legibility < AGREED and may_have_lost_a_point(printed, result.number):
        printed = PrintedRange(printed.text, doubt="unclear")
    ucum = parse_unit(unit) if unit else None
    warnings = [*row.warnings, *(["range_unit_differs"] if range_text and differs(range_text, ucum) else [])]
    return Draft(row, unit, ucum, printed, range_text, warnings)


def _signed(row: RawRow, draft: Draft, setting: Setting, analyte: Analyte | None) -> RawRow:
    """The row with the dash or plus before its number understood, and the range's signs with it."""
    is_balance = can_be_negative(analyte, draft.range_text)
    result, doubt = settle_sign(row.result, row.flag, is_balance, draft.unit)
    if doubt:
        draft.warnings.append(doubt)
    if draft.range_text and is_balance:
        draft.range = parse_range(draft.range_text, setting.style, setting.sex, setting.age_years, is_signed=True)
    draft.row = replace(row, result=result)
    return draft.row


def _with_whole_unit(row: RawRow, draft: Draft, number: Decimal | None, analyte: Analyte | None) -> RawRow:
    """The row as it is, or of a picture whose unit has got its lost first letter back: less sure."""
    if number is None or analyte is None or draft.unit is None or analyte.hard_max is None or not is_recognised(row):
        return row
    possible = partial(_is_possible_in, number, analyte, row.result.comparator)
    unit = whole_unit(draft.unit, analyte, draft.range_text, possible)
    if unit is None:
        return row
    draft.unit, draft.ucum = unit, unit_of(unit, analyte)
    draft.warnings = [code for code in draft.warnings if code != "range_unit_differs"]
    draft.row = replace(row, legibility=min(row.legibility, SEEN_IN_PART))
    return draft.row


def _is_possible_in(number: Decimal, analyte: Analyte, comparator: str | None, ucum: str) -> bool:
    value = to_canonical(number, ucum, analyte)
    return value is not None and is_possible(value, analyte, comparator)


def _settled(row: RawRow, draft: Draft, setting: Setting, analyte: Analyte | None) -> Decimal | None:
    """The number meant. A doubtful comma asks the document, the range and the analyte."""
    if row.result.number is None or "ambiguous_number" in draft.warnings:
        return None
    readings = readings_of(row.result.number)
    printed = PrintedNumber(row.result.number, row.result.comparator, readings)
    if printed.is_certain:
        return readings[0]
    number = settle(printed, setting.style, _plausible(readings, draft, analyte))
    if number is None:
        draft.warnings.append("ambiguous_number")
    return number


def _plausible(readings: tuple[Decimal, ...], draft: Draft, analyte: Analyte | None) -> list[Decimal] | None:
    """The readings that the range and the analyte's hard limits allow; None when neither says anything."""
    known = False
    left = list(readings)
    if draft.range and draft.range.has_limits:
        known = True
        left = [reading for reading in left if not _is_far(reading, draft.range)]
    if analyte is not None and analyte.hard_max is not None:
        checked = [(reading, to_canonical(reading, draft.ucum, analyte)) for reading in left]
        if any(value is not None for _, value in checked):
            known = True
            left = [reading for reading, value in checked if value is not None and is_possible(value, analyte)]
    return left if known else None


def _is_far(number: Decimal, limits: PrintedRange) -> bool:
    """More than an order of magnitude outside: a lost comma rather than a patient."""
    high, low = limits.high, limits.low
    if low is not None and low < 0:
        return abs(number) > limits.reach * _FAR_FROM_RANGE
    if high and number > high * _FAR_FROM_RANGE:
        return True
    if low and number and number * _FAR_FROM_RANGE < low:
        return True
    return bool(low and not high and number > low * 1000)


def _is_beyond_measuring(row: RawRow, number: Decimal, limits: PrintedRange) -> bool:
    """TSH < 0.01, antibodies > 1000: an assay's end outside the range, where no picture could have cost a comma."""
    sign = row.result.comparator or ""
    under = sign[:1] == "<" and limits.low is not None and number < limits.low
    above = sign[:1] == ">" and limits.high is not None and number > limits.high
    return (under or above) and not is_recognised(row)


def is_possible(value: float, analyte: Analyte, comparator: str | None = None) -> bool:
    """Inside the hard limits; `< 0.01` may lie under the low one."""
    low, high = analyte.hard_min, analyte.hard_max
    under = low is None or value >= low or comparator in ("<", "<=")
    return under and (high is None or value <= high or comparator in (">", ">="))


def _canonical(
    number: Decimal | None, draft: Draft, analyte: Analyte | None, match: Match
) -> tuple[float | None, str | None]:
    """The value in the catalogue's unit; None with a warning when that is not certain."""
    if analyte is None:
        if match.reason and match.reason != "unknown_name":
            draft.warnings.append(match.reason)
        if draft.unit and draft.ucum is None:
            draft.warnings.append("unknown_unit")
        return None, None
    if match.reason:
        draft.warnings.append(match.reason)
    if draft.unit and draft.ucum is None:
        draft.warnings.append("unknown_unit")
        return None, None
    if number is None:
        return None, None
    if draft.unit is None:
        draft.ucum = _unsaid_unit(number, draft.range, analyte) or draft.ucum
    value = to_canonical(number, draft.ucum, analyte)
    if value is None and draft.ucum in analyte.kept_units:
        return None, None
    if value is None:
        draft.warnings.append("no_unit" if draft.unit is None else "unit_does_not_fit")
        return None, None
    if not is_possible(value, analyte, draft.row.result.comparator):
        draft.warnings.append("implausible_value")
        return None, None
    return value, analyte.unit


def _unsaid_unit(number: Decimal, limits: PrintedRange | None, analyte: Analyte) -> str | None:
    """The unit of a number that has none and is not in the analyte's own: haematocrit 0.33 (0.33-0.46) is litres a litre
    by its own range, though 0,6 of basophils with 0-1 are per cent; urine's density 1015 is grams a litre.
    """
    high = limits.high if limits else None
    if analyte.id == "hematocrit" and high is not None and high <= 1 and number < 1:
        return SHARE_OF_ONE
    return "g/L" if analyte.id == "urine_sg" and number >= 1000 else None


def _cross_check(row: RawRow, draft: Draft, number: Decimal | None, vouched: bool) -> None:
    """Compare the value with its range and with its flag.

    Far above the range is no doubt where the analyte's own limits have `vouched` for the value: CRP is 200 and hCG
    50 000 every day, with a limit of 5.
    """
    if "implausible_value" in draft.warnings:
        return
    limits = draft.range
    if limits and limits.doubt == "unclear":
        draft.warnings.append("unclear_range")
    if number is None or limits is None or not limits.has_limits:
        return
    if limits.low and limits.high and limits.low >= 1 and limits.high > _WIDEST * max(limits.low, abs(number)):
        draft.warnings.append("unclear_range")
    high = limits.high is not None and number > limits.high and row.result.comparator is None
    if _is_far(number, limits) and not ((vouched and high) or _is_beyond_measuring(row, number, limits)):
        draft.warnings.append("far_from_range")
    flag = (row.flag or row.result.flag or "").strip("()[] ")
    if _HIGH_FLAGS.match(flag) and limits.high is not None and number < limits.high:
        draft.warnings.append("flag_contradicts_range")
    if _LOW_FLAGS.match(flag) and limits.low is not None and number > limits.low:
        draft.warnings.append("flag_contradicts_range")


def measure_earlier(row: RawRow, earlier: Earlier, day: date | None, setting: Setting) -> Measurement | None:
    """A result of another day in the same row, with the row's unit and name; never current."""
    result = parse_result(earlier.value)
    if result is None:
        return None
    past = RawRow(
        name=row.name, result=result, unit=row.unit, context=row.context, page=row.page, bound=row.bound, collected_at=day,
        other_names=row.other_names, loinc=row.loinc, legibility=row.legibility,
    )  # fmt: skip
    return measure(past, setting)

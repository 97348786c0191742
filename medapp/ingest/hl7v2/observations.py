"""OBX segments as rows of results."""

import re
from collections import Counter
from datetime import date, timedelta

import hl7

from medapp.domain.documents import StructuredRow
from medapp.domain.loinc import LOINC_NAMES, is_loinc
from medapp.domain.parsing.cells import parse_result
from medapp.domain.units import parse_unit
from medapp.domain.vital_signs import is_vital_sign
from medapp.ingest.hl7_dates import read_date
from medapp.ingest.hl7v2.messages import WITHDRAWN, field
from medapp.ingest.hl7v2.orders import Order, orders

LONGEST_VALUE = 60
LONGEST_ANALYSIS = timedelta(days=5)  # a culture's; a later day in OBX-14 is another specimen's
_FORMATTING = re.compile(r"\\(?:H|N|\.[a-z]{2}[+\-\d ]*)\\")
_COMPARATORS = {"<", ">", "<=", ">=", "=", "<>"}
_TEXT_TYPES = ("CE", "CWE", "CNE", "CF")
# Files, pointers, sums of money, days and times: nothing a laboratory measured.
_NOT_RESULTS = ("ED", "RP", "MO", "DT", "TM", "TS", "DTM", "CX", "XPN", "XAD", "XCN", "XON")
_LOCAL_UNIT = re.compile(r"[A-Z]{1,4}:\d+")  # Cerner's own codes stand before the unit: CD:289^mg/dL
_NUMBER = re.compile(r"-?\d[\d.,]*")
_POWER_OF_TEN = re.compile(r"[x×*]?\s*10", re.IGNORECASE)


def rows_of(message: hl7.Message) -> tuple[list[StructuredRow], list[tuple[str, str]]]:
    """(rows, skipped): a corrected result (status C) replaces the earlier one with the same identity."""
    rows: dict[tuple[str, ...], StructuredRow] = {}
    skipped: list[tuple[str, str]] = []
    for order in orders(message):
        lines = Counter(_identity(segment) for segment in order.observations if _is_prose_type(segment))
        for segment in order.observations:
            name = field(segment, 3, 2) or field(segment, 3, 5) or field(segment, 3)
            if not name or is_vital_sign(_loinc(segment)):
                continue
            value, reason = _value(segment), WITHDRAWN.get(field(segment, 11))
            if reason or not value:
                skipped.append((name, reason or "no_value"))
            elif lines[_identity(segment)] > 1 or len(value) > LONGEST_VALUE or _is_prose(segment, value):
                skipped.append((name, "narrative"))
            else:
                _add(rows, segment, name, value, order)
    return list(rows.values()), skipped


def _identity(segment: hl7.Segment) -> tuple[str, str]:
    return field(segment, 3) or field(segment, 3, 2), field(segment, 4)


def _is_prose_type(segment: hl7.Segment) -> bool:
    return field(segment, 2).upper() in ("TX", "FT")


def _is_prose(segment: hl7.Segment, value: str) -> bool:
    return field(segment, 2).upper() == "FT" and parse_result(value) is None


def _add(rows: dict[tuple[str, ...], StructuredRow], segment: hl7.Segment, name: str, value: str, order: Order) -> None:
    is_correction = field(segment, 11) == "C"
    day = _taken(read_date(field(segment, 14)), order.taken)
    for shown in _repeats(segment) or [value]:
        place = "" if is_correction else str(len(rows))
        key = (str(order.number), field(segment, 3), name, field(segment, 4), place)
        if is_correction:
            _drop_corrected(rows, key)
        rows[key] = _row(segment, name, shown, order, day)


def _taken(observed: date | None, ordered: date | None) -> date | None:
    """The day the specimen was taken, from OBX-14 and OBR-7.

    By the standard both are that day; many laboratories put the day of the analysis, a little later, into OBX-14.
    """
    if observed and ordered and timedelta(0) < observed - ordered <= LONGEST_ANALYSIS:
        return ordered
    return observed or ordered


def _drop_corrected(rows: dict[tuple[str, ...], StructuredRow], key: tuple[str, ...]) -> None:
    for earlier in [k for k in rows if k[1:4] == key[1:4] and k[0] == key[0]]:
        del rows[earlier]


def _row(segment: hl7.Segment, name: str, value: str, order: Order, taken: date | None) -> StructuredRow:
    others = tuple(dict.fromkeys(n for n in (field(segment, 3, 5), field(segment, 3, 9)) if n and n != name))
    text, low, high = _limits(segment)
    return StructuredRow(
        name=name, value=value, unit=_unit(segment), loinc=_loinc(segment), other_names=others,
        ref_text=text, ref_low=low, ref_high=high,
        flag=field(segment, 8) or None, specimen=order.specimen, section=order.name,
        collected_at=taken,
    )  # fmt: skip


def _limits(segment: hl7.Segment) -> tuple[str | None, str | None, str | None]:
    """(text, low, high) of OBX-7: a text, with its two limits behind it, or two limits alone: 53^97."""
    text, low, high = (field(segment, 7, n) or None for n in (1, 2, 3))
    if text and low and not high and _NUMBER.fullmatch(text) and _NUMBER.fullmatch(low):
        return None, text, low
    return text, low, high


def _loinc(segment: hl7.Segment) -> str | None:
    """The code of whichever triplet says that it is LOINC, or says nothing and bears LOINC's check digit."""
    for start in (1, 4):
        code, system = field(segment, 3, start), field(segment, 3, start + 2).upper()
        if code and (system in LOINC_NAMES or (not system and is_loinc(code))):
            return code
    return None


def _unit(segment: hl7.Segment) -> str | None:
    """OBX-6: the code, else its text or its alternate; a caret that was not escaped belongs to the power of ten."""
    first, second = field(segment, 6), field(segment, 6, 2)
    if _POWER_OF_TEN.fullmatch(first) and second[:1].isdigit():
        return f"{first}^{second}"
    if first.upper() in ("NA", "N/A", '""'):
        return None
    alternate = field(segment, 6, 4)
    return next((unit for unit in (first, second, alternate) if unit and not _LOCAL_UNIT.fullmatch(unit)), None)


def _value(segment: hl7.Segment) -> str:
    """The value as a person would see it, by the type in OBX-2."""
    kind = field(segment, 2).upper()
    if kind in _NOT_RESULTS:
        return ""
    if kind in _TEXT_TYPES:
        return field(segment, 5, 2) or field(segment, 5, 9) or field(segment, 5)
    parts = [field(segment, 5, n) for n in (1, 2, 3, 4)]
    if kind == "SN" or (kind != "NM" and not parts[0] and parts[1]):
        return _structured_numeric(parts)
    text = str(segment[5]) if len(segment) > 5 else ""
    text = _FORMATTING.sub(" ", text)
    parts = text.split("^")
    if len(parts) == 2 and parts[0] in _COMPARATORS:  # a comparator told apart although the type says NM or ST
        return _structured_numeric([parts[0], parts[1], "", ""])
    # A unit where the number belongs; a bare 1 is UCUM's unit of a pure number as well, and here it is the number.
    is_unit = kind == "NM" and not parts[0].strip().isdigit() and parse_unit(parts[0]) is not None
    return "" if is_unit else field(segment, 5)


def _repeats(segment: hl7.Segment) -> list[str]:
    """The numbers of a measurement that was made more than once: 3.1~3.3."""
    text = str(segment[5]) if len(segment) > 5 and field(segment, 2).upper() == "NM" else ""
    parts = [part.strip() for part in text.split("~")]
    return parts if len(parts) > 1 and all(parse_result(part) is not None for part in parts) else []


def _structured_numeric(parts: list[str]) -> str:
    """SN: comparator ^ first ^ separator ^ second, e.g. ``>^60``, ``^1^:^64``, ``^0^-^5``, ``^2^+``."""
    comparator, low, separator, high = parts
    shown = f"{low}{separator}{high}" if separator and (high or separator == "+") else low
    return ("" if comparator == "=" else comparator) + shown

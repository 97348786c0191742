"""How sure a measurement is: from its headings, its name, unit and range, and how legibly it was printed."""

import re
from dataclasses import dataclass
from decimal import Decimal

from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.names import Match
from medapp.domain.parsing.rows import RawRow
from medapp.domain.ranges import PrintedRange

_BASE = {"header": 0.99, "cells": 0.995, "content": 0.97}
_COST = {
    "ambiguous_number": 0.6, "implausible_value": 0.55, "far_from_range": 0.35, "unknown_unit": 0.2,
    "unit_does_not_fit": 0.4, "no_unit": 0.12, "unclear_range": 0.1, "range_unit_differs": 0.1,
    "flag_contradicts_range": 0.15, "near_match": 0.05, "ambiguous_name": 0.2, "rival_results": 0.3,
    "several_people": 0.2,
}  # fmt: skip

# A recogniser's row: two readers agreed on the number (0.97 and more), one alone saw it (0.85), or they differed (0.5).
AGREED, _SEEN_ONCE = 0.95, 0.6
_REMARK = 0.9  # "haemolysed" where a number belongs
_RANGE_SEEN_ONCE, _DOUBTFUL_RANGE, _KNOWN_WORDS = 0.985, 0.9, 0.97


@dataclass(slots=True)
class Draft:
    """The pieces of one measurement while they are put together."""

    row: RawRow
    unit: str | None
    ucum: str | None
    range: PrintedRange | None
    range_text: str | None
    warnings: list[str]


def confidence_of(row: RawRow, draft: Draft, match: Match, number: Decimal | None, value: float | None) -> float:
    """From the evidence: headings, a known name, a unit that fits, a range that makes sense."""
    confidence = _BASE.get(row.bound, 0.95) * (_legibility(row, draft, match, number) if is_recognised(row) else 1.0)
    if match.analyte is None:
        full = draft.ucum is not None and draft.range is not None and draft.range.has_limits
        confidence *= 0.93 if full and row.bound != "content" else 0.8
        if row.result.number is None and not draft.range_text:
            confidence *= 0.75
    else:
        confidence *= 0.9 + 0.1 * min(match.score, 1.0)
        if match.analyte.kind == "quantity" and row.result.kind == "words" and value_words(row.result.printed) is None:
            confidence *= _REMARK
    if number is not None and draft.range is None and draft.ucum is None and value is None:
        confidence *= 0.85
    for warning in draft.warnings:
        confidence -= _COST.get(warning, 0.0)
    return round(max(0.05, min(confidence, 0.999)), 3)


def is_recognised(row: RawRow) -> bool:
    """Read from a picture."""
    return min(row.legibility, row.name_legibility, row.range_legibility) < 1


def _legibility(row: RawRow, draft: Draft, match: Match, number: Decimal | None) -> float:
    """How surely a picture's row was recognised: a known name and a known unit vouch for their own letters."""
    legibility = row.legibility
    if number is None and row.result.words is not None and value_words(row.result.printed) is not None:
        legibility = max(legibility, _KNOWN_WORDS) if legibility > 0.5 else legibility
    if match.analyte is None or match.reason == "near_match":
        legibility *= row.name_legibility
    if draft.range is not None and draft.range.has_limits and row.range_legibility < AGREED:
        legibility *= _DOUBTFUL_RANGE if row.range_legibility < _SEEN_ONCE else _RANGE_SEEN_ONCE
    if (
        row.result.number is not None
        and draft.range is not None
        and _may_have_lost_its_point(row.result.number, number, draft.range)
    ):
        legibility *= _DOUBTFUL_RANGE
    return legibility


def _may_have_lost_its_point(printed: str, number: Decimal | None, limits: PrintedRange) -> bool:
    """Well outside a range whose limits have decimals that the value lacks, or about ten times outside any."""
    if number is None or not limits.has_limits:
        return False
    high, low = limits.high, limits.low
    if low is not None and low < 0:
        number, high, low = abs(number), limits.reach, None
    far = bool(high and number > 5 * high) or bool(low and number * 5 < low)
    decimals = any(limit is not None and -int(limit.as_tuple().exponent) > 0 for limit in (low, high))
    outside = bool(high and number > 2 * high) or bool(low and number * 2 < low)
    return far or (decimals and outside and not re.search(r"[.,]", printed))

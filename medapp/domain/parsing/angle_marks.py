"""`>` and `<` before a number as marks for high and low, told from bounds (`> 13.82` from `> 200`) by the whole report.

Laboratories that print no letters or arrows set the sign apart before every result that is out of its range, and before
no other. A bound is where an assay ends: a round number, and seldom three times on one paper.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from medapp.domain.numbers import readings_of
from medapp.domain.parsing.measure import Setting
from medapp.domain.parsing.rows import RawRow
from medapp.domain.ranges import parse_range

_APART = re.compile(r"(?P<sign>[<>])\s+(?P<number>\S.*)")
_FEWEST = 3  # marked results, and unmarked ones, with a range to compare with
_FEWEST_EXACT = 2


def with_marks_as_flags(rows: Sequence[RawRow], setting: Setting) -> list[RawRow]:
    """The rows, their signs made flags where the report uses them so."""
    marked = [row for row in rows if _sign_of(row)]
    if len(marked) < _FEWEST or not _are_marks(marked, rows, setting):
        return list(rows)
    return [_flagged(row) if _sign_of(row) else row for row in rows]


def _are_marks(marked: list[RawRow], rows: Sequence[RawRow], setting: Setting) -> bool:
    sides = [(_sign_of(row), _side_of(row, setting)) for row in marked]
    judged = [(sign, side) for sign, side in sides if side is not None]
    plain = [_side_of(row, setting) for row in rows if row.result.comparator is None]
    compared = [side for side in plain if side is not None]
    return (
        len(judged) >= _FEWEST
        and all(sign == side for sign, side in judged)
        and any(sign == ">" for sign, _ in judged)
        and len(compared) >= _FEWEST
        and all(side == "" for side in compared)
        and sum(1 for row in marked if _is_exact(row)) >= _FEWEST_EXACT
    )


def _sign_of(row: RawRow) -> str | None:
    found = _APART.fullmatch(row.result.printed) if row.result.kind == "number" else None
    return found["sign"] if found else None


def _side_of(row: RawRow, setting: Setting) -> str | None:
    """`>` above the range, `<` below it, an empty text inside; None when that cannot be said."""
    readings = readings_of(row.result.number) if row.result.number else ()
    if len(readings) != 1 or not row.range_text:
        return None
    limits = parse_range(row.range_text, setting.style, setting.sex, setting.age_years)
    if not limits.has_limits:
        return None
    if limits.high is not None and readings[0] > limits.high:
        return ">"
    return "<" if limits.low is not None and readings[0] < limits.low else ""


def _is_exact(row: RawRow) -> bool:
    """Three digits that say something: 13.82, not 200 or 0.50."""
    digits = re.sub(r"\D", "", row.result.number or "").strip("0")
    return len(digits) >= 3


def _flagged(row: RawRow) -> RawRow:
    found = _APART.fullmatch(row.result.printed)
    if found is None:
        return row
    result = replace(row.result, printed=found["number"], comparator=None, flag=row.result.flag or found["sign"])
    return replace(row, result=result)

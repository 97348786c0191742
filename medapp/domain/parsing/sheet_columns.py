"""What the columns of a sheet hold, judged by their cells: which names analytes, which holds results or codes."""

import re

from medapp.domain.loinc import is_loinc
from medapp.domain.parsing.cells import is_date_or_time, looks_like_unit, parse_result
from medapp.domain.parsing.dates import parse_date
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.names import is_known_name
from medapp.domain.ranges import parse_range

Rows = tuple[tuple[str, ...], ...]

_SAMPLE = 200
_SURELY_BETTER = 0.3
_MONTH = re.compile(r"(?:0[1-9]|1[0-2])[./]20[0-4]\d")  # 05.2025, when something is planned
_NUMBERED = re.compile(r"\d{6,}")  # the number of a person, an order or a sample; no result is so long


def shares(rows: Rows, index: int) -> dict[str, float]:
    """How much of a column names analytes, holds results, units, ranges, LOINC codes, days: 0 to 1 of filled cells."""
    cells = [row[index] for row in rows[:_SAMPLE] if index < len(row) and row[index]]
    results = [parse_result(cell) for cell in cells]
    pairs = list(zip(cells, results, strict=True))
    found = {
        "name": sum(is_known_name(cell) for cell in cells),
        "value": sum(
            result is not None and _NUMBERED.fullmatch(cell) is None and _MONTH.fullmatch(cell) is None
            and (result.kind in ("number", "titre", "pluses", "interval") or value_words(cell) is not None)
            for cell, result in pairs
        ),
        "unit": sum(looks_like_unit(cell) and not cell[:1].isdigit() for cell in cells),
        "range": sum(
            parse_range(cell).has_limits and (result is None or result.kind != "number" or bool(result.comparator))
            for cell, result in pairs
        ),
        "loinc": sum(is_loinc(cell) for cell in cells),
        "day": sum(is_date_or_time(cell) and parse_date(cell, None) is not None for cell in cells),
    }  # fmt: skip
    return {kind: count / max(len(cells), 1) for kind, count in found.items()}


def best_name(candidates: list[int], rows: Rows) -> int:
    """Of several columns with a heading for names the first, but for one that surely names more analytes."""
    if len(candidates) == 1:
        return candidates[0]
    known = {index: shares(rows, index)["name"] for index in candidates}
    most = max(candidates, key=lambda index: known[index])
    return most if known[most] >= known[candidates[0]] + _SURELY_BETTER else candidates[0]


def best_value(candidates: list[int], rows: Rows) -> int:
    """The first whose cells are results; headings such as `value` stand over codes and notes, too."""
    if len(candidates) == 1:
        return candidates[0]
    return next((index for index in candidates if shares(rows, index)["value"] >= 0.5), candidates[0])


def limits_of(low: str, high: str) -> str:
    """Two limits told apart as a range's text."""
    if low and high:
        return f"{low} - {high}"
    return f"> {low}" if low else f"< {high}" if high else ""


def column_like(kind: str, rows: Rows, free: list[int], at_least: float) -> int | None:
    """The column among `free` whose cells are most of all of this kind."""
    found = max(free, key=lambda index: shares(rows, index)[kind], default=None)
    return found if found is not None and shares(rows, found)[kind] >= at_least else None

"""Columns that no heading announces: nothing was printed over them, or it could not be read."""

from collections.abc import Callable
from dataclasses import replace
from statistics import median

from medapp.domain.documents import Word
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.header_words import Role
from medapp.domain.parsing.headings import Column
from medapp.domain.parsing.lines import Line, height_of, text_of
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_SHARE = 0.4  # of the lines, advice included, with a cell of that kind in one place
_FEWEST = 4
_LIMITS = (Role.RANGE, Role.NORMAL, Role.ABNORMAL, Role.MALE, Role.FEMALE)


def names(columns: tuple[Column, ...], rows: list[Line]) -> list[Column]:
    """A column of names left of all headings."""
    if any(column.role is Role.NAME for column in columns) or (columns[0].role is Role.OTHER and not columns[0].unit):
        return []
    first = [part for line in rows for part in line.parts()[:1] if part[0].x0 < columns[0].x0 - 20]
    named = [part for part in first if part[0].text[:1].isalpha()]
    if len(named) < 2 or 2 * len(named) < len(rows):
        return []
    start = min(part[0].x0 for part in named)
    return [Column(Role.NAME, start, min(start + 10, columns[0].x0 - 5))]


def units_and_ranges(columns: tuple[Column, ...], rows: list[Line]) -> tuple[Column, ...]:
    """The columns, with one of units and one of ranges put in where many rows have such cells under no heading."""
    for kinds, is_kind in (((Role.UNIT,), is_unit), (_LIMITS, is_band)):
        if any(column.role in kinds for column in columns):
            continue
        found = _place_of(columns, rows, is_kind)
        if found is None:
            continue
        x0, x1 = found
        before = [_cut(column, x0) if column.x0 < x0 else column for column in columns]
        columns = tuple(sorted([*before, Column(kinds[0], x0, x1)], key=lambda column: column.x0))
    return columns


def is_unit(text: str) -> bool:
    return parse_unit(text) is not None and not text.isdigit()


def is_band(text: str) -> bool:
    """Limits, and no plain result."""
    result = parse_result(text)
    return parse_range(text).has_limits and (
        result is None or result.kind == "interval" or result.comparator is not None
    )


def _place_of(
    columns: tuple[Column, ...], rows: list[Line], is_kind: Callable[[str], bool]
) -> tuple[float, float] | None:
    """From where to where cells of the kind stand, when they stand below each other and below no heading."""
    parts = [part for line in rows for part in _cells(line) if is_kind(text_of(part))]
    if len(parts) < _FEWEST:
        return None
    size = median(height_of(part[0]) for part in parts)
    one_place = max((_beside(part, parts, 3 * size) for part in parts), key=len)
    if len(one_place) < max(_FEWEST, _SHARE * len(rows)):
        return None
    x0, x1 = median(part[0].x0 for part in one_place), median(part[-1].x1 for part in one_place)
    if any(abs(column.x0 - x0) < size or x0 - size < (column.x0 + column.x1) / 2 < x1 for column in columns):
        return None
    return x0, x1


def _cells(line: Line) -> list[list[Word]]:
    """The line's pieces behind its first; numbers and dashes that stand wide of each other are one."""
    cells: list[list[Word]] = []
    for part in line.parts()[1:]:
        wide = 3 * height_of(part[0])
        if cells and _is_number(cells[-1]) and _is_number(part) and part[0].x0 - cells[-1][-1].x1 < wide:
            cells[-1] = cells[-1] + part
        else:
            cells.append(part)
    return cells


def _is_number(part: list[Word]) -> bool:
    return not any(char.isalpha() or char == "%" for word in part for char in word.text)


def _beside(part: list[Word], parts: list[list[Word]], reach: float) -> list[list[Word]]:
    """The parts that begin or end where this one does."""
    x0, x1 = part[0].x0, part[-1].x1
    return [other for other in parts if abs(other[0].x0 - x0) < reach or abs(other[-1].x1 - x1) < reach]


def _cut(column: Column, x0: float) -> Column:
    """A heading that was run together with the one beside it ends before the other's column."""
    return replace(column, x1=min(column.x1, x0 - 2))

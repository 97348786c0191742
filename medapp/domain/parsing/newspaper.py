"""Rows in columns side by side with nothing printed over them, as on a sheet of a check-up: read column by column."""

from medapp.domain.documents import Word
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.freelines import POSSIBLE, read_line
from medapp.domain.parsing.lines import Line, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.units import parse_unit

_SAME_START = 2.5  # points
_NEAR_START = 6.0
_FEWEST = 4  # lines in which a column must begin in one place
_SHARE = 0.7


def in_columns(lines: list[Line]) -> list[Line]:
    """The lines with each column's own after the other's, when most of what stands in the columns reads as rows."""
    starts = [x for x in _starts(lines) if _parts_read(lines, x)]
    if not starts:
        return lines
    inside = [index for index, line in enumerate(lines) if any(_begins_at(line, x, _SAME_START) for x in starts)]
    first, last = inside[0], inside[-1]
    if first and any(_begins_at(lines[first - 1], x, _NEAR_START) for x in starts):
        first -= 1  # the panels' titles over the columns
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], lines[inside[0]]):
        last += 1
    columns: list[list[Line]] = [[] for _ in range(len(starts) + 1)]
    for line in lines[first : last + 1]:
        for column, words in zip(columns, _cut(line, starts), strict=True):
            if words:
                column.append(Line(tuple(words)))
    return [*lines[:first], *(line for column in columns for line in column), *lines[last + 1 :]]


def _goes_on(above: Line, line: Line, row: Line) -> bool:
    """A longer first column beside columns that have ended."""
    return abs(line.x0 - row.x0) <= _SAME_START and line.y0 - above.y0 <= 2.5 * line.size and len(line.words) <= 8


def _starts(lines: list[Line]) -> list[float]:
    """Where many lines begin something that may be a name, left to right."""
    found = sorted(part[0].x0 for line in lines for part in line.parts()[1:] if _may_be_name(part))
    places: list[list[float]] = []
    for x in found:
        if places and x - places[-1][0] <= _SAME_START:
            places[-1].append(x)
        else:
            places.append([x])
    return [place[0] for place in places if len(place) >= _FEWEST]


def _may_be_name(part: list[Word]) -> bool:
    text = text_of(part)
    return text[0].isalpha() and not (parse_unit(text) or is_flag(text) or parse_result(text) is not None)


def _begins_at(line: Line, x: float, reach: float) -> bool:
    return any(abs(part[0].x0 - x) <= reach for part in line.parts()[1:])


def _cut(line: Line, starts: list[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(starts) + 1)]
    for word in line.words:
        cells[sum(1 for x in starts if word.x0 >= x - _NEAR_START)].append(word)
    return cells


def _parts_read(lines: list[Line], x: float) -> bool:
    """Most lines that begin something there are rows on both sides of it, and of known analytes."""
    cut = [_cut(line, [x]) for line in lines if _begins_at(line, x, _SAME_START)]
    sides = [[read_line(cells[side], least=POSSIBLE) for cells in cut] for side in (0, 1)]
    return all(
        sum(1 for row in side if row is not None) >= _SHARE * len(cut)
        and sum(1 for row in side if row is not None and is_known_name(row.name)) >= 0.5 * len(cut)
        for side in sides
    )

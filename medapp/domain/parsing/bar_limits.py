"""Limits printed at the two ends of a bar that is drawn beside a result: `Haemoglobin  151 g/L  132 ▭▭▭▭ 173`.

Two numbers that stand apart may also be two earlier results. They are limits only when they stand lower than the
result or in smaller print, in the same two places in every row, rise in every row, and hold most results between them.
In the one column of a table that is headed as a norm (`put_ends_together`) they may stand at any height.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from medapp.domain.documents import Word
from medapp.domain.numbers import readings_of
from medapp.domain.parsing.grid import Grid
from medapp.domain.parsing.header_words import Role
from medapp.domain.parsing.lines import Line, height_of
from medapp.domain.parsing.tables import TableLine

_FEWEST = 3
_LETTERS_APART = 3.0
_ONE_PLACE = 15.0  # points
_NEXT_LINE = 1.8  # line heights
_SMALL = 0.9


@dataclass(frozen=True, slots=True)
class _Bar:
    """The line of the result, the line of the limits (often the same) and the numbers."""

    row: int
    line: int
    low: Word
    high: Word
    value: Decimal


def with_bar_limits(lines: list[Line]) -> list[Line]:
    """The lines with the two limits of each bar put together as one range on the line of the result."""
    bars = [bar for index in range(len(lines)) if (bar := _bar_of(lines, index))]
    if not _are_limits(bars):
        return lines
    put = list(lines)
    for bar in bars:
        used = {id(bar.low), id(bar.high)}
        put[bar.line] = Line(tuple(word for word in put[bar.line].words if id(word) not in used))
        put[bar.row] = Line((*put[bar.row].words, _joined(bar.low, bar.high)))
    return [line for line in put if line.words]


def _bar_of(lines: list[Line], index: int) -> _Bar | None:
    """A line with a name and a number, and two numbers alone behind them or on the next line."""
    parts = lines[index].parts()
    if len(parts) < 2 or not parts[0][0].text[:1].isalpha():
        return None
    ends = _ends(parts[2:])
    at = index
    if ends is None and index + 1 < len(lines):
        at = index + 1
        below = lines[at]
        near = below.y0 - lines[index].y0 <= _NEXT_LINE * lines[index].size
        ends = _ends([part for part in below.parts() if part[0].x0 > parts[1][0].x0]) if near else None
    value = next((word for part in parts[1:] for word in part if readings_of(word.text)), None)
    if ends is None or value is None or value in ends:
        return None
    low, high = ends
    lower = at != index or low.y1 > value.y1 + 0.15 * height_of(value)
    if not (lower or height_of(low) < _SMALL * height_of(value)):
        return None
    return _Bar(index, at, low, high, readings_of(value.text)[0])


def _ends(parts: list[list[Word]]) -> tuple[Word, Word] | None:
    """The last two pieces, each a number alone, far apart; of more numbers, as on a ruler, nobody knows which."""
    alone = [part[0] for part in parts if len(part) == 1 and readings_of(part[0].text)]
    if len(alone) != 2 or parts[-2:] != [[alone[0]], [alone[1]]]:
        return None
    low, high = alone
    return (low, high) if high.x0 - low.x1 > _LETTERS_APART * height_of(low) else None


def _are_limits(bars: list[_Bar]) -> bool:
    if len(bars) < _FEWEST:
        return False
    places = [(bar.low.x0 + bar.low.x1, bar.high.x0 + bar.high.x1) for bar in bars]
    aligned = all(
        abs(place[end] - median(other[end] for other in places)) <= 2 * _ONE_PLACE for place in places for end in (0, 1)
    )
    return aligned and are_held([(_number(bar.low), _number(bar.high), bar.value) for bar in bars])


def are_held(limits: Sequence[tuple[Decimal, Decimal, Decimal]]) -> bool:
    """Several (low, high, value) that all rise and mostly hold the value: limits, and no two norms or results."""
    inside = sum(1 for low, high, value in limits if low <= value <= high)
    return len(limits) >= _FEWEST and all(low < high for low, high, _ in limits) and 2 * inside >= len(limits)


def _number(word: Word) -> Decimal:
    return readings_of(word.text)[0]


def _joined(low: Word, high: Word) -> Word:
    return replace(low, text=f"{low.text}–{high.text}", x1=high.x1)


def put_ends_together(grid: Grid, rows: list[TableLine]) -> None:
    """Two numbers far apart under one heading of a norm, in each row the right one greater, become a range."""
    norms = [column for column in grid.columns if column.role is Role.RANGE]
    if len(norms) != 1 or norms[0].end or norms[0].group or norms[0].sex:
        return
    bars = []
    for row in rows:
        ends = _ends([[word] for word in row.range_words()]) if row.is_anchor else None
        value = next((readings_of(word.text)[0] for word in row.values if readings_of(word.text)), None)
        if ends is not None and value is not None:
            bars.append((row, *ends, value))
    if not are_held([(_number(low), _number(high), value) for _, low, high, value in bars]):
        return
    for row, low, high, _ in bars:
        row.ranges, row.more_ranges = [_joined(low, high)], []

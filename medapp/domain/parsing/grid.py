"""Where a table's columns part, and which words of a line stand in which column."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing import unheaded
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.columns import Column, Header
from medapp.domain.parsing.dates import parse_date
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.lines import Line, height_of, segments, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.units import parse_unit

_STEP = 1.0
_ALIGNED = 3  # cells that begin at the same x
_UNDER = 2.0  # points between a heading's left edge and its cells
_BEFORE_CELLS = 0.9  # what the place before such cells is worth, in rows that an edge crosses
_ONE_PHRASE = 10.0  # points between words of one heading
_ALMOST_TOUCH = 8.0


@dataclass(frozen=True, slots=True)
class Grid:
    """`edges` are the x between neighbouring columns; words right of `right` or left of `left` are not the table's."""

    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    left: float
    right: float

    def day(self, order: str | None) -> date | None:
        """The day over the results, where a table stands under days."""
        heads = [column.date for column in self.columns if column.role is Role.VALUE and column.date]
        return parse_date(heads[0], order) if len(heads) == 1 else None

    @property
    def unit(self) -> str | None:
        """The unit in the heading over the results, where it has one."""
        units = [column.unit for column in self.columns if column.role is Role.VALUE]
        return units[0] if len(units) == 1 else None

    def cells_of(self, line: Line) -> list[list[Word]]:
        """The line's words by column; words of another page column are left out."""
        cells: list[list[Word]] = [[] for _ in self.columns]
        for word in line.words:
            middle = (word.x0 + word.x1) / 2
            if word.x0 >= self.right or word.x1 <= self.left:
                continue
            index = sum(1 for edge in self.edges if middle > edge)
            cells[index].append(word)
        return cells


def build_grid(header: Header, lines: list[Line], page_width: float, rivals: list[Header]) -> Grid:
    """Edges in the emptiest gap between neighbouring headings; `rivals` are tables beside this one."""
    rows = [line for line in lines if _is_row(line)] or lines
    left, right = _limits(header, page_width, rivals, rows)
    rows = [Line(words) for line in rows if (words := tuple(w for w in line.words if w.x1 > left and w.x0 < right))]
    columns = _one_name(header.columns, rows)
    columns = (*unheaded.names(columns, rows), *columns)
    columns = unheaded.units_and_ranges(columns, rows)
    edges: list[float] = []
    low = left
    for a, b in pairwise(columns):
        edge = _edge(max(low, (a.x0 + a.x1) / 2), (b.x0 + b.x1) / 2, a, b, rows)
        edges.append(edge)
        low = edge
    full = [line for line in lines if len(line.parts()) > 2 and any(char.isdigit() for char in line.text)]
    right = min(right, _end_of_last(columns[-1], edges[-1] if edges else left, full or rows, right))
    return _name_unknown(Grid(columns, tuple(edges), left, right), rows)


def _one_name(columns: tuple[Column, ...], rows: list[Line]) -> tuple[Column, ...]:
    """`Test Report Status Final` over names is one heading: a word apart, and no flags stand under its other words."""
    while len(columns) > 2 and columns[0].role is Role.NAME and columns[1].role in (Role.FLAG, Role.OTHER):
        name, other, *rest = columns
        under = [word for line in rows for word in line.words if other.x0 - 2 <= word.x0 < rest[0].x0 - 2]
        flags = sum(1 for word in under if is_flag(word.text))
        if other.x0 - name.x1 > _ONE_PHRASE or 5 * flags > len(under):
            break
        columns = (replace(name, text=f"{name.text} {other.text}", x1=other.x1), *rest)
    return columns


def _name_unknown(grid: Grid, rows: list[Line]) -> Grid:
    """A column under a heading nobody knows is what most of its cells are: results, units or ranges.

    So is a second one of values: `значения` alone, its `Референсные` not read.
    """
    values = [column for column in grid.columns if column.role is Role.VALUE and not column.date]
    unsure = {
        index
        for index, column in enumerate(grid.columns)
        if (column.role is Role.OTHER and not role_of(column.text)) or column in values[1:]
    }
    cells = [grid.cells_of(line) for line in rows] if unsure else []
    columns = list(grid.columns)
    for index in sorted(unsure):
        column = columns[index]
        texts = [text_of(row[index]) for row in cells if row[index]]
        role = _role_by_content(texts, {other.role for other in columns})
        if role is not None:
            columns[index] = replace(column, role=role)
    return replace(grid, columns=tuple(columns))


def _role_by_content(texts: list[str], taken: set[Role]) -> Role | None:
    if len(texts) < 2:
        return None
    share = len(texts) * 0.6
    if Role.UNIT not in taken and sum(1 for text in texts if parse_unit(text)) >= share:
        return Role.UNIT
    if Role.RANGE not in taken and sum(1 for text in texts if unheaded.is_band(text)) >= share:
        return Role.RANGE
    results = [parse_result(text) for text in texts]
    if Role.VALUE not in taken and sum(1 for result in results if result and result.number) >= share:
        return Role.VALUE
    return None


def _limits(header: Header, page_width: float, rivals: list[Header], rows: list[Line]) -> tuple[float, float]:
    """Where the table's words end on both sides: in the emptiest gap before a table that stands beside it."""
    left, right = -1.0, page_width + 1.0
    for rival in rivals:
        if rival.columns[0].x0 > header.columns[-1].x1:
            right = min(right, _between(header.columns[-1], rival.columns[0], rows))
        elif rival.columns[-1].x1 < header.columns[0].x0:
            left = max(left, _between(rival.columns[-1], header.columns[0], rows))
    return left, right


def _between(a: Column, b: Column, rows: list[Line]) -> float:
    return _edge((a.x0 + a.x1) / 2, (b.x0 + b.x1) / 2, a, b, rows)


def _is_row(line: Line) -> bool:
    """Several pieces apart, and a digit or a finding, as a row of results has."""
    parts = line.parts()
    if len(parts) < 2 or max(len(part) for part in parts) > 12:
        return False
    return any(char.isdigit() for char in line.text) or any(value_words(text_of(part)) for part in parts[1:])


def _edge(low: float, high: float, a: Column, b: Column, rows: list[Line]) -> float:
    """The x between `low` and `high` that crosses the fewest words and spaces, in the widest gap near the headings."""
    if high <= low:
        return (a.x1 + b.x0) / 2
    count = max(int((high - low) / _STEP), 1)
    crossed = [0.0] * (count + 1)
    begun = Counter(round(part[0].x0) for line in rows for part in line.parts())
    for x0, x1, weight in _spans_of(rows, a, b, begun):
        first, last = max(int((x0 - low) / _STEP) + 1, 0), min(int((x1 - low) / _STEP), count)
        for index in range(first, last + 1):
            crossed[index] += weight
    best, best_score = (a.x1 + b.x0) / 2, float("-inf")
    for start, end in _level_runs(crossed):
        x0, x1 = low + start * _STEP, low + end * _STEP
        overlap = min(x1, b.x0) - max(x0, a.x1)
        score = (
            0.02 * min(x1 - x0, 60) + 0.01 * min(max(overlap, 0.0), 60) - 0.003 * max(0.0, -overlap) - crossed[start]
        )
        if a.role is Role.NAME and b.role is Role.VALUE:
            score -= _stray_words(_inside(x0, x1, a, b), b, rows)
        if abs(x1 + _STEP - b.x0) <= _UNDER and _begins_at(begun, b.x0):
            score += _BEFORE_CELLS
        if score > best_score:
            best, best_score = _inside(x0, x1, a, b), score
    return best


def _begins_at(begun: Counter[int], x: float) -> bool:
    """Cells of several rows begin here."""
    return sum(begun[round(x) + step] for step in (-1, 0, 1)) >= _ALIGNED


def _spans_of(rows: list[Line], a: Column, b: Column, begun: Counter[int]) -> list[tuple[float, float, float]]:
    """(x0, x1, cost of an edge inside): words, the spaces inside a cell, and the headings themselves.

    Where two headings almost touch, the space between them is where their columns part, however narrow; and a space
    before a word that stands where the cells of other rows begin is hardly inside a cell.
    """
    close = 0.0 < b.x0 - a.x1 <= _ALMOST_TOUCH
    spans = [(a.x0, a.x1, 3.0), (b.x0, b.x1, 3.0)]
    for line in rows:
        weight = _weight(line)
        for part in line.parts():
            spans += [(word.x0, word.x1, weight) for word in part]
            for one, other in pairwise(part):
                parting = close and one.x1 < b.x0 and other.x0 > a.x1
                cost = 0.05 if parting else 0.1 if _begins_at(begun, other.x0) else 0.5
                spans.append((one.x1, other.x0, cost * weight))
    return spans


def _weight(line: Line) -> float:
    """A line that begins with an analyte and holds a number says more about the columns than a grid of advice."""
    has_number = any(word.text.lstrip("<>≤≥(")[:1].isdigit() for word in line.words[1:])
    return 3.0 if has_number and is_known_name(text_of(line.parts()[0])) else 1.0


def _level_runs(crossed: list[float]) -> list[tuple[int, int]]:
    """Stretches of equal cost."""
    runs, start = [], 0
    for index in range(1, len(crossed) + 1):
        if index == len(crossed) or abs(crossed[index] - crossed[start]) > 1e-9:
            runs.append((start, index - 1))
            start = index
    return runs


def _stray_words(edge: float, b: Column, rows: list[Line]) -> float:
    """Rows whose value cell would begin with a word before its number: part of the name, cut off."""
    strays = 0
    for line in rows:
        inside = [word for word in line.words if edge < (word.x0 + word.x1) / 2 <= max(b.x1, edge) + 30]
        if (
            len(inside) > 1
            and inside[0].text[:1].isalpha()
            and not is_flag(inside[0].text)
            and any(w.text[:1].isdigit() for w in inside[1:])
        ):
            strays += 1
    return 1.5 * strays


def _inside(x0: float, x1: float, a: Column, b: Column) -> float:
    """The middle of the gap, inside the space between the two headings when they share some."""
    left, right = max(x0, a.x1), min(x1, b.x0)
    return (left + right) / 2 if left <= right else (x0 + x1) / 2


def _end_of_last(last: Column, edge: float, rows: list[Line], right: float) -> float:
    """Text that begins clearly right of the last heading is prose of another page column."""
    if last.role is Role.COMMENT:
        return right
    ends: list[float] = []
    starts: list[float] = []
    for line in rows:
        for part in segments([word for word in line.words if word.x1 > edge]):
            size = height_of(part[0])
            if part[0].x0 > last.x1 + 1.5 * size:
                starts.append(part[0].x0)
            else:
                ends.append(part[-1].x1)
    if not starts:
        return right
    limit = max([*ends, last.x1])
    beyond = [start for start in starts if start > limit - 1]
    if last.role is Role.RANGE and _are_norms(edge, limit, right, rows):
        return right  # for whom the second norms are is not printed: both stay, and neither is taken
    return min(beyond) - 1 if beyond else right


def _are_norms(edge: float, limit: float, right: float, rows: list[Line]) -> bool:
    """Most rows that have limits under the last heading have limits again right of it."""
    first = [line for line in rows if _is_band_in(line, edge, limit + 0.5)]
    again = [line for line in first if _is_band_in(line, limit + 0.5, right)]
    return len(again) > 1 and 2 * len(again) > len(first)


def _is_band_in(line: Line, x0: float, x1: float) -> bool:
    text = text_of(word for word in line.words if x0 <= (word.x0 + word.x1) / 2 < x1)
    return unheaded.is_band(text) and not any(char.isalpha() or char == ":" for char in text)  # Крылов 08:51

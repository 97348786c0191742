"""Rows of a table under its headings: which line holds the result, which lines belong to its name and range."""

from dataclasses import dataclass, field
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import ResultText, parse_result
from medapp.domain.parsing.comparators import keep_comparators
from medapp.domain.parsing.denials import keep_denials
from medapp.domain.parsing.event_columns import place_in_time
from medapp.domain.parsing.flags import without_mark
from medapp.domain.parsing.grades import is_grade
from medapp.domain.parsing.grid import Grid
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.headings import Column
from medapp.domain.parsing.lines import Line, gap_limit, height_of, segments, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.people import Sex
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_MARKS = ("H", "L", "HH", "LL", "↑", "↓", "▲", "▼", "*", "**")


@dataclass
class TableLine:
    """A line cut by the grid. `result` is set on the line that holds a row's value; `spans`: it runs across columns;
    `rivals`: another column holds a result too, and nothing says which of the two is meant.
    """

    line: Line
    cells: list[list[Word]]
    name: list[Word] = field(default_factory=list)
    group: list[Word] = field(default_factory=list)
    ranges: list[Word] = field(default_factory=list)
    limits: dict[Role, list[Word]] = field(default_factory=dict)
    ranges_by_group: dict[str, list[Word]] = field(default_factory=dict)
    ranges_by_sex: dict[Sex, list[Word]] = field(default_factory=dict)
    units: list[Word] = field(default_factory=list)
    flags: list[Word] = field(default_factory=list)
    values: list[Word] = field(default_factory=list)
    earlier: list[tuple[str | None, str]] = field(default_factory=list)
    result: ResultText | None = None
    heading_unit: str | None = None
    heading: bool = False
    spans: bool = False
    rivals: bool = False
    extra_names: list[Line] = field(default_factory=list)
    above_names: list[list[Word]] = field(default_factory=list)
    below_names: list[list[Word]] = field(default_factory=list)
    more_ranges: list[list[Word]] = field(default_factory=list)
    more_units: list[list[Word]] = field(default_factory=list)
    is_name_doubtful: bool = False

    @property
    def is_anchor(self) -> bool:
        return self.result is not None

    @property
    def only_name(self) -> bool:
        return bool(self.name) and not (self.values or self.units or self.ranges or self.flags)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Codes of the warnings that its columns and lines give rise to."""
        rival = "rival_results" if self.rivals and self.result and self.result.number is not None else ""
        return tuple(filter(None, (rival, "near_match" if self.is_name_doubtful else "")))

    def name_words(self) -> list[Word]:
        return [word for part in (*self.above_names, self.name, *self.below_names) for word in part]

    def range_words(self) -> list[Word]:
        limits = [word for words in self.limits.values() for word in words]
        return [*self.ranges, *limits, *(word for part in self.more_ranges for word in part)]


def cut_lines(grid: Grid, lines: list[Line], sex: Sex | None) -> list[TableLine]:
    """Each line's words by role, and whether it holds a result."""
    value_columns = [index for index, column in enumerate(grid.columns) if column.role is Role.VALUE]
    name_end = _name_end(grid, lines)
    rivals = _rivals(grid)
    cut = []
    for line in lines:
        cells = grid.cells_of(line)
        keep_denials(cells)
        keep_comparators(cells, value_columns)
        row = TableLine(line, cells, heading_unit=grid.unit)
        row.rivals = sum(1 for index in rivals if _is_number(cells[index])) > 1
        _by_role(grid, row, sex)
        if not any(cells):
            continue
        row.spans = _spans(grid, row) and not (row.name[:1] == list(line.words[:1]) and line.x1 < name_end)
        if row.spans or (row.name and line.x1 < name_end):
            row.name, row.values, row.units, row.ranges, row.flags = [w for cell in cells for w in cell], [], [], [], []
        else:
            _bring_back(row, value_columns)
            _mend(row, min((grid.columns[index].x0 for index in value_columns), default=0.0))
            _take_flag(row)
            row.result = row.result or _result_of(row, [cells[index] for index in value_columns], bool(row.name))
        cut.append(row)
    return cut


def _rivals(grid: Grid) -> list[int]:
    """Columns of results, and those under headings nobody knows where such a heading is over the results."""
    values = [index for index, column in enumerate(grid.columns) if column.role is Role.VALUE]
    unknown = [
        index
        for index, column in enumerate(grid.columns)
        if (role_of(column.text) is None and not column.unit) or place_in_time(column.text) < 0
    ]
    if not set(values) & set(unknown):
        return values
    return [*values, *(index for index in unknown if grid.columns[index].role is Role.OTHER)]


def _is_number(words: list[Word]) -> bool:
    result = parse_result(text_of(words)) if words else None
    return result is not None and result.kind == "number" and not result.rest


def _name_end(grid: Grid, lines: list[Line]) -> float:
    """How far right a name may reach, in points: to where the leftmost cell beside a name begins."""
    names = [index for index, column in enumerate(grid.columns) if column.role is Role.NAME]
    if len(names) != 1 or any(column.role is Role.VALUE for column in grid.columns[: names[0]]):
        return 0.0
    cut = [grid.cells_of(line) for line in lines if len(line.parts()) > 1]
    beside = [cell[0].x0 for cells in cut if cells[names[0]] for cell in cells[names[0] + 1 :] if cell]
    return min(beside, default=0.0) - 1


def _by_role(grid: Grid, row: TableLine, sex: Sex | None) -> None:
    for column, words in zip(grid.columns, row.cells, strict=True):
        if column.role is Role.NAME:
            row.name += words
        elif column.role is Role.VALUE:
            if words and words[0].text in (":", "="):
                del words[0]
            row.values += words
        elif column.role is Role.UNIT:
            row.units += words
        elif column.role is Role.RANGE:
            _keep_range(column, words, row, sex)
        elif column.role is Role.FLAG:
            row.flags += words
        elif column.role is Role.PREVIOUS and words:
            row.earlier.append((column.date, text_of(words)))


def _keep_range(column: Column, words: list[Word], row: TableLine, sex: Sex | None) -> None:
    """The limits of this person's column; of two columns with limits the first, never both glued together."""
    if column.end is not None:
        row.limits[column.end] = words
    elif column.group is not None:
        if words:
            row.ranges_by_group[column.group] = words
    elif column.sex is not None and sex is None:
        if words:
            row.ranges_by_sex[column.sex] = words
    elif column.sex is sex or column.sex is None:
        both = parse_range(text_of(row.ranges)).has_limits and any(c.isdigit() for c in text_of(words))
        row.ranges += [] if both else words


def _bring_back(row: TableLine, value_columns: list[int]) -> None:
    """A result that its heading missed: a number never stands in the columns of flags or units alone."""
    own, whole = parse_result(text_of(row.values)), parse_result(text_of([*row.values, *row.units]))
    if row.units and whole and whole.kind == "interval" and whole.unit and not (own and own.kind == "interval"):
        row.values += row.units
        row.cells[value_columns[0]] += row.units
        row.units.clear()
    for words in (row.flags, row.units):
        text = text_of(words)
        result = parse_result(text) if text and not row.values else None
        missed = result is not None and result.kind in ("number", "interval") and not result.rest
        if value_columns and (missed or (row.values and text and set(text) <= {"+"} and words is row.units)):
            row.values += words
            row.cells[value_columns[0]] += words
            words.clear()


def _mend(row: TableLine, heading_x: float) -> None:
    """Words of the name that reach into the value column go back; a value that slipped into the name comes out.

    Words that begin under the value's heading, at `heading_x`, with no name before them are a remark.
    """
    reaches_in = bool(row.name) or (bool(row.values) and row.values[0].x0 < heading_x - 6)
    if row.values and reaches_in and parse_result(text_of(row.values)) is None:
        for index in range(1, len(row.values)):
            result = parse_result(text_of(row.values[index:]))
            number = result is not None and result.kind == "number" and row.values[index].text[:1] in "<>≤≥0123456789"
            letter = result is not None and result.kind == "words" and index == 1 and row.values[0].text in "ABCDEАВСЕ"
            if number or letter:
                strays, kept = row.values[:index], row.values[index:]
                row.name += strays
                row.values[:] = kept
                for cell in row.cells:
                    if cell[: len(strays)] == strays:
                        del cell[: len(strays)]
                return
    if not row.values and len(row.name) > 1 and (row.units or row.ranges):
        result = parse_result(row.name[-1].text)
        head = row.name[:-1]
        apart = row.name[-1].x0 - head[-1].x1 > 0.6 * height_of(head[-1])
        if result is not None and result.kind == "number" and apart and is_known_name(text_of(head)):
            row.values = [row.name[-1]]
            row.name = head
            row.result = result


def _take_flag(row: TableLine) -> None:
    """`WBC    H 14.37`: a mark apart from the name, before the value, is no part of the name."""
    if len(row.name) < 2 or not row.values or row.flags or row.name[-1].text not in _MARKS:
        return
    if row.name[-1].x0 - row.name[-2].x1 > gap_limit(row.name[-2], row.name[-1]):
        row.flags = [row.name.pop()]


def _spans(grid: Grid, row: TableLine) -> bool:
    """A sentence or a heading that runs through the columns without a gap."""
    inside = [word for cell in row.cells for word in cell]
    parts = segments(inside)
    if len(parts) != 1 or len(inside) < 3:
        return False
    crossed = sum(1 for edge in grid.edges if parts[0][0].x0 < edge < parts[0][-1].x1)
    filled = sum(1 for cell in row.cells if cell)
    if not crossed or filled < 2:
        return False
    if not row.name or parse_result(text_of(row.values)) is None:
        return True
    first = next((index for index, word in enumerate(inside) if word.text[:1].isdigit()), len(inside))
    return decoys.is_prose(text_of(inside)) or (len(inside) > 4 and not is_known_name(text_of(inside[:first])))


def _result_of(row: TableLine, cells: list[list[Word]], has_name: bool) -> ResultText | None:
    """The result among the value columns (Normal and Abnormal): the one that is filled."""
    for words in cells:
        if not words:
            continue
        text = text_of(_first_number(words))
        result = parse_result(text, free_words=has_name and bool(row.name))
        if result is not None:
            return result
    return None


def _first_number(words: list[Word]) -> list[Word]:
    """Two numbers in one cell that stand apart are two columns, not groups of thousands: the first is the result."""
    for index, (left, right) in enumerate(pairwise(words), start=1):
        digits = left.text[-1:].isdigit() and right.text[:1].isdigit() and not parse_unit(without_mark(right.text)[0])
        if digits and not is_grade(left.text) and right.x0 - left.x1 > 0.6 * height_of(left):
            return words[:index]
    return words

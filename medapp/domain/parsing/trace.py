"""What reading decided and where: columns, cells of each row, leftovers. Kept only when somebody asks to see it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from medapp.domain.documents import Page, Word
from medapp.domain.parsing.freelines import FreeRow
from medapp.domain.parsing.grid import Grid
from medapp.domain.parsing.header_words import Role
from medapp.domain.parsing.lines import Line
from medapp.domain.parsing.rows import Loose
from medapp.domain.parsing.tables import TableLine

Parts = dict[str, tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class TracedTable:
    """A table's columns on a page, in points: `headed` is False where the columns of the page before go on."""

    page: int
    grid: Grid
    top: float
    bottom: float
    headed: bool


@dataclass(frozen=True, slots=True)
class TracedRow:
    """The words of one row by what they were taken for: name, value, unit, range, flag, previous."""

    page: int
    parts: Parts
    bound: str


@dataclass(frozen=True, slots=True)
class TracedSheet:
    """Which columns of a table of cells mean what; rows before `start` are above the results."""

    start: int
    columns: dict[int, str]


@dataclass(slots=True)
class Trace:
    """`rows` (pages) or `cells` ((table, row) of sheets) stand in the order of the report's measurements."""

    tables: list[TracedTable] = field(default_factory=list)
    rows: list[TracedRow] = field(default_factory=list)
    sheets: list[TracedSheet | None] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)

    def keep_table(self, page: Page, grid: Grid, lines: list[Line], top: float | None) -> None:
        if lines:
            start = top if top is not None else lines[0].y0
            self.tables.append(TracedTable(page.number, grid, start, lines[-1].y1, top is not None))

    def keep_row(self, page: Page, grid: Grid, row: TableLine, count: int) -> None:
        """A line of a table that gave `count` measurements."""
        earlier = [
            word
            for column, cell in zip(grid.columns, row.cells, strict=True)
            if column.role is Role.PREVIOUS
            for word in cell
        ]
        units = [*row.units, *(word for part in row.more_units for word in part)]
        parts = _parts(name=row.name_words(), value=row.values, unit=units, range=row.range_words(), flag=row.flags)
        self.rows += [TracedRow(page.number, parts | _parts(previous=earlier), "header")] * count

    def keep_free_row(self, page: Page, row: FreeRow) -> None:
        """A line without headings: its words by the texts they were taken for."""
        named, unit, limits = row.name.split(), (row.unit or "").split(), (row.range_text or "").split()
        found: dict[str, list[Word]] = {}
        for word in row.words:
            before = word.x1 <= row.value.x0 + 1
            if word is row.value:
                part = "value"
            elif before and word.text.rstrip(" :.…_-–") in (*named, *(text.rstrip(":.") for text in named)):
                part = "name"
            elif not before and word.text in unit:
                part = "unit"
            else:
                part = "range" if word.text in limits else "flag"
            found.setdefault(part, []).append(word)
        self.rows.append(TracedRow(page.number, _parts(**found), "content"))

    def keep_words(self, page: Page, words: Iterable[Word], texts: dict[str, str | None]) -> None:
        """A row of no line: its words by the first of the `texts` (part to print) that holds them, else its name."""
        found: dict[str, list[Word]] = {}
        for word in words:
            part = next((part for part, text in texts.items() if word.text in (text or "").split()), "name")
            found.setdefault(part, []).append(word)
        self.rows.append(TracedRow(page.number, _parts(**found), "content"))


def _parts(**parts: Iterable[Word]) -> Parts:
    return {part: tuple(words) for part, words in parts.items() if words}

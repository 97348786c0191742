"""Rows of a table under its headings: which line holds the result, which lines belong to its name and range."""

import re
from dataclasses import dataclass, field

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import ResultText, is_flag, looks_like_unit, parse_result, value_words
from medapp.domain.parsing.grid import Grid
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.lines import Line, height_of, segments, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.people import Sex
from medapp.domain.ranges import parse_range


@dataclass
class TableLine:
    """A line cut by the grid. `result` is set on the line that holds a row's value."""

    line: Line
    cells: list[list[Word]]
    name: list[Word] = field(default_factory=list)
    ranges: list[Word] = field(default_factory=list)
    units: list[Word] = field(default_factory=list)
    flags: list[Word] = field(default_factory=list)
    values: list[Word] = field(default_factory=list)
    earlier: list[tuple[str | None, str]] = field(default_factory=list)
    result: ResultText | None = None
    heading: bool = False
    extra_names: list[Line] = field(default_factory=list)
    above_names: list[list[Word]] = field(default_factory=list)
    below_names: list[list[Word]] = field(default_factory=list)
    more_ranges: list[list[Word]] = field(default_factory=list)
    more_units: list[list[Word]] = field(default_factory=list)

    @property
    def is_anchor(self) -> bool:
        return self.result is not None

    @property
    def only_name(self) -> bool:
        return bool(self.name) and not (self.values or self.units or self.ranges or self.flags)

    def name_words(self) -> list[Word]:
        return [word for part in (*self.above_names, self.name, *self.below_names) for word in part]

    def range_words(self) -> list[Word]:
        return [*self.ranges, *(word for part in self.more_ranges for word in part)]


def cut_lines(grid: Grid, lines: list[Line], sex: Sex | None) -> list[TableLine]:
    """Each line's words by role, and whether it holds a result."""
    value_columns = [index for index, column in enumerate(grid.columns) if column.role is Role.VALUE]
    cut = []
    for line in lines:
        cells = grid.cells_of(line)
        row = TableLine(line, cells)
        _by_role(grid, row, sex)
        if not any(cells):
            continue
        if not _spans(grid, row):
            _mend(row)
            row.result = row.result or _result_of(row, [cells[index] for index in value_columns], bool(row.name))
        cut.append(row)
    return cut


def _by_role(grid: Grid, row: TableLine, sex: Sex | None) -> None:
    for column, words in zip(grid.columns, row.cells, strict=True):
        if column.role is Role.NAME:
            row.name += words
        elif column.role is Role.VALUE:
            row.values += words
        elif column.role is Role.UNIT:
            row.units += words
        elif column.role is Role.RANGE and (column.sex is None or sex is None or column.sex is sex):
            row.ranges += words
        elif column.role is Role.FLAG:
            row.flags += words
        elif column.role is Role.PREVIOUS and words:
            row.earlier.append((column.date, text_of(words)))


def _mend(row: TableLine) -> None:
    """Words of the name that reach into the value column go back; a value that slipped into the name comes out."""
    if row.values and parse_result(text_of(row.values)) is None:
        for index in range(1, len(row.values)):
            result = parse_result(text_of(row.values[index:]))
            if result is not None and result.kind == "number" and row.values[index].text[:1] in "<>≤≥0123456789":
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
    for index, (left, right) in enumerate(zip(words, words[1:], strict=False), start=1):
        digits = left.text[-1:].isdigit() and right.text[:1].isdigit()
        if digits and right.x0 - left.x1 > 0.6 * height_of(left):
            return words[:index]
    return words


def attach(rows: list[TableLine]) -> None:
    """Give every line without a result to the row it belongs to: names, ranges and units over several lines."""
    anchors = [index for index, row in enumerate(rows) if row.is_anchor]
    bounds = [-1, *anchors, len(rows)]
    for above, below in zip(bounds, bounds[1:], strict=False):
        between = rows[above + 1 : below]
        upper = rows[above] if above >= 0 else None
        lower = rows[below] if below < len(rows) else None
        taken = _share_names([row for row in between if row.name], upper, lower)
        _share_rest([row for row in between if not row.name or id(row) in taken], upper, lower)


def _share_rest(between: list[TableLine], upper: TableLine | None, lower: TableLine | None) -> None:
    """Ranges and units on lines of their own go to the row above, or to the row below when that one is nearer and bare."""
    for row in between:
        if not (row.ranges or row.units) or row.values or decoys.is_prose(row.line.text):
            continue
        owner = _owner(row, upper, lower)
        if owner is None:
            continue
        if row.ranges and _range_like(row.ranges, owner):
            (owner.more_ranges.insert(0, row.ranges) if owner is lower else owner.more_ranges.append(row.ranges))
            if owner is lower:
                owner.ranges, owner.more_ranges = row.ranges, [owner.ranges, *owner.more_ranges[1:]]
        if row.units and _unit_tail(row.units, owner):
            owner.more_units.append(row.units)


def _owner(row: TableLine, upper: TableLine | None, lower: TableLine | None) -> TableLine | None:
    above = row.line.middle - _last_middle(upper) if upper else float("inf")
    below = lower.line.middle - row.line.middle if lower else float("inf")
    limit = 1.9 * row.line.size
    if lower is not None and below < 0.85 * above and below < limit and not row.name and (not lower.ranges or not lower.name):
        return lower
    if upper is None or above > limit * (1 + len(upper.below_names) + len(upper.more_units)):
        return None
    return upper


def _last_middle(row: TableLine) -> float:
    """The height of the row's last range line so far, in points."""
    last = row.more_ranges[-1] if row.more_ranges else None
    return max(row.line.middle, (last[0].y0 + last[0].y1) / 2) if last else row.line.middle


def _range_like(words: list[Word], owner: TableLine) -> bool:
    text = text_of(words)
    return len(text) < 60 and (any(char.isdigit() for char in text) or bool(owner.ranges))


def _unit_tail(words: list[Word], owner: TableLine) -> bool:
    """`л` under `мкмоль/`: joined they are a unit and apart the upper one is not."""
    head = text_of(owner.units)
    return bool(head) and len(text_of(words)) <= 8 and looks_like_unit(head + text_of(words))


def _share_names(lines: list[TableLine], upper: TableLine | None, lower: TableLine | None) -> set[int]:
    """Hand the name lines between two rows to one of them; returns the identities of the lines handed over."""
    taken: set[int] = set()
    if upper is not None and not upper.name:
        for index, row in enumerate(lines):
            if not _near(upper, row, index) or (lower is not None and not lower.name and _nearer(row, lower, upper)):
                break
            upper.below_names.append(row.name)
            taken.add(index)
    if lower is not None and not lower.name:
        for index in range(len(lines) - 1, -1, -1):
            if index in taken or not _near(lower, lines[index], len(lines) - 1 - index):
                break
            lower.above_names.insert(0, lines[index].name)
            taken.add(index)
    for index, row in enumerate(lines):
        if index in taken:
            continue
        if upper is not None and index == _count_below(upper, lines, taken, index) and _goes_on(upper, row, lower):
            upper.below_names.append(row.name)
            taken.add(index)
    last = len(lines) - 1
    if lower is not None and lower.name and last >= 0 and last not in taken and _begins(lines[last], lower):
        lower.above_names.insert(0, lines[last].name)
        taken.add(last)
    for index, row in enumerate(lines):
        row.heading = index not in taken and row.only_name
    return {id(lines[index]) for index in taken}


def _count_below(upper: TableLine, lines: list[TableLine], taken: set[int], index: int) -> int:
    """A name goes on without a gap: the line must follow the last one taken."""
    return index if all(other in taken for other in range(index)) else -1


def _near(anchor: TableLine, row: TableLine, distance: int) -> bool:
    return abs(row.line.middle - anchor.line.middle) <= (1.15 + 1.35 * distance) * row.line.size + 0.35 * row.line.size


def _nearer(row: TableLine, one: TableLine, other: TableLine) -> bool:
    return abs(row.line.middle - one.line.middle) < abs(row.line.middle - other.line.middle)


def _goes_on(upper: TableLine, row: TableLine, lower: TableLine | None) -> bool:
    """The line continues the name above it."""
    text, head = text_of(row.name), text_of(upper.name_words())
    last = upper.below_names[-1] if upper.below_names else upper.name
    pitch = row.line.y0 - (last[0].y0 if last else upper.line.y0)
    if pitch > 1.75 * row.line.size or decoys.is_administrative(text) or decoys.is_legend(text) or text.endswith(":"):
        return False
    if lower is not None and lower.line.middle - row.line.middle < 0.8 * (row.line.y0 - (last[0].y0 if last else 0)) and lower.name:
        return False
    if _is_open(head):
        return True
    if text.startswith(("(", "[")):
        short = len(text) <= 10 and text.strip("()[]").isupper()
        return short or (not is_known_name(head) and not decoys.is_method(text))
    if decoys.is_method(text) and is_known_name(head):
        return False
    if text[0].islower() and not text[0].isdigit():
        return not is_known_name(text) or not is_known_name(head)
    both = f"{head} {text}"
    return not is_known_name(head) and is_known_name(both) and not is_known_name(text)


def _begins(row: TableLine, lower: TableLine) -> bool:
    """The line is the beginning of the name below it, whose own line starts in the middle of a name."""
    text, tail = text_of(row.name), text_of(lower.name_words())
    if lower.line.y0 - row.line.y0 > 1.6 * row.line.size or decoys.is_administrative(text) or text.endswith(":"):
        return False
    if _is_open(text):
        return True
    if tail[:1].islower() or tail.startswith("("):
        return not is_known_name(tail) or is_known_name(f"{text} {tail}")
    return not is_known_name(tail) and not is_known_name(text) and is_known_name(f"{text} {tail}")


def _is_open(text: str) -> bool:
    """Ends inside brackets, on a hyphen, a comma, a slash or a joining word."""
    if text.count("(") > text.count(")") or text.count("[") > text.count("]"):
        return True
    return text.endswith(("-", ",", "/", "+", " и", " по", " в", " на", " с", " к", " of", " in", " and", " to", " for", " на", " для", " от"))


def flag_of(row: TableLine) -> str | None:
    """What stands in the flag column, or a mark that strayed into the unit or range column."""
    text = text_of(row.flags).strip()
    if text:
        return text if len(text) <= 24 else None
    for words in (row.units, row.ranges):
        for word in words:
            if is_flag(word.text) and not _part_of_range(word, words):
                return word.text
    return None


def _part_of_range(word: Word, words: list[Word]) -> bool:
    """The dash of 3,5 - 5,1, and words such as `Normal` that are the whole norm."""
    if word.text.strip() in ("-", "–", "—", "−", "+", "--"):
        return True
    return len(words) == 1 and word.text.strip("()[]").lower() in ("normal", "норма", "low", "high", "n")


def unit_text(row: TableLine) -> str | None:
    """The unit column's text without stray flags, its wrapped part joined."""
    words = [word for word in row.units if not is_flag(word.text) or looks_like_unit(word.text)]
    text = text_of(words)
    for more in row.more_units:
        text += text_of(more)
    return text.strip() or None


def range_text(row: TableLine) -> str | None:
    """The range column's text without a flag beside it, over all its lines."""
    words = row.range_words()
    kept = [word for word in words if not is_flag(word.text) or _part_of_range(word, words)]
    text = text_of(kept).strip()
    return text or None


def is_trustworthy(row: TableLine, name: str, has_range: bool, column_x: float | None = None) -> bool:
    """A line under headings that is a result, not a grid, a legend or a sentence."""
    result = row.result
    if result is None or not name or not any(char.isalpha() for char in name) or re.search(r"[<>≤≥]\s?\d", name):
        return False
    known = is_known_name(name)
    if row.name and row.name[-1].text.endswith(":") and not known:
        return False
    if decoys.is_prose(name) or (decoys.is_administrative(name) and not known) or decoys.is_legend(row.line.text):
        return False
    if decoys.is_category(name) and not known:
        return False
    if result.number is None and decoys.names_people(f"{name} {result.printed}"):
        return False
    if result.kind == "interval":
        return bool(row.units or has_range) and (known or bool(row.ranges))
    if result.kind == "words" and value_words(result.printed) is None:
        return _free_words_fit(row, name, known, column_x)
    if result.kind == "words" and not known:
        return not result.rest and _tidy(row) and not _sentence(name)
    if result.rest and not known:
        return _rest_is_plain(result.rest)
    if result.comparator and not known and not row.ranges and not row.units and not result.unit:
        return False
    return known or bool(row.units or row.ranges or result.unit) or _tidy(row)


def _free_words_fit(row: TableLine, name: str, known: bool, column_x: float | None) -> bool:
    """Words that are no known finding are a result beside a norm in words, or a short word where values stand."""
    printed = row.result.printed if row.result else ""
    if any(mark in printed for mark in "|:()") or role_of(printed) is not None or _sentence(name):
        return False
    if is_known_name(printed) and not (known and row.ranges):
        return False
    if row.units and not looks_like_unit(text_of(row.units)):
        return False
    norm = text_of(row.ranges)
    if norm and not any(char.isdigit() for char in norm):
        return known or value_words(norm) is not None or norm.lower() == printed.lower()
    if row.ranges or row.units or not row.values:
        return known and len(printed.split()) <= 3
    start, end = row.values[0].x0, row.values[-1].x1
    aligned = column_x is not None and start - 4 <= column_x <= end + 4
    return len(printed.split()) == 1 and len(name.split()) <= 5 and aligned and _tidy(row)


def value_column_x(rows: list[TableLine]) -> float | None:
    """Where most numeric results stand, in points."""
    middles = sorted(
        (row.values[0].x0 + row.values[-1].x1) / 2
        for row in rows
        if row.result is not None and row.result.number is not None and row.values
    )
    return middles[len(middles) // 2] if middles else None


def _sentence(name: str) -> bool:
    return len(name.split()) > 7 or name.rstrip().endswith((".", ":", ";", "="))


def _rest_is_plain(rest: str) -> bool:
    return parse_range(rest).has_limits or looks_like_unit(rest.split()[0]) or parse_result(rest) is not None


def _tidy(row: TableLine) -> bool:
    """Name and value stand apart as two cells, with nothing behind them."""
    name, values = row.name or [w for part in row.above_names for w in part], row.values
    if not name or not values:
        return False
    return values[0].x0 - name[-1].x1 > 1.2 * height_of(values[0]) or not row.name

"""Norms printed in the cell of the name, on the line under it: `Альбумин` over `(35–50)`, the result beside."""

import re
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing.card_zones import label_in
from medapp.domain.parsing.grid import Grid
from medapp.domain.parsing.header_words import Role
from medapp.domain.parsing.headings import is_certain_unit
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.names import is_exact_name
from medapp.domain.parsing.tables import TableLine
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_SAID_BY_HEADING = re.compile(r"норм|реф|ref|norm|range", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[(]\s*(?P<limits>[^()\[\]]+?)\s*[\])]\s*(?P<unit>.*)")
_FEWEST = 2
_ONE_NAME = 1.35  # letter heights between the lines of one name
_NEXT_LINE = 1.75  # letter heights between the lines of one cell
_MOST_LINES = 3  # of one norm


def take_norms(rows: list[TableLine], grid: Grid) -> None:
    """Move such norms out of the names, and give the lines between a result and its norm to the result's name.

    Only where no column is headed as the norms', and for most results of the table.
    """
    names = [column for column in grid.columns if column.role is Role.NAME]
    if not names or any(column.role is Role.RANGE for column in grid.columns):
        return
    said = any(_SAID_BY_HEADING.search(column.text) for column in names)
    whole = _closed_brackets(rows, said)
    found = {id(row): at for row in rows if (at := _norm_at(whole.get(id(row), row.name), said)) is not None}
    anchors = sum(row.is_anchor for row in rows)
    if len(found) < _FEWEST or 2 * len(found) < anchors:
        return
    _close_brackets(rows, whole, found)
    owner: TableLine | None = None  # the result above whose norm has not come yet
    between: list[TableLine] = []
    for row in rows:
        at = found.get(id(row))
        if row.is_anchor:
            _take_above(row, between, at)
            owner, between = row, []
        if at is None:
            between += [row] if row is not owner else []
            continue
        norm, row.name = _without_label(row.name[at:]), row.name[:at]
        if owner is None or not _are_one_cell([owner, *between, row]):
            row.ranges = norm
        else:
            owner.ranges = norm
            if owner is not row:
                _give_names([*between, row], owner)
        owner, between = None, []


def take_units(rows: list[TableLine], grid: Grid) -> None:
    """`(г/л)` on the last line of a name, where no column holds units; what stands before it is the name's."""
    if any(column.role is Role.UNIT for column in grid.columns):
        return
    owner: TableLine | None = None
    between: list[TableLine] = []
    for row in rows:
        text = text_of(row.name)
        is_unit = text[:1] + text[-1:] in ("()", "[]") and is_certain_unit(text)
        if row.is_anchor:
            if is_unit and not row.units:
                row.units, row.name = row.name, []
                _take_above(row, between, 0)
            owner, between = row, []
        elif not (is_unit and row.only_name):
            between.append(row)
        elif owner is not None and not owner.units and _are_one_cell([owner, *between, row]):
            owner.units = row.name
            _empty(row)
            _give_names(between, owner)
            owner, between = None, []


def _norm_at(words: list[Word], said: bool) -> int | None:
    """Where in the words of a name's cell its norm begins, which goes on to their end."""
    for at in range(len(words)):
        text = text_of(words[at:])
        label = label_in(text)
        inside = _BRACKETED.fullmatch(label or text)
        limits = inside["limits"] if inside and parse_unit(inside["unit"] or "%") else None
        limits = limits and (label_in(limits) or limits)
        limits = limits or label or (text if said and at == 0 else None)
        if limits and _is_norm(limits):
            return at
    return None


def _without_label(words: list[Word]) -> list[Word]:
    """The norm without `норма:` before it."""
    limits = label_in(text_of(words))
    return next((words[at:] for at in range(len(words)) if text_of(words[at:]) == limits), words)


def _is_norm(text: str) -> bool:
    limits = parse_range(text)
    return any(char.isdigit() for char in text) and (limits.has_limits or limits.doubt == "conditional")


def _closed_brackets(rows: list[TableLine], said: bool) -> dict[int, list[Word]]:
    """`норма (муж. 62–106,` over `жен. 44–80)`: the words of a first line and of those that close its norm."""
    whole: dict[int, list[Word]] = {}
    for index, row in enumerate(rows):
        words = list(row.name)
        if not _is_open(words):
            continue
        for below in rows[index + 1 : index + _MOST_LINES + 1]:
            if below.name and not below.only_name:
                break
            words += below.name
            if not _is_open(words):
                if _norm_at(words, said) is not None:
                    whole[id(row)] = words
                break
    return whole


def _close_brackets(rows: list[TableLine], whole: dict[int, list[Word]], found: dict[int, int]) -> None:
    """Take what closes a norm from the lines below it."""
    for row in rows:
        if id(row) in found and id(row) in whole:
            moved = {id(word) for word in whole[id(row)][len(row.name) :]}
            row.name = whole[id(row)]
            for below in rows:
                if below.name and id(below.name[0]) in moved:
                    _empty(below)


def _is_open(words: list[Word]) -> bool:
    text = text_of(words)
    return text.count("(") > text.count(")")


def _take_above(row: TableLine, between: list[TableLine], at: int | None) -> None:
    """A name whose cell reaches higher than its result: all of its lines where the norm is beside the result."""
    below = row
    for line in reversed(between):
        tight = below.line.y0 - line.line.y0 <= _ONE_NAME * max(line.line.size, below.line.size)
        text, tail = text_of(line.name), text_of([word for part in row.above_names for word in part] or row.name)
        if not (line.only_name and tight and (at == 0 or is_exact_name(f"{text} {tail}"))):
            return
        row.above_names.insert(0, line.name)
        _empty(line)
        below = line


def _are_one_cell(rows: list[TableLine]) -> bool:
    """Lines under each other without a gap."""
    filled = [row for row in rows if any(row.cells)]
    return all(b.line.y0 - a.line.y0 <= _NEXT_LINE * max(a.line.size, b.line.size) for a, b in pairwise(filled))


def _give_names(rows: list[TableLine], owner: TableLine) -> None:
    """The names on the lines are the rest of the owner's, and nobody's heading."""
    for row in rows:
        if row.name:
            owner.below_names.append(row.name)
        _empty(row)


def _empty(row: TableLine) -> None:
    """Nothing of the line is left to be heard as a heading."""
    row.name = []
    row.cells = [[] for _ in row.cells]

"""Column headings: where a table begins, what each of its columns means and how far it reaches."""

import re
from dataclasses import replace
from itertools import pairwise

from medapp.domain.parsing.cumulative import dated_header
from medapp.domain.parsing.event_columns import place_in_time
from medapp.domain.parsing.header_words import CORE, Role, role_of
from medapp.domain.parsing.headings import Column, Header, HeadingCell, cut_headings, is_bracketed, known_letters
from medapp.domain.parsing.lines import Line, height_of
from medapp.domain.parsing.stacking import side_by_side, stack, trim
from medapp.domain.parsing.unknown_headings import headed_by_rows

__all__ = ["Column", "Header", "find_headers"]

_ALMOST_ALL = 0.62
_MOST_HEADING_WORDS = 8
_NEARLY_ALL = 0.85
_HOLD_RESULTS = {Role.VALUE, Role.PREVIOUS, Role.DATE, Role.NORMAL, Role.ABNORMAL}
_GROUPS = (Role.MALE, Role.FEMALE, Role.GROUP)


def find_headers(lines: list[Line], order: str | None = None) -> list[Header]:
    """Every row of headings on a page; two tables beside each other give two headers of the same lines.

    `order` is the document's of day and month.
    """
    headers: list[Header] = []
    lines = [_without_prose(line) for line in lines]
    index = 0
    while index < len(lines):
        cells = cut_headings(lines[index])
        if not _is_heading(cells):
            around = _centred(lines, index)
            if around is not None:
                headers += [Header(tuple(columns), index - 1, index + 1) for columns in side_by_side(around, order)]
                index += 2
                continue
            dated = dated_header(lines, index, cells)
            proven = headed_by_rows(lines, index, cells) if dated is None else None
            if dated is not None:
                headers += [
                    replace(dated, columns=tuple(columns)) for columns in side_by_side(list(dated.columns), order)
                ]
                index = dated.last
            elif proven is not None:
                cells, last = proven
                stacked = trim(stack([cells, *(cut_headings(line) for line in lines[index + 1 : last + 1])]))
                headers += [Header(tuple(columns), index, last) for columns in side_by_side(stacked, order)]
                index = last
            index += 1
            continue
        first, last = index, index
        roles = {cell.role for cell in cells}
        if Role.NAME not in roles or not roles & _HOLD_RESULTS:
            proven = headed_by_rows(lines, index, cells)
            cells = cells if proven is None else proven[0]
        while (
            first > 0
            and first - 1 > (headers[-1].last if headers else -1)
            and _continues(lines, first, first - 1, cells)
        ):
            first -= 1
        if first > 1 and _stands_left(lines[first - 1], cells) and _continues(lines, first, first - 2, cells):
            first -= 2
        taken = [cells, *(cut_headings(lines[at]) for at in range(first, index))]
        while last + 1 < len(lines) and _continues(lines, last, last + 1, _from_left(taken)):
            last += 1
            taken.append(cut_headings(lines[last]))
        parts = [cells if at == index else cut_headings(lines[at]) for at in range(first, last + 1)]
        stacked = trim(stack(parts))
        headers += [Header(tuple(columns), first, last) for columns in side_by_side(stacked, order)]
        index = last + 1
    return headers


def _from_left(parts: list[list[HeadingCell]]) -> list[HeadingCell]:
    return sorted((cell for part in parts for cell in part), key=lambda cell: cell.x0)


def _centred(lines: list[Line], index: int) -> list[Column] | None:
    """The columns where headings of two lines stand beside some of one line, which is centred on them."""
    if not 0 < index < len(lines) - 1:
        return None
    above, middle, below = lines[index - 1 : index + 2]
    slack = 0.1 * middle.size
    if above.y1 < middle.y0 + slack or middle.y1 < below.y0 + slack or below.y0 < above.y1 - slack:
        return None
    columns = [*stack([cut_headings(above), cut_headings(below)]), *stack([cut_headings(middle)])]
    columns.sort(key=lambda column: column.x0)
    known = all(column.role is not Role.OTHER or role_of(column.text) for column in columns)
    apart = all(one.x1 < other.x0 for one, other in pairwise(columns))
    return columns if known and apart and {Role.NAME, Role.VALUE} <= {column.role for column in columns} else None


def _without_prose(line: Line) -> Line:
    """The line without a sentence of another page column beside it."""
    parts = line.parts()
    kept = [part for part in parts if len(part) <= _MOST_HEADING_WORDS]
    return Line(tuple(word for part in kept for word in part)) if kept and len(kept) < len(parts) else line


def _is_heading(cells: list[HeadingCell]) -> bool:
    """Enough different roles, hardly any other words between them, and no result beside them."""
    known = [cell for cell in cells if cell.role is not None]
    roles = {cell.role for cell in known}
    if Role.NORMAL in roles:
        roles |= {Role.VALUE if Role.ABNORMAL in roles else Role.RANGE}
    if Role.LOW in roles and Role.HIGH in roles:
        roles |= {Role.RANGE}
    core = [role for role in CORE if role in roles]
    dated = Role.DATE in roles and (Role.NAME in core or {Role.UNIT, Role.RANGE} <= set(core))
    if len(core) < 2 or not (Role.VALUE in core or len(core) == 3 or dated):
        return False
    span = [cell for cell in known if cell.role not in (Role.OTHER, Role.SECTION)]
    inside = [cell for cell in cells if cell.x0 >= span[0].x0 - 1 and cell.x1 <= span[-1].x1 + 1]
    if any(re.search(r"\d", cell.text) and cell.role is None and not is_bracketed(cell.text) for cell in inside):
        return False
    if any(re.search(r"\d[.,]\d", cell.text) and cell.role is not Role.DATE for cell in cells):
        return False
    letters = sum(len(cell.text) for cell in inside)
    share = sum(known_letters(cell) for cell in inside) / max(letters, 1)
    if len(core) == 2:
        return share >= _NEARLY_ALL and _spaced(known)
    return share >= _ALMOST_ALL


def _spaced(cells: list[HeadingCell]) -> bool:
    """The headings stand apart, as those of columns do and words of a sentence do not."""
    return any(b.x0 - a.x1 > 1.5 * height_of(a.words[-1]) for a, b in pairwise(cells))


def _continues(lines: list[Line], at: int, other: int, heading: list[HeadingCell]) -> bool:
    """The neighbouring line is a part of the same headings: only headings, dates, sexes or their second words.

    Headings of two lines beside one centred on them overlap it in height, and may stand outside its width.
    """
    one, two = lines[min(at, other)], lines[max(at, other)]
    cells = cut_headings(lines[other])
    groups = sum(1 for cell in cells if cell.role in _GROUPS) if other > at else 0
    if two.y0 - one.y1 > (2.5 if groups > 1 else 0.9) * max(one.size, two.size):
        return False
    x0, x1 = heading[0].x0 - 3, max(cell.x1 for cell in heading) + 3
    interleaved = two.y0 < one.y1 - 0.1 * one.size and all(cell.role is not None for cell in cells)
    if not interleaved:
        cells = [cell for cell in cells if cell.x1 > x0]
        cells = [cell for cell in cells if cell.x0 < x1 or groups > 1] or cells
    if not cells or any(
        re.search(r"\d", cell.text) and cell.role is not Role.DATE and not is_bracketed(cell.text) and not cell.unit
        for cell in cells
    ):
        return False
    if len(cells) == 1 and place_in_time(cells[0].text) and _is_under_names(cells[0], heading):
        return False
    unknown = [cell for cell in cells if cell.role is None]
    if not all(_completes(cell, heading, below=other > at) for cell in unknown):
        return False
    known = [cell for cell in cells if cell.role is not None and known_letters(cell) >= len(cell.text) - 1]
    if len(known) + len(unknown) < len(cells):
        return False
    return interleaved or len(cells) > 1 or bool(unknown) or _overlaps_any(cells[0], heading)


def _is_under_names(cell: HeadingCell, heading: list[HeadingCell]) -> bool:
    """`При поступлении` under the names' heading heads the rows below it."""
    return any(other.role is Role.NAME and cell.x0 < other.x1 for other in heading)


def _stands_left(line: Line, heading: list[HeadingCell]) -> bool:
    """A heading centred beside two lines of headings: all of it left of theirs."""
    return line.x1 < heading[0].x0


def _overlaps_any(cell: HeadingCell, heading: list[HeadingCell]) -> bool:
    return any(min(cell.x1, other.x1) - max(cell.x0, other.x0) > 0 for other in heading)


def _completes(cell: HeadingCell, heading: list[HeadingCell], below: bool) -> bool:
    """`значения` under `Референсные`: together a heading."""
    for other in heading:
        if min(cell.x1, other.x1) - max(cell.x0, other.x0) <= 0:
            continue
        both = f"{other.text} {cell.text}" if below else f"{cell.text} {other.text}"
        if role_of(both) is not None or is_bracketed(cell.text) or (cell.unit and other.role in CORE):
            return True
    return False

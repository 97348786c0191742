"""Column headings: where a table begins, what each of its columns means and how far it reaches."""

import re
from dataclasses import dataclass, replace

from medapp.domain.documents import Word
from medapp.domain.parsing.dates import find_order, parse_date
from medapp.domain.parsing.header_words import CORE, Role, fold_heading, longest_phrase, role_of
from medapp.domain.parsing.lines import Line, gap_limit, height_of, text_of
from medapp.domain.people import Sex

_SEAM = re.compile(r"[a-zа-я]{3}(?=[A-ZА-Я][a-zа-я])")
_ALMOST_ALL = 0.62
_NEARLY_ALL = 0.85
_SEX = {Role.MALE: Sex.MALE, Role.FEMALE: Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class Column:
    """`x0`..`x1` is the heading's own extent in points; `date` the text of a dated column."""

    role: Role
    x0: float
    x1: float
    text: str = ""
    sex: Sex | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """One row of headings; `first`..`last` are the lines it takes on its page."""

    columns: tuple[Column, ...]
    first: int
    last: int

    def of(self, role: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role is role)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A piece of heading on one line, with what is known of its role."""

    words: tuple[Word, ...]
    role: Role | None

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return text_of(self.words)


def find_headers(lines: list[Line]) -> list[Header]:
    """Every row of headings on a page; two tables beside each other give two headers of the same lines."""
    headers: list[Header] = []
    index = 0
    while index < len(lines):
        cells = _cells(lines[index])
        if not _is_heading(cells):
            index += 1
            continue
        first, last = index, index
        while first > 0 and first - 1 > (headers[-1].last if headers else -1) and _continues(lines, first, first - 1, cells):
            first -= 1
        while last + 1 < len(lines) and _continues(lines, last, last + 1, cells):
            last += 1
        stacked = _trim(_stack([_cells(line) for line in lines[first : last + 1]]))
        for columns in _side_by_side(stacked):
            headers.append(Header(tuple(columns), first, last))
        index = last + 1
    return headers


def _cells(line: Line) -> list[_Cell]:
    """The line cut into the longest known headings and the text between them."""
    cells: list[_Cell] = []
    words = [part for word in line.words for part in _apart(word)]
    index = 0
    while index < len(words):
        for length in range(min(longest_phrase(), len(words) - index), 0, -1):
            piece = words[index : index + length]
            tight = all(b.x0 - a.x1 <= gap_limit(a, b) for a, b in zip(piece, piece[1:], strict=False))
            role = role_of(text_of(piece)) if tight else None
            if role is not None:
                cells.append(_Cell(tuple(piece), role))
                index += length
                break
        else:
            word = words[index]
            last = cells[-1] if cells else None
            if last and word.x0 - last.x1 <= gap_limit(last.words[-1], word):
                cells[-1] = _glue(last, word)
            else:
                cells.append(_Cell((word,), None))
            index += 1
    return cells


def _apart(word: Word) -> list[Word]:
    """ValuePrevious: two headings whose columns touch."""
    seam = _SEAM.search(word.text)
    if seam is None or role_of(word.text) is not None:
        return [word]
    at = word.x0 + (word.x1 - word.x0) * seam.end() / len(word.text)
    return [replace(word, text=word.text[: seam.end()], x1=at), replace(word, text=word.text[seam.end() :], x0=at)]


def _glue(cell: _Cell, word: Word) -> _Cell:
    """A word that stands close behind a heading belongs to it: Норма (единицы СИ)."""
    return _Cell((*cell.words, word), cell.role)


def _is_heading(cells: list[_Cell]) -> bool:
    """Enough different roles, hardly any other words between them, and no result beside them."""
    known = [cell for cell in cells if cell.role is not None]
    roles = {cell.role for cell in known}
    if Role.NORMAL in roles:
        roles |= {Role.VALUE if Role.ABNORMAL in roles else Role.RANGE}
    core = [role for role in CORE if role in roles]
    if len(core) < 2 or not (Role.VALUE in core or len(core) == 3 or (Role.DATE in roles and Role.NAME in core)):
        return False
    span = [cell for cell in known if cell.role not in (Role.OTHER, Role.SECTION)]
    inside = [cell for cell in cells if cell.x0 >= span[0].x0 - 1 and cell.x1 <= span[-1].x1 + 1]
    if any(re.search(r"\d", cell.text) and cell.role is None and not _bracketed(cell.text) for cell in inside):
        return False
    if any(re.search(r"\d[.,]\d", cell.text) and cell.role is not Role.DATE for cell in cells):
        return False
    letters = sum(len(cell.text) for cell in inside)
    share = sum(_known_letters(cell) for cell in inside) / max(letters, 1)
    if len(core) == 2:
        return share >= _NEARLY_ALL and _spaced(known)
    return share >= _ALMOST_ALL


def _known_letters(cell: _Cell) -> int:
    """Letters of the words that are a known heading, and of brackets behind it."""
    if cell.role is None:
        return 0
    for length in range(min(len(cell.words), longest_phrase()), 0, -1):
        if role_of(text_of(cell.words[:length])) is not None:
            rest = text_of(cell.words[length:])
            return len(cell.text) if _bracketed(rest) else len(cell.text) - len(rest)
    return 0


def _spaced(cells: list[_Cell]) -> bool:
    """The headings stand apart, as those of columns do and words of a sentence do not."""
    return any(b.x0 - a.x1 > 1.5 * height_of(a.words[-1]) for a, b in zip(cells, cells[1:], strict=False))


def _continues(lines: list[Line], at: int, other: int, heading: list[_Cell]) -> bool:
    """The neighbouring line is a part of the same headings: only headings, dates, sexes or their second words."""
    one, two = lines[min(at, other)], lines[max(at, other)]
    if two.y0 - one.y1 > 0.9 * max(one.size, two.size):
        return False
    x0, x1 = heading[0].x0 - 3, heading[-1].x1 + 3
    cells = [cell for cell in _cells(lines[other]) if cell.x1 > x0]
    cells = [cell for cell in cells if cell.x0 < x1] or cells
    if not cells or any(re.search(r"\d", cell.text) and cell.role is not Role.DATE and not _bracketed(cell.text) for cell in cells):
        return False
    unknown = [cell for cell in cells if cell.role is None]
    if not all(_completes(cell, heading, below=other > at) for cell in unknown):
        return False
    known = [cell for cell in cells if cell.role is not None and _known_letters(cell) >= len(cell.text) - 1]
    if len(known) + len(unknown) < len(cells):
        return False
    return len(cells) > 1 or bool(unknown) or _overlaps_any(cells[0], heading)


def _bracketed(text: str) -> bool:
    return text.startswith("(") and len(text) < 24


def _overlaps_any(cell: _Cell, heading: list[_Cell]) -> bool:
    return any(min(cell.x1, other.x1) - max(cell.x0, other.x0) > 0 for other in heading)


def _completes(cell: _Cell, heading: list[_Cell], below: bool) -> bool:
    """`значения` under `Референсные`: together a heading."""
    for other in heading:
        if min(cell.x1, other.x1) - max(cell.x0, other.x0) <= 0:
            continue
        both = f"{other.text} {cell.text}" if below else f"{cell.text} {other.text}"
        if role_of(both) is not None or _bracketed(cell.text):
            return True
    return False


def _stack(rows: list[list[_Cell]]) -> list[Column]:
    """Headings of several lines put on top of each other, a parent's role handed to its children."""
    columns: list[Column] = []
    for row in rows:
        parents = list(columns)
        used: dict[int, int] = {}
        for cell in row:
            index = _parent_of(cell, parents)
            own = _column(cell)
            if index is None:
                columns.append(own)
                continue
            parent = parents[index]
            if own.role in CORE and parent.role in CORE and own.role is not parent.role and role_of(parent.text) is not None:
                joint = role_of(f"{parent.text} {cell.text}")
                if joint is None:
                    columns.append(own)
                    continue
                own = replace(own, role=joint)
            used[index] = used.get(index, 0) + 1
            columns.append(_child(parent, own, cell))
        columns = [column for column in columns if column not in [parents[i] for i in used]]
    return sorted((_settle_normal(column, columns) for column in columns), key=lambda column: column.x0)


def _parent_of(cell: _Cell, parents: list[Column]) -> int | None:
    """The heading above that this one stands under; a date or a sex looks for the nearest that can have one."""
    best, best_overlap = None, 0.0
    for index, parent in enumerate(parents):
        overlap = min(cell.x1, parent.x1) - max(cell.x0, parent.x0)
        if overlap > best_overlap:
            best, best_overlap = index, overlap
    if best is not None or cell.role not in (Role.DATE, Role.MALE, Role.FEMALE):
        return best
    wanted = (Role.VALUE, Role.PREVIOUS) if cell.role is Role.DATE else (Role.RANGE,)
    near = [(abs((p.x0 + p.x1) / 2 - (cell.x0 + cell.x1) / 2), i) for i, p in enumerate(parents) if p.role in wanted]
    return min(near)[1] if near else None


def _column(cell: _Cell) -> Column:
    role = cell.role or Role.OTHER
    date = cell.text if role is Role.DATE else None
    if role in _SEX:
        return Column(Role.RANGE, cell.x0, cell.x1, cell.text, sex=_SEX[role])
    return Column(role, cell.x0, cell.x1, cell.text, date=date)


def _child(parent: Column, own: Column, cell: _Cell) -> Column:
    """What a lower heading means under an upper one."""
    text = f"{parent.text} {cell.text}".strip()
    x0, x1 = min(parent.x0, own.x0), max(parent.x1, own.x1)
    if own.date is not None:
        role = parent.role if parent.role in (Role.VALUE, Role.PREVIOUS) else Role.DATE
        return Column(role, own.x0, own.x1, text, date=own.date)
    if own.sex is not None:
        return Column(Role.RANGE, own.x0, own.x1, text, sex=own.sex)
    if parent.role is Role.PREVIOUS:
        return replace(parent, text=text, x0=own.x0, x1=own.x1)
    if own.role in (Role.FLAG, Role.COMMENT, Role.NORMAL, Role.ABNORMAL) and parent.role is Role.VALUE:
        return replace(own, text=text)
    joint = role_of(text)
    if joint is None:
        joint = own.role if own.role is not Role.OTHER or cell.role is Role.OTHER else parent.role
        if parent.role in CORE and cell.role is None:
            joint = parent.role
    return Column(joint, x0, x1, text, parent.sex or own.sex, parent.date or own.date)


def _trim(columns: list[Column]) -> list[Column]:
    """Words before the first and behind the last known heading are not the table's."""
    known = [index for index, column in enumerate(columns) if column.role is not Role.OTHER]
    first, last = known[0], known[-1]
    while first > 0 and role_of(columns[first - 1].text):
        first -= 1
    while last + 1 < len(columns) and role_of(columns[last + 1].text) and len(columns) - last <= 3:
        last += 1
    return columns[first : last + 1]


def _settle_normal(column: Column, columns: list[Column]) -> Column:
    """`Normal` heads a result column beside `Abnormal`, and the reference range elsewhere."""
    if column.role is Role.ABNORMAL:
        return replace(column, role=Role.VALUE)
    if column.role is Role.NORMAL:
        paired = any(other.role is Role.ABNORMAL or fold_heading(other.text) == "abnormal" for other in columns)
        return replace(column, role=Role.VALUE if paired else Role.RANGE)
    return column


def _side_by_side(columns: list[Column]) -> list[list[Column]]:
    """Split where the headings begin again: two tables on one page, one beside the other."""
    names = [index for index, column in enumerate(columns) if column.role is Role.NAME]
    if len(names) < 2:
        return [_only_values(columns)]
    parts, start = [], 0
    for here, there in zip(names, [*names[1:], len(columns)], strict=True):
        part = columns[start:there]
        if any(column.role is Role.VALUE for column in columns[here:there]) or there == len(columns):
            parts.append(part)
            start = there
    complete = [part for part in parts if any(column.role is Role.VALUE for column in part)]
    if len(complete) < 2:
        return [_only_values(columns)]
    return [_only_values(part) for part in complete]


def _only_values(columns: list[Column]) -> list[Column]:
    """A dated column beside a result column is an earlier result; dated columns alone are results, the latest current."""
    if any(column.role is Role.VALUE for column in columns):
        return [replace(c, role=Role.PREVIOUS) if c.role is Role.DATE else c for c in columns]
    dated = [column for column in columns if column.role is Role.DATE]
    latest = _latest(dated)
    return [replace(c, role=Role.VALUE if c is latest else Role.PREVIOUS) if c.role is Role.DATE else c for c in columns]


def _latest(dated: list[Column]) -> Column | None:
    """The column of the last day, whichever way day and month are written; the first when they disagree."""
    if not dated:
        return None
    order = find_order(column.date or "" for column in dated)
    days = [parse_date(column.date or "", order or "dmy") for column in dated]
    known = [(day, column) for day, column in zip(days, dated, strict=True) if day is not None]
    return max(known, key=lambda pair: pair[0])[1] if len(known) == len(dated) else dated[0]

"""Column headings as pieces of lines, and the columns they announce."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing.header_words import CORE, Role, longest_phrase, role_of
from medapp.domain.parsing.lines import Line, gap_limit, text_of
from medapp.domain.people import Sex
from medapp.domain.units import parse_unit

_SEAM = re.compile(r"[a-zа-я]{3}(?=[A-ZА-Я][a-zа-я])")


@dataclass(frozen=True, slots=True)
class Column:
    """`x0`..`x1` is the heading's own extent in points; `date` the text of a dated column, `end` the limit of a range
    whose two limits have a column each, `unit` the one that a heading names for all results below it, `group` whom
    limits are for, in the heading's own words.
    """

    role: Role
    x0: float
    x1: float
    text: str = ""
    sex: Sex | None = None
    date: str | None = None
    end: Role | None = None
    unit: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """One row of headings; `first`..`last` are the lines it takes on its page."""

    columns: tuple[Column, ...]
    first: int
    last: int

    def of(self, role: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role is role)


@dataclass(frozen=True, slots=True)
class HeadingCell:
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

    @property
    def unit(self) -> str | None:
        """`Результат, кЕ/л`, `Value (mg/dL)`, `%`: the unit behind the heading, or the heading itself."""
        length = known_length(self.words)
        rest = text_of(self.words[length:]).strip(" ,;:").removeprefix("в ").removeprefix("in ")
        if not length and "," in rest:
            rest = rest.rpartition(",")[2].strip()  # Относительное содержание, %
        return rest.strip("()[] ") if rest and role_of(rest) is None and is_certain_unit(rest) else None


def is_certain_unit(text: str) -> bool:
    """A unit that no other word is."""
    bare = text.strip("()[] ")
    return ("/" in bare or "%" in bare or bare == "‰") and parse_unit(bare) is not None


def known_length(words: tuple[Word, ...]) -> int:
    """How many of the first words are a known heading."""
    for length in range(min(len(words), longest_phrase()), 0, -1):
        if role_of(text_of(words[:length])) is not None:
            return length
    return 0


def _words_of_a_cell(words: list[Word], index: int) -> int:
    """How many words from there on, of the longest heading's at most, have only spaces between them."""
    rest = words[index : index + longest_phrase()]
    gaps = (b.x0 - a.x1 > gap_limit(a, b) for a, b in pairwise(rest))
    return next((length for length, is_wide in enumerate(gaps, start=1) if is_wide), len(rest))


def cut_headings(line: Line) -> list[HeadingCell]:
    """The line cut into the longest known headings and the text between them."""
    cells: list[HeadingCell] = []
    words = [part for word in line.words for part in _apart(word)]
    index = 0
    while index < len(words):
        for length in range(_words_of_a_cell(words, index), 0, -1):
            piece = words[index : index + length]
            role = role_of(text_of(piece))
            if role is not None:
                if cells and role in (Role.UNIT, Role.RANGE) and _names_its_unit(cells[-1], piece[0], role):
                    cells[-1] = HeadingCell((*cells[-1].words, *piece), cells[-1].role)
                elif cells and _awaits_its_day(cells[-1], piece[0], role):
                    cells[-1] = _glue(cells[-1], piece[0])
                elif cells and _is_norm_of_a_sex(cells[-1], piece[0], role):
                    cells[-1] = HeadingCell((*cells[-1].words, *piece), Role.RANGE)
                else:
                    cells.append(HeadingCell(tuple(piece), role))
                index += length
                break
        else:
            word = words[index]
            last = cells[-1] if cells else None
            if last and word.x0 - last.x1 <= gap_limit(last.words[-1], word):
                cells[-1] = _glue(last, word)
            else:
                cells.append(HeadingCell((word,), None))
            index += 1
    return _units_over_results(cells)


def _units_over_results(cells: list[HeadingCell]) -> list[HeadingCell]:
    """`Фракция | % | Норма | г/л`: where nothing else heads results, the units do."""
    roles = {cell.role for cell in cells}
    named = _is_headed_by_name(cells) or (Role.RANGE in roles and cells[0].role is None and not cells[0].unit)
    if not named or roles & {Role.VALUE, Role.DATE, Role.UNIT}:
        return cells
    return [replace(cell, role=Role.VALUE) if cell.role is None and cell.unit else cell for cell in cells]


def _is_headed_by_name(cells: list[HeadingCell]) -> bool:
    """A heading for names; `Hepatitis B surface antigen` ends in the word of one and is a name itself."""
    places = [place for place, cell in enumerate(cells) if cell.role is Role.NAME]
    return any(place == 0 or not _is_tail(cells[place - 1], cells[place]) for place in places)


def _is_tail(before: HeadingCell, cell: HeadingCell) -> bool:
    return before.role is None and cell.x0 - before.x1 <= gap_limit(before.words[-1], cell.words[0])


def _names_its_unit(last: HeadingCell, word: Word, role: Role) -> bool:
    """`Показатель, единицы`, `Test (units)`, `Показатель (норма)`: one column that holds both."""
    if role is Role.RANGE and last.role is not Role.NAME:
        return False
    tight = word.x0 - last.x1 <= gap_limit(last.words[-1], word)
    return tight and last.role in CORE and (last.text.endswith((",", "/", "(")) or word.text.startswith("("))


def _is_norm_of_a_sex(last: HeadingCell, word: Word, role: Role) -> bool:
    """`Норма муж.`, `Women range`: one heading."""
    roles = {last.role, role}
    tight = word.x0 - last.x1 <= gap_limit(last.words[-1], word)
    return tight and bool(roles & {Role.MALE, Role.FEMALE}) and bool(roles & {Role.RANGE, Role.NORMAL})


def _awaits_its_day(last: HeadingCell, word: Word, role: Role) -> bool:
    """`Результат от` over a date: the word for a lower limit elsewhere."""
    tight = word.x0 - last.x1 <= gap_limit(last.words[-1], word)
    return tight and role is Role.LOW and last.role in (Role.VALUE, Role.PREVIOUS)


def _apart(word: Word) -> list[Word]:
    """ValuePrevious: two headings whose columns touch."""
    seam = _SEAM.search(word.text)
    if seam is None or role_of(word.text) is not None:
        return [word]
    at = word.x0 + (word.x1 - word.x0) * seam.end() / len(word.text)
    return [replace(word, text=word.text[: seam.end()], x1=at), replace(word, text=word.text[seam.end() :], x0=at)]


def _glue(cell: HeadingCell, word: Word) -> HeadingCell:
    """A word that stands close behind a heading belongs to it: Норма (единицы СИ)."""
    return HeadingCell((*cell.words, word), cell.role)


def known_letters(cell: HeadingCell) -> int:
    """Letters of the words that are a known heading, and of brackets or a unit behind it."""
    if cell.role is None:
        return 0
    length = known_length(cell.words)
    if not length:
        return len(cell.text) if cell.unit else 0
    rest = text_of(cell.words[length:])
    whole = is_bracketed(rest) or cell.unit or role_of(rest) is Role.LOW  # `Результат от`
    return len(cell.text) if whole else len(cell.text) - len(rest)


def is_bracketed(text: str) -> bool:
    """A remark behind a heading, or its end on another line: `(ВОЗ,` over `2021)`."""
    return (text.startswith("(") or (text.endswith(")") and "(" not in text)) and len(text) < 24

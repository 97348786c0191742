"""Lines of a page that look like results and became none: told as unread, never dropped in silence."""

from collections.abc import Iterable

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.freelines import POSSIBLE, FreeRow, read_line
from medapp.domain.parsing.lines import Line, height_of, segments, text_of
from medapp.domain.parsing.names import is_exact_name, is_specimen_word, variants
from medapp.domain.parsing.rows import Loose, RawRow, box_of

Box = tuple[float, float, float, float]

_LONGEST_NAME = 8  # words
_WORTH = 0.93  # of a name's form: what stands around brackets or within them, no mere half of it
_SCORE = 2.0  # of a line: a name with a unit or a norm, and hardly anything that fits nowhere
_REACH = 5.0  # letter heights between a line and the nearest row of its table
_APART = 40.0  # points between the beginnings of two numbers in one column
_FEWEST = 3  # lines that make a table of their own where no line of the page was read


def unread_lines(page: int, lines: list[Line], rows: Iterable[RawRow]) -> list[Loose]:
    """One entry a line that says an analyte's name and a number in the columns of the rows beside it.

    `rows` are all of the report's. Rows without a place come out of sentences; of such a page nothing is told.
    """
    here = [row for row in rows if row.page == page]
    if any(row.box is None for row in here):
        return []
    places = [row.box for row in here if row.box is not None]
    values = _value_words(lines, here)
    looking = [part for line in lines for part in _free_parts(line, places) if _looks_like_result(part, values)]
    told: list[Loose] = []
    places = places or _of_a_table(looking)
    while near := [part for part in looking if _stands_beside(part, places)]:
        looking = [part for part in looking if part not in near]
        for part in near:
            box = box_of(part)
            text = " | ".join(text_of(cell) for cell in segments(part))
            told.append(Loose(text, page, "not_read", box))
            places += [box] if box else []
    return sorted(told, key=lambda item: (item.box or (0.0, 0.0))[1])


def _value_words(lines: list[Line], rows: list[RawRow]) -> list[Word]:
    """The words of the rows' own numbers."""
    words: dict[str, list[Word]] = {}
    for line in lines:
        for word in line.words:
            words.setdefault(word.text.strip("*<>≤≥HL+↑↓"), []).append(word)
    places = [(row.box, row.result.number) for row in rows if row.box and row.result.number]
    return [word for box, number in places for word in words.get(number, []) if _is_within(word, box)]


def _free_parts(line: Line, taken: list[Box]) -> list[list[Word]]:
    """What no row took of the line, cut where another analyte's name begins a column."""
    parts: list[list[Word]] = []
    is_open = False
    taken = [box for box in taken if box[1] <= line.y1 and box[3] >= line.y0]
    for segment in line.parts():
        free = [word for word in segment if not any(_is_within(word, box) for box in taken)]
        if len(free) < len(segment):
            is_open = False
        elif is_open and not _begins_with_name(free):
            parts[-1] += free
        else:
            parts.append(free)
            is_open = True
    return parts


def _looks_like_result(words: list[Word], values: list[Word]) -> bool:
    text = text_of(words)
    if not any(char.isdigit() for char in text) or not _begins_with_name(words):
        return False
    if decoys.grades_a_drug(text) or decoys.is_legend(text):
        return False
    found = read_line(words, least=POSSIBLE)
    if found is None or found.result.number is None or not _names_analyte(found.name):
        return False
    if found.strange and decoys.is_prose(text):
        return False
    return (bool(found.unit or found.range_text) and found.score >= _SCORE) or _is_in_column(found, values)


def _is_in_column(found: FreeRow, values: list[Word]) -> bool:
    """Its number stands under or over the numbers of two rows."""
    start, end = found.value.x0, found.value.x1
    return sum(word.x0 < end and word.x1 > start and abs(word.x0 - start) < _APART for word in values) >= 2


def _begins_with_name(words: list[Word]) -> bool:
    return any(_names_analyte(text_of(words[:length])) for length in range(1, min(_LONGEST_NAME, len(words)) + 1))


def _names_analyte(name: str) -> bool:
    name = name.rstrip(" :.…_-–")
    return not is_specimen_word(name) and any(is_exact_name(form) for form, worth in variants(name) if worth >= _WORTH)


def _of_a_table(parts: list[list[Word]]) -> list[Box]:
    """The places of the lines that begin one under another; none where they are too few."""
    boxes = [box for part in parts if (box := box_of(part))]
    aligned = [box for box in boxes if sum(abs(box[0] - other[0]) <= box[3] - box[1] for other in boxes) >= _FEWEST]
    return aligned[:1]


def _stands_beside(words: list[Word], places: list[Box]) -> bool:
    """The line begins where a row near it begins; marks before the name do not count."""
    first = next((word for word in words if not is_flag(word.text)), words[0])
    height = height_of(first)
    return any(
        min(abs(box[0] - first.x0), abs(box[0] - words[0].x0)) <= height
        and max(box[1] - first.y1, first.y0 - box[3]) <= _REACH * height
        for box in places
    )


def _is_within(word: Word, box: Box) -> bool:
    return box[0] - 1 <= (word.x0 + word.x1) / 2 <= box[2] + 1 and box[1] - 1 <= (word.y0 + word.y1) / 2 <= box[3] + 1

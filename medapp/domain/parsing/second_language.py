"""Names printed twice in one cell, the second time in another language under or over the first: the first is the name.

Proof that a table is such are letters that neither Russian nor English has (`Темір` under `Железо сывороточное`).
Where it is, a line of the second language that has none of them is known by its smaller type.
"""

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.tables import TableLine

_FEWEST = 2
_SMALLER = 0.95
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_GREEK = range(0x370, 0x400)  # alpha, beta and mu are parts of names in any language


def set_languages_apart(rows: list[TableLine]) -> None:
    """Keep of each name the lines of one language, and hand headings in both to the rows below them."""
    anchors = [row for row in rows if row.is_anchor]
    twice = [row for row in anchors if _is_twice(_parts(row))]
    if len(twice) < _FEWEST:
        return
    ratio = min(
        height_of(part[0]) / max(height_of(other[0]) for other in _parts(row))
        for row in twice
        for part in _parts(row)
        if is_foreign(text_of(part))
    )
    for index, row in enumerate(anchors):
        _set_headings_apart(row, anchors[index + 1] if index + 1 < len(anchors) else None)
        parts = _parts(row)
        tallest = max((height_of(part[0]) for part in parts), default=0.0)
        own = [part for part in parts if not _is_second(part, tallest, ratio)]
        name = text_of(word for part in own for word in part)
        if own and len(own) < len(parts) and (any(row is other for other in twice) or is_known_name(name)):
            row.above_names, row.name, row.below_names = own[:-1], own[-1], []


def is_foreign(text: str) -> bool:
    """Letters that neither Russian nor English has."""
    return any(
        char.isalpha() and not char.isascii() and char.lower() not in _RUSSIAN and ord(char) not in (*_GREEK, 0xB5)
        for char in text
    )


def _parts(row: TableLine) -> list[list[Word]]:
    return [part for part in (*row.above_names, row.name, *row.below_names) if part]


def _is_twice(parts: list[list[Word]]) -> bool:
    parts = parts[1:] if parts and _is_heading(parts[0]) else parts
    parts = parts[:-1] if parts and _is_heading(parts[-1]) else parts
    if any("/" in (f"{text} "[0], f" {text}"[-1]) or " / " in text for text in map(text_of, parts)):
        return False  # both languages run on in one text
    foreign = [is_foreign(text_of(part)) for part in parts]
    return any(foreign) and not all(foreign)


def _is_second(part: list[Word], tallest: float, ratio: float) -> bool:
    return is_foreign(text_of(part)) or (ratio < _SMALLER and height_of(part[0]) < _SMALLER * tallest)


def _is_heading(part: list[Word]) -> bool:
    """`Витаминдер / Витамины`: both languages on one line."""
    text = text_of(part)
    first, slash, second = text.partition(" / ")
    return bool(slash) and (is_foreign(first) is not is_foreign(second) or not is_known_name(text))


def _set_headings_apart(row: TableLine, following: TableLine | None) -> None:
    while row.above_names and _is_heading(row.above_names[0]):
        row.group = row.above_names.pop(0)
    while row.below_names and _is_heading(row.below_names[-1]):
        heading = row.below_names.pop()
        if following is not None:
            following.group = heading

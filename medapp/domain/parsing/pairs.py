"""Results written as pairs, one or two on a line: `Colour : Straw    Nitrite : Negative [Negative]`."""

import re

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.card_zones import ends_in_label
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.freelines import SURE, FreeRow
from medapp.domain.parsing.lines import Line, text_of
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_FEWEST = 4  # known names before a colon, from which on a page is written in pairs
_NORM = re.compile(r"(?P<value>.*\S)\s*[\[(](?P<norm>[^\[\]()]+)[\])]")
_LONGEST_NAME = 6  # words


def are_pairs(lines: list[Line]) -> bool:
    """Whether enough lines are pairs of an analyte and its result."""
    found = 0
    for line in lines:
        found += any(read_pair(half) is not None for half in split_pairs(line))
        if found >= _FEWEST:
            return True
    return False


def split_pairs(line: Line) -> list[list[Word]]:
    """The line's pairs, each with its name, its colon and its value; the whole line when there is only one."""
    halves: list[list[Word]] = []
    parts = line.parts()
    for index, part in enumerate(parts):
        follows = parts[index + 1][0].text if index + 1 < len(parts) else ""
        if _begins(part, follows) or not halves:
            halves.append(list(part))
        else:
            halves[-1] += part
    return halves


def read_pair(words: list[Word]) -> FreeRow | None:
    """A pair of a known analyte and its result, or of a name with a number, its unit and its range."""
    at = _colon(words)
    if at < 0:
        return None
    first, _, glued = words[at].text.partition(":")
    name = text_of(words[:at]) + (f" {first}" if first else "")
    text = f"{glued} {text_of(words[at + 1 :])}".strip()
    known = is_known_name(name)
    if (
        not name.strip()
        or ends_in_label(f"{name}:")
        or len(name.split()) > _LONGEST_NAME
        or (decoys.is_administrative(name) and not is_exact_name(name))
    ):
        return None
    normed = _NORM.fullmatch(text)
    norm = (
        normed["norm"] if normed and (parse_range(normed["norm"]).has_limits or value_words(normed["norm"])) else None
    )
    result = parse_result(normed["value"] if normed and norm else text, free_words=known or norm is not None)
    if result is None or result.rest or (at + 1 >= len(words) and not glued):
        return None
    counted = result.kind != "words" and bool(norm) and parse_unit(result.unit or "") is not None
    said = result.kind == "words" and norm is not None and value_words(norm) is not None
    if not (known or counted or said):
        return None
    value = next((word for word in words[at:] if word.text.strip(":")), words[at])
    return FreeRow(name.strip(), result, result.unit, norm, result.flag, tuple(words), SURE + 1, value)


def _begins(part: list[Word], follows: str) -> bool:
    """The part holds a name: before its own colon, or before the one that the next part begins with."""
    at = _colon(part)
    return follows.startswith(":") if at < 0 else at > 0 or not part[0].text.startswith(":")


def _colon(words: list[Word]) -> int:
    """The word with the first colon that is no part of a time or a titre; -1 for none."""
    for index, word in enumerate(words):
        head, mark, tail = word.text.partition(":")
        if mark and not (head[-1:].isdigit() and tail[:1].isdigit()):
            return index
    return -1

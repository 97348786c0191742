"""Rows without headings whose name takes a line above and a line below a result centred on it."""

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import is_flag, parse_result
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.names import is_known_name

_CLOSE = 0.8


def join_centred(parts: list[list[Word]]) -> list[list[Word]]:
    """The parts with every such name in front of its result."""
    joined: list[list[Word]] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        below = parts[index + 1] if index + 1 < len(parts) else None
        if joined and below and _is_bare_result(part) and _is_its_name(joined[-1], below, part):
            joined[-1] = [*joined[-1], *below, *part]
            index += 2
            continue
        joined.append(part)
        index += 1
    return joined


def _is_bare_result(part: list[Word]) -> bool:
    """A number with something behind it and no name before it."""
    first = parse_result(part[0].text)
    return len(part) > 1 and not is_flag(part[0].text) and first is not None and first.kind == "number"


def _is_its_name(above: list[Word], below: list[Word], part: list[Word]) -> bool:
    middle = (part[0].y0 + part[0].y1) / 2
    for line in (above, below):
        near = abs((line[0].y0 + line[0].y1) / 2 - middle) <= _CLOSE * height_of(part[0])
        if (
            not near
            or line[-1].x1 > part[0].x0
            or any(parse_result(word.text) for word in line if word.text[0].isdigit())
        ):
            return False
    name = f"{text_of(above)} {text_of(below)}"
    return abs(above[0].x0 - below[0].x0) <= 6 and not decoys.is_administrative(name) and is_known_name(name)

"""Rows without headings whose name takes several lines: around a result centred on it, below it or above it."""

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.names import is_exact_name, is_known_name

_CLOSE = 0.8
_NEXT_LINE = 1.75


def join_names(parts: list[list[Word]]) -> list[list[Word]]:
    """The parts with every such name whole and in front of its result."""
    joined: list[list[Word]] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        above = joined[-1] if joined else None
        below = parts[index + 1] if index + 1 < len(parts) else None
        if above and below and _is_bare_result(part) and _is_its_name(above, below, part):
            joined[-1] = [*above, *below, *part]
            index += 2
            continue
        lead, rest = _cut(part)
        if lead and rest and not is_known_name(text_of(lead)):
            if below and _completes(lead, below):
                joined.append([*lead, *below, *rest])
                index += 2
                continue
            if above and _completes(above, lead):
                joined[-1] = [*above, *part]
                index += 1
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
        has_number = any(parse_result(word.text) for word in line if word.text[0].isdigit())
        if not near or has_number or line[-1].x1 > part[0].x0:
            return False
    name = f"{text_of(above)} {text_of(below)}"
    return abs(above[0].x0 - below[0].x0) <= 6 and not decoys.is_administrative(name) and is_known_name(name)


def _cut(part: list[Word]) -> tuple[list[Word], list[Word]]:
    """The words before the first number, and the rest."""
    for index, word in enumerate(part):
        if word.text[:1] in "<>≤≥0123456789" and parse_result(word.text) is not None:
            return part[:index], part[index:]
    return part, []


def _completes(first: list[Word], second: list[Word]) -> bool:
    """Two lines under each other that are an analyte's name together, and not apart."""
    near = 0 < second[0].y0 - first[0].y0 <= _NEXT_LINE * height_of(first[0])
    aligned = abs(first[0].x0 - second[0].x0) <= 6
    return near and aligned and is_exact_name(f"{text_of(first)} {text_of(second)}")

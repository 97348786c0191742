"""Cards that flow down columns of a page whose lines do not stand level: each column is read by itself."""

from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing.card_zones import labelled_range
from medapp.domain.parsing.lines import Line, height_of, text_of

_FEWEST = 2  # cards in a column
_FEWEST_CARDS = 5
_SAME_START = 6.0  # points
_INDENT = 25.0  # a heading may begin so far left of its cards
_LEVEL = 0.7  # share of a column's cards that stand level with the column before
_APART = 8.0  # letter heights between the starts of two columns


def columns_apart(lines: list[Line]) -> list[Line]:
    """The lines with each column's own after the other's, between lines that run across all columns."""
    gutters = _gutters(lines)
    if not gutters:
        return lines
    put: list[Line] = []
    block: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        if _crosses(line, gutters):
            put += [piece for column in block for piece in column] + [line]
            block = [[] for _ in range(len(gutters) + 1)]
            continue
        for column, words in zip(block, _cut(line, gutters), strict=True):
            if words.words:
                column.append(words)
    return put + [piece for column in block for piece in column]


def _gutters(lines: list[Line]) -> list[float]:
    """The x between columns of cards, none where they stand level or their lines run into each other."""
    labels = [
        (part[0].x0, index)
        for index, line in enumerate(lines)
        for part in line.parts()
        if labelled_range(text_of(part))
    ]
    if len(labels) < _FEWEST_CARDS:
        return []
    starts = _starts(labels)
    apart = _APART * height_of(lines[labels[0][1]].words[0])
    if len(starts) < 2 or any(b[0] - a[0] < apart for a, b in pairwise(starts)):
        return []
    if all(_are_level(a[1], b[1]) for a, b in pairwise(starts)):
        return []
    region = lines[min(index for _, index in labels) : max(index for _, index in labels) + 1]
    gutters = [_gutter(region, x) for x, _ in starts[1:]]
    return [] if any(_crosses(line, gutters) for line in region) else gutters


def _starts(labels: list[tuple[float, int]]) -> list[tuple[float, set[int]]]:
    """Where the labels of several cards begin, and the lines they stand on, left to right."""
    places: list[tuple[float, set[int]]] = []
    for x, index in sorted(labels):
        if places and x - places[-1][0] <= _SAME_START:
            places[-1][1].add(index)
        else:
            places.append((x, {index}))
    return [place for place in places if len(place[1]) >= _FEWEST]


def _are_level(left: set[int], right: set[int]) -> bool:
    return len(left & right) >= _LEVEL * min(len(left), len(right))


def _gutter(region: list[Line], x: float) -> float:
    """Just left of all that begins at the column's cards or a little before them."""
    begun = [part[0].x0 for line in region for part in line.parts() if x - _INDENT <= part[0].x0 <= x]
    return min([*begun, x]) - 1


def _crosses(line: Line, gutters: list[float]) -> bool:
    return any(part[0].x0 < gutter < part[-1].x1 for part in line.parts() for gutter in gutters)


def _cut(line: Line, gutters: list[float]) -> list[Line]:
    cells: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for word in line.words:
        cells[sum(1 for gutter in gutters if word.x0 > gutter)].append(word)
    return [Line(tuple(words)) for words in cells]

"""How far below its value a card's labelled norm stands, where a drawn bar parts the two: `Норма: 4,1 - 5,9`."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from medapp.domain.documents import Word
from medapp.domain.parsing.card_parts import number_in
from medapp.domain.parsing.card_zones import is_knob, labels_of
from medapp.domain.parsing.freelines import SURE, read_line
from medapp.domain.parsing.lines import Line
from medapp.domain.units import parse_unit

_FEWEST = 3
_SAME_PLACE = 6.0  # points
_FARTHEST = 4.5  # letter heights
_EVEN, _CLEARLY = 0.25, 0.9  # of the usual distance


def reach_of_labels(lines: Sequence[Line]) -> float:
    """In letter heights, how far a norm may stand below what it belongs to; 0.0 where the page does not tell.

    All labels of a column stand equally far below a line, nearer to it than to the next one, or the first of them
    stands below a result and none below the last.
    """
    labels = [(at, part) for at, line in enumerate(lines) for part in labels_of(line)]
    if len(labels) < _FEWEST:
        return 0.0
    first = labels[0][1][0].x0
    column = [(at, part) for at, part in labels if abs(part[0].x0 - first) <= _SAME_PLACE]
    above = [_gap(lines, at, part, -1) for at, part in column]
    below = [_gap(lines, at, part, 1) for at, part in column[:-1]]
    if len(column) < _FEWEST or None in above or None in below:
        return 0.0
    far, next_far = (median(gap for gap in gaps if gap is not None) for gaps in (above, below))
    even = all(gap is not None and abs(gap - far) <= _EVEN * far for gap in above)
    if not even or far > _FARTHEST or not (far < _CLEARLY * next_far or _begins_and_ends(lines, column)):
        return 0.0
    return far * (1 + _EVEN)


def _gap(lines: Sequence[Line], at: int, part: list[Word], step: int) -> float | None:
    """Letter heights from the label to the next line in its column, upwards or downwards."""
    here = lines[at]
    other = at + step
    while 0 <= other < len(lines):
        line = lines[other]
        letters = any(char.isalnum() for char in line.text) and not is_knob(line.words, part[0].x0)
        if letters and line.words[-1].x1 > part[0].x0:
            return (max(here.y0, line.y0) - min(here.y1, line.y1)) / max(here.size, line.size)
        other += step
    return None


def _begins_and_ends(lines: Sequence[Line], column: list[tuple[int, list[Word]]]) -> bool:
    """Results alternate with their norms: one before each label, and none behind the last."""
    edges = [-1, *(at for at, _ in column), len(lines)]
    counts = [sum(_is_result(line) for line in lines[start + 1 : end]) for start, end in pairwise(edges)]
    return all(count == 1 for count in counts[1:-1]) and counts[0] >= 1 and counts[-1] == 0


def _is_result(line: Line) -> bool:
    """A row without limits, or a value alone with its unit."""
    alone = number_in(line.text)
    if alone is not None and alone.unit is not None:
        return parse_unit(alone.unit) is not None
    found = read_line(list(line.words))
    return found is not None and found.score >= SURE and not found.range_text

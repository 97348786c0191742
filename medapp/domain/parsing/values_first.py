"""Results with the value first: `7,1 ↑ %` in a column of its own, the name beside it, its labelled norm below."""

from itertools import pairwise

from medapp.domain.parsing.card_parts import Card, is_name, number_in
from medapp.domain.parsing.card_zones import label_in, labelled_range, labels_of
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.lines import Line, gap_limit, text_of
from medapp.domain.parsing.names import is_known_name, names_ratio
from medapp.domain.units import parse_unit

_FEWEST = 3
_SHARE = 0.8  # of the labelled norms of a page that must stand so
_ALIGNED = 3.0  # points
_CLOSE = 1.0  # letter heights between two lines of one result


def read_values_first(lines: list[Line]) -> list[Card]:
    """All such results, or none: one whose value could be another name's makes all of them unsure."""
    cards = [card for index in range(len(lines) - 1) if (card := _card(lines, index))]
    labels = sum(len(labels_of(line)) for line in lines)
    if len(cards) < _FEWEST or len(cards) < _SHARE * labels or sum(is_known_name(c.name) for c in cards) < _FEWEST:
        return []
    starts = [(card.words[0].x0, card.norm[0].x0) for card in cards]
    even = all(abs(a - c) <= _ALIGNED and abs(b - d) <= _ALIGNED for (a, b), (c, d) in pairwise(starts))
    return cards if even else []


def _card(lines: list[Line], index: int) -> Card | None:
    """The value and the name on the line `index`, the norm right below the name, and nothing else near the value."""
    line, below = lines[index], lines[index + 1]
    label = next(iter(labels_of(below)), None)
    if label is None or below.y0 - line.y1 > _CLOSE * line.size:
        return None
    x = label[0].x0
    name = next((part for part in line.parts() if abs(part[0].x0 - x) <= _ALIGNED), None)
    before = [word for word in line.words if word.x1 < x - _ALIGNED]
    if name is None or not before or name[0].x0 - before[-1].x1 <= gap_limit(before[-1], name[0]):
        return None
    if any(word.x0 < x - _ALIGNED for word in below.words) or not _is_alone(lines, index, name[-1].x1):
        return None
    if any(number_in(text_of(part)) for part in line.parts() if part[0].x0 > name[-1].x1):
        return None  # another result: which of the two is current is not told
    flags = [word for word in before if is_flag(word.text)]
    result = parse_result(text_of(word for word in before if word not in flags))
    text = text_of(name)
    if result is None or result.kind != "number" or result.rest or not is_name(text) or label_in(text) is not None:
        return None
    has_unit = parse_unit(result.unit) is not None if result.unit else is_known_name(text) and names_ratio(text)
    if not has_unit:
        return None
    words = (*before, *name, *label)
    limits = labelled_range(text_of(label))
    return Card(text, result, result.unit, limits, words, text_of(flags) or None, tuple(label), is_labelled=True)


def _is_alone(lines: list[Line], index: int, end: float) -> bool:
    """No name's first line close above, and no line close below the norm but of what stands right of the name."""
    line = lines[index]
    above = lines[index - 1] if index else None
    if above is not None and line.y0 - above.y1 <= _CLOSE * above.size and above.x0 < end:
        return False
    after = lines[index + 2] if index + 2 < len(lines) else None
    return after is None or after.y0 - lines[index + 1].y1 > _CLOSE * after.size or after.x0 >= end

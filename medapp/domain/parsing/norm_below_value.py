"""Cards of a portal: the value at the right end of the name's line, and in small letters under it `норма: < 35`."""

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.card_parts import Card, is_name
from medapp.domain.parsing.card_zones import label_in
from medapp.domain.parsing.cells import ResultText, parse_result
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.lines import Line, segments, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_SHARED = 0.6  # of the narrower one's width
_CLOSE = 1.0  # letter heights between the value and its norm; a name may be centred beside both
_NEARER = 2.0  # points
_FEWEST_KNOWN = 3
_FEW_WORDS = 3


def read_norms_below(lines: list[Line]) -> list[Card]:
    """Every such card; those of unknown names only beside several that are known."""
    cards: list[Card] = []
    for index in range(1, len(lines)):
        left = float("-inf")
        for label in _labels(lines[index]):
            card = _card(lines, index, label, left)
            cards += [card] if card is not None else []
            left = label[-1].x1
    known = [card for card in cards if is_known_name(card.name)]
    return cards if len(known) >= _FEWEST_KNOWN else known


def _labels(line: Line) -> list[list[Word]]:
    """The norms of the line that stand behind their label, also in words that nobody knows."""
    return [part for part in line.parts() if label_in(text_of(part).strip("()[]"))]


def _norm_in(part: list[Word]) -> str:
    return (label_in(text_of(part).strip("()[]")) or "").strip()


def _is_said(norm: str) -> bool:
    limits = parse_range(norm)
    return limits.has_limits or limits.doubt == "conditional" or bool(value_words(norm))


def _is_in_words(norm: str) -> bool:
    return len(norm.split()) <= _FEW_WORDS and not any(char.isdigit() for char in norm)


def _card(lines: list[Line], index: int, label: list[Word], left: float) -> Card | None:
    for at in range(index - 1, max(index - 3, -1), -1):
        line = lines[at]
        if min(word.y0 for word in label) - line.y1 > _CLOSE * line.size:
            return None
        parts = [part for part in line.parts() if part[0].x0 > left]
        value = next((part for part in _values(parts) if _under(label, part)), None)
        result = _result(value, _is_in_words(_norm_in(label))) if value else None
        if value is None or result is None:
            continue
        name: list[Word] = []
        flags: list[Word] = []
        for beside in lines[at : index + 1]:
            for part in segments(word for word in beside.words if left < word.x0 and word.x1 < value[0].x0):
                if is_flag(text_of(part)):
                    flags += part
                elif not any(word is label[0] for word in part):
                    name += part
        text = text_of(name).rstrip(" :.…")
        if not (_is_said(_norm_in(label)) and _result(value, False)) and not is_known_name(text):
            return None  # a word nobody knows is a finding only beside a name
        if not name or not is_name(text) or _is_a_row(name) or decoys.is_administrative(text):
            return None
        if all(any(word is other for other in lines[index].words) for word in name) and not _is_nearer(
            lines, index, value
        ):
            return None
        words = (*name, *value, *flags, *label)
        return Card(text, result, result.unit, _norm_in(label), words, text_of(flags) or None, tuple(label), True)
    return None


def _values(parts: list[list[Word]]) -> list[list[Word]]:
    """The pieces, each with the unit that stands behind it."""
    joined: list[list[Word]] = []
    for part in parts:
        if joined and parse_unit(text_of(part)):
            joined[-1] = joined[-1] + part
        else:
            joined.append(list(part))
    return joined


def _is_nearer(lines: list[Line], index: int, value: list[Word]) -> bool:
    """With the name on the norm's line the value may stand below it as well: the nearer one is its own."""
    line = lines[index]
    below = [other for other in lines[index + 1 : index + 3] if other.x1 >= value[0].x0]
    return not below or line.y0 - value[0].y1 + _NEARER < below[0].y0 - line.y1


def _under(label: list[Word], value: list[Word]) -> bool:
    """The norm stands under the value, whichever ends of the two are level."""
    shared = min(label[-1].x1, value[-1].x1) - max(label[0].x0, value[0].x0)
    return shared > _SHARED * min(label[-1].x1 - label[0].x0, value[-1].x1 - value[0].x0)


def _result(value: list[Word], free: bool) -> ResultText | None:
    """The value's own meaning; any words where the norm is in words too (`free`)."""
    text = text_of(value)
    result = parse_result(text, free_words=free and not (is_known_name(text) or decoys.is_administrative(text)))
    told = result is not None and not result.rest and result.kind in ("number", "words", "titre", "pluses", "power")
    counted = result is not None and result.kind == "interval" and result.unit and not result.rest  # `0–2 в п/зр`
    return result if told or counted else None


def _is_a_row(name: list[Word]) -> bool:
    """A result stands among the words: the value and its norm are another's."""
    return any(parse_result(text_of(part)) is not None for part in segments(name)[1:])

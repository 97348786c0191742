"""Cards of a portal: a labelled norm beside the name, `WBC   Normal range: 3.8 - 10.8`, and the value below."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.card_parts import VALUE_LABEL, Card, is_name
from medapp.domain.parsing.card_zones import label_in
from medapp.domain.parsing.cells import ResultText, looks_like_unit, parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.freelines import SURE, read_line
from medapp.domain.parsing.header_words import role_of
from medapp.domain.parsing.lines import Line, segments, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.units import parse_unit

_LABEL_BEFORE_VALUE = re.compile(rf"(?:{VALUE_LABEL.pattern})\s*:\s*", re.IGNORECASE)
_HINT = re.compile(r"norm|ref|range|value|limits|optimal|норм|реф", re.IGNORECASE)  # stands in every label of a norm
_OUTDENT, _INDENT = 6.0, 40.0  # points from where the name begins to where the value may
_NEXT_LINE = 2.4  # line heights from one top to the next
_MOST_LINES = 4  # that a name may have more of, with its status and its value
_EVEN = 0.5  # points by which lines that stand evenly may differ
_FEWEST_KNOWN = 3


@dataclass
class Entry:
    """A name with the norm beside it, on line `index`; the card reaches to `end`."""

    index: int
    name: list[Word]
    label: list[Word]
    norm: str
    end: float
    value: list[Word] = field(default_factory=list)
    flags: list[Word] = field(default_factory=list)
    result: ResultText | None = None

    @property
    def is_in_words(self) -> bool:
        return not any(char.isdigit() for char in self.norm)

    @property
    def card(self) -> Card | None:
        name = text_of(self.name).rstrip(" :")
        if self.result is None or not is_name(name):
            return None
        words = (*self.name, *self.label, *self.value, *self.flags)
        flags, norm = text_of(self.flags) or None, tuple(self.label)
        return Card(name, self.result, self.result.unit, self.norm or None, words, flags, norm, is_labelled=True)


def read_norms_beside(lines: list[Line]) -> list[Card]:
    """Every such card; one of an unknown name needs a known unit, or neighbours that are certain."""
    cards: list[Card] = []
    entries = [entry for index in range(len(lines) - 1) for entry in _entries(lines, index)]
    if not entries or _distance_above(entries[0], lines) is not None:
        return []  # none, or the values stand over their names
    for entry in entries:
        _fill(entry, lines)
        above, card = _distance_above(entry, lines), entry.card
        if card is not None and (above is None or entry.value[0].y1 - entry.name[-1].y1 <= above + _EVEN):
            cards.append(card)
    if sum(is_known_name(card.name) for card in cards) >= _FEWEST_KNOWN:
        return cards
    return [card for card in cards if is_known_name(card.name) or parse_unit(card.unit or "")]


def _entries(lines: list[Line], index: int) -> Iterator[Entry]:
    """The names of the line that have a labelled norm right behind them."""
    if not _HINT.search(lines[index].text):
        return
    name: list[Word] = []
    found: list[Entry] = []
    parts = lines[index].parts()
    for position, part in enumerate(parts):
        at = _label_at(part)
        if at is None:
            name = [*name, *part]
            continue
        name = [*name, *part[:at]]
        label = part[at:]
        norm = label_in(text_of(label).strip("()[]"))
        if not norm and position + 1 < len(parts):  # the label in a column of its own
            label = [*label, *parts[position + 1]]
            norm = label_in(text_of(label))
            parts[position + 1] = []
        if name and _may_be_name(name):
            found.append(Entry(index, name, label, (norm or "").strip(), float("inf")))
        name = []
    for entry, following in zip_longest(found, found[1:]):
        yield replace(entry, end=following.name[0].x0 - 1) if following else entry


def _label_at(part: list[Word]) -> int | None:
    """Where in the part the label of a norm begins; behind a name it needs its colon."""
    for at in range(len(part)):
        text = text_of(part[at:]).strip("()[]")
        if label_in(text) is not None and (at == 0 or ":" in text):
            return at
    return None


def _may_be_name(words: list[Word]) -> bool:
    """No value among the words, no headings of columns, nor a row that is whole without the line below."""
    parts = [text_of(part) for part in segments(words)]
    if any(role_of(text) is not None for text in parts[1:]):
        return False
    if any(parse_result(text) is not None or looks_like_unit(text) or is_flag(text) for text in parts[1:]):
        return False
    whole = read_line(words)
    return is_name(text_of(words)) and (whole is None or whole.score < SURE)


def _fill(entry: Entry, lines: list[Line]) -> None:
    """The value from the lines below, with what stands beside it; the name and the norm may go on before."""
    last = lines[entry.index]
    for line in lines[entry.index + 1 : entry.index + 1 + _MOST_LINES]:
        start, edge = entry.name[0].x0, entry.label[0].x0 - _OUTDENT
        part = [word for word in line.words if start - _OUTDENT <= word.x0 < entry.end]
        if not part:
            continue
        left, right = [word for word in part if word.x0 < edge], [word for word in part if word.x0 >= edge]
        far = line.y0 - last.y0 > _NEXT_LINE * max(last.size, line.size)
        if far or any(_label_at(piece) is not None for piece in segments(part)):
            return
        if left and left[0].x0 - start > _INDENT:
            return
        text = text_of(left)
        if text and _take_value(entry, left, text):
            entry.flags += right if is_flag(text_of(right)) else []
            return
        if is_flag(text):
            entry.flags += left
        elif left and _goes_on(entry, text):
            entry.name += left
        elif left:
            return
        _take_norm(entry, right)
        last = line


def _take_value(entry: Entry, words: list[Word], text: str) -> bool:
    """Whether the words are the value, alone with unit and flag; free words only where the norm is in words too."""
    pieces = segments(words)
    flags = pieces.pop() if len(pieces) > 1 and is_flag(text_of(pieces[-1])) else []
    text = text_of(word for piece in pieces for word in piece)
    label = _LABEL_BEFORE_VALUE.match(text)
    text = text[label.end() :] if label else text
    free = entry.is_in_words and bool(entry.norm) and not decoys.is_administrative(text) and not is_known_name(text)
    result = parse_result(text, free_words=free)
    if result is None or result.rest or (is_flag(text) and not entry.is_in_words):
        return False
    if result.kind == "words" and (_goes_on(entry, text) or text.endswith(":")):
        return False
    entry.result, entry.value, entry.flags = result, words, [*entry.flags, *flags]
    return True


def _goes_on(entry: Entry, text: str) -> bool:
    """The second line of the name: `Alkaline` over `Phosphatase`, or what begins small or with a bracket."""
    name = text_of(entry.name)
    joined = f"{name} {text}"
    if name.endswith(",") or name.count("(") > name.count(")"):
        return True
    if is_known_name(joined) and not (is_known_name(name) or is_known_name(text)):
        return True
    return parse_result(text) is None and (text[:1] == "(" or (text[:1].islower() and not entry.is_in_words))


def _take_norm(entry: Entry, words: list[Word]) -> None:
    """The norm's second line: the number after `3.8 -`, or its unit."""
    text = text_of(words)
    if text and not is_flag(text) and (looks_like_unit(text) or not entry.norm or entry.norm[-1] in "-–—,"):
        entry.norm = f"{entry.norm} {text}".strip()
        entry.label += words


def _distance_above(entry: Entry, lines: list[Line]) -> float | None:
    """How far above the name a value stands in its column, in points; None for none."""
    if entry.index == 0:
        return None
    above = lines[entry.index - 1]
    start, edge = entry.name[0].x0, entry.label[0].x0 - _OUTDENT
    words = [word for word in above.words if start - _OUTDENT <= word.x0 < min(edge, start + _INDENT)]
    behind = [word for word in above.words if words and words[-1].x0 < word.x0 < edge]
    result = parse_result(text_of([*words, *behind])) if words else None
    if result is None or result.kind != "number" or result.rest:
        return None
    return entry.name[0].y1 - words[0].y1

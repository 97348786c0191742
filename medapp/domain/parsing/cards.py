"""Results printed as cards: the name, the value and a labelled range under each other instead of in columns."""

import re
from dataclasses import dataclass

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import ResultText, looks_like_unit, parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.freelines import SURE, read_line
from medapp.domain.parsing.lines import Line, segments, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.ranges import parse_range

_LABEL = re.compile(
    r"(?:(?:normal|reference|ref\.?|standard|healthy|optimal|target|expected|biological\s+ref\w*\.?)\s*(?:range|interval|values?|limits)|range|normal\s*:|optimal\s*:|in\s+range\s*:|норма|референсн\w+\s+\w+|реф\.\s*\w+|нормальн\w+\s+значени\w+)\s*:?\s*(?P<range>.*)",
    re.IGNORECASE,
)
_VALUE_LABEL = re.compile(r"(?:your\s+)?(?:value|result)|(?:ваш\s+)?(?:результат|значение)", re.IGNORECASE)
_MOST_LINES = 4
_MOST_NAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Card:
    """`words` are all that the card is made of."""

    name: str
    result: ResultText
    unit: str | None
    range_text: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Zone:
    """A card's part of one line."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return text_of(self.words).strip()


def read_cards(lines: list[Line]) -> list[Card]:
    """Every labelled range with the value and the name that stand in its column close above or below it."""
    cards: list[Card] = []
    used: set[int] = set()
    for index, line in enumerate(lines):
        labels = [part for part in segments(line.words) if _range_in(text_of(part))]
        for position, label in enumerate(labels):
            end = labels[position + 1][0].x0 - 1 if position + 1 < len(labels) else float("inf")
            card = _card(lines, index, label, end)
            if card is not None and not used & {id(word) for word in card.words}:
                cards.append(card)
                used |= {id(word) for word in card.words}
    return cards


def _range_in(text: str) -> str | None:
    """The limits behind a label such as Normal range."""
    match = _LABEL.fullmatch(text.strip())
    return match["range"] if match and len(text.split()) <= 12 and parse_range(match["range"]).has_limits else None


def _card(lines: list[Line], index: int, label: list[Word], end: float) -> Card | None:
    limits = _range_in(text_of(label)) or ""
    found: _Zone | None = None
    result: ResultText | None = None
    above = list(_zones(lines, index, label[0].x0, end, -1))
    for zone in above:
        whole = read_line(list(zone.words)) if result is None else None
        if whole is not None and whole.score >= SURE and not whole.range_text:
            return Card(whole.name, whole.result, whole.unit, limits, (*whole.words, *label))
        number = _number(zone.text)
        if number is not None and result is None:
            found, result = zone, number
            beside = _name_beside(lines, zone)
            if beside is not None:
                return Card(text_of(beside), number, number.unit, limits, (*beside, *zone.words, *label))
        elif is_flag(zone.text):
            continue
        elif _is_name(zone.text):
            if result is None:
                found, result = _below(lines, index, label[0].x0, end)
            if result is None or found is None:
                return None
            if not is_known_name(zone.text) and not looks_like_unit(result.unit or limits.split()[-1]):
                return None
            return Card(zone.text, result, result.unit, limits, (*zone.words, *found.words, *label))
        elif not _VALUE_LABEL.fullmatch(zone.text.rstrip(":")):
            return None
    return None


def _name_beside(lines: list[Line], zone: _Zone) -> list[Word] | None:
    """The name at the left end of the value's own line, where values stand in a column of their own."""
    first = zone.words[0]
    line = next(line for line in lines if any(word is first for word in line.words))
    parts = segments(word for word in line.words if word.x0 < first.x0)
    return parts[-1] if len(parts) == 1 and is_known_name(text_of(parts[0])) else None


def _below(lines: list[Line], index: int, x0: float, end: float) -> tuple[_Zone | None, ResultText | None]:
    """The value when it follows the range."""
    for zone in _zones(lines, index, x0, end, 1):
        number = _number(zone.text)
        if number is not None:
            return zone, number
        if not _VALUE_LABEL.fullmatch(zone.text.rstrip(":")):
            return None, None
    return None, None


def _zones(lines: list[Line], index: int, x0: float, end: float, step: int) -> list[_Zone]:
    """The card's part of the next few lines, until another range or a gap."""
    zones: list[_Zone] = []
    last = lines[index]
    at = index + step
    while 0 <= at < len(lines) and len(zones) < _MOST_LINES:
        line = lines[at]
        at += step
        parts = segments(word for word in line.words if x0 - 6 <= word.x0 < end)
        while len(parts) > 1 and is_flag(text_of(parts[-1])):
            parts.pop()
        words = tuple(word for part in parts for word in part)
        if not words:
            continue
        gap = max(last.y0, line.y0) - min(last.y1, line.y1)
        if gap > 1.6 * max(last.size, line.size) or abs(words[0].x0 - x0) > 6 or _range_in(text_of(words)):
            break
        zones.append(_Zone(words))
        last = line
    return zones


def _number(text: str) -> ResultText | None:
    """The value alone on its line, with its unit and flag."""
    text = re.sub(rf"^(?:{_VALUE_LABEL.pattern})\s*:?\s*(?=[<>≤≥]?\s*\d)", "", text, flags=re.IGNORECASE)
    result = parse_result(text)
    return result if result is not None and result.kind == "number" and not result.rest else None


def _is_name(text: str) -> bool:
    if not any(char.isalpha() for char in text) or len(text.split()) > _MOST_NAME_WORDS or decoys.is_prose(text):
        return False
    return is_known_name(text) or not (
        decoys.is_administrative(text) or decoys.is_category(text) or _VALUE_LABEL.fullmatch(text.rstrip(":"))
    )

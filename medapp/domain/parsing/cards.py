"""Results printed as cards: the name, the value and a labelled range under each other instead of in columns."""

import re
from collections.abc import Iterable
from dataclasses import replace

from medapp.domain.documents import Word
from medapp.domain.parsing.card_parts import VALUE_LABEL, Card, is_name, number_in
from medapp.domain.parsing.card_zones import Zone, label_in, labelled_range, labels_of, zones_of
from medapp.domain.parsing.cells import ResultText, looks_like_unit, parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.freelines import SURE, read_line
from medapp.domain.parsing.lines import Line, segments, text_of
from medapp.domain.parsing.names import is_known_name, names_ratio
from medapp.domain.parsing.norm_below_value import read_norms_below
from medapp.domain.parsing.norm_beside_name import read_norms_beside
from medapp.domain.parsing.norms_below import reach_of_labels
from medapp.domain.parsing.values_first import read_values_first
from medapp.domain.units import parse_unit

_LABELLED = re.compile(rf"(?:{VALUE_LABEL.pattern})\s*:?\s+(?=\S)", re.IGNORECASE)
_NORM_BEHIND = re.compile(r"(?P<value>.*?)\s*\((?P<norm>[^()]+)\)(?:\s*[-–—:;].{0,60})?")  # a remark may follow
_FEWEST_KNOWN = 3


def read_cards(lines: list[Line]) -> list[Card]:
    """Every labelled range, and every value alone on its line, with the name close above it in its column."""
    beside = read_values_first(lines) or read_norms_below(lines)
    used = {id(word) for card in beside for word in card.words}
    beside += [card for card in read_norms_beside(lines) if not used & {id(word) for word in card.words}]
    ranged = _ranged_cards(lines, {id(word) for card in beside for word in card.words})
    valued = _valued_cards(lines, {id(word) for card in (*beside, *ranged) for word in card.words})
    if sum(is_known_name(card.name) for card in (*beside, *ranged, *valued)) < _FEWEST_KNOWN:
        valued = [card for card in valued if card.is_labelled and is_known_name(card.name)]
    return beside + ranged + valued


def _ranged_cards(lines: list[Line], used: set[int]) -> list[Card]:
    """A labelled range with the value and the name that stand in its column close above or below it."""
    cards: list[Card] = []
    used = set(used)
    reach = reach_of_labels(lines)
    for index, line in enumerate(lines):
        labels = labels_of(line)
        for position, label in enumerate(labels):
            end = labels[position + 1][0].x0 - 1 if position + 1 < len(labels) else float("inf")
            card = _beside_label(lines, index, label) or _card(lines, index, label, end, reach)
            if card is not None and not used & {id(word) for word in card.words}:
                card = _with_unit_behind(card, line, label, end)
                cards.append(card)
                used |= {id(word) for word in card.words}
    return cards


def _with_unit_behind(card: Card, line: Line, label: list[Word], end: float) -> Card:
    """`Норма: 4,00 - 8,80     10^9/л`: the unit in small letters under the value, on the line of the limits."""
    behind = segments(word for word in line.words if label[-1].x1 < word.x0 < end)
    if card.unit is not None or len(behind) != 1 or parse_unit(text_of(behind[0])) is None:
        return card
    return replace(card, unit=text_of(behind[0]), words=(*card.words, *behind[0]))


def _beside_label(lines: list[Line], index: int, label: list[Word]) -> Card | None:
    """The value first on its line, the labelled range at the line's other end, the name above the value."""
    parts = lines[index].parts()
    before = [part for part in parts if part[0].x0 < label[0].x0]
    if len(before) > 1 and parse_unit(text_of(before[-1])):
        before[-2:] = [before[-2] + before[-1]]
    result = number_in(text_of(before[-1])) if before else None
    if result is None or any(labelled_range(text_of(part)) is None for part in before[:-1]):
        return None
    card = _valued_card(lines, index, before[-1], result, label[0].x0 - 1, None)
    if card is None or not (is_known_name(card.name) or parse_unit(result.unit or "")):
        return None
    return replace(
        card,
        range_text=labelled_range(text_of(label)),
        words=(*card.words, *label),
        norm=tuple(label),
        is_labelled=True,
    )


def _card(lines: list[Line], index: int, label: list[Word], end: float, reach: float) -> Card | None:
    limits = labelled_range(text_of(label)) or ""
    found: Zone | None = None
    result: ResultText | None = None
    above = list(zones_of(lines, index, label[0].x0, end, -1, reach))
    for place, zone in enumerate(above):
        if zone.is_scale:
            continue
        whole = read_line(list(zone.words)) if result is None else None
        if whole is not None and whole.score >= SURE and not whole.range_text:
            words = (*whole.words, *label)
            return Card(whole.name, whole.result, whole.unit, limits, words, whole.flag, tuple(label))
        number = number_in(zone.text)
        if number is not None and result is None:
            found, result = zone, number
            beside = _name_beside(lines, zone)
            if beside is not None:
                words = (*beside, *zone.words, *label)
                return Card(text_of(beside), number, number.unit, limits, words, norm=tuple(label))
        elif is_flag(zone.text):
            continue
        elif is_name(zone.text):
            if result is None:
                found, result = _below(lines, index, label[0].x0, end)
            if result is None or found is None:
                return None
            zone = _whole_name(zone, above[place + 1 : place + 2])
            if not is_known_name(zone.text) and not looks_like_unit(result.unit or limits.split()[-1]):
                return None
            words = (*zone.words, *found.words, *label)
            return Card(zone.text, result, result.unit, limits, words, norm=tuple(label))
        elif not VALUE_LABEL.fullmatch(zone.text.rstrip(":")):
            return None
    return None


def _whole_name(zone: Zone, above: list[Zone]) -> Zone:
    """A name's second line with its first, which stands right above it."""
    first = above[0] if above and _goes_on(zone.text) and not above[0].is_scale else None
    if first is None or number_in(first.text) is not None or not is_name(f"{first.text} {zone.text}"):
        return zone
    return Zone((*first.words, *zone.words))


def _name_beside(lines: list[Line], zone: Zone) -> list[Word] | None:
    """The name at the left end of the value's own line, where values stand in a column of their own."""
    first = zone.words[0]
    line = next(line for line in lines if any(word is first for word in line.words))
    parts = segments(word for word in line.words if word.x0 < first.x0)
    return parts[-1] if len(parts) == 1 and is_known_name(text_of(parts[0])) else None


def _below(lines: list[Line], index: int, x0: float, end: float) -> tuple[Zone | None, ResultText | None]:
    """The value when it follows the range."""
    for zone in zones_of(lines, index, x0, end, 1):
        if zone.is_scale:
            continue
        number = number_in(zone.text)
        if number is not None:
            return zone, number
        if not VALUE_LABEL.fullmatch(zone.text.rstrip(":")):
            return None, None
    return None, None


def _valued_cards(lines: list[Line], used: set[int]) -> list[Card]:
    """`Glucose` over `5,4 mmol/L`, with a drawn scale or without."""
    cards: list[Card] = []
    for index, line in enumerate(lines):
        parts = _with_labels(part for part in line.parts() if not is_flag(text_of(part)))
        results = [_value(text_of(part)) for part in parts]
        if None in results or used & {id(word) for word in line.words}:
            continue
        flag = next((text_of(part) for part in line.parts() if is_flag(text_of(part))), None)
        for position, (part, result) in enumerate(zip(parts, results, strict=True)):
            if result is None:
                continue
            end = parts[position + 1][0].x0 - 1 if position + 1 < len(parts) else float("inf")
            card = _valued_card(lines, index, part, result, end, flag if len(parts) == 1 else None)
            if card is not None and not used & {id(word) for word in card.words}:
                cards.append(card)
                used |= {id(word) for word in card.words}
    return cards


def _with_labels(parts: Iterable[list[Word]]) -> list[list[Word]]:
    """`Value` in a column of its own belongs to what follows it."""
    joined: list[list[Word]] = []
    for part in parts:
        if joined and VALUE_LABEL.fullmatch(text_of(joined[-1]).rstrip(" :")):
            joined[-1] = joined[-1] + part
        else:
            joined.append(part)
    return joined


def _value(text: str) -> ResultText | None:
    """A value alone with its unit, if it can have one, or behind its label."""
    label = _LABELLED.match(text)
    text, _ = _without_norm(text)
    result = parse_result(text[label.end() :] if label else text)
    if result is None or result.rest:
        return None
    alone = result.kind == "number" and (result.unit is None or parse_unit(result.unit))
    return result if label or alone else None


def _without_norm(text: str) -> tuple[str, str | None]:
    """(`24 U/L`, `<35.0`) of `24 U/L (normal range: <35.0)`; the text as it is when no norm stands behind it."""
    found = _NORM_BEHIND.fullmatch(text)
    norm = labelled_range(found["norm"]) if found else None
    return (found["value"], norm) if found and norm else (text, None)


def _valued_card(
    lines: list[Line], index: int, part: list[Word], result: ResultText, end: float, flag: str | None
) -> Card | None:
    limits = _without_norm(text_of(part))[1]
    labelled = limits is not None or _LABELLED.match(text_of(part)) is not None
    above = zones_of(lines, index, part[0].x0, end, -1)
    names: list[Zone] = []
    words = list(part)
    for zone in above:
        if zone.is_scale or label_in(zone.text):
            limits = zone.range_text if zone.is_scale else label_in(zone.text)
            words += zone.words
        elif names or not is_flag(zone.text):
            names.insert(0, zone)
            if not _goes_on(zone.text):
                break
    name = " ".join(zone.text for zone in names)
    if not names or _goes_on(names[0].text) or not is_name(name):
        return None
    if result.unit is None and not labelled and not (names_ratio(name) and is_known_name(name)):
        return None
    below = next(iter(zones_of(lines, index, part[0].x0, end, 1)), None)
    if below is not None and below.is_scale:
        limits = below.range_text
        words += below.words
    words += [word for zone in names for word in zone.words]
    return Card(name, result, result.unit, limits, tuple(words), flag, is_labelled=labelled)


def _goes_on(text: str) -> bool:
    """The second line of a name."""
    return (text[:1].islower() and not text[1:2].isupper()) or text.startswith("(")  # eGFR begins a name

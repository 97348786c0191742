"""What a C-CDA calls an observation: in the text that people read, by its code's name, in a translation."""

import re
from collections import Counter
from collections.abc import Iterable, Set
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from medapp.ingest.ccda.trees import attribute, child, children, referred, tag, text_of

_CELLS = ("td", "th", "content", "caption", "paragraph", "item", "linkHtml")
_ROWS = ("tr", "table", "list")
_LONGEST = 120
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def names_of(observation: Element, anchors: dict[str, Element], shared: Set[str]) -> tuple[str, ...]:
    """All its names, the one that the document shows first."""
    code = child(observation, "code")
    found = (
        _shown(observation, anchors, shared),
        attribute(code, "displayName"),
        referred(child(code, "originalText"), anchors),
        next((name for other in children(code, "translation") if (name := attribute(other, "displayName"))), None),
    )
    return tuple(dict.fromkeys(name for name in found if name))


def shared_places(observations: Iterable[Element]) -> frozenset[str]:
    """The places in the text that more than one observation refers to for its name: the title of their panel."""
    counted = Counter(_place(observation) for observation in observations)
    return frozenset(place for place, count in counted.items() if count > 1)


def _place(observation: Element) -> str:
    return (attribute(child(observation, "code", "originalText", "reference"), "value") or "").lstrip("#")


def _shown(observation: Element, anchors: dict[str, Element], shared: Set[str]) -> str | None:
    """The words that the original text refers to, when they are a name and no more.

    Some senders refer to the whole row, or to a cell that holds the result, too.
    """
    name = _place(observation)
    place = anchors.get(name) if name not in shared else None
    if place is None or tag(place) not in _CELLS or any(tag(part) in _ROWS for part in place.iter()):
        return None
    text = text_of(place) or ""
    number = (attribute(child(observation, "value"), "value") or "").replace(",", ".")
    holds_result = any(_is_number(found, number) for found in _NUMBER.findall(text))
    return text if any(map(str.isalpha, text)) and len(text) <= _LONGEST and not holds_result else None


def _is_number(text: str, number: str) -> bool:
    try:
        return Decimal(text.replace(",", ".")) == Decimal(number)
    except InvalidOperation:
        return False

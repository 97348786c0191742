"""Values of observations: quantities, intervals, ratios, codes, text; also where only a translation carries them."""

import re
from xml.etree.ElementTree import Element

from medapp.domain.units import parse_unit
from medapp.ingest.ccda.trees import attribute, child, children, referred, tag, text_of, type_of

Shown = tuple[str, str | None]  # text with its comparator, unit

_SHOWN = re.compile(r"^([<>]=?)?\s*(\d[\d.,]*)\s*(.*)$")
_UNITS_CODE = "246514001"  # SNOMED CT: units, the answer inside a result whose value is no number
_PER_FIELD = re.compile(r"[HL]PF", re.IGNORECASE)
# SNOMED CT findings that some senders leave without a name.
_FINDINGS = {
    "260385009": "negative", "10828004": "positive", "260373001": "detected", "260415000": "not detected",
    "2667000": "absent", "52101004": "present", "82334004": "indeterminate", "17621005": "normal",
    "263654008": "abnormal",
}  # fmt: skip


def value_of(observation: Element, anchors: dict[str, Element]) -> Shown | None:
    """(text with comparator, unit) from the value, its translation, or the row of the narrative."""
    for value in children(observation, "value"):
        shown = _typed(value, anchors)
        if shown is not None:
            return shown[0], shown[1] or _unit_beside(observation)
    return _narrative(observation, anchors)


def quantity(value: Element | None) -> Shown | None:
    """The number and unit of a quantity; both may stand in a translation, the unit there as text."""
    if value is None:
        return None
    carriers = [value, *children(value, "translation")]
    number = next((n for c in carriers if (n := attribute(c, "value")) is not None), None)
    if number is None:
        return None
    unit = next((unit for c in carriers if (unit := _unit(c)) is not None), None)
    return number, _as_shown(unit, number, carriers[1:]) or unit


def _as_shown(unit: str | None, number: str, translations: list[Element]) -> str | None:
    """The same unit as people read it, of a translation with the very same number: г/л for g/l."""
    code = parse_unit(unit)
    for translation in translations:
        shown = text_of(child(translation, "originalText")) or attribute(translation, "displayName")
        is_same_number = attribute(translation, "value") in (None, number)
        if code is not None and shown and is_same_number and parse_unit(shown) == code:
            return shown
    return None


def _unit(carrier: Element) -> str | None:
    if tag(carrier) != "translation":
        return attribute(carrier, "unit")
    own = attribute(carrier, "unit") or text_of(child(carrier, "originalText"))
    return own or attribute(carrier, "displayName")


def _unit_beside(observation: Element) -> str | None:
    """The unit as an observation of its own inside the result: the sender's spelling, else the code."""
    for relation in children(observation, "entryRelationship"):
        inner = child(relation, "observation")
        if attribute(child(inner, "code"), "code") == _UNITS_CODE:
            value = child(inner, "value")
            spelled = text_of(child(value, "originalText")) or attribute(value, "code")
            return spelled or text_of(value)
    return None


def _typed(value: Element, anchors: dict[str, Element]) -> Shown | None:
    kind = type_of(value)
    if kind.endswith("TS") or attribute(value, "representation") == "B64":
        return None
    if kind.startswith("IVL"):
        return _interval(value)
    if kind.startswith("RTO"):
        sides = [attribute(child(value, side), "value") for side in ("numerator", "denominator")]
        return (f"{sides[0]}:{sides[1]}", None) if all(sides) else None
    if kind == "BL":
        said = attribute(value, "value")
        return ("positive" if said == "true" else "negative", None) if said in ("true", "false") else None
    return quantity(value) or _words(value, anchors)


def _words(value: Element, anchors: dict[str, Element]) -> Shown | None:
    """A coded or free text: what it is called, by itself, in the narrative it points to, or in a translation."""
    for carrier in [value, *children(value, "translation")]:
        named = attribute(carrier, "displayName") or referred(child(carrier, "originalText"), anchors)
        if named is None and child(carrier, "reference") is not None:
            named = referred(carrier, anchors)
        text = named or " ".join((carrier.text or "").split()) or _FINDINGS.get(attribute(carrier, "code") or "")
        if text:
            return text, None
    return None


def _interval(value: Element) -> Shown | None:
    """An open interval is a comparator: above 500 is ``>500``, from nothing to 5 ``<=5`` but for cells in a field."""
    low, high = child(value, "low"), child(value, "high")
    bottom, top = quantity(low), quantity(high)
    if bottom and top and not (_is_nothing(bottom[0]) and not _PER_FIELD.search(top[1] or "")):
        return f"{bottom[0]}-{top[0]}", top[1] or bottom[1]
    if top:
        return ("<" if attribute(high, "inclusive") == "false" else "<=") + top[0], top[1]
    if bottom:
        return (">" if attribute(low, "inclusive") == "false" else ">=") + bottom[0], bottom[1]
    return quantity(child(value, "center"))


def _is_nothing(number: str) -> bool:
    return number.strip("0.") == ""


def _narrative(observation: Element, anchors: dict[str, Element]) -> Shown | None:
    """The value cell of the table row that `<text><reference>` names: its first cell that begins like a number."""
    anchor = attribute(child(observation, "text", "reference"), "value")
    row = anchors.get((anchor or "").lstrip("#"))
    if row is None or tag(row) not in ("tr", "td", "content", "paragraph"):
        return None
    cells = [text_of(cell) or "" for cell in children(row, "td")[1:]] if tag(row) == "tr" else [text_of(row) or ""]
    for cell in cells:
        match = _SHOWN.match(cell)
        if match:
            return (match[1] or "") + match[2], match[3] or None
    return None

"""C-CDA result observations as rows: quantities, intervals, codes, translations, values that stand in the text only."""

import re
from datetime import date
from xml.etree.ElementTree import Element

from medapp.domain.documents import StructuredRow
from medapp.ingest.ccda.trees import attribute, child, children, tag, text_of, type_of
from medapp.ingest.hl7_dates import read_date

LOINC_OID = "2.16.840.1.113883.6.1"
RESULT_TEMPLATE = "2.16.840.1.113883.10.20.22.4.2"
_WITHDRAWN = {"aborted", "cancelled", "nullified"}
_SHOWN = re.compile(r"^([<>]=?)?\s*(\d[\d.,]*)\s*(.*)$")


def is_result(observation: Element) -> bool:
    templates = {attribute(t, "root") for t in children(observation, "templateId")}
    return RESULT_TEMPLATE in templates or (not templates and child(observation, "value") is not None)


def row_of(observation: Element, anchors: dict[str, Element]) -> StructuredRow | tuple[str, str] | None:
    """A row, or (name, reason) when it holds no result, or None when it has no name."""
    code = child(observation, "code")
    name = attribute(code, "displayName") or _referred(child(code, "originalText"), anchors) or _translated(code)
    if name is None:
        return None
    if attribute(child(observation, "statusCode"), "code") in _WITHDRAWN:
        return name, "withdrawn"
    shown = _value(observation, anchors)
    if shown is None:
        return name, "no_value"
    low, high, text = _reference(observation)
    return StructuredRow(
        name=name, value=shown[0], unit=shown[1], loinc=_loinc(code), other_names=_other_names(code, anchors, name),
        ref_low=low, ref_high=high, ref_text=text,
        flag=attribute(child(observation, "interpretationCode"), "code"), collected_at=_taken(observation),
    )  # fmt: skip


def _loinc(code: Element | None) -> str | None:
    for candidate in [code, *children(code, "translation")]:
        if attribute(candidate, "codeSystem") == LOINC_OID:
            return attribute(candidate, "code")
    return None


def _translated(code: Element | None) -> str | None:
    return next((n for t in children(code, "translation") if (n := attribute(t, "displayName"))), None)


def _other_names(code: Element | None, anchors: dict[str, Element], name: str) -> tuple[str, ...]:
    found = (_referred(child(code, "originalText"), anchors), _translated(code))
    return tuple(dict.fromkeys(n for n in found if n and n != name))


def _referred(text: Element | None, anchors: dict[str, Element]) -> str | None:
    """The narrative a `<reference value="#id"/>` points to, else the element's own text."""
    anchor = attribute(child(text, "reference"), "value")
    return text_of(anchors.get((anchor or "").lstrip("#"))) if anchor else text_of(text)


def _taken(observation: Element) -> date | None:
    moment = child(observation, "effectiveTime")
    return read_date(attribute(moment, "value")) or read_date(attribute(child(moment, "low"), "value"))


def _value(observation: Element, anchors: dict[str, Element]) -> tuple[str, str | None] | None:
    """(text with comparator, unit) from the value, its translation, or the row of the narrative."""
    for value in children(observation, "value"):
        for candidate in [value, *children(value, "translation")]:
            if (shown := _typed(candidate)) is not None:
                return shown
    return _narrative(observation, anchors)


def _typed(value: Element) -> tuple[str, str | None] | None:
    if (number := attribute(value, "value")) is not None:
        return number, attribute(value, "unit")
    kind = type_of(value)
    if kind.startswith("IVL"):
        return _interval(value)
    if kind == "RTO" or kind.startswith("RTO_"):
        sides = [attribute(child(value, side), "value") for side in ("numerator", "denominator")]
        return (f"{sides[0]}:{sides[1]}", None) if all(sides) else None
    text = attribute(value, "displayName") or text_of(child(value, "originalText")) or (value.text or "").strip()
    return (text, None) if text else None


def _interval(value: Element) -> tuple[str, str | None] | None:
    """An open interval is a comparator: above 500 is ``>500``."""
    low, high = child(value, "low"), child(value, "high")
    bottom, top = attribute(low, "value"), attribute(high, "value")
    if bottom and top:
        return f"{bottom}-{top}", attribute(high, "unit")
    if bottom:
        return (">" if attribute(low, "inclusive") == "false" else ">=") + bottom, attribute(low, "unit")
    if top:
        return ("<" if attribute(high, "inclusive") == "false" else "<=") + top, attribute(high, "unit")
    return None


def _narrative(observation: Element, anchors: dict[str, Element]) -> tuple[str, str | None] | None:
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


def _reference(observation: Element) -> tuple[str | None, str | None, str | None]:
    """(low, high, text) of the range that is called normal, else of the only one."""
    ranges = [child(r, "observationRange") for r in children(observation, "referenceRange")]
    normal = [r for r in ranges if attribute(child(r, "interpretationCode"), "code") == "N"]
    chosen = normal[0] if normal else ranges[0] if len(ranges) == 1 else None
    if chosen is None:
        return None, None, None
    value = child(chosen, "value")
    low, high = (attribute(child(value, side), "value") for side in ("low", "high"))
    return low, high, text_of(child(chosen, "text"))

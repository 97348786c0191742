"""Reference ranges of observations: the one that is called normal, its limits and its words."""

from xml.etree.ElementTree import Element

from medapp.ingest.ccda.trees import attribute, child, children, referred, text_of
from medapp.ingest.ccda.values import quantity
from medapp.ingest.reference_limits import with_unit_that_differs


def reference_of(
    observation: Element, unit: str | None, anchors: dict[str, Element]
) -> tuple[str | None, str | None, str | None]:
    """(low, high, text) of the only normal range, else of the only range; limits in another unit say it in the text."""
    chosen = _chosen(
        [r for entry in children(observation, "referenceRange") for r in children(entry, "observationRange")]
    )
    if chosen is None:
        return None, None, None
    value = child(chosen, "value")
    low, high = quantity(child(value, "low")), quantity(child(value, "high"))
    text = referred(child(chosen, "text"), anchors) or (None if low or high else _value_text(value))
    text = with_unit_that_differs(low, high, unit, text)
    return (low[0] if low else None), (high[0] if high else None), text


def _chosen(ranges: list[Element]) -> Element | None:
    """Ranges for high and critical results stand beside the normal one; two normal ones are not chosen between."""
    called = [(attribute(child(entry, "interpretationCode"), "code"), entry) for entry in ranges]
    normal = [entry for code, entry in called if code == "N"] or [entry for code, entry in called if code is None]
    if len(normal) == 1:
        return normal[0]
    return ranges[0] if len(ranges) == 1 else None


def _value_text(value: Element | None) -> str | None:
    return attribute(value, "displayName") or text_of(value)

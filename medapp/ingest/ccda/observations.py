"""C-CDA result observations as rows: name, value, range, flag, day and specimen."""

from collections.abc import Set
from datetime import date
from xml.etree.ElementTree import Element

from medapp.domain.documents import StructuredRow
from medapp.ingest.ccda.names import names_of
from medapp.ingest.ccda.references import reference_of
from medapp.ingest.ccda.sections import LOINC_OID
from medapp.ingest.ccda.trees import attribute, child, children, text_of
from medapp.ingest.ccda.values import value_of
from medapp.ingest.hl7_dates import read_date

_WITHDRAWN = {"aborted", "cancelled", "nullified"}


def row_of(
    observation: Element, organizer: Element | None, anchors: dict[str, Element], shared: Set[str] = frozenset()
) -> StructuredRow | tuple[str, str] | None:
    """A row, or (name, reason) when it holds no result, or None when it has no name.

    `shared` are the places that several observations name as their name's: a panel's title.
    """
    names = names_of(observation, anchors, shared)
    if not names:
        return None
    name, *others = names
    if attribute(child(observation, "statusCode"), "code") in _WITHDRAWN:
        return name, "withdrawn"
    shown = value_of(observation, anchors)
    if shown is None or shown[0].lower() == name.lower():
        return name, "no_value"
    low, high, text = reference_of(observation, shown[1], anchors)
    return StructuredRow(
        name=name, value=shown[0], unit=shown[1], loinc=_loinc(child(observation, "code")), other_names=tuple(others),
        ref_low=low, ref_high=high, ref_text=text, specimen=_specimen(observation) or _specimen(organizer),
        section=attribute(child(organizer, "code"), "displayName"),
        flag=attribute(child(observation, "interpretationCode"), "code"),
        collected_at=_taken(observation) or _taken(organizer),
    )  # fmt: skip


def _loinc(code: Element | None) -> str | None:
    for candidate in [code, *children(code, "translation")]:
        if attribute(candidate, "codeSystem") == LOINC_OID:
            return attribute(candidate, "code")
    return None


def _specimen(element: Element | None) -> str | None:
    code = child(element, "specimen", "specimenRole", "specimenPlayingEntity", "code")
    return attribute(code, "displayName") or text_of(child(code, "originalText")) or attribute(code, "code")


def _taken(element: Element | None) -> date | None:
    moment = child(element, "effectiveTime")
    moments = (
        attribute(moment, "value"),
        *(attribute(child(moment, side), "value") for side in ("low", "center", "high")),
    )
    return next((day for text in moments if (day := read_date(text))), None)

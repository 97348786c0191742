"""Read the data types of FHIR: codes, quantities, ranges and periods, in every published release."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LONGEST_NUMBER = 30  # digits; 1e999999999 written out would fill the memory
_TAG = re.compile(
    r"\s+\((?:qualifier value|finding|substance|organism|disorder|observable entity|procedure)\)$"
)  # SNOMED CT
LOINC_SYSTEMS = ("http://loinc.org", "https://loinc.org", "urn:oid:2.16.840.1.113883.6.1")


@dataclass(frozen=True, slots=True)
class CodedName:
    name: str
    others: tuple[str, ...]
    loinc: str | None


def first(value: Any) -> Any:
    """Several releases disagree on whether a field is a list."""
    return (value[0] if value else None) if isinstance(value, list) else value


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def codings(concept: Any) -> list[dict[str, Any]]:
    concept = first(concept)
    return [c for c in as_list(concept.get("coding")) if isinstance(c, dict)] if isinstance(concept, dict) else []


def concept_text(concept: Any) -> str | None:
    """The text of a CodeableConcept, else its first display, else its first code."""
    concept = first(concept)
    if not isinstance(concept, dict):
        return None
    coded = codings(concept)
    displays = [c.get("display") for c in coded] + [c.get("code") for c in coded]
    shown = _text(concept.get("text")) or next((text for text in map(_text, displays) if text), None)
    return _TAG.sub("", shown) if shown else None


def coded_name(concept: Any) -> CodedName | None:
    """The name as the laboratory wrote it, its other names, and its LOINC code when it carries one."""
    name = concept_text(concept)
    if name is None:
        return None
    coded = codings(concept)
    loinc = next((c.get("code") for c in coded if c.get("system") in LOINC_SYSTEMS), None)
    others = tuple(dict.fromkeys(d for d in (_text(c.get("display")) for c in coded) if d and d != name))
    return CodedName(name, others, _text(loinc))


def number(value: Any) -> str | None:
    """A JSON number with the digits the sender wrote: 6.0 stays 6.0."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() and abs(value.adjusted()) <= LONGEST_NUMBER else None
    if isinstance(value, int):
        return str(value) if abs(value) < 10**LONGEST_NUMBER else None
    return _text(value)


def quantity(value: Any) -> tuple[str, str | None] | None:
    """(number with its comparator, unit): `units` is DSTU1's spelling, `code` the last resort."""
    if not isinstance(value, dict) or (shown := number(value.get("value"))) is None:
        return None
    unit = _text(value.get("unit")) or _text(value.get("units")) or _text(value.get("code"))
    return (_text(value.get("comparator")) or "") + shown, unit


def _text(value: Any) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None

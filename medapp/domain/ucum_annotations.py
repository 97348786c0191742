"""UCUM as messages write it: annotations in braces and international units in brackets, in a report's own spelling.

Braces mean nothing to UCUM (its specification, section 6), so `mmol/mol{Hb}` is mmol/mol; a few are told apart here.
"""

import re

_ANNOTATION = re.compile(r"\{([^{}]*)\}")
_INTERNATIONAL = re.compile(r"\[iu\]", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:#|cells?|counts?|rbcs?|wbcs?|plts?|platelets?|leukocytes?|erythrocytes?|thrombocytes?|neutrophils?|lymphocytes?)",
    re.IGNORECASE,
)
_PURE_NUMBER = re.compile(r"(?:ratio|inr|fraction)", re.IGNORECASE)
_SAID = {"feu": " FEU", "ddu": " DDU", "1.73_m2": "1.73m2", "1.73m2": "1.73m2", "ph": "pH"}


def without_annotations(text: str) -> str | None:
    """The unit in plain spelling, or None when there is nothing to take away or the annotation is the unit itself."""
    if "{" not in text and "[" not in text:
        return None
    plain = _INTERNATIONAL.sub("IU", text)
    if _PURE_NUMBER.fullmatch(plain.strip("{} ")):
        return "1"
    words = _ANNOTATION.findall(plain)
    if plain.startswith("{") and words and not _COUNTED.fullmatch(words[0]) and words[0].lower() not in _SAID:
        return None  # {Ehrlich'U}/dL: the unit is what the braces hold
    plain = _ANNOTATION.sub(lambda found: _SAID.get(found[1].lower(), ""), plain).strip().rstrip("/")
    return plain if plain and plain != text else None


def is_no_unit(text: str | None) -> bool:
    """UCUM's ways to say that a number has no unit: `1`, or nothing but an annotation of a pure number."""
    bare = (text or "").strip()
    braced = _ANNOTATION.fullmatch(bare)
    return bare == "1" or bool(braced and _PURE_NUMBER.fullmatch(braced[1].strip()))

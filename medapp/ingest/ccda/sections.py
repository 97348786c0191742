"""Which observations of a document are laboratory results: by section and template, never an answer in an answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from medapp.domain.vital_signs import is_vital_sign
from medapp.ingest.ccda.trees import attribute, child, children, tag, type_of

LOINC_OID = "2.16.840.1.113883.6.1"
_RUSSIAN_TESTS = "1.2.643.5.1.13.13.11.1080"  # the Russian register of laboratory tests (FSLI)
# C-CDA result observation; HL7 CCD 1.0 result; HITSP C83 result; IHE simple and laboratory observations.
_RESULT_TEMPLATES = frozenset({
    "2.16.840.1.113883.10.20.22.4.2", "2.16.840.1.113883.10.20.1.31", "2.16.840.1.113883.3.88.11.83.15",
    "2.16.840.1.113883.3.88.11.83.15.1", "1.3.6.1.4.1.19376.1.3.1.6",
})  # fmt: skip
# LOINC: relevant tests, laboratory report, the specialties of IHE XD-LAB; RESLAB is the Russian documents' own code.
LABORATORY_SECTIONS = frozenset({
    "30954-2", "11502-2", "18717-9", "18718-7", "18719-5", "18720-3", "18721-1", "18722-9", "18723-7", "18724-9",
    "18725-2", "18727-8", "18728-6", "18729-4", "18767-4", "18768-2", "18769-0", "26435-8", "26436-6", "26437-4",
    "RESLAB",
})  # fmt: skip
# LOINC: vital signs, social history, functional and mental status, problems, allergies, medications, plan, encounters …
OTHER_SECTIONS = frozenset({
    "8716-3", "29762-2", "47420-5", "10190-7", "11450-4", "48765-2", "10160-0", "18776-5", "46240-8", "47519-4",
    "11369-6", "10157-6", "48768-6", "42348-3", "46264-8", "29549-3", "10183-2", "61146-7", "61149-1", "75310-3",
    "51848-0", "29545-1", "11348-0", "10162-6", "85847-2", "90767-5", "RESINSTR", "VITALPARAM",
})  # fmt: skip
_MEASURED = ("PQ", "INT", "REAL", "RTO", "IVL")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: the code of its section, its nearest organizer, and whether an observation holds it."""

    section: str | None = None
    organizer: Element | None = None
    nested: bool = False


def results(root: Element) -> Iterator[tuple[Element, Element | None]]:
    """(observation, its organizer) of every laboratory result in document order."""
    stack = [(root, Place())]
    while stack:
        element, place = stack.pop()
        name = tag(element)
        if name == "section":
            place = replace(place, section=attribute(child(element, "code"), "code") or place.section)
        elif name == "organizer":
            place = replace(place, organizer=element)
        elif name == "observation":
            if _is_result(element, place):
                yield element, place.organizer
            place = replace(place, nested=True)
        stack.extend((part, place) for part in reversed(element))


def _is_result(observation: Element, place: Place) -> bool:
    code = child(observation, "code")
    if attribute(observation, "moodCode") not in (None, "EVN") or place.section in OTHER_SECTIONS:
        return False
    if is_vital_sign(attribute(code, "code")) or attribute(observation, "negationInd") == "true":
        return False
    templates = {attribute(template, "root") for template in children(observation, "templateId")}
    if templates & _RESULT_TEMPLATES:
        return True
    values = children(observation, "value")
    if place.nested or not values:
        return False
    if place.section in LABORATORY_SECTIONS:
        return True
    system = attribute(code, "codeSystem")
    if system == _RUSSIAN_TESTS:
        return True
    return not templates and system == LOINC_OID and any(type_of(value).startswith(_MEASURED) for value in values)

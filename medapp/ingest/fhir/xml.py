"""FHIR as XML, told as the same dictionaries that its JSON gives."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from medapp.errors import TooComplex, UnreadableFile
from medapp.ingest.fhir.resources import Resource, resources_in

MAX_DEPTH = 60
MAX_ELEMENTS = 500_000
_ALWAYS_LISTS = ("coding", "entry", "contained")
_TRUTHS = {"true": True, "false": False}


def load_xml(data: bytes) -> list[Resource]:
    """Every resource of the file in document order. Raises UnreadableFile, TooComplex."""
    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException) as error:
        raise UnreadableFile() from error
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise TooComplex(limit=MAX_ELEMENTS)
    return resources_in(_told(root, MAX_DEPTH))


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _told(element: Element, depth: int) -> Any:
    """A resource (its name begins with a capital), a data type, a primitive, or the narrative's markup."""
    if depth == 0:
        raise TooComplex(limit=MAX_DEPTH)
    name = _tag(element)
    if name == "div":
        return tostring(element, encoding="unicode")
    if "value" in element.attrib and len(element) == 0:
        said = element.attrib["value"]
        return _TRUTHS.get(said, said) if name == "valueBoolean" else said
    only = element[0] if len(element) == 1 else None
    if only is not None and _tag(only)[:1].isupper():  # `resource` and `contained` hold one resource each
        return _told(only, depth - 1)
    told: dict[str, Any] = {"resourceType": name} if name[:1].isupper() else {}
    for part in element:
        key = _tag(part)
        value = _told(part, depth - 1)
        if key in told or key in _ALWAYS_LISTS:
            earlier = told.get(key, [])
            told[key] = [*(earlier if isinstance(earlier, list) else [earlier]), value]
        else:
            told[key] = value
    return told

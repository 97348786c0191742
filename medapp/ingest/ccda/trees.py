"""Parse the XML of a C-CDA safely, also as a fragment, and look into it without namespaces."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from medapp.errors import TooComplex, UnreadableFile

MAX_DEPTH = 200
MAX_ELEMENTS = 500_000
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"
_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.\-]*):[A-Za-z_]")  # more than are prefixes, which harms nothing
_NAMESPACES = {b"xsi": b"http://www.w3.org/2001/XMLSchema-instance", b"sdtc": b"urn:hl7-org:sdtc"}
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")


def parse(data: bytes) -> Element:
    """The root element. Entities and DTDs are refused; namespace prefixes a fragment forgot are declared."""
    data = data.lstrip(b"\xef\xbb\xbf")
    try:
        root: Element = fromstring(data)
    except DefusedXmlException as error:
        raise UnreadableFile() from error
    except ParseError:
        root = _parse_fragment(data)
    _measure(root)
    return root


def _parse_fragment(data: bytes) -> Element:
    """Whatever stands in the file, inside an element that declares every prefix used without a declaration."""
    head = re.search(rb'encoding="([\w\-]+)"', data[:200])
    body = _DECLARATION.sub(b"", data)
    used = set(_PREFIX.findall(body)) - {b"xml", b"xmlns"}
    names = b"".join(b" xmlns:" + prefix + b'="' + _NAMESPACES.get(prefix, b"urn:undeclared") + b'"' for prefix in used)
    declaration = b'<?xml version="1.0" encoding="' + (head.group(1) if head else b"utf-8") + b'"?>'
    try:
        root: Element = fromstring(declaration + b"<fragment" + names + b">" + body + b"</fragment>")
    except (ParseError, DefusedXmlException) as error:
        raise UnreadableFile() from error
    return root


def _measure(root: Element) -> None:
    stack, count = [(root, 1)], 0
    while stack:
        element, depth = stack.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise TooComplex()
        stack.extend((child, depth + 1) for child in element)


def tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: Element | None, name: str) -> list[Element]:
    return [child for child in element if tag(child) == name] if element is not None else []


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down `path`, or None."""
    for name in path:
        found = children(element, name)
        if not found:
            return None
        element = found[0]
    return element


def descendants(element: Element, name: str) -> Iterator[Element]:
    return (found for found in element.iter() if tag(found) == name)


def attribute(element: Element | None, name: str) -> str | None:
    return ((element.get(name) or "").strip() or None) if element is not None else None


def type_of(element: Element) -> str:
    """`xsi:type` without its prefix, e.g. PQ or IVL_PQ."""
    return (element.get(_XSI) or element.get("type") or "").rsplit(":", 1)[-1]


def referred(text: Element | None, anchors: dict[str, Element]) -> str | None:
    """The narrative a `<reference value="#id"/>` points to, else the element's own text."""
    anchor = attribute(child(text, "reference"), "value")
    found = text_of(anchors.get((anchor or "").lstrip("#"))) if anchor else None
    return found or text_of(text)


def text_of(element: Element | None) -> str | None:
    return (" ".join("".join(element.itertext()).split()) or None) if element is not None else None

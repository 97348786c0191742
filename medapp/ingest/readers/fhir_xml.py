"""FHIR as XML: the same resources as in JSON, in every published release."""

from collections.abc import Iterator

from medapp.domain.documents import Document
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits

SNIFF_BYTES = 65_536
_NAMESPACE = b'"http://hl7.org/fhir"'


def looks_like_fhir_xml(data: bytes, filename: str) -> bool:
    head = data[:SNIFF_BYTES]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and _NAMESPACE in head.replace(b"'", b'"')


def read(data: bytes, filename: str, limits: Limits) -> Document:
    from medapp.ingest.fhir.reports import document_of  # XML packages are loaded for XML files only
    from medapp.ingest.fhir.xml import load_xml

    return document_of(load_xml(data), READER.name, limits)


def files(data: bytes) -> Iterator[bytes]:
    """The files that its resources enclose."""
    from medapp.ingest.fhir.enclosed import enclosed_in
    from medapp.ingest.fhir.xml import load_xml

    return enclosed_in(load_xml(data))


READER = Reader(
    name="fhir_xml",
    suffixes=(".xml",),
    media_types=("application/fhir+xml", "application/xml", "text/xml"),
    sniff=looks_like_fhir_xml,
    read=read,
    priority=40,
)

"""FHIR JSON: DSTU2, STU3, R4 and R5; bundles, reports with contained results, single Observations, NDJSON."""

from collections.abc import Iterator

from medapp.domain.documents import Document
from medapp.ingest.fhir.enclosed import enclosed_in
from medapp.ingest.fhir.reports import document_of
from medapp.ingest.fhir.resources import load
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits

SNIFF_BYTES = 65_536


def looks_like_fhir(data: bytes, filename: str) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and b'"resourceType"' in data[:SNIFF_BYTES]


def read(data: bytes, filename: str, limits: Limits) -> Document:
    return document_of(load(data), READER.name, limits)


def files(data: bytes) -> Iterator[bytes]:
    """The files that its resources enclose."""
    return enclosed_in(load(data))


READER = Reader(
    name="fhir_json",
    suffixes=(".json", ".ndjson", ".fhir"),
    media_types=("application/fhir+json", "application/json"),
    sniff=looks_like_fhir,
    read=read,
)

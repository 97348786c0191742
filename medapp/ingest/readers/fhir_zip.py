"""A ZIP of FHIR JSON: Apple Health's export with clinical records, or a folder of records saved elsewhere."""

from medapp.domain.documents import Document
from medapp.ingest.fhir.reports import document_of
from medapp.ingest.fhir.zipped import holds_records, load_zip
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits


def looks_like_records(data: bytes, filename: str) -> bool:
    return holds_records(data)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    return document_of(load_zip(data, limits.size_bytes), READER.name, limits)


READER = Reader(
    name="fhir_zip",
    suffixes=(".zip",),
    media_types=("application/zip", "application/x-zip-compressed"),
    sniff=looks_like_records,
    read=read,
    priority=40,
)

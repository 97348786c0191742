"""Reports that a message encloses as a file in base64: PDF, text or HTML. One way for HL7 v2, FHIR and C-CDA."""

import base64
import binascii
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medapp.domain.documents import Page, Table
from medapp.errors import NotFound, Rejected
from medapp.ingest.limits import DEFAULT_LIMITS, Limits
from medapp.ingest.narrative import tables_in
from medapp.ingest.readers import pdf_text, plain_text

_PDF_IN_BASE64 = b"JVBERi0"  # %PDF-
_MESSAGE_STARTS = (b"{", b"[", b"<", b"MSH", b"FHS", b"BHS")
_BLANKS = b"\xef\xbb\xbf\x0b \t\r\n"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What an enclosed file holds; `reader` names who read it, None for what has no page of its own."""

    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    reader: str | None = None


def decoded(text: str | None) -> bytes:
    """The file in base64, blanks and line breaks of any kind in it; empty when it is none."""
    try:
        return base64.b64decode("".join((text or "").split()))
    except (binascii.Error, ValueError):
        return b""


def read_enclosed(files: Iterable[bytes], limits: Limits, *, has_more: bool = False) -> Enclosed:
    """The first file that can be read, a PDF before all others; nothing when none can.

    Raises what was wrong with the only ones there are, unless the message `has_more` than files.
    """
    found = list(files)
    trouble: Rejected | None = None
    for data in filter(_is_pdf, found):
        try:
            return Enclosed(pages=pdf_text.read(data, "", limits).pages, reader="pdf_text")
        except Rejected as error:
            trouble = trouble or error
    for data in (data for data in found if not _is_pdf(data)):
        if tables := _tables(data):
            return Enclosed(tables=tables)
        if plain_text.sniff(data, "") and not _is_markup(data):
            return Enclosed(pages=plain_text.read(data, "", limits).pages)
    if trouble is not None and not has_more:
        raise trouble
    return Enclosed()


def carries_pdf(data: bytes) -> bool:
    """A message with a PDF somewhere in it; looks at the bytes alone."""
    return data[:64].lstrip(_BLANKS).startswith(_MESSAGE_STARTS) and _PDF_IN_BASE64 in data


def pdf_of(data: bytes, limits: Limits = DEFAULT_LIMITS, *, has_text: bool) -> bytes:
    """The bytes when they are a PDF; of a message the enclosed PDF that reading chose, with text or a scan.

    Raises NotFound when there is none.
    """
    if not carries_pdf(data):
        return data
    found = [file for file in _files_of(data) if _is_pdf(file)]
    if has_text and len(found) > 1:
        found = [file for file in found if _has_text(file, limits)]
    if not found:
        raise NotFound
    return found[0]


def _files_of(data: bytes) -> Iterator[bytes]:
    # Each format's parser is loaded for its own files only.
    from medapp.ingest.readers import ccda_xml, fhir_json, fhir_xml, hl7_v2

    for reader in (hl7_v2, fhir_json, fhir_xml, ccda_xml):
        if reader.READER.sniff(data, ""):
            return reader.files(data)
    return iter(())


def _has_text(data: bytes, limits: Limits) -> bool:
    try:
        pdf_text.read(data, "", limits)
    except Rejected:
        return False
    return True


def _is_pdf(data: bytes) -> bool:
    return pdf_text.sniff(data, "")


def _is_markup(data: bytes) -> bool:
    return data[:64].lstrip(_BLANKS).startswith((b"<", b"{\\rtf"))


def _tables(data: bytes) -> tuple[Table, ...]:
    return tables_in(data.decode("utf-8", errors="replace")) if _is_markup(data) else ()

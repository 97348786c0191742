"""PDF files that carry text: every word with its place on the page."""

from medapp.domain.documents import Document
from medapp.domain.parsing.textlayer import mended, require_readable
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits

_OTHER_MAGIC = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"\xca\xfe\xba\xbe")


def sniff(data: bytes, filename: str) -> bool:
    """A `%PDF-` among the first bytes, as viewers accept it, and not another format's beginning."""
    return b"%PDF-" in data[:4096] and not data.startswith(_OTHER_MAGIC)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    """Raises EncryptedFile, UnreadableFile, TooComplex, and NoReadableText for a scan or a lying text layer."""
    # pdfminer costs 70 ms and 24 MB: the web process sniffs files but never opens one.
    from medapp.ingest.pdf.pages import read_pages

    pages = mended(read_pages(data, limits))
    require_readable(pages)
    return Document(reader="pdf_text", pages=pages)


READER = Reader("pdf_text", (".pdf",), ("application/pdf",), sniff, read, priority=10)

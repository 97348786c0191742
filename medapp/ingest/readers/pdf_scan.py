"""PDFs without a text layer, or with one that lies, alone or in a message: their pages are read as pictures."""

from medapp.domain.documents import Document
from medapp.ingest.enclosed import carries_pdf, pdf_of
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits
from medapp.ingest.readers import pdf_text


def sniff(data: bytes, filename: str) -> bool:
    """A PDF, or a message with one in it."""
    return pdf_text.sniff(data, filename) or carries_pdf(data)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    from medapp.ingest.ocr.pictures import draw_pdf  # the engines weigh 200 MB: loaded for scans only
    from medapp.ingest.ocr.recognise import read_pages

    return read_pages(draw_pdf(pdf_of(data, has_text=False), limits), "pdf_scan", limits.engine)


READER = Reader(
    name="pdf_scan",
    suffixes=(".pdf",),
    media_types=("application/pdf",),
    sniff=sniff,
    read=read,
    priority=90,
    recognises=True,
)

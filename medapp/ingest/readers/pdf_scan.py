"""PDFs without a text layer, or with one that lies: their pages are read as pictures."""

from medapp.domain.documents import Document
from medapp.errors import NoReadableText
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits
from medapp.ingest.readers import pdf_text


def read(data: bytes, filename: str, limits: Limits) -> Document:
    from medapp.ingest.ocr.pictures import draw_pdf  # the engines weigh 200 MB: loaded for scans only
    from medapp.ingest.ocr.recognise import recognise

    pages = tuple(
        recognise(picture, number, limits.engine) for number, picture in enumerate(draw_pdf(data, limits), start=1)
    )
    if not any(page.words for page in pages):
        raise NoReadableText
    return Document(reader="pdf_scan", pages=pages)


READER = Reader(
    name="pdf_scan",
    suffixes=(".pdf",),
    media_types=("application/pdf",),
    sniff=pdf_text.sniff,
    read=read,
    priority=90,
    recognises=True,
)

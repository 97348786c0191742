"""A PDF's pages as words with places: opening, limits, rotation, and what each failure means."""

import struct
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException

from medapp.domain.documents import Page
from medapp.errors import EncryptedFile, TooComplex, UnreadableFile
from medapp.ingest.limits import Limits
from medapp.ingest.pdf.fast import fast_glyphs
from medapp.ingest.pdf.fonts import Fonts
from medapp.ingest.pdf.glyphs import Glyph, words_of
from medapp.ingest.pdf.light import Budget, page_glyphs
from medapp.ingest.pdf.objects import QuickDocument
from medapp.ingest.pdf.tokens import Unfamiliar

# What pdfminer raises on files that are damaged or made to harm.
_DAMAGE = (
    PSException, PDFException, AssertionError, AttributeError, EOFError, IndexError, KeyError, OverflowError,
    RecursionError, TypeError, UnicodeDecodeError, ValueError, ZeroDivisionError, struct.error, zlib.error,
)  # fmt: skip


def read_pages(data: bytes, limits: Limits) -> tuple[Page, ...]:
    """Every page's words; raises EncryptedFile, UnreadableFile or TooComplex."""
    try:
        return tuple(_pages(data, limits))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise EncryptedFile from error
    except MemoryError as error:
        raise TooComplex(limit="memory") from error
    except _DAMAGE as error:
        raise UnreadableFile from error


def _pages(data: bytes, limits: Limits) -> Iterator[Page]:
    document = QuickDocument(data)
    manager = PDFResourceManager()
    fonts, budget = Fonts(manager), Budget(limits)
    number = 0
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        if number > limits.pages:
            raise TooComplex(limit="pages")
        matrix, width, height = as_seen(page)
        glyphs = _glyphs(page, matrix, manager, fonts, budget)
        words, width, height = words_of(glyphs, width, height)
        yield Page(number, width, height, tuple(words))
    if not number:
        raise UnreadableFile


def _glyphs(page: Any, matrix: Any, manager: PDFResourceManager, fonts: Fonts, budget: Budget) -> list[Glyph]:
    """By the quick way, and by the careful one when the page holds what the quick one does not know."""
    before = budget.glyphs
    try:
        return fast_glyphs(page, matrix, fonts, budget)
    except Unfamiliar:
        budget.glyphs = before
        return page_glyphs(page, matrix, manager, budget)


def as_seen(page: Any) -> tuple[tuple[float, ...], float, float]:
    """The matrix from user space to the page as it is shown, and its width and height in points."""
    x0, y0, x1, y1 = page.cropbox
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    width, height = x1 - x0, y1 - y0
    if page.rotate == 90:
        return (0, -1, 1, 0, -y0, x1), height, width
    if page.rotate == 180:
        return (-1, 0, 0, -1, x1, y1), width, height
    if page.rotate == 270:
        return (0, 1, -1, 0, y1, -x0), height, width
    return (1, 0, 0, 1, -x0, -y0), width, height

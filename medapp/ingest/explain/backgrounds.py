"""The page as it was read, as a picture: drawn from a PDF, or straightened from a scan as recognition saw it."""

from collections.abc import Iterable, Iterator

import numpy as np
from PIL import Image

from medapp.domain.documents import Document, Page
from medapp.ingest.enclosed import pdf_of
from medapp.ingest.limits import DEFAULT_LIMITS
from medapp.ingest.ocr.pictures import Grey, draw_pdf, open_picture

WIDTH = 1240  # px of a page; A4 at 150 dpi


def backgrounds(document: Document, data: bytes) -> Iterator[Image.Image]:
    """One picture a page, in the pages' order, `WIDTH` wide and turned as its words stand."""
    if document.reader == "picture":
        greys = open_picture(data, DEFAULT_LIMITS)
    else:
        greys = draw_pdf(pdf_of(data, has_text=document.reader == "pdf_text"), DEFAULT_LIMITS)
    straight = straightened(greys) if document.reader in ("picture", "pdf_scan") else greys
    for page, grey in zip(document.pages, straight, strict=False):
        size = (WIDTH, round(WIDTH * page.height / max(page.width, 1)))
        yield Image.fromarray(as_words_stand(grey, page)).resize(size, Image.Resampling.LANCZOS)


def straightened(greys: Iterable[Grey]) -> Iterator[Grey]:
    """Scans as recognition straightens them, which is what their boxes refer to."""
    from medapp.ingest.ocr import prepare  # needs the library for pictures

    for grey in greys:
        yield prepare.straightened(grey).whole


def as_words_stand(grey: Grey, page: Page) -> Grey:
    """Of the four ways to hold the sheet, the one of the page's shape that has most ink under its words; without the
    slant that its words showed."""
    ways = [np.ascontiguousarray(np.rot90(grey, turns)) for turns in range(4)]
    is_wide = page.width > page.height
    alike = [way for way in ways if (way.shape[1] > way.shape[0]) == is_wide]
    return max((_without_slant(way, page) for way in alike or ways[:1]), key=lambda way: _ink(way, page))


def _without_slant(grey: Grey, page: Page) -> Grey:
    if not page.slopes:
        return grey
    from medapp.ingest.ocr.bending import unbent_by  # needs the library for pictures

    across = grey.shape[1] / page.width
    return unbent_by(grey, tuple((x * across, slope) for x, slope in page.slopes))


def _ink(grey: Grey, page: Page) -> float:
    height, width = grey.shape
    across, down = width / page.width, height / page.height
    total = 0.0
    for word in page.words:
        piece = grey[int(word.y0 * down) : int(word.y1 * down) + 1, int(word.x0 * across) : int(word.x1 * across) + 1]
        total += float(255 - piece.mean()) * (word.x1 - word.x0) if piece.size else 0.0
    return total

"""The quick way through a PDF gives the very glyphs of the careful way."""

import io
from pathlib import Path

import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from medapp.ingest.limits import Limits
from medapp.ingest.pdf.fast import fast_glyphs
from medapp.ingest.pdf.fonts import Fonts
from medapp.ingest.pdf.light import Budget, page_glyphs
from medapp.ingest.pdf.pages import as_seen, read_pages
from medapp.ingest.pdf.tokens import Unfamiliar
from tests.corpus.layouts import LAYOUTS
from tests.corpus.typeset import typeset

SHARED = sorted((Path(__file__).resolve().parents[3] / "shared" / "corpus" / "files").glob("*.pdf"))
OWN = ["ru_four_columns", "ru_raised_powers", "ru_watermark", "ru_page_turned", "ru_word_by_word", "en_labcorp"]


def _same(data: bytes) -> int:
    """Asserts equality page by page; returns how many pages the quick way read."""
    quick = 0
    limits = Limits(seconds=120)
    fonts, manager = Fonts(PDFResourceManager()), PDFResourceManager()
    for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))):
        matrix, _, _ = as_seen(page)
        try:
            glyphs = fast_glyphs(page, matrix, fonts, Budget(limits))
        except Unfamiliar:
            continue
        quick += 1
        assert glyphs == page_glyphs(page, matrix, manager, Budget(limits))
    return quick


@pytest.mark.parametrize("name", OWN)
def test_both_ways_agree_on_the_own_corpus(name: str) -> None:
    assert _same(typeset(*LAYOUTS[name])) > 0


@pytest.mark.parametrize("path", SHARED, ids=[path.stem for path in SHARED])
def test_both_ways_agree_on_the_development_corpus(path: Path) -> None:
    _same(path.read_bytes())


def test_a_turned_page_reads_as_a_person_sees_it() -> None:
    upright = {word.text for page in read_pages(typeset(*LAYOUTS["ru_four_columns"]), Limits()) for word in page.words}
    turned = {word.text for page in read_pages(typeset(*LAYOUTS["ru_page_turned"]), Limits()) for word in page.words}
    assert {"Гемоглобин", "4,02", "г/л"} <= upright & turned


def test_slanted_watermark_letters_are_left_out() -> None:
    words = [word.text for page in read_pages(typeset(*LAYOUTS["ru_watermark"]), Limits()) for word in page.words]
    assert "Гемоглобин" in words and not any(len(word) == 1 and word in "ОБРАЗЕЦ" for word in words)

"""Pages whose lines still rise or fall: told from the words read on them, straightened by them, else never sure."""

from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from medapp.domain.documents import Document
from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.ingest.explain.backgrounds import backgrounds
from medapp.ingest.formats import read_document
from medapp.ingest.ocr.bending import both, unbent_by
from medapp.ingest.ocr.geometry import slopes
from medapp.ingest.ocr.numbers import AGREED, ALONE
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.slant import doubted_when_slanted, is_slanted
from medapp.ingest.ocr.tesseract import read_line
from medapp.ingest.page_image import draw_page
from tests.corpus.reports import Row
from tests.ocr.__main__ import measure
from tests.ocr.drawn import draw_table


def _page(slope: float, bend: float = 0.0) -> list[Seen]:
    """Ten lines of six words, each line falling by `slope`, and ever more by `bend`."""
    starts = [(120 * column, 60 * line) for line in range(10) for column in range(6)]
    falls = [(x, y + slope * x + bend * x * x / 720) for x, y in starts]
    return [Seen("5,4" if x else "Глюкоза", x, y, x + 90, y + 30, AGREED) for x, y in falls]


def _curled(picture: Grey, steep: float) -> Grey:
    """The right half of the page falls away, at its edge by `steep` px a px."""
    height, width = picture.shape
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    past = np.maximum(columns - width / 3, 0)
    return cv2.remap(picture, columns, rows - steep * past**2 / (4 * width / 3), cv2.INTER_CUBIC, borderValue=255)


def test_tails_and_capitals_make_no_slant() -> None:
    """Cards say `В норме` at their right edge, again and again: a capital, and small letters with a tail."""
    lines = range(0, 1000, 100)
    words = [
        word
        for y in lines
        for word in (Seen("В", 900, y, 922, y + 33, 0.9), Seen("норме", 941, y + 8, 1076, y + 43, 0.9))
    ]
    assert not is_slanted(words)
    like = [Seen("нет", 100, 60 * y, 190, 60 * y + 30, 0.9) for y in range(6)]
    like += [Seen("нет", 220, 60 * y + 8, 310, 60 * y + 38, 0.9) for y in range(6)]
    assert is_slanted([*like, *words[:2]])  # one such pair among others hides nothing


@pytest.mark.parametrize(("slope", "bend"), [(0.05, 0.0), (-0.06, 0.0), (0.0, 0.08)])
def test_a_page_that_falls_in_some_part_is_slanted_and_not_sure(slope: float, bend: float) -> None:
    words = _page(slope, bend)
    assert is_slanted(words)
    assert {word.confidence for word in doubted_when_slanted(words)} == {AGREED, ALONE}


@pytest.mark.parametrize("slope", [0.0, 0.01, -0.02])
def test_a_level_page_stays_as_sure_as_it_was(slope: float) -> None:
    assert not is_slanted(_page(slope))
    assert doubted_when_slanted(_page(slope)) == _page(slope)


def test_lines_of_which_half_are_misread_do_not_make_a_slanted_page() -> None:
    words = [word for word in _page(0.0) if word.y0 < 300] + [word for word in _page(0.09) if word.y0 > 400]
    assert not is_slanted(words)


def test_slopes_of_words_straighten_the_page() -> None:
    picture, _ = draw_table(3)
    sheared = cv2.warpAffine(picture, np.float32([[1, 0, 0], [0.05, 1, 0]]), picture.shape[::-1], borderValue=255)
    assert abs(slopes(sheared)[0]) > 2
    assert abs(slopes(unbent_by(sheared, ((100.0, 0.05), (900.0, 0.05))))[0]) < 0.3


def test_print_at_the_edge_is_not_drawn_out_beyond_it() -> None:
    """A comma that the bottom edge touches must stay a comma: drawn out, `< 5,0` was read as 50."""
    picture = np.full((300, 400), 240, np.uint8)
    picture[290:, 380:384] = 0
    straight = unbent_by(picture, ((0.0, 0.1), (400.0, 0.1)))
    assert np.count_nonzero(straight[:, 382] < 128) <= 12


def test_slopes_of_two_looks_straighten_the_page_at_once() -> None:
    picture, _ = draw_table(3)
    curled, looks = _curled(picture, 0.1), (((200.0, 0.0), (900.0, 0.06)), ((300.0, 0.01), (700.0, 0.02)))
    twice = unbent_by(unbent_by(curled, looks[0]), looks[1])
    assert np.abs(twice.astype(float) - unbent_by(curled, both(*looks))).mean() < 2


@dataclass(frozen=True, slots=True)
class _Read:
    """A page that curls too steeply for its lines to be followed, read."""

    data: bytes
    document: Document
    report: ParsedReport
    rows: list[Row]


@pytest.fixture(scope="module")
def curled_page() -> _Read:
    picture, rows = draw_table(3)
    data = cv2.imencode(".png", _curled(picture, 0.15))[1].tobytes()
    document = read_document(data, "report.png")
    return _Read(data, document, parse(document), rows)


def test_its_rows_are_read_whole_and_no_limit_is_off(curled_page: _Read) -> None:
    counts, misses = measure(curled_page.rows, list(curled_page.report.measurements))
    assert counts["value"] >= 0.9 * len(curled_page.rows), misses
    assert counts["sure_range"] >= counts["sure"], misses


def test_each_mark_of_the_review_lies_on_its_row(curled_page: _Read) -> None:
    report = curled_page.report
    boxes = [row.bbox for row in report.measurements if row.bbox]
    order = (curled_page.data, report.reader, 1, report.page_sizes[0], boxes)
    shown = [np.asarray(Image.open(BytesIO(draw_page(*order, slopes)))) for slopes in (*report.page_slopes, ())]
    assert _rows_in_their_marks(shown[0], curled_page) >= 0.9 * len(curled_page.rows)
    assert _rows_in_their_marks(shown[1], curled_page) < 0.5 * len(curled_page.rows)  # so the page matters


def test_each_row_is_explained_where_it_stands(curled_page: _Read) -> None:
    background = next(backgrounds(curled_page.document, curled_page.data))
    assert _rows_in_their_marks(np.asarray(background), curled_page) >= 0.9 * len(curled_page.rows)


def _rows_in_their_marks(shown: Grey, page: _Read) -> int:
    """Of how many rows the mark, cut out and read, says value and limits and nothing else."""
    scale = shown.shape[1] / page.report.page_sizes[0][0]
    said: list[str] = []
    for row in page.report.measurements:
        x0, y0, x1, y1 = (round(side * scale) for side in row.bbox or (0, 0, 1, 1))
        piece = cv2.resize(shown[y0 - 3 : y1 + 4, x0 - 3 : x1 + 4], None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        said.append(_bare(read_line(np.ascontiguousarray(piece))))
    return sum(
        any(
            text.startswith(row.name[:3]) and _bare(row.value) in text and text.endswith(_bare(row.norm))
            for text in said
        )
        for row in page.rows
    )


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
def test_a_bend_that_the_lines_do_not_show_is_seen_from_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the words tell when other things in the picture hide how the lines run."""
    monkeypatch.setattr("medapp.ingest.ocr.prepare.unbent", lambda page: page)
    picture, rows = draw_table(3)
    encoded = cv2.imencode(".png", _curled(picture, 0.12))[1].tobytes()
    counts, misses = measure(rows, list(parse(read_document(encoded, "report.png")).measurements))
    assert counts["sure"] >= 0.5 * len(rows), misses
    assert counts["value"] >= 0.9 * len(rows), misses
    assert counts["range"] >= 0.9 * len(rows), misses

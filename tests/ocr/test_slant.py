"""Pages whose lines still rise or fall: told from the words read on them, straightened by them, else never sure."""

import cv2
import numpy as np
import pytest

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document
from medapp.ingest.ocr.bending import unbent_by
from medapp.ingest.ocr.geometry import slopes
from medapp.ingest.ocr.numbers import AGREED, ALONE
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.slant import doubted_when_slanted, is_slanted
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
    assert abs(slopes(unbent_by(sheared, [(100.0, 0.05), (900.0, 0.05)]))[0]) < 0.3


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

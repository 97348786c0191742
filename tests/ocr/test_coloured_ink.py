"""Seals and pen strokes over the print are taken out; whatever else is coloured stays as it is."""

import cv2
import numpy as np
import pytest

from medapp.ingest.ocr.coloured_ink import Colours, Grey, without_coloured_strokes

BLUE, RED, TEAL = (70, 90, 190), (200, 40, 40), (27, 122, 110)
PLACE = (300, 420)  # x, y of a printed number


def _page(paper: tuple[int, int, int] = (255, 255, 255)) -> Colours:
    page = np.full((1200, 850, 3), paper, np.uint8)
    for y in range(100, 1100, 40):
        cv2.putText(page, "31,2  nmol/L", (PLACE[0], y + 20), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (20, 20, 20), 2)
    return page


def _stamped(page: Colours) -> Colours:
    made = page.copy()
    for radius in (85, 60):
        cv2.circle(made, (340, 430), radius, BLUE, 3)
    cv2.putText(made, "SEAL", (310, 385), cv2.FONT_HERSHEY_SIMPLEX, 0.7, BLUE, 2)
    dark = page.max(axis=2) < 120
    made[dark] = page[dark]  # the print shows through
    return made


def _grey(page: Colours) -> Grey:
    return cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)


@pytest.mark.parametrize("paper", [(255, 255, 255), (244, 228, 190)])
def test_a_seal_goes_and_the_print_under_it_stays(paper: tuple[int, int, int]) -> None:
    plain, stamped = _page(paper), _stamped(_page(paper))
    cleared = without_coloured_strokes(stamped, _grey(stamped)).astype(int)
    spoilt = np.abs(_grey(stamped).astype(int) - _grey(plain)) > 30
    assert spoilt.sum() > 1500
    assert (np.abs(cleared - _grey(plain))[spoilt] > 30).mean() < 0.1


def test_a_signature_across_a_row_goes() -> None:
    page = _page()
    points = np.array([(60 + 18 * at, 428 + (20 if at % 2 else -20)) for at in range(11)], np.int32)
    signed = cv2.polylines(page.copy(), [points.reshape(-1, 1, 2)], False, BLUE, 2)
    assert (without_coloured_strokes(signed, _grey(signed))[400:460, 60:250] < 150).sum() < 30


def test_coloured_letters_cells_and_rules_stay() -> None:
    page = _page()
    cv2.rectangle(page, (40, 40), (810, 80), TEAL, -1)
    cv2.rectangle(page, (40, 90), (810, 1150), TEAL, 2)
    cv2.putText(page, "48,7 H", (600, 300), cv2.FONT_HERSHEY_SIMPLEX, 0.7, RED, 2)
    for y in range(500, 640, 28):
        cv2.putText(page, "blue words", (560, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, BLUE, 2)
    assert np.array_equal(without_coloured_strokes(page, _grey(page)), _grey(page))


def test_a_page_without_colours_is_handed_back() -> None:
    page = _page()
    grey = _grey(page)
    assert without_coloured_strokes(page, grey) is grey

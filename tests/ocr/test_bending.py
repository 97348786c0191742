"""A page that bends, and one that lies half in shadow, are straightened before they are read."""

import cv2
import numpy as np
import pytest

from medapp.ingest.ocr.bending import unbent
from medapp.ingest.ocr.corners import page_corners
from medapp.ingest.ocr.light import ink_of
from medapp.ingest.ocr.pictures import Grey
from tests.ocr.drawn import draw_typeset


@pytest.fixture(scope="module")
def page() -> Grey:
    return draw_typeset(3)[0]


def _wavy(page: Grey, most: float) -> Grey:
    """Bent along its width, more at the bottom than at the top; `most` is the displacement in px."""
    height, width = page.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    rise = most * np.sin(np.pi * x / width) * (0.4 + 0.6 * y / height)
    return cv2.remap(page, x, y + rise.astype(np.float32), cv2.INTER_CUBIC, borderValue=255)


def _level(page: Grey) -> float:
    """How sharply rows of text and paper take turns: the more level the lines, the more."""
    ink = ink_of(page).astype(np.float64)
    return float(np.square(np.diff(ink.mean(axis=1))).sum())


def test_the_lines_of_a_bent_page_are_straight_again(page: Grey) -> None:
    bent = _wavy(page, 0.01 * page.shape[0])
    assert _level(bent) < 0.2 * _level(page)
    assert _level(unbent(bent)) > 3 * _level(bent)


def test_a_flat_page_stays_as_it_came(page: Grey) -> None:
    assert np.array_equal(unbent(page), page)
    assert np.array_equal(unbent(np.full_like(page, 255)), np.full_like(page, 255))


def _on_a_table(page: Grey, corners: np.ndarray) -> Grey:
    """The page on a table that light falls on from the right, its left third in a shadow as dark as the table."""
    height, width = 1600, 1300
    paper = np.array([(0, 0), (page.shape[1], 0), page.shape[::-1], (0, page.shape[0])], np.float32)
    matrix = cv2.getPerspectiveTransform(paper, corners.astype(np.float32))
    light = np.tile(np.clip(np.linspace(0.3, 1.2, width), 0.38, 1.0), (height, 1))
    table = np.full((height, width), 95.0)
    seen = cv2.warpPerspective(page, matrix, (width, height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full_like(page, 255), matrix, (width, height)) > 127
    return np.where(mask, 0.9 * seen, table).astype(np.float32).__mul__(light).clip(0, 255).astype(np.uint8)


def test_a_page_half_in_shadow_is_found_by_its_edges(page: Grey) -> None:
    corners = np.array([(190, 120), (1130, 170), (1180, 1490), (110, 1440)], np.float64)
    photo = _on_a_table(page, corners)
    found = page_corners(photo)
    assert found is not None
    assert np.abs(found - corners).max() < 0.015 * max(photo.shape)


def test_a_frame_printed_on_the_page_is_not_the_page(page: Grey) -> None:
    framed = page.copy()
    height, width = page.shape
    cv2.rectangle(framed, (width // 12, height // 12), (width * 11 // 12, height * 11 // 12), 0, 6)
    assert page_corners(framed) is None

"""A picture that cannot be read says what is wrong with it, and a good one says nothing."""

import cv2
import numpy as np
import pytest

from medapp.domain.parsing.report import parse
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document
from medapp.ingest.ocr.pictures import Grey
from tests.ocr.degrade import scanned
from tests.ocr.drawn import draw_table


@pytest.fixture(scope="module")
def page() -> Grey:
    return draw_table(3)[0][:300]


def _codes(picture: Grey) -> set[str]:
    """What is said of the picture, as an error or beside its results."""
    try:
        return set(parse(read_document(cv2.imencode(".png", picture)[1].tobytes(), "photo.png")).warnings)
    except MedAppError as error:
        return {error.code}


def test_a_photo_in_the_dark_is_called_dark(page: Grey) -> None:
    noise = np.random.default_rng(1).normal(0, 9, page.shape)
    assert _codes(np.clip(page * 0.12 + noise, 0, 255).astype(np.uint8)) == {"picture_too_dark"}


def test_a_photo_out_of_focus_is_called_blurred(page: Grey) -> None:
    assert _codes(cv2.GaussianBlur(page, (0, 0), 4.5)) == {"picture_blurred"}


def test_letters_that_cannot_be_told_apart_are_called_small(page: Grey) -> None:
    assert _codes(cv2.resize(page, None, fx=0.33, fy=0.33, interpolation=cv2.INTER_AREA)) == {"picture_too_small"}


def test_a_page_that_runs_out_of_the_picture_is_called_cut_off(page: Grey) -> None:
    assert _codes(scanned(page, 3)[:, 40:]) == {"picture_cut_off"}


def test_nothing_is_said_of_a_good_picture(page: Grey) -> None:
    assert not _codes(scanned(page, 3))

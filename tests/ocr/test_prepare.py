"""Pictures made easier to read: which way lines run, folds, screens and fax specks, and what must stay untouched."""

import cv2
import numpy as np
import pytest

from medapp.ingest.ocr.dirt import without_lone_specks, without_specks
from medapp.ingest.ocr.geometry import lies_on_its_side
from medapp.ingest.ocr.lanes import bands
from medapp.ingest.ocr.light import is_drawn, without_creases
from medapp.ingest.ocr.moire import without_moire
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.prepare import letter_height, without_lines
from tests.ocr.degrade import coarse, scanned
from tests.ocr.drawn import draw_table, draw_typeset
from tests.ocr.papers import faxed, on_screen


@pytest.fixture(scope="module")
def page() -> Grey:
    return draw_table(3)[0]


@pytest.mark.parametrize("seed", range(4))
def test_lines_that_run_down_are_noticed_and_lines_that_run_across_are_left(seed: int) -> None:
    picture = scanned(draw_table(seed)[0] if seed % 2 else draw_typeset(seed)[0], seed)
    assert not lies_on_its_side(picture)
    assert not lies_on_its_side(np.ascontiguousarray(np.rot90(picture, 2)))
    assert lies_on_its_side(np.ascontiguousarray(np.rot90(picture)))


def test_a_crease_is_taken_out_and_the_writing_stays(page: Grey) -> None:
    clean = cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    x = clean.shape[1] // 2
    shade = np.ones(clean.shape, np.float32)
    shade[:, x - 4 : x + 4] = 0.7
    folded = (clean * shade).astype(np.uint8)
    mended = without_creases(folded)
    assert np.abs(folded[:, x - 4 : x + 4].astype(int) - clean[:, x - 4 : x + 4]).mean() > 50
    assert np.abs(mended[:, x - 3 : x + 3].astype(int) - clean[:, x - 3 : x + 3]).mean() < 12
    assert np.array_equal(without_creases(clean), clean)


def test_the_pattern_of_a_screen_is_taken_out_and_paper_stays(page: Grey) -> None:
    seen = on_screen(page, 6)
    corner = np.s_[seen.shape[0] // 2 : seen.shape[0] // 2 + 400, -260:-60]
    assert without_moire(seen)[corner].std() < 0.5 * seen[corner].std()
    for paper in (page, scanned(page, 3), coarse(page, 3)):
        assert np.array_equal(without_moire(paper), paper)


@pytest.mark.parametrize(("dash", "gap", "shade"), [(5, 5, 175), (42, 24, 90)])
def test_dotted_and_dashed_rules_go_and_the_writing_stays(page: Grey, dash: int, gap: int, shade: int) -> None:
    """Pale dots close under a row, and dashes with wide gaps."""
    clean = cv2.resize(page, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    y = int(np.argmax(np.convolve((clean > 200).all(axis=1), np.ones(25), "valid") > 24)) + 12
    ruled = clean.copy()
    for x in range(60, clean.shape[1] - 60, dash + gap):
        ruled[y : y + 4, x : x + dash] = shade
    left = without_lines(ruled)[y - 2 : y + 6, 80:-80]
    assert (left < 215).mean() < 0.02
    rest = np.delete(without_lines(ruled), np.s_[y - 8 : y + 12], axis=0)
    assert np.abs(rest.astype(int) - np.delete(without_lines(clean), np.s_[y - 8 : y + 12], axis=0)).mean() < 1


def test_a_screenshot_with_a_dark_head_is_no_photo(page: Grey) -> None:
    screen = page.copy()
    screen[: page.shape[0] // 5] = 60
    assert is_drawn(screen)
    grain = np.random.default_rng(3).normal(0, 2, screen.shape)
    assert not is_drawn(np.clip(screen + grain, 0, 255).astype(np.uint8))


def test_specks_of_a_fax_go_and_the_points_of_numbers_stay(page: Grey) -> None:
    large = np.where(cv2.resize(page, None, fx=1.5, fy=1.5) > 140, 255, 0).astype(np.uint8)
    fax = faxed(large, 2)
    height = letter_height(large)
    cleaned = without_specks(fax, height)
    assert _specks(cleaned) < 0.1 * _specks(fax)
    assert np.array_equal(without_specks(large, height), large)


def test_dirt_of_a_copier_goes_and_points_and_dashes_of_the_text_stay(page: Grey) -> None:
    clean = cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    dirty = clean.copy()
    places = [(y, x) for y in range(40, clean.shape[0] - 60, 97) for x in range(40, clean.shape[1] - 60, 89)]
    alone = [(y, x) for y, x in places if clean[y - 40 : y + 48, x - 40 : x + 48].min() > 200]
    assert len(alone) > 20
    for y, x in alone:
        dirty[y : y + 7, x : x + 7] = 20
    cleaned = without_lone_specks(dirty)
    assert sum(cleaned[y : y + 7, x : x + 7].min() < 120 for y, x in alone) < 0.05 * len(alone)
    y, x = alone[0]
    for width, height in ((18, 5), (11, 4), (8, 4)):
        dash = clean.copy()
        dash[y : y + height, x : x + width] = 20
        assert without_lone_specks(dash)[y + 1, x + 4] == 20
    changed = without_lone_specks(clean) != clean
    assert np.count_nonzero(changed & (clean < 128)) < 0.001 * np.count_nonzero(clean < 128)


def test_a_dotted_rule_goes_and_the_writing_above_it_stays(page: Grey) -> None:
    clean = without_lines(cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), broken=True)
    rows = np.flatnonzero((clean < 128).any(axis=1) == 0)
    free = [y for y in rows if 30 < y < clean.shape[0] - 30 and clean[y - 14 : y + 18].min() > 128]
    ruled = clean.copy()
    ruled[free[0] : free[0] + 4, 100:-100][:, np.arange(clean.shape[1] - 200) % 10 < 4] = 30
    cleaned = without_lines(ruled, broken=True)
    assert cleaned[free[0] : free[0] + 4, 100:-100].min() > 128
    lost = (clean < 128) & (cleaned > 200)
    assert np.count_nonzero(lost) < 0.001 * np.count_nonzero(clean < 128)


def test_a_page_is_cut_between_its_lines_only(page: Grey) -> None:
    tall = cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    bare = without_lines(tall, broken=True)
    parts = bands(bare)
    laid = np.full_like(bare, 255)
    for top, part in parts:
        inside = part[: len(bare) - top]
        laid[top : top + len(part)] = np.minimum(laid[top : top + len(part)], inside)
    assert np.array_equal(laid, bare)
    for _, part in parts[1:]:
        assert np.mean(part[:16] < 128) < 0.001
    crossed = bare.copy()
    crossed[:, 300:330] = 0  # nowhere an empty row
    assert len(bands(crossed)) == 1


def _specks(picture: Grey) -> int:
    return int((cv2.connectedComponentsWithStats(255 - picture)[2][1:, cv2.CC_STAT_AREA] <= 2).sum())

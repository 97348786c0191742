"""Make a picture easier to read: the page alone, even light, level lines, letters of one size, no rules."""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from medapp.domain.documents import Slopes
from medapp.ingest.ocr.bending import both, unbent, unbent_by
from medapp.ingest.ocr.corners import page_corners
from medapp.ingest.ocr.dirt import without_lone_specks, without_specks
from medapp.ingest.ocr.geometry import flattened_page, lean, levelled, lies_on_its_side, slopes
from medapp.ingest.ocr.light import flat_field, ink_of, is_drawn, is_uneven, shrunk, without_creases
from medapp.ingest.ocr.moire import without_moire
from medapp.ingest.ocr.pictures import Grey

X_HEIGHT = 30.0  # px; measured best for Tesseract's LSTM
LARGEST = 14_000_000  # px of a prepared page: what recognition can do in a few seconds
_THICKEST = 0.4  # of the x-height: a thicker stroke is no rule
_BUSY = 0.25  # share of a stroke's length with ink close above or below, from which on it is writing
_FILLED = 0.38 * 255  # mean ink of a filled cell with light letters
_THIN = 8  # px: the stems of headings are thicker
_CRUMB = 11  # px: thickest speck that may be left of a rule, and how far off its line
_DOT, _DOTS_APART = 9, 33  # px: a dot of a dotted rule is lower, its gaps are narrower
_FRAME = 6  # px around a filled cell, where its edge is
_GRAIN = 1.0  # px by which a photo is softened: on dim ones, a fifth more words are read at once


@dataclass(frozen=True, slots=True)
class Prepared:
    """`whole` is the straightened page; `bare` the same without rules and dark cells, once they were taken out. Same
    places in both.

    `letters` is the height of letters in the picture as it came, px; 0 when there are none. `slopes` are those that
    the page was straightened by after its words were read, x in px.
    """

    whole: Grey
    bare: Grey
    was_turned: bool = False
    is_photo: bool = False
    letters: float = 0.0
    slopes: Slopes = ()


def prepare(picture: Grey) -> Prepared:
    """Straightened, evened, scaled to the x-height and freed of table lines; may still stand on its head."""
    return bared(straightened(picture))


def straightened(picture: Grey) -> Prepared:
    """The page level, in even light and scaled to the x-height, with its rules."""
    picture = without_moire(picture)
    photo = is_uneven(picture) and not is_drawn(picture)
    if photo:
        corners = page_corners(picture)
        picture = flat_field(picture if corners is None else flattened_page(picture, corners))
    on_side = lies_on_its_side(picture)
    if on_side:
        picture = np.ascontiguousarray(np.rot90(picture))
    height = letter_height(picture)
    picture = without_specks(picture, height)
    scale = float(np.clip(X_HEIGHT / height, 0.4, 4.0)) if height else 2.0
    scale = min(scale, (LARGEST / picture.size) ** 0.5)
    if photo:
        turn = lean(picture)
        whole = unbent(without_creases(levelled(picture, turn, turn, scale)))
        whole = cv2.GaussianBlur(whole, (0, 0), _GRAIN)
    else:
        whole = unbent(levelled(picture, *slopes(picture), scale))
    return Prepared(whole, whole, on_side, photo, height)


def bared(page: Prepared) -> Prepared:
    """The page with `bare` freed of rules, filled cells and dirt."""
    bare = without_lines(light_cells(page.whole), broken=not page.is_photo)
    return replace(page, bare=without_lone_specks(bare))


def straight_by(page: Prepared, slopes: Slopes) -> Prepared:
    """The page without the bend that the words read on it show; x in px."""
    return bared(replace(page, whole=unbent_by(page.whole, slopes), slopes=both(page.slopes, slopes)))


def upside_down(prepared: Prepared) -> Prepared:
    """The page turned by half a circle."""
    return Prepared(
        *(np.ascontiguousarray(np.rot90(grey, 2)) for grey in (prepared.whole, prepared.bare)),
        prepared.was_turned,
        prepared.is_photo,
        prepared.letters,
    )


def letter_height(picture: Grey) -> float:
    """The median height of what is shaped like a letter, px; 0 when there is none."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink_of(picture))
    heights, widths, areas = (stats[1:, column] for column in (cv2.CC_STAT_HEIGHT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_AREA))
    likely = (heights > 4) & (heights < picture.shape[0] / 8) & (widths < heights * 4) & (areas > 8)
    return float(np.median(heights[likely])) if likely.sum() >= 10 else 0.0


def light_cells(grey: Grey) -> Grey:
    """Filled cells with light letters become light cells with dark letters."""
    ink = ink_of(grey)
    core = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    core = cv2.morphologyEx(core, cv2.MORPH_OPEN, np.ones((int(1.3 * X_HEIGHT), int(1.6 * X_HEIGHT)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(core)
    made = grey.copy() if count > 1 else grey
    done = np.zeros(grey.shape, bool)
    for x, y, width, height, _ in sorted(stats[1:].tolist(), key=lambda box: -box[4]):
        if done[y + height // 2, x + width // 2] or width * height > 0.3 * grey.size:
            continue
        x0, x1 = _reach(ink[y + 2 : y + height - 2].mean(axis=0), x, x + width)
        y0, y1 = _reach(ink[:, x0:x1].mean(axis=1), y, y + height)
        done[y0:y1, x0:x1] = True
        cell = grey[y0:y1, x0:x1]
        fill, letters = np.median(cell), np.percentile(cell, 98)
        if letters - fill > 40 and x1 - x0 > 2 * X_HEIGHT:
            turned = np.clip((letters - cell.astype(np.float32)) * 255 / (letters - fill), 0, 255)
            made[max(y0 - _FRAME, 0) : y1 + _FRAME, max(x0 - _FRAME, 0) : x1 + _FRAME] = 255
            made[y0 + 2 : y1 - 2, x0 + 2 : x1 - 2] = turned[2:-2, 2:-2].astype(np.uint8)
    return made


def _reach(ink: np.ndarray[Any, Any], start: int, end: int) -> tuple[int, int]:
    """How far a filled cell goes on beyond its plain part: as long as there is more ink than in writing."""
    window = int(0.8 * X_HEIGHT)
    while start > 0 and (ink[max(start - window, 0) : start].mean() > _FILLED or ink[start - 1] > _FILLED):
        start -= 1
    while end < len(ink) and (ink[end : end + window].mean() > _FILLED or ink[end] > _FILLED):
        end += 1
    return start, end


def without_lines(grey: Grey, *, broken: bool = False) -> Grey:
    """Table lines painted over with paper; done after scaling, where letters are shorter than the strokes sought.

    `broken` also seeks the pieces that a coarse scan leaves of a line; on a photo, soft letters would look like them.
    """
    ink = ink_of(grey)
    across, down = _strokes(ink, int(6 * X_HEIGHT), 1), _strokes(ink, 1, int(3 * X_HEIGHT))
    if broken:
        across, down = across | _short_rules(ink), down | _thin_columns(ink)
    across = across | _dotted_rules(_faint_ink(grey, ink))
    strokes = across | down | (_crumbs(ink, across, down) if broken else 0)
    cleaned = grey.copy()
    cleaned[cv2.dilate(strokes, np.ones((3, 3), np.uint8)) > 0] = int(np.percentile(shrunk(grey, 1000), 90))
    return cleaned


def _strokes(ink: Grey, width: int, height: int) -> Grey:
    return cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (width, height)))


def _thin_columns(ink: Grey) -> Grey:
    """A column's rule broken at every row: higher than any letter of the text, and thinner."""
    high = _strokes(ink, 1, int(2.2 * X_HEIGHT))
    return cv2.subtract(high, cv2.dilate(_strokes(high, _THIN, 1), np.ones((3, 5), np.uint8)))


def _crumbs(ink: Grey, across: Grey, down: Grey) -> Grey:
    """Specks and short pieces that lie on a rule's own line: what a coarse scan leaves of it."""
    length = int(4 * X_HEIGHT)
    made = np.zeros_like(ink)
    rest = cv2.subtract(ink, cv2.dilate(across | down, np.ones((3, 3), np.uint8)))
    for strokes, shape, side in (
        (across, (_CRUMB, 2 * length), cv2.CC_STAT_HEIGHT),
        (down, (2 * length, _CRUMB), cv2.CC_STAT_WIDTH),
    ):
        zone = cv2.dilate(strokes, np.ones(shape, np.uint8))
        near = cv2.bitwise_and(rest, cv2.dilate(zone, np.ones((7, 7), np.uint8)))  # what goes on beyond is seen to
        rows, columns = _inked(near, 1), _inked(near, 0)
        if not rows.size:
            continue
        small = near[rows][:, columns]
        count, labels, stats, _ = cv2.connectedComponentsWithStats(small)
        y, x = np.nonzero(small)
        found, y, x = labels[y, x], rows[y], columns[x]
        inside = np.bincount(found, zone[y, x] > 0, minlength=count)
        kept = ((inside >= 0.95 * stats[:, cv2.CC_STAT_AREA]) & (stats[:, side] <= _CRUMB))[found]
        made[y[kept], x[kept]] = 255
    return made


def _inked(ink: Grey, axis: int) -> np.ndarray[Any, np.dtype[np.intp]]:
    """The rows (axis 1) or columns with ink, and one of paper after each stretch: what is apart stays apart."""
    filled = ink.any(axis=axis)
    return np.flatnonzero(filled | np.roll(filled, 1))


def _short_rules(ink: Grey) -> Grey:
    """Pieces of a broken rule: thin, and with paper above and below, unlike letters that run into each other."""
    return _free(_strokes(ink, int(2.5 * X_HEIGHT), 1), ink)


def _dotted_rules(ink: Grey) -> Grey:
    """The dots and dashes of a rule: thin, in a row, and with paper above and below."""
    thin = cv2.subtract(ink, _strokes(ink, 1, _DOT))
    rows = _strokes(cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((3, _DOTS_APART), np.uint8)), int(6 * X_HEIGHT), 1)
    return cv2.bitwise_and(cv2.dilate(_free(rows, ink), np.ones((_DOT, 1), np.uint8)), ink)


def _faint_ink(grey: Grey, ink: Grey) -> Grey:
    """Ink and what is half as dark: the dots of a pale rule."""
    paper, palest = float(np.percentile(shrunk(grey, 1000), 75)), cv2.minMaxLoc(grey, ink)[1]
    return cv2.threshold(grey, (paper + palest) / 2, 255, cv2.THRESH_BINARY_INV)[1]


def _free(strokes: Grey, ink: Grey) -> Grey:
    """Those of the strokes that have paper above and below."""
    made = np.zeros_like(strokes)
    rows = _inked(strokes, 1)
    if not rows.size:
        return made
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(strokes[rows]))
    for x, row, width, height, _ in stats[1:].tolist():
        y = int(rows[row])
        above, below = (
            ink[max(y - 10, 0) : max(y - 3, 0), x : x + width],
            ink[y + height + 3 : y + height + 10, x : x + width],
        )
        busy = max((float(side.any(axis=0).mean()) for side in (above, below) if side.size), default=0.0)
        if height < _THICKEST * X_HEIGHT and busy < _BUSY:
            made[y : y + height, x : x + width] |= strokes[y : y + height, x : x + width]
    return made

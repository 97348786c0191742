"""Make a picture easier to read: the page alone, even light, level lines, letters of one size, no rules."""

from dataclasses import dataclass

import cv2
import numpy as np

from medapp.ingest.ocr.geometry import flattened_page, levelled, lies_on_its_side, page_corners, slopes
from medapp.ingest.ocr.light import flat_field, is_uneven, shrunk
from medapp.ingest.ocr.pictures import Grey

X_HEIGHT = 30.0  # px; measured best for Tesseract's LSTM
LARGEST = 14_000_000  # px of a prepared page: what recognition can do in a few seconds
_INK = cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU


@dataclass(frozen=True, slots=True)
class Prepared:
    """`whole` is the straightened page; `bare` the same without rules and dark cells. Same places in both."""

    whole: Grey
    bare: Grey
    was_turned: bool = False
    is_photo: bool = False


def prepare(picture: Grey) -> Prepared:
    """Straightened, evened, scaled to the x-height and freed of table lines; may still stand on its head."""
    photo = is_uneven(picture)
    if photo:
        corners = page_corners(picture)
        picture = flat_field(picture if corners is None else flattened_page(picture, corners))
    on_side = lies_on_its_side(picture)
    if on_side:
        picture = np.ascontiguousarray(np.rot90(picture))
    height = letter_height(picture)
    scale = float(np.clip(X_HEIGHT / height, 0.4, 4.0)) if height else 2.0
    scale = min(scale, (LARGEST / picture.size) ** 0.5)
    whole = levelled(picture, *slopes(picture), scale)
    return Prepared(whole, without_lines(light_cells(whole)), on_side, photo)


def upside_down(prepared: Prepared) -> Prepared:
    """The page turned by half a circle."""
    return Prepared(
        *(np.ascontiguousarray(np.rot90(grey, 2)) for grey in (prepared.whole, prepared.bare)),
        prepared.was_turned,
        prepared.is_photo,
    )


def letter_height(picture: Grey) -> float:
    """The median height of what is shaped like a letter, px; 0 when there is none."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.threshold(picture, 0, 255, _INK)[1])
    heights, widths, areas = (stats[1:, column] for column in (cv2.CC_STAT_HEIGHT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_AREA))
    likely = (heights > 4) & (heights < picture.shape[0] / 8) & (widths < heights * 4) & (areas > 8)
    return float(np.median(heights[likely])) if likely.sum() >= 10 else 0.0


def light_cells(grey: Grey) -> Grey:
    """Filled cells with light letters become light cells with dark letters."""
    filled = cv2.morphologyEx(cv2.threshold(grey, 0, 255, _INK)[1], cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    filled = cv2.morphologyEx(filled, cv2.MORPH_OPEN, np.ones((int(1.3 * X_HEIGHT), int(1.6 * X_HEIGHT)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(filled)
    made = grey.copy() if count > 1 else grey
    for x, y, width, height, area in stats[1:]:
        if area > 0.8 * width * height and width * height < 0.3 * grey.size:
            cell = made[y : y + height, x : x + width]
            fill, letters = np.median(cell), np.percentile(cell, 98)
            if letters - fill > 40:
                made[y : y + height, x : x + width] = np.clip(
                    (letters - cell.astype(np.float32)) * 255 / (letters - fill), 0, 255
                ).astype(np.uint8)
    return made


def without_lines(grey: Grey) -> Grey:
    """Table lines painted over with paper; done after scaling, where letters are shorter than the strokes sought."""
    ink = cv2.threshold(grey, 0, 255, _INK)[1]
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (int(6 * X_HEIGHT), 1)))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, int(3 * X_HEIGHT))))
    strokes = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    cleaned = grey.copy()
    cleaned[strokes > 0] = int(np.percentile(shrunk(grey, 1000), 90))
    return cleaned

"""Make a picture easier to read: even light, straight lines of text, letters of the right size, no table lines."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from medapp.ingest.ocr.pictures import Grey

X_HEIGHT = 30.0  # px; measured best for Tesseract's LSTM
STEEPEST_DEG = 12.0
UNEVEN = 40  # grey levels between the darkest and the lightest patch of paper
_INK = cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU


@dataclass(frozen=True, slots=True)
class Prepared:
    """`grey` is what is recognised; `back` is the 2x3 matrix from its pixels to those of the picture given."""

    grey: Grey
    back: np.ndarray[Any, Any]
    x_height: float

    def forth(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box of the picture given, as the box around it in the prepared one."""
        return _box(cv2.invertAffineTransform(self.back), x0, y0, x1, y1)

    def back_box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The other way round."""
        return _box(self.back, x0, y0, x1, y1)


def prepare(picture: Grey, *, flatten: bool) -> Prepared:
    """Deskewed, scaled to the x-height and freed of table lines; `flatten` evens the light out."""
    grey = flat_field(picture) if flatten else picture
    height = letter_height(grey)
    scale = float(np.clip(X_HEIGHT / height, 0.5, 4.0)) if height else 2.0
    angle = skew(grey)
    turned, matrix = _turn_and_scale(grey, angle, scale)
    return Prepared(without_lines(turned), cv2.invertAffineTransform(matrix), height * scale)


def is_uneven(picture: Grey) -> bool:
    """A photo: its paper is much darker in one place than in another."""
    patches = cv2.resize(cv2.dilate(picture, np.ones((9, 9), np.uint8)), (8, 8), interpolation=cv2.INTER_AREA)
    return float(np.percentile(patches, 90) - np.percentile(patches, 10)) > UNEVEN


def flat_field(picture: Grey) -> Grey:
    """Divide by the paper, estimated as what is left when the letters are blurred away."""
    size = max(15, int(min(picture.shape) / 40) | 1)
    paper = cv2.medianBlur(cv2.dilate(picture, np.ones((size, size), np.uint8)), min(size * 2 + 1, 101))
    return cv2.divide(picture, paper, scale=255)


def letter_height(picture: Grey) -> float:
    """The median height of what is shaped like a letter, px; 0 when there is none."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.threshold(picture, 0, 255, _INK)[1])
    heights, widths, areas = (stats[1:, column] for column in (cv2.CC_STAT_HEIGHT, cv2.CC_STAT_WIDTH, cv2.CC_STAT_AREA))
    likely = (heights > 4) & (heights < picture.shape[0] / 8) & (widths < heights * 4) & (areas > 8)
    return float(np.median(heights[likely])) if likely.sum() >= 10 else 0.0


def skew(picture: Grey) -> float:
    """Degrees by which the lines of text climb; 0 when they are straight or no angle is clearly better."""
    small = picture
    if max(picture.shape) > 1400:
        ratio = 1400 / max(picture.shape)
        small = cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(small, 0, 255, _INK)[1]
    coarse = max(np.arange(-STEEPEST_DEG, STEEPEST_DEG + 0.1, 1.0), key=lambda angle: _sharpness(ink, angle))
    fine = max(np.arange(coarse - 0.8, coarse + 0.81, 0.2), key=lambda angle: _sharpness(ink, angle))
    return float(fine) if _sharpness(ink, fine) > 1.03 * _sharpness(ink, 0.0) else 0.0


def _sharpness(ink: Grey, angle: float) -> float:
    """How much neighbouring rows differ once the picture is turned back by `angle`: text lines stand out when level."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _turn_and_scale(grey: Grey, angle: float, scale: float) -> tuple[Grey, np.ndarray[Any, Any]]:
    height, width = grey.shape
    sine, cosine = abs(math.sin(math.radians(angle))), abs(math.cos(math.radians(angle)))
    new_width = int((width * cosine + height * sine) * scale)
    new_height = int((height * cosine + width * sine) * scale)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, scale)
    matrix[0, 2] += new_width / 2 - width / 2
    matrix[1, 2] += new_height / 2 - height / 2
    flags = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return cv2.warpAffine(grey, matrix, (new_width, new_height), flags=flags, borderValue=255), matrix


def _box(matrix: np.ndarray[Any, Any], x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    """The box moved by its middle: a tilted box must not grow, or it would touch its neighbours."""
    middle = matrix @ np.array([(x0 + x1) / 2, (y0 + y1) / 2, 1.0])
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    half_width, half_height = scale * (x1 - x0) / 2, scale * (y1 - y0) / 2
    x, y = float(middle[0]), float(middle[1])
    return x - half_width, y - half_height, x + half_width, y + half_height


def without_lines(grey: Grey) -> Grey:
    """Table lines painted over with paper; done after scaling, where letters are shorter than the strokes sought."""
    ink = cv2.threshold(grey, 0, 255, _INK)[1]
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (int(4 * X_HEIGHT), 1)))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (1, int(3 * X_HEIGHT))))
    strokes = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    cleaned = grey.copy()
    cleaned[strokes > 0] = int(np.percentile(grey, 90))
    return cleaned

"""The shape of a photographed page: flattened between its corners, how its lines of text lie, which way is up."""

from typing import Any

import cv2
import numpy as np

from medapp.ingest.ocr.light import ink_of, shrunk
from medapp.ingest.ocr.pictures import Grey, Matrix

Strips = np.ndarray[Any, np.dtype[np.float32]]

STEEPEST_DEG = 12.0
_SMALL = 1000  # px of the copy on which edges and slopes are sought
_LETTERS_SEEN = 1600  # px of the copy on which single letters can be told
_STRIP = 8  # px across, in which a line of text falls by less than half its height
_LOOKED_AT_CLOSELY = 5


def flattened_page(picture: Grey, corners: Matrix) -> Grey:
    """The page between the corners as a rectangle of about the same size, a hair inside its edges."""
    sides = [float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4)]
    width, height = int(max(sides[0], sides[2])), int(max(sides[1], sides[3]))
    inset = 0.004 * max(width, height)
    target = np.array(
        [(-inset, -inset), (width + inset, -inset), (width + inset, height + inset), (-inset, height + inset)],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def lies_on_its_side(picture: Grey) -> bool:
    """Lines of text run from top to bottom: letters stand closer to their neighbours above and below than beside."""
    ink = ink_of(shrunk(picture, _LETTERS_SEEN))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    sides = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    likely = (sides >= 4) & (sides < 80) & (stats[:, cv2.CC_STAT_AREA] > 6)
    likely[0] = False
    if likely.sum() < 20:
        return False
    side = float(np.median(sides[likely]))
    letters = (likely & (sides > 0.35 * side) & (sides < 3.5 * side))[labels].astype(np.uint8)
    width, height = (float(np.median(stats[likely, column])) for column in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    reach = max(2, round(0.7 * min(width, height)))  # where letters run together, words are long and not high
    beside, below = (
        cv2.connectedComponents(cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones(shape, np.uint8)))[0]
        for shape in ((1, reach), (reach, 1))
    )
    return below < beside


def lean(picture: Grey) -> float:
    """Degrees by which the lines of text fall on the whole."""
    return _lean(_strips(_ink(picture)))


def slopes(picture: Grey) -> tuple[float, float]:
    """Degrees by which the lines of text fall at the top and at the bottom of the page (a straight line between)."""
    ink = _strips(_ink(picture))
    whole = _lean(ink)
    height = len(ink)
    found = []
    for start in (0.0, 0.2, 0.4, 0.6):
        part = ink[int(start * height) : int((start + 0.4) * height)]
        if part.mean() > 0.004 * _STRIP:
            found.append((start + 0.2, _steepest(part, np.arange(whole - 2.0, whole + 2.1, 0.5))))
    if len(found) < 3 or np.ptp([angle for _, angle in found]) < 0.35:
        return whole, whole
    places, angles = np.array(found).T
    slope, top = np.polyfit(places, angles, 1)
    if np.abs(np.polyval((slope, top), places) - angles).max() > 0.4:  # no straight line: a part without clear lines
        return whole, whole
    return float(top), float(top + slope)


def _lean(strips: Strips) -> float:
    whole = _steepest(strips, np.arange(-STEEPEST_DEG, STEEPEST_DEG + 0.1, 0.5))
    return 0.0 if _sharpness(strips, whole) < 1.03 * _sharpness(strips, 0.0) else whole


def levelled(picture: Grey, top: float, bottom: float, scale: float) -> Grey:
    """Turn by the slopes' mean, take out what their difference leaves, and scale; all in one pass."""
    mean = (top + bottom) / 2
    height, width = picture.shape
    cosine, sine = abs(np.cos(np.radians(mean))), abs(np.sin(np.radians(mean)))
    new_width, new_height = int((width * cosine + height * sine) * scale), int((height * cosine + width * sine) * scale)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), mean, scale)
    matrix[:, 2] += (new_width - width) / 2, (new_height - height) / 2
    flags = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    if abs(top - bottom) < 0.2:
        return cv2.warpAffine(picture, matrix, (new_width, new_height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    x, y = np.meshgrid(np.arange(new_width, dtype=np.float32), np.arange(new_height, dtype=np.float32))
    y += (x - new_width / 2) * np.tan(np.radians(top - mean + (bottom - top) * y / new_height)).astype(np.float32)
    back = cv2.invertAffineTransform(matrix).astype(np.float32)
    source_x, source_y = back[0, 0] * x + back[0, 1] * y + back[0, 2], back[1, 0] * x + back[1, 1] * y + back[1, 2]
    return cv2.remap(picture, source_x, source_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _ink(picture: Grey) -> Grey:
    return ink_of(shrunk(picture, _SMALL))


def _strips(ink: Grey) -> Strips:
    """How much ink each row has in each upright strip of a few px: all that is needed to turn it by a little."""
    width = -(-ink.shape[1] // _STRIP) * _STRIP
    padded = np.pad(ink > 0, ((0, 0), (0, width - ink.shape[1])))
    return np.asarray(padded.reshape(len(ink), -1, _STRIP).sum(axis=2), np.float32)


def _steepest(strips: Strips, angles: Any) -> float:
    """The angle at which the lines of text stand out most: rules are sharp within a quarter of a degree, so the best
    few of the rough angles are all looked at closely."""
    height, count = (side // 2 * 2 for side in strips.shape)
    halved = strips[:height, :count].reshape(height // 2, 2, count // 2, 2).sum(axis=(1, 3))
    best = sorted(angles, key=lambda angle: _sharpness(halved, angle), reverse=True)[:_LOOKED_AT_CLOSELY]
    fine = np.unique(np.round([angle + step for angle in best for step in np.arange(-0.3, 0.31, 0.15)], 2))
    return float(max(fine, key=lambda angle: _sharpness(strips, angle)))


def _sharpness(strips: Strips, angle: float) -> float:
    """How much neighbouring rows differ once each strip is moved by as much as `angle` lifts it: text lines stand out
    when level. The halved strips are half as many rows of half as many strips: their lift in rows is the same."""
    height, count = strips.shape
    lift = np.round((np.arange(count) - count / 2) * _STRIP * np.tan(np.radians(angle))).astype(np.intp)
    reach = int(np.abs(lift).max(initial=0))
    padded = np.pad(strips.T, ((0, 0), (reach, reach)))
    rows = np.zeros(height, np.float32)
    for strip, by in zip(padded, lift + reach, strict=True):
        rows += strip[by : by + height]
    return float(np.square(np.diff(rows), dtype=np.float64).sum())

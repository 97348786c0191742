"""Light on a photographed page: whether it is uneven, and how to even it out."""

from typing import Any

import cv2
import numpy as np

from medapp.ingest.ocr.pictures import Grey

UNEVEN = 40  # grey levels between the darkest and the lightest patch of paper
_EVEN = 0.9  # share of pixels that are as their neighbours: of screenshots, JPEG too, 0.93 and more
_SMALL = 700  # px; paper has no detail, so it is looked at on a small copy
# px of a levelled page with letters of 30 px along which a shade's level is taken: across, words fill long stretches.
_DOWN, _ACROSS = 260, 900
_WIDEST = 61  # px across a crease
_DARKEST, _LIGHTEST = 0.45, 0.93  # share of the paper's light: darker is a rule, lighter is nothing
_MOST = 0.7  # share of the page that a crease crosses


def is_uneven(picture: Grey) -> bool:
    """A photo: its paper is much darker in one place than in another, or grey altogether."""
    patches = cv2.resize(_paper_of(shrunk(picture, _SMALL)), (8, 8), interpolation=cv2.INTER_AREA)
    return float(np.percentile(patches, 90) - np.percentile(patches, 10)) > UNEVEN or float(np.median(patches)) < 190


def is_drawn(picture: Grey) -> bool:
    """A screenshot: nearly every pixel is its neighbour's very shade, as no camera sees it (below 0.75 of them)."""
    return float(np.mean(picture[:, 1:] == picture[:, :-1])) > _EVEN


def flat_field(picture: Grey) -> Grey:
    """Divide by the paper, estimated as what is left when the letters are blurred away."""
    paper = cv2.resize(_paper_of(shrunk(picture, _SMALL)), picture.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(picture, paper, scale=255)


def ink_of(picture: Grey) -> Grey:
    """255 where there is ink and 0 on paper, told apart at the level that parts the two best (Otsu 1979)."""
    return cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]


def shrunk(picture: Grey, longest: int) -> Grey:
    """The picture with its longer side at most `longest` px."""
    ratio = longest / max(picture.shape)
    if ratio >= 1:
        return picture
    height, width = (max(1, round(side * ratio)) for side in picture.shape)
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)


def _paper_of(small: Grey) -> Grey:
    size = max(7, int(min(small.shape) / 40) | 1)
    return cv2.medianBlur(cv2.dilate(small, np.ones((size, size), np.uint8)), size * 2 + 1)


def without_creases(grey: Grey) -> Grey:
    """Narrow shades that run down or across the page, of folds and of grey bars, divided out; rules stay as they are.

    Along a shade, most of the pixels are paper in shade: their median is its level. Writing is the lesser part.
    """
    across = np.ascontiguousarray(_evened(grey, _DOWN).T)
    return np.ascontiguousarray(_evened(across, _ACROSS).T)


def _evened(grey: Grey, stretch: int) -> Grey:
    """Without shades that run from top to bottom for at least half of `stretch` px."""
    height, width = grey.shape
    if height < stretch or width < 2 * _WIDEST:
        return grey
    starts = np.linspace(0, height - stretch, max(2, round(2 * height / stretch) - 1)).astype(int)
    step = stretch // 40
    level = np.stack([np.percentile(grey[y : y + stretch : step], 60, axis=0) for y in starts]).astype(np.float32)
    paper = cv2.morphologyEx(level, cv2.MORPH_CLOSE, np.ones((1, _WIDEST), np.uint8))
    share = level / np.maximum(paper, 1)
    share[~_long(share < _LIGHTEST)] = 1.0
    if float(share.min()) == 1.0:
        return grey
    share[share < _DARKEST] = 1.0
    share = cv2.blur(share, (3, 1))
    whole = cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(grey / whole, 0, 255).astype(np.uint8)


def _long(shaded: np.ndarray[Any, np.dtype[np.bool_]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Of the shaded places (stretches down, px across) those that run on through most stretches."""
    joined = cv2.dilate(shaded.astype(np.uint8), np.ones((2, 7), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    kept = stats[:, cv2.CC_STAT_HEIGHT] >= _MOST * len(shaded)
    kept[0] = False
    return shaded & kept[labels]

"""Specks: the single pixels of a fax and the dirt of a copier, told from the points and dashes of the text."""

import cv2
import numpy as np

from medapp.ingest.ocr.light import shrunk
from medapp.ingest.ocr.pictures import Grey

_POINT = 12  # letters are that many times as high as the largest speck; a printed point is twice as wide
_SPECK = 12  # px: a point of a text with letters of 30 px has 6
_COARSE, _ALONE = 4, 7  # px of the picture a px of the copy in which specks are sought; px of it that are seen as near
_LONG = 1.4  # times as wide as high: a dash, which stands alone where words are far apart
_FAINT = 70  # grey levels below the paper from which on something is ink


def without_specks(picture: Grey, height: float) -> Grey:
    """A black and white picture without the single pixels of a fax; a point of its text is larger."""
    if height < _POINT or np.mean((picture > 20) & (picture < 235)) > 0.02:
        return picture
    largest = int(max(1, (height / _POINT) ** 2))
    made = picture.copy()
    for ink, paper in ((255 - picture, 255), (picture, 0)):
        _, labels, stats, _ = cv2.connectedComponentsWithStats((ink > 127).astype(np.uint8))
        made[(stats[:, cv2.CC_STAT_AREA] <= largest)[labels]] = paper
    return made


def without_lone_specks(bare: Grey) -> Grey:
    """Without the dirt of a copier: dots hardly larger than a printed point that stand beside nothing."""
    ink = (bare < int(np.percentile(shrunk(bare, 1000), 90)) - _FAINT).astype(np.uint8)
    height, width = (side // _COARSE for side in bare.shape)
    small = cv2.resize(ink * 255, (width, height), interpolation=cv2.INTER_AREA)
    near = cv2.dilate((small > 0).astype(np.uint8), np.ones((_ALONE, _ALONE), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(near)
    widths, heights = (stats[:, side] - _ALONE + 1 for side in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    specks = np.maximum(widths, heights) * _COARSE <= _SPECK
    if not specks.any():
        return bare
    made = bare.copy()
    paper = int(np.percentile(shrunk(bare, 1000), 90))
    for x, y, across, down, _ in stats[specks] * _COARSE:
        place = np.s_[y : y + down, x : x + across]
        if not ink[place].any():
            continue
        high, wide = (np.ptp(np.flatnonzero(ink[place].any(axis=axis))) + 1 for axis in (1, 0))
        if wide < _LONG * high:
            made[place] = paper
    return made

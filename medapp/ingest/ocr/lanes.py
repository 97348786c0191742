"""Parts of a page worked on side by side: the engines let go of Python's lock, and most machines have two cores."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import cv2
import numpy as np

from medapp.ingest.ocr.pictures import Grey

LANES = 2  # fixed, so that a page reads the same on every machine
_LOWEST = 1000  # px: a page of a few lines is not worth cutting
_GAP = 6  # px of empty rows above and below a cut, with letters of 30 px
_PAPER = 12  # px of paper added at a cut: letters that touch a picture's edge are read badly
_EMPTY = 0.0004  # share of ink in a row: a speck or two
_MIDDLE = (0.3, 0.7)  # of the page's ink above the cut

Part = TypeVar("Part")
Made = TypeVar("Made")


def side_by_side(work: Callable[[Part], Made], parts: Sequence[Part]) -> list[Made]:
    """`work` done on each part, as many at a time as there are lanes; in the order of the parts."""
    if len(parts) < 2:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(LANES) as lanes:
        return list(lanes.map(work, parts))


def bands(bare: Grey) -> list[tuple[int, Grey]]:
    """A page without rules as two bands of about equal ink, each with the row it starts at; one when no rows between
    lines are empty near the middle."""
    if bare.shape[0] < _LOWEST:
        return [(0, bare)]
    rows = cv2.reduce((bare < 128).astype(np.uint8), 1, cv2.REDUCE_AVG, dtype=cv2.CV_32F)[:, 0]
    above = np.cumsum(rows) / max(float(rows.sum()), 1e-9)
    empty = np.convolve(rows < _EMPTY, np.ones(2 * _GAP), "same") >= 2 * _GAP - 0.5
    places = np.flatnonzero(empty & (above > _MIDDLE[0]) & (above < _MIDDLE[1]))
    if not places.size:
        return [(0, bare)]
    cut = int(places[np.argmin(np.abs(above[places] - 0.5))])
    paper = np.full((_PAPER, bare.shape[1]), 255, np.uint8)
    return [(0, np.vstack([bare[:cut], paper])), (cut - _PAPER, np.vstack([paper, bare[cut:]]))]

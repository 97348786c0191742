"""Seals and pen strokes in coloured ink, taken out of a page before it becomes grey: the print under them is black.

A stroke is told from coloured letters by its size, from a filled cell by how little of its frame it covers, and from a
table's coloured rules by not crossing half the page. A seal is a ring, and what stands in it goes with it.
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

Colours = np.ndarray[Any, np.dtype[np.uint8]]  # rows, columns, red green blue
Grey = np.ndarray[Any, np.dtype[np.uint8]]
Frame = tuple[int, int, int, int]  # x, y, width, height; px

_SIDE = 1200  # px of the copy in which strokes are sought: letters are 10 to 16 px high
_PAPER = 80  # percentile of a channel that is paper
_BRIGHTNESS = np.array([0.299, 0.587, 0.114])  # of red, green and blue
_COLOURED = 45  # grey levels between the channels of coloured ink on white paper
_PALE = 200  # darkest channel from which on it is a tint
_MOST = 0.12  # share of coloured px in a page of print; above it, it is a picture or a cast of light
_HIGH, _LONG, _ACROSS = 24, 40, 0.5  # px; share of the page's width
_COVERED = 0.4  # share of its frame that a stroke covers at most
_SEAL, _ROUND, _APART = (70, 320), 1.3, 15  # px across; longer side to the shorter; px between its letters
_RING, _BEYOND, _AROUND = (0.84, 1.06), 0.03, 0.8  # of its radius; share of its ink outside; share of the turn
_CRUMB, _CRUMB_SIZE = 25, 7  # grey levels below paper; px of a piece: the smallest printed comma has twice as many
_INK, _TEXT = 165.0, 100.0  # brightest channel of ink on paper, and of print under it


def without_coloured_strokes(colours: Colours, grey: Grey) -> Grey:
    """`grey` is the same page; where there are strokes, a copy without them."""
    ratio = min(1.0, _SIDE / max(grey.shape))
    small = cv2.resize(colours, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_NEAREST)
    paper = np.clip(np.percentile(small[::5, ::5].reshape(-1, 3), _PAPER, axis=0), 1, 255)
    whitened = np.clip(np.arange(256)[:, None] * (255 / paper), 0, 255).astype(np.uint8)[None].transpose(1, 0, 2)
    ink = _ink(cv2.LUT(small, whitened))
    if not 0 < cv2.countNonZero(ink) < _MOST * ink.size:
        return grey
    made = grey
    for frame, shape in (*_seals(ink), *_strokes(ink)):
        made = grey.copy() if made is grey else made
        x, y, across, down = (int(side / ratio) for side in frame)
        place = np.s_[y : y + down + 1, x : x + across + 1]
        _clear(made[place], cv2.LUT(colours[place], whitened), shape, float(paper @ _BRIGHTNESS) / 255)
    return made


def _clear(made: Grey, colours: Colours, shape: Grey, paper: float) -> None:
    """The coloured px become paper, of that brightness, where `shape` is; print under them stays."""
    drawn = cv2.resize(shape, made.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
    brightest, darkest = _ends(colours)
    share = np.clip((brightest.astype(np.float32) - _TEXT) / (_INK - _TEXT), 0, 1)
    cleared = paper * (brightest + share * (255.0 - brightest))
    drawn &= cv2.subtract(brightest, darkest) > _COLOURED // 3
    made[:] = np.where(drawn, np.maximum(made, cleared), made).astype(np.uint8)
    _sweep(made, cv2.dilate(drawn.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0, paper)


def _sweep(made: Grey, beside: np.ndarray[Any, np.dtype[np.bool_]], paper: float) -> None:
    """Grey crumbs that a lossy picture leaves at the edges of a stroke become paper too."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((made < 255 * paper - _CRUMB).astype(np.uint8))
    near = np.bincount(labels[beside], minlength=len(stats)) > 0.5 * stats[:, cv2.CC_STAT_AREA]
    small = near & (stats[:, cv2.CC_STAT_AREA] < _CRUMB_SIZE)
    made[small[labels]] = int(255 * paper)


def _ends(colours: Colours) -> tuple[Grey, Grey]:
    """The brightest and the darkest channel of each px."""
    red, green, blue = cv2.split(colours)
    return cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)


def _ink(small: Colours) -> Grey:
    """1 where there is coloured ink."""
    brightest, darkest = _ends(small)
    return ((cv2.subtract(brightest, darkest) > _COLOURED) & (darkest < _PALE)).astype(np.uint8)


def _frames(ink: Grey, apart: int) -> tuple[Grey, list[tuple[int, int, int, int, int]]]:
    """Ink that stands as near as that: the numbers of its px, and x, y, width, height and area of each piece."""
    near = cv2.dilate(ink, np.ones((apart, apart), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near)
    return labels, [tuple(piece) for piece in stats[1:].tolist()]


def _seals(ink: Grey) -> Iterator[tuple[Frame, Grey]]:
    low, high = _SEAL
    for x, y, across, down, _ in _frames(ink, _APART)[1]:
        x, y, across, down = x + _APART // 2, y + _APART // 2, across - _APART + 1, down - _APART + 1
        if low < min(across, down) and max(across, down) < min(high, _ROUND * min(across, down)):
            inside = ink[y : y + down, x : x + across]
            if _is_ring(inside):
                yield (x, y, across, down), np.ones_like(inside)


def _is_ring(inside: Grey) -> bool:
    """Ink nearly all round at the edge of a circle, and hardly any in the corners outside."""
    down, across = np.nonzero(inside)
    y, x = (2 * side / (length - 1) - 1 for side, length in zip((down, across), inside.shape, strict=True))
    far = np.hypot(x, y)
    if not far.size or np.mean(far > _RING[1]) > _BEYOND:
        return False
    edge = (far > _RING[0]) & (far < _RING[1])
    turns = np.unique((np.arctan2(y[edge], x[edge]) * 18 / np.pi).astype(int))
    return turns.size > _AROUND * 36


def _strokes(ink: Grey) -> Iterator[tuple[Frame, Grey]]:
    labels, pieces = _frames(ink, 3)
    for number, (x, y, across, down, area) in enumerate(pieces, start=1):
        if min(across, down) < _HIGH or max(across, down) < _LONG or across > _ACROSS * ink.shape[1]:
            continue
        if area < _COVERED * across * down:
            inside = labels[y : y + down, x : x + across] == number
            yield (x, y, across, down), cv2.dilate(inside.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.uint8)

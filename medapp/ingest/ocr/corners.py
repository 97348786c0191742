"""The page in a photo: the four straight edges along which it is lighter than what it lies on.

Shadows divide a page and light falls on the table, so no level of grey parts the two everywhere; along an edge of the
page the paper is the lighter side from end to end. Edges are sought as straight segments, joined when they lie on one
line, and the four that are best kept to are the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np

from medapp.ingest.ocr.light import shrunk
from medapp.ingest.ocr.pictures import Grey, Matrix

_SMALL = 600  # px of the copy on which edges are sought; all lengths below are on it
_SHORTEST = 0.05  # of the longer side: a shorter segment says nothing
_FLAT, _STEEP = 30, 60  # degrees: the top and bottom edges lie flatter, the sides steeper
_BESIDE = 6  # px to either side of an edge, where paper and table are compared
_STEP, _SHARE = 5.0, 0.05  # the paper is lighter by so many grey levels, and by this share of its own
_ONE_LINE = 5  # px by which joined segments may lie off each other
_CANDIDATES = 7  # longest edges of each side that are tried
_OUTSIDE = 0.08  # of a side by which a corner may lie outside the picture
_LEAST_PAGE = 0.25  # share of the picture that a page takes at least
_WEAKEST, _MEAN = 0.6, 0.8  # share of an edge along which the paper must be lighter: of the worst, of all four


@dataclass(slots=True)
class _Edge:
    """`normal` points to the paper; `normal` @ point = `offset` on the line, px."""

    normal: Matrix
    offset: float
    length: float
    points: Matrix


def page_corners(picture: Grey) -> Matrix | None:
    """The page's corners, clockwise from the top left, px; None when the picture shows no page on something darker."""
    small = shrunk(picture, _SMALL)
    grey = cv2.medianBlur(small, 5)
    top, bottom, left, right = _edges(grey)
    best: tuple[float, Matrix] | None = None
    for sides in product(top, right, bottom, left):
        corners = _corners(sides, grey.shape)
        if corners is None:
            continue
        share = cv2.contourArea(corners.astype(np.float32)) / grey.size
        kept = [_kept(grey, corners[i], corners[(i + 1) % 4], side.normal) for i, side in enumerate(sides)]
        if share < _LEAST_PAGE or min(kept) < _WEAKEST or np.mean(kept) < _MEAN:
            continue
        worth = min(kept) + float(np.mean(kept)) + 0.3 * share
        if best is None or worth > best[0]:
            best = worth, corners
    return None if best is None else best[1] * (picture.shape[0] / small.shape[0])


def _edges(grey: Grey) -> tuple[list[_Edge], list[_Edge], list[_Edge], list[_Edge]]:
    """The longest edges with the paper below, above, to the right and to the left of them."""
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(grey)[0]
    segments = [] if found is None else np.asarray(found, np.float64).reshape(-1, 2, 2)
    sides: tuple[list[_Edge], ...] = ([], [], [], [])
    for ends in sorted(segments, key=lambda ends: -float(np.linalg.norm(ends[1] - ends[0]))):
        edge = _edge(grey, ends)
        if edge is None:
            continue
        steep = np.degrees(np.arcsin(min(1.0, abs(edge.normal[0]))))
        if steep < _FLAT:
            _join(sides[0 if edge.normal[1] > 0 else 1], edge)
        elif steep > _STEEP:
            _join(sides[2 if edge.normal[0] > 0 else 3], edge)
    top, bottom, left, right = (sorted(side, key=lambda edge: -edge.length)[:_CANDIDATES] for side in sides)
    return top, bottom, left, right


def _edge(grey: Grey, ends: Matrix) -> _Edge | None:
    """The segment with its lighter side; None for one that is too short or as light on both sides."""
    along = ends[1] - ends[0]
    length = float(np.linalg.norm(along))
    if length < _SHORTEST * max(grey.shape):
        return None
    normal = np.array([-along[1], along[0]]) / length
    points = ends[0] + np.linspace(0.1, 0.9, 15)[:, None] * along
    one, other = (float(np.median(_levels(grey, points + sign * _BESIDE * normal))) for sign in (1, -1))
    if abs(one - other) < max(_STEP, _SHARE * max(one, other)):
        return None
    if other > one:
        normal = -normal
    return _Edge(normal, float(normal @ ends.mean(axis=0)), length, ends)


def _join(edges: list[_Edge], edge: _Edge) -> None:
    """Add the edge, to one that it goes on when there is one."""
    for known in edges:
        if known.normal @ edge.normal > 0.995 and np.abs(edge.points @ known.normal - known.offset).max() < _ONE_LINE:
            known.points = np.vstack([known.points, edge.points])
            known.length += edge.length
            x, y, x0, y0 = cv2.fitLine(known.points.astype(np.float32), cv2.DIST_L2, 0, 0.01, 0.01).ravel()
            normal = np.array([-y, x], np.float64)
            known.normal = normal if normal @ known.normal > 0 else -normal
            known.offset = float(known.normal @ np.array([x0, y0]))
            return
    edges.append(edge)


def _corners(sides: Iterable[_Edge], shape: tuple[int, ...]) -> Matrix | None:
    """Where top, right, bottom and left meet, clockwise from the top left; None when that is far outside."""
    top, right, bottom, left = sides
    height, width = shape
    corners = []
    for one, other in ((top, left), (top, right), (bottom, right), (bottom, left)):
        lines = np.array([one.normal, other.normal])
        if abs(np.linalg.det(lines)) < 0.2:
            return None
        corners.append(np.linalg.solve(lines, [one.offset, other.offset]))
    found = np.array(corners)
    inside = (found > -_OUTSIDE * max(shape)) & (found < np.array([width, height]) * (1 + _OUTSIDE))
    return found if bool(inside.all()) else None


def _kept(grey: Grey, start: Matrix, end: Matrix, normal: Matrix) -> float:
    """The share of the edge along which the paper's side is the lighter one; less when the edge leaves the picture."""
    points = start + (end - start) * np.linspace(0.03, 0.97, 50)[:, None]
    paper, table = points + _BESIDE * normal, points - _BESIDE * normal
    seen = np.ones(len(points), bool)
    for side in (paper, table):
        seen &= ((side >= 0) & (side < np.array(grey.shape[::-1]))).all(axis=1)
    if seen.sum() < 15:
        return 0.0
    light, dark = _levels(grey, paper[seen]), _levels(grey, table[seen])
    return float((light - dark > np.maximum(_STEP, _SHARE * light)).mean() * seen.mean() ** 0.5)


def _levels(grey: Grey, points: Matrix) -> Matrix:
    height, width = grey.shape
    x, y = np.clip(points.round().astype(int), 0, [width - 1, height - 1]).T
    return grey[y, x].astype(np.float64)

"""Paper that does not lie flat: how lines of text rise and fall across a photographed page, and the page without that.

The page is cut into upright strips. Where a stretch of one strip looks most like its neighbour, shifted up or down, the
lines of text have moved by that shift: a slope at that place. A smooth surface through all slopes is the bend.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from medapp.domain.documents import Slopes
from medapp.ingest.ocr.light import ink_of, shrunk
from medapp.ingest.ocr.pictures import Grey, Matrix

_SMALL = 1400  # px of the copy that is compared; all lengths below are on it
_STRIPS = 12
_STRETCH = 0.14  # of the height: a few lines of text
_REACH = 9  # px by which neighbouring strips may be shifted; less than half of what lies between two lines
_ALIKE = 0.5  # correlation from which on two stretches show the same lines
_AS_GOOD = 0.92  # of the best correlation
_INKED = 0.15  # least variation of a stretch that holds text
_FEWEST = 20  # places that a bend is taken from
_LOOKS = 2  # what the first look leaves of a strong bend, the second finds
_ROUNDS = 12  # of weighing down the places that do not fit
_UNSURE_DEG = 0.45  # median distance of the places from the surface
_LEAST, _STEEPEST_DEG = 2.0, 7.0  # px of displacement that are worth it; degrees that no page bends
_STIFF = np.array([0, 0.3, 0.5, 0.3, 0.5, 0.5]) * 0.02  # what keeps the surface flat where nothing was seen


@dataclass(frozen=True, slots=True)
class _Places:
    """Where slopes were seen: x and y from -1 to 1, the slope as a ratio, and how much each counts."""

    x: Matrix
    y: Matrix
    slopes: Matrix
    weights: Matrix


def unbent(page: Grey) -> Grey:
    """The level page with its lines straight; as it came when they are, or when it is not certain how they run."""
    ink = ink_of(shrunk(page, _SMALL)).astype(np.float32) / 255
    surface = np.zeros(len(_STIFF))
    for _ in range(_LOOKS):
        more = _bend(_moved(ink, surface))
        if more is None:
            break
        surface = surface + more
    return _moved(page, surface) if surface.any() else page


def unbent_by(page: Grey, slopes: Slopes) -> Grey:
    """The page with its lines straight, by the slopes at some x, in px, from left to right; between them they change
    evenly."""
    x = np.arange(page.shape[1])
    moved = np.cumsum(np.interp(x, *np.array(slopes).T))
    columns, rows = np.meshgrid(x.astype(np.float32), np.arange(page.shape[0], dtype=np.float32))
    rows += (moved - moved[len(x) // 2]).astype(np.float32)
    return _drawn_from(page, columns, rows)


def both(first: Slopes, second: Slopes) -> Slopes:
    """The slopes that straighten a page at once as it is straightened by the one and then by the other."""
    if not (first and second):
        return first or second
    places = np.array(sorted({x for x, _ in (*first, *second)}))
    slopes = sum(np.interp(places, *np.array(each).T) for each in (first, second))
    return tuple(zip(places.tolist(), slopes.tolist(), strict=True))


def _bend(ink: Grey) -> Matrix | None:
    """The surface's factors; None for a page that is flat, or whose lines cannot be followed."""
    places = _places(ink)
    if len(places.x) < _FEWEST:
        return None
    surface, unsure = _surface(places)
    x, y = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 7))
    steepest = np.degrees(np.arctan(np.abs(_terms(x, y) @ surface).max()))
    furthest = np.abs(_heights(x, y) @ surface).max() * ink.shape[1] / 2
    return None if unsure > _UNSURE_DEG or steepest > _STEEPEST_DEG or furthest < _LEAST else surface


def _places(ink: Grey) -> _Places:
    """Every shift between two strips at most four apart."""
    height, width = ink.shape
    strip, stretch = width // _STRIPS, int(height * _STRETCH)
    profiles = [
        cv2.GaussianBlur(ink[:, i * strip : (i + 1) * strip].mean(axis=1, keepdims=True), (1, 5), 0)
        for i in range(_STRIPS)
    ]
    found = []
    for apart in (1, 2, 3, 4):
        reach = _REACH * min(apart, 3)
        for left in range(_STRIPS - apart):
            for top in range(reach, height - stretch - reach, max(stretch // 2, 1)):
                seen = profiles[left][top : top + stretch]
                varies = float(np.linalg.norm(seen - seen.mean()))
                if varies < _INKED:
                    continue
                shift = _shift(seen, profiles[left + apart][top - reach : top + stretch + reach], reach)
                if shift is not None:
                    x, y = (left + apart / 2 + 0.5) * strip, top + stretch / 2
                    slope = shift[0] / (apart * strip)
                    found.append((2 * x / width - 1, 2 * y / height - 1, slope, shift[1] * min(varies, 1) * apart))
    return _Places(*np.array(found, np.float64).reshape(-1, 4).T)


def _shift(seen: Grey, beside: Grey, reach: int) -> tuple[float, float] | None:
    """How far down the same lines stand in the other strip, px to a fraction, and how alike they are."""
    alike = np.nan_to_num(cv2.matchTemplate(beside, seen, cv2.TM_CCOEFF_NORMED).ravel(), posinf=0.0)
    if alike.max() < _ALIKE:
        return None
    peaks = np.flatnonzero(alike >= _AS_GOOD * alike.max())
    best = int(peaks[np.argmin(np.abs(peaks - reach))])  # further off, the lines are only alike
    while 0 < best < len(alike) - 1 and alike[best] < max(alike[best - 1], alike[best + 1]):
        best += 1 if alike[best + 1] > alike[best - 1] else -1
    if not 0 < best < len(alike) - 1:
        return None
    before, peak, after = (float(value) for value in alike[best - 1 : best + 2])
    curve = before - 2 * peak + after
    return best - reach + ((before - after) / (2 * curve) if curve else 0.0), peak


def _surface(places: _Places) -> tuple[Matrix, float]:
    """The terms' factors, and the median distance of the places from the surface in degrees."""
    terms, weights = _terms(places.x, places.y), places.weights
    distances = np.zeros(len(weights))
    surface = np.zeros(terms.shape[1])
    for _ in range(_ROUNDS):
        weighed = terms * weights[:, None]
        surface = np.linalg.solve(weighed.T @ terms + np.diag(_STIFF * len(weights)), weighed.T @ places.slopes)
        distances = np.abs(places.slopes - terms @ surface)
        scale = max(1.5 * float(np.median(distances)), 0.002)
        weights = places.weights / (1 + (distances / scale) ** 2)
    return surface, float(np.degrees(np.median(distances)))


def _terms(x: Matrix, y: Matrix) -> Matrix:
    return np.stack([np.ones_like(x), x, x * x, y, x * y, y * y], axis=-1)


def _heights(x: Matrix, y: Matrix) -> Matrix:
    """The same terms summed up from the middle of the page to x: how far a line has moved."""
    return np.stack([x, x * x / 2, x**3 / 3, y * x, x * x / 2 * y, y * y * x], axis=-1)


def _moved(page: Grey, surface: Matrix) -> Grey:
    height, width = page.shape
    x, y = np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    constant, along, bow, down, twist, sag = (np.float32(factor * width / 2) for factor in surface)
    flat = constant * x + along * x * x / 2 + bow * x**3 / 3
    moved = flat + y * (down * x + twist * x * x / 2) + y * y * (sag * x)
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return _drawn_from(page, columns, rows + moved)


def _drawn_from(page: Grey, columns: Matrix, rows: Matrix) -> Grey:
    """The page's px at these places; paper beyond its edge, since print that touches it must not be drawn out."""
    paper = float(np.median(page))
    return cv2.remap(page, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=paper)

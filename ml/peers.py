"""Where a relative score stands among people of the same sex and an age within five years."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

WINDOW_YEARS = 5
SHARES = np.r_[0.5, np.arange(1.0, 100.0), 99.5]  # per cent
_SMOOTH_YEARS = 3

# Scores are 100 less the percentile of the relative hazard: higher is more favourable.
CLASSES = ("markedly_elevated", "elevated", "typical", "favourable")
CLASS_BOUNDS = np.array([5.0, 20.0, 80.0])


def quantile_table(relative: Array, age: Array, group: Ints, ages: Array, n_groups: int) -> Array:
    """(groups, ages, shares) quantiles of the relative score in each window, smoothed over neighbouring ages."""
    table = np.empty((n_groups, len(ages), len(SHARES)))
    for g in range(n_groups):
        for i, centre in enumerate(ages):
            near = (group == g) & (np.abs(age - centre) <= WINDOW_YEARS)
            table[g, i] = np.percentile(relative[near], SHARES)
    smooth = np.stack([
        table[:, max(0, i - _SMOOTH_YEARS) : i + _SMOOTH_YEARS + 1].mean(axis=1) for i in range(len(ages))
    ], axis=1)  # fmt: skip
    return np.maximum.accumulate(smooth, axis=2)


def score(relative: Array, age: Array, group: Ints, table: Array, ages: Array) -> Array:
    """(n,) 0..100, the share of peers with a less favourable profile; `table` and `ages` as in `quantile_table`."""
    place = np.minimum(np.maximum(age - ages[0], 0.0), len(ages) - 1.0)
    left = np.minimum(place.astype(np.intp), len(ages) - 2)
    part = place - left
    below = (1.0 - part) * _rank(relative, table[group, left]) + part * _rank(relative, table[group, left + 1])
    return 100.0 - below


def _rank(value: Array, quantiles: Array) -> Array:
    """(n,) percentile of each value in its own row of quantiles, linear between them."""
    last = quantiles.shape[1] - 1
    right = np.minimum(np.maximum((quantiles <= value[:, None]).sum(axis=1), 1), last)
    rows = np.arange(len(value))
    low, high = quantiles[rows, right - 1], quantiles[rows, right]
    part = np.minimum(np.maximum((value - low) / np.maximum(high - low, 1e-12), 0.0), 1.0)
    return SHARES[right - 1] + part * (SHARES[right] - SHARES[right - 1])


def classify(scores: Array) -> NDArray[np.str_]:
    """(n,) class of each score; a bound belongs to the milder side."""
    return np.array(CLASSES)[np.searchsorted(CLASS_BOUNDS, scores, side="right")]

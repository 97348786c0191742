"""What the training population looked like, so that a stranger one is noticed: shares per bin, for the PSI."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml.cohort import Cohort
from ml.features import NAMES
from ml.predictor import Predictor

Array = NDArray[np.float64]

_TENTHS = np.linspace(0.0, 1.0, 11)[1:-1]
_LEAST = 1e-4  # a share below this counts as this: the index stays finite


def reference(predictor: Predictor, cohort: Cohort) -> dict[str, Any]:
    """Inner bin edges, the share of people in each bin, and the share not measured: per input and for the score."""
    score = predictor.predict_rows(cohort.rows, cohort.age, cohort.group)[2]
    inputs = {name: _bins(cohort.column(name)) for name in NAMES}
    return {"inputs": inputs, "age": _bins(cohort.age), "score": _bins(score)}


def _bins(values: Array) -> dict[str, Any]:
    known = values[~np.isnan(values)]
    edges = np.unique(np.quantile(known, _TENTHS))
    return {
        "edges": [round(float(edge), 4) for edge in edges],
        "shares": [round(float(share), 4) for share in shares_in(known, np.round(edges, 4))],
        "missing": round(float(np.isnan(values).mean()), 4),
    }


def shares_in(values: Array, edges: Array) -> Array:
    """(bins,) share of the values in each bin; a value on an edge belongs to the bin above."""
    counts = np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(edges) + 1)
    return counts / max(len(values), 1)


def stability_index(expected: Array, observed: Array) -> float:
    """Population stability index of two share vectors: below 0.1 alike, above 0.25 different."""
    was, now = np.maximum(expected, _LEAST), np.maximum(observed, _LEAST)
    return float(((now - was) * np.log(now / was)).sum())

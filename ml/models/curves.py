"""One column's smooth curve: standardised cubic splines between weighted quantiles, flat beyond the clip bounds."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.preprocessing import SplineTransformer

Array = NDArray[np.float64]

_FINE = 401  # points for the integral over a curve
_NARROWEST = 1e-12  # a column narrower than this carries no curve


@dataclass(frozen=True, slots=True)
class CurveBasis:
    """`spline` is None for a column without variation, which then has no columns at all."""

    low: float
    high: float
    spline: SplineTransformer | None
    mean: Array
    scale: Array
    spread: float = 1.0  # standard deviation of the clipped argument

    @classmethod
    def fit(cls, column: Array, weight: Array, n_knots: int, clip_percentile: float) -> Self:
        """Learn the bounds, knots and standardisation of a column; NaN is left out."""
        known = ~np.isnan(column)
        values, weights = column[known], weight[known]
        shares = np.array([clip_percentile, 100.0 - clip_percentile]) / 100.0
        low, high = weighted_quantile(values, weights, shares) if len(values) else (0.0, 0.0)
        if not high - low > _NARROWEST * max(1.0, abs(low)):
            return cls(float(low), float(low), None, np.zeros(0), np.ones(0))
        clipped = np.clip(values, low, high)
        knots = _knots(clipped, weights, n_knots)
        spline = SplineTransformer(degree=3, knots=knots[:, None], extrapolation="constant", include_bias=False)
        columns = spline.fit(clipped[:, None]).transform(clipped[:, None])
        mean = np.average(columns, axis=0, weights=weights)
        spread = np.sqrt(np.average((columns - mean) ** 2, axis=0, weights=weights))
        middle = np.average(clipped, weights=weights)
        deviation = float(np.sqrt(np.average((clipped - middle) ** 2, weights=weights)))
        return cls(float(low), float(high), spline, mean, np.where(spread > 1e-9, spread, 1.0), deviation)

    def columns(self, values: Array) -> Array:
        """(n, width) standardised spline columns; a missing value stands at the mean, all zeros."""
        drawn = np.zeros((len(values), len(self.mean)))
        known = ~np.isnan(values)
        if self.spline is not None and known.any():
            clipped = np.clip(values[known], self.low, self.high)[:, None]
            drawn[known] = (self.spline.transform(clipped) - self.mean) / self.scale
        return drawn

    def penalty(self, drawn: Array, weight: Array, ridge: float, size: float, curvature: float) -> Array:
        """(width, width) penalty on the coefficients of `drawn`, this curve's columns of the people it is fitted on.

        `ridge` on each coefficient, `size` on the curve's mean square among people, and `curvature` on the integral
        of its squared second derivative, with the argument counted in standard deviations.
        """
        found = ridge * np.eye(len(self.mean)) + size * (drawn * weight[:, None]).T @ drawn / weight.sum()
        if self.spline is None:
            return found
        places = np.linspace(self.low, self.high, _FINE)
        step = (places[1] - places[0]) / self.spread
        bends = np.diff(self.columns(places), 2, axis=0) / step**2
        return found + curvature * step * bends.T @ bends


def weighted_quantile(values: Array, weights: Array, shares: Array) -> Array:
    """Quantiles in which a weight of two is the same as standing there twice."""
    return np.quantile(values, shares, weights=weights, method="inverted_cdf")


def _knots(values: Array, weights: Array, n_knots: int) -> Array:
    """Knots at quantiles, or evenly spaced where many people share one value."""
    knots = np.unique(weighted_quantile(values, weights, np.linspace(0.0, 1.0, n_knots)))
    return knots if len(knots) == n_knots else np.linspace(values.min(), values.max(), n_knots)

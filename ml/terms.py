"""The fitted model as plain tables: terms, their peers' means, and what the missing ones must be.

    linear predictor = base(age, sex) + sum of terms f_j(x_j)
    expected         = base(age, sex) + sum of peer means m_j(age, sex)
    relative         = linear predictor - expected = sum over measured of (f_j - m_j) + inferred

A term that was not measured is replaced by its Gaussian conditional mean given the measured ones
(`inferred` is their sum, less the peers' mean). Numpy only.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

_CHUNK = 256  # patterns solved at once: 256 x 40 x 40 doubles stay in the cache


@dataclass(frozen=True, slots=True)
class TermTables:
    """Shapes: S groups (sexes), A ages, p fields, G grid points from `low` to `high` of each field."""

    low: Array  # (p,) on the fields' scale: the clip bounds
    high: Array  # (p,)
    table: Array  # (S, p, G)
    ages: Array  # (A,) years, one apart
    base: Array  # (S, A)
    peer_mean: Array  # (S, A, p)
    covariance: Array  # (S, p, p) of the terms around their peers' mean

    def terms(self, scaled: Array, group: Ints) -> Array:
        """(n, p) term of each scaled value; NaN where the value is NaN."""
        last = self.table.shape[2] - 1
        span = np.where(self.high > self.low, self.high - self.low, 1.0)
        measured = ~np.isnan(scaled)
        place = np.where(measured, np.clip((scaled - self.low) / span, 0.0, 1.0), 0.0) * last
        left = np.minimum(place.astype(np.intp), last - 1)
        part = place - left
        field = np.arange(scaled.shape[1])
        of = group[:, None]
        value = self.table[of, field, left] * (1.0 - part) + self.table[of, field, left + 1] * part
        return np.where(measured, value, np.nan)

    def at_age(self, by_age: Array, age: Array, group: Ints) -> Array:
        """Rows of a (S, A, …) table at these ages, linear between whole years, held at the ends."""
        place = np.clip(age - self.ages[0], 0.0, len(self.ages) - 1.0)
        left = np.minimum(place.astype(np.intp), max(len(self.ages) - 2, 0))
        right = np.minimum(left + 1, len(self.ages) - 1)
        part = (place - left).reshape((-1,) + (1,) * (by_age.ndim - 2))
        return by_age[group, left] * (1.0 - part) + by_age[group, right] * part

    def expected(self, age: Array, group: Ints) -> Array:
        """(n,) the linear predictor to be expected of age and sex alone."""
        return self.at_age(self.base, age, group) + self.at_age(self.peer_mean, age, group).sum(axis=1)

    def effects(self, scaled: Array, age: Array, group: Ints) -> Array:
        """(n, p) terms less their peers' mean; NaN where not measured."""
        return self.terms(scaled, group) - self.at_age(self.peer_mean, age, group)

    def infer(self, effects: Array, group: Ints) -> tuple[Array, Array]:
        """(n,) sum of the missing effects given the measured ones, and (n,) its variance."""
        measured = ~np.isnan(effects)
        keys = np.concatenate([group[:, None] == np.arange(len(self.table)), measured], axis=1)
        patterns, inverse = np.unique(keys, axis=0, return_inverse=True)
        n_groups = len(self.table)
        weights = np.empty((len(patterns), effects.shape[1]))
        variance = np.empty(len(patterns))
        for start in range(0, len(patterns), _CHUNK):
            part = patterns[start : start + _CHUNK]
            of = np.argmax(part[:, :n_groups], axis=1)
            chunk = slice(start, start + len(part))
            weights[chunk], variance[chunk] = self._weights(part[:, n_groups:], of)
        inverse = inverse.reshape(-1)
        return (weights[inverse] * np.where(measured, effects, 0.0)).sum(axis=1), variance[inverse]

    def _weights(self, measured: NDArray[np.bool_], group: Ints) -> tuple[Array, Array]:
        """How much each measured effect says about the sum of the missing ones, per pattern."""
        seen = measured.astype(float)
        unseen = 1.0 - seen
        cov = self.covariance[group]
        towards = (cov @ unseen[:, :, None])[:, :, 0]
        system = cov * (seen[:, :, None] * seen[:, None, :])
        diagonal = np.arange(cov.shape[1])
        system[:, diagonal, diagonal] += unseen
        target = towards * seen
        weights = np.linalg.solve(system, target[:, :, None])[:, :, 0] * seen
        left = (unseen * towards).sum(axis=1) - (target * weights).sum(axis=1)
        return weights, np.maximum(left, 0.0)

    def gains(self, measured: NDArray[np.bool_], group: int) -> Array:
        """(p,) how much of the variance of the relative score each missing field would settle; 0 for measured."""
        cov = self.covariance[group]
        missing = np.flatnonzero(~measured)
        gain = np.zeros(len(measured))
        if not len(missing):
            return gain
        seen = np.flatnonzero(measured)
        rest = cov[np.ix_(missing, missing)]
        if len(seen):
            across = cov[np.ix_(seen, missing)]
            rest = rest - across.T @ np.linalg.solve(cov[np.ix_(seen, seen)], across)
        own = np.maximum(np.diag(rest), 1e-12)
        gain[missing] = rest.sum(axis=1) ** 2 / own / self.total_variance(group)
        return gain

    def total_variance(self, group: int) -> float:
        """Variance of the relative score among peers when every field is measured."""
        return float(self.covariance[group].sum())

    def as_arrays(self) -> dict[str, Array]:
        """The tables by name, ready to be stored."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

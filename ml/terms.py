"""The fitted model as plain tables: terms, their peers' means, and what the missing ones must be.

    linear predictor = base(age, sex) + sum of terms f_k(z_k, age)   z = fields and combinations of fields
    expected         = base(age, sex) + sum of peer means m_k(age, sex)
    relative         = linear predictor - expected = sum over measured of (f_k - m_k) + inferred

with f_k(z, age) = table_k(z) + (age - 50) / 20 * tilt_k(z): a result may mean more or less as years go by.

A term that was not measured is replaced by its Gaussian conditional mean given the measured ones
(`inferred` is their sum, less the peers' mean). Numpy only.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

_CHUNK = 256  # patterns solved at once: 256 x 42 x 42 doubles stay in the cache
_FLAT = 1e-9
MIDDLE_AGE, AGE_STEP = 50.0, 20.0  # years: the age of `table`, and what `tilt` is counted by


def turned(age: Array) -> Array:
    """(n,) age on the scale that baseline and tilt are drawn on."""
    return (age - MIDDLE_AGE) / AGE_STEP


def combine(scaled: Array, mix: Array) -> Array:
    """(n, p + q) fields and their combinations; a combination lacking a part is NaN."""
    if not len(mix):
        return scaled
    lacking = (np.isnan(scaled).astype(float) @ (mix != 0).T) > 0
    return np.hstack([scaled, np.where(lacking, np.nan, np.where(np.isnan(scaled), 0.0, scaled) @ mix.T)])


@dataclass(frozen=True, slots=True)
class TermTables:
    """Shapes: S groups (sexes), A ages, p fields, q combinations, k = p + q terms, G grid points of a curve."""

    low: Array  # (k,) clip bounds on the terms' scale
    high: Array  # (k,)
    table: Array  # (k, G) from low to high, at 50 years
    tilt: Array  # (k, G) what twenty years add
    mix: Array  # (q, p) weights of the combinations
    ages: Array  # (A,) years, one apart
    base: Array  # (S, A)
    peer_mean: Array  # (S, A, k) of terms
    peer_value: Array  # (S, A, p) of fields, on their scale
    covariance: Array  # (S, k, k) of the terms around their peers' mean

    def terms(self, scaled: Array, age: Array) -> Array:
        """(n, k) term of each field and combination at that age; NaN where not measured."""
        return self._curve(combine(scaled, self.mix), np.arange(len(self.low)), age)

    def _curve(self, at: Array, term: Ints, age: Array) -> Array:
        """Curves `term` (m,) at these places (n, m) and ages (n,), linear between grid points, flat beyond."""
        last = self.table.shape[1] - 1
        span = np.maximum(self.high[term] - self.low[term], _FLAT)
        place = np.fmin(np.fmax((at - self.low[term]) / span, 0.0), 1.0) * last  # fmax turns NaN into 0
        left = np.minimum(place.astype(np.intp), last - 1)
        part = place - left
        years = turned(np.minimum(np.maximum(age, self.ages[0]), self.ages[-1]))[:, None]
        value = (self.table[term, left] + years * self.tilt[term, left]) * (1.0 - part)
        value += (self.table[term, left + 1] + years * self.tilt[term, left + 1]) * part
        return np.where(np.isnan(at), np.nan, value)

    def at_age(self, by_age: Array, age: Array, group: Ints) -> Array:
        """Rows of a (S, A, …) table at these ages, linear between whole years, held at the ends."""
        place = np.minimum(np.maximum(age - self.ages[0], 0.0), len(self.ages) - 1.0)
        left = np.minimum(place.astype(np.intp), max(len(self.ages) - 2, 0))
        right = np.minimum(left + 1, len(self.ages) - 1)
        part = (place - left).reshape((-1,) + (1,) * (by_age.ndim - 2))
        return by_age[group, left] * (1.0 - part) + by_age[group, right] * part

    def expected(self, age: Array, group: Ints) -> Array:
        """(n,) the linear predictor to be expected of age and sex alone."""
        return self.at_age(self.base, age, group) + self.peers(age, group).sum(axis=1)

    def peers(self, age: Array, group: Ints) -> Array:
        """(n, k) mean terms of people of that age and sex."""
        return self.at_age(self.peer_mean, age, group)

    def effects(self, scaled: Array, age: Array, group: Ints) -> Array:
        """(n, k) terms less their peers' mean; NaN where not measured."""
        return self.terms(scaled, age) - self.peers(age, group)

    def shares(self, scaled: Array, effects: Array, age: Array, group: Ints) -> Array:
        """(n, p) effects with those of the combinations given to their fields (Aumann-Shapley); the sum is kept.

        A combination z is linear in its fields, so that on the way from the peers' values to the person's each
        field earns its part of the change of z times the mean slope; what is left is constant and split evenly.
        """
        n_fields = scaled.shape[1]
        own = effects[:, :n_fields].copy()
        if not len(self.mix):
            return own
        typical = self.at_age(self.peer_value, age, group)
        away = scaled - typical
        steps = np.where(np.isnan(away), 0.0, away)[:, None, :] * self.mix  # (n, q, p)
        which = np.arange(n_fields, n_fields + len(self.mix))
        start, moved = typical @ self.mix.T, steps.sum(axis=2)
        # A tiny detour keeps the mean slope finite when the person stands where the peers do.
        moved = np.where(np.abs(moved) < _FLAT, _FLAT, moved)
        both = self._curve(np.concatenate([start + moved, start]), which, np.concatenate([age, age]))
        rise = both[: len(start)] - both[len(start) :]
        earned = steps * (rise / moved)[:, :, None]
        parts = (self.mix != 0) / (self.mix != 0).sum(axis=1)[:, None]
        rest = effects[:, n_fields:] - earned.sum(axis=2)
        given = earned + rest[:, :, None] * parts
        return own + np.where(np.isnan(given), 0.0, given).sum(axis=1)

    def infer(self, effects: Array, group: Ints) -> tuple[Array, Array]:
        """(n,) sum of the missing effects given the measured ones, and (n,) its variance."""
        measured = ~np.isnan(effects)
        known = np.where(measured, effects, 0.0)
        keys = np.concatenate([group[:, None], measured], axis=1).astype(np.int8)
        # Rows as single byte strings: sorting those is many times faster than unique(axis=0).
        rows = np.ascontiguousarray(keys).view(f"V{keys.shape[1]}").reshape(-1)
        _, first, inverse = np.unique(rows, return_index=True, return_inverse=True)
        weights = np.empty((len(first), effects.shape[1]))
        variance = np.empty(len(first))
        for start in range(0, len(first), _CHUNK):
            chosen = first[start : start + _CHUNK]
            chunk = slice(start, start + len(chosen))
            weights[chunk], variance[chunk] = self.weights(measured[chosen], group[chosen])
        return (weights[inverse] * known).sum(axis=1), variance[inverse]

    def weights(self, measured: NDArray[np.bool_], group: Ints) -> tuple[Array, Array]:
        """(n, k) how much each measured effect says about the sum of the missing ones; (n,) that sum's variance."""
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
        """(p,) share of the relative score's variance that each missing field would settle; 0 for measured ones.

        `measured` (k,) says of each term whether it is there.
        """
        cov = self.covariance[group]
        missing, seen = np.flatnonzero(~measured), np.flatnonzero(measured)
        settled = np.zeros(len(measured))
        if not len(missing):
            return settled[: self.mix.shape[1]]
        rest = cov[np.ix_(missing, missing)]
        if len(seen):
            across = cov[np.ix_(seen, missing)]
            rest = rest - across.T @ np.linalg.solve(cov[np.ix_(seen, seen)], across)
        settled[missing] = rest.sum(axis=1) ** 2 / np.maximum(np.diag(rest), 1e-12)
        return settled[: self.mix.shape[1]] / self.total_variance(group)

    def total_variance(self, group: int) -> float:
        """Variance of the relative score among peers when every field is measured."""
        return float(self.covariance[group].sum())

    def as_arrays(self) -> dict[str, Array]:
        """The tables by name, ready to be stored."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def replaced(self, **arrays: Any) -> Self:
        """The same tables with some exchanged."""
        return replace(self, **arrays)

    def rounded(self, decimals: int) -> Self:
        """All tables rounded."""
        return self.replaced(**{name: np.round(array, decimals) for name, array in self.as_arrays().items()})

"""How terms stand and vary among people: means by sex and age, and the covariance around them."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.intp]


def peer_means(columns: Array, age: Array, group: Ints, weight: Array, ages: Array, n_groups: int) -> Array:
    """(groups, ages, columns) mean of people of that sex and age: a cubic in age for each sex; NaN is left out."""
    powers, at = _powers(age, len(ages)), _powers(ages, len(ages))
    means = np.zeros((n_groups, len(ages), columns.shape[1]))
    for g in range(n_groups):
        for j in range(columns.shape[1]):
            known = (group == g) & ~np.isnan(columns[:, j])
            if known.any():
                root = np.sqrt(weight[known])
                fit = np.linalg.lstsq(powers[known] * root[:, None], columns[known, j] * root, rcond=None)[0]
                means[g, :, j] = at @ fit
    return means


def covariance(effects: Array, group: Ints, weight: Array, n_groups: int, shrinkage: float, own_share: float) -> Array:
    """(groups, p, p) covariance over complete rows (over all, the missing at 0, when those are too few).

    A group's own part is mixed with the pooled one: `own_share` of the former. The diagonal is lifted a
    little, so that fields which determine each other (hemoglobin = red cells x MCH) can all be measured.
    """
    pooled = _spread(effects, weight)
    found = np.empty((n_groups, *pooled.shape))
    for g in range(n_groups):
        inside = group == g
        own = _spread(effects[inside], weight[inside]) if n_groups > 1 and inside.any() else pooled
        mixed = own_share * own + (1.0 - own_share) * pooled
        found[g] = mixed + np.diag(shrinkage * np.diag(mixed) + 1e-9)
    return found


def _spread(effects: Array, weight: Array) -> Array:
    whole = ~np.isnan(effects).any(axis=1)
    enough = weight[whole].sum() > 2 * effects.shape[1]
    rows, weights = (effects[whole], weight[whole]) if enough else (np.nan_to_num(effects), weight)
    return (rows * weights[:, None]).T @ rows / weights.sum()


def _powers(age: Array, n_ages: int) -> Array:
    """Columns of a cubic in age; of a constant when there is a single age."""
    years = (age - 50.0) / 20.0
    return np.stack([np.ones(len(age)), years, years**2, years**3], axis=1)[:, : 4 if n_ages > 1 else 1]

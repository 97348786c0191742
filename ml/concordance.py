"""Harrell's C within ten years, over all pairs and among peers, with bootstrap intervals.

Peers are of the same sex and at most two years apart: what is left there is what the blood adds to age and sex.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.cohort import HORIZON_MONTHS, Cohort

Array = NDArray[np.float64]

PEER_YEARS = 2.0
SEED = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def rounded(self, digits: int = 4) -> dict[str, float]:
        """As plain numbers for a card."""
        return {name: round(float(getattr(self, name)), digits) for name in ("value", "low", "high")}


class Pairs:
    """Every pair of a cohort of which one died first within the horizon."""

    def __init__(self, cohort: Cohort) -> None:
        months = np.minimum(cohort.months, HORIZON_MONTHS)
        event = cohort.event
        self.n_people = len(cohort)
        self.dead = np.flatnonzero(event)
        later = months[None] > months[self.dead][:, None]
        survived = (months[None] == months[self.dead][:, None]) & ~event[None]
        comparable = later | survived
        apart = np.abs(cohort.age[None] - cohort.age[self.dead][:, None])
        peers = (cohort.group[None] == cohort.group[self.dead][:, None]) & (apart <= PEER_YEARS)
        self.kinds = {"c": comparable, "c_peer": comparable & peers}

    def concordance(self, predictor: Array) -> dict[str, float]:
        """C and C_peer of one linear predictor; ties count half."""
        ordered = self._ordered(predictor)
        return {
            kind: float(ordered[pairs].sum() / pairs.sum()) if pairs.any() else float("nan")
            for kind, pairs in self.kinds.items()
        }

    def compare(
        self, predictors: Mapping[str, Array], against: str | None = None, n_boot: int = 500
    ) -> dict[str, dict[str, Estimate]]:
        """C and C_peer of each predictor with intervals; with `against`, of the paired differences to that one.

        People are drawn with replacement, the same draws for every predictor.
        """
        draws = self._draws(n_boot)
        found: dict[str, dict[str, Array]] = {}
        for name, predictor in predictors.items():
            ordered = self._ordered(predictor)
            found[name] = {
                kind: _weighted(np.where(pairs, ordered, 0.0), draws, self.dead) / self._totals(kind, draws)
                for kind, pairs in self.kinds.items()
            }
        result = {}
        for name, kinds in found.items():
            if name == against:
                continue
            base = found[against] if against else dict.fromkeys(kinds, 0.0)
            result[name] = {kind: _estimate(values - base[kind]) for kind, values in kinds.items()}
        return result

    def _ordered(self, predictor: Array) -> NDArray[np.float32]:
        first = predictor[self.dead][:, None]
        return ((first > predictor[None]) + 0.5 * (first == predictor[None])).astype(np.float32)

    def _draws(self, n_boot: int) -> NDArray[np.float32]:
        """(people, 1 + n_boot) how often each is drawn; the first column is the sample itself."""
        random = np.random.default_rng(SEED)
        drawn = random.multinomial(self.n_people, np.full(self.n_people, 1.0 / self.n_people), size=n_boot)
        return np.vstack([np.ones((1, self.n_people)), drawn]).T.astype(np.float32)

    def _totals(self, kind: str, draws: NDArray[np.float32]) -> Array:
        return _weighted(self.kinds[kind].astype(np.float32), draws, self.dead)


def _weighted(matrix: Array, draws: NDArray[np.float32], dead: NDArray[np.intp]) -> Array:
    """(draws,) sum of a (dead, people) matrix under each draw's weights."""
    return ((matrix.astype(np.float32) @ draws) * draws[dead]).sum(axis=0, dtype=np.float64)


def _estimate(values: Array) -> Estimate:
    """The sample's own value, which stands first, and the interval of the draws."""
    low, high = np.nanpercentile(values[1:], [2.5, 97.5])
    return Estimate(float(values[0]), float(low), float(high))

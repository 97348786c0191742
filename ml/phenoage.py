"""PhenoAge, the published blood formula we compare with (Levine et al., Aging 2018;10:573, and its erratum)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.cohort import Cohort

Array = NDArray[np.float64]

MARKERS = ("albumin", "creatinine", "glucose", "crp", "lymph_pct", "mcv", "rdw", "alp", "wbc")


@dataclass(frozen=True, slots=True)
class PhenoAge:
    """Weights in the order of `MARKERS`; `gamma` and `scale`, `divisor` turn the linear predictor into years."""

    weights: tuple[float, ...]
    age: float
    intercept: float
    gamma: float
    scale: float
    divisor: float

    def linear_predictor(self, markers: dict[str, Array], age: Array) -> Array:
        """(n,) of canonical values (CRP in mg/L, used as ln of mg/dL); NaN when a marker is missing."""
        total = self.intercept + self.age * np.asarray(age, dtype=float)
        for name, weight in zip(MARKERS, self.weights, strict=True):
            value = np.asarray(markers[name], dtype=float)
            total = total + weight * (np.log(value / 10.0) if name == "crp" else value)
        return total

    def years(self, linear: Array) -> Array:
        """(n,) phenotypic age: the age at which the formula's ten-year mortality is the usual one."""
        mortality = 1.0 - np.exp(-np.exp(linear) * (np.exp(120.0 * self.gamma) - 1.0) / self.gamma)
        return 141.50225 + np.log(-self.scale * np.log(1.0 - mortality)) / self.divisor


# As first printed, with rounded weights.
PAPER = PhenoAge(
    (-0.0336, 0.0095, 0.1953, 0.0954, -0.0120, 0.0268, 0.3306, 0.00188, 0.0554),
    age=0.0804, intercept=-19.907, gamma=0.0076927, scale=0.00553, divisor=0.09165,
)  # fmt: skip
# Full digits and the corrected divisor, as in the authors' BioAge package.
ERRATUM = PhenoAge(
    (-0.03359355, 0.009506491, 0.1953192, 0.09536762, -0.01199984, 0.02676401, 0.3306156, 0.001868778, 0.05542406),
    age=0.08035356, intercept=-19.90667, gamma=0.007692696, scale=0.0055305, divisor=0.090165,
)  # fmt: skip


def of_cohort(cohort: Cohort) -> Array:
    """(n,) linear predictor of everybody, NaN where it cannot be computed."""
    return ERRATUM.linear_predictor({name: cohort.column(name) for name in MARKERS}, cohort.age)

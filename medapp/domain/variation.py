"""Is a change more than a person's usual ups and downs? The reference change value of two results.

Two-sided 95 %: sqrt(2) * 1.96 * sqrt(CVa^2 + CVi^2) (Fraser, Clin Chem Lab Med 2012;50:807), taken on the
logarithmic scale (Fokkema et al., Clin Chem 2006;52:1602), where a fall can never reach -100 %.
CVa is half of CVi, the desirable goal of Fraser et al., Ann Clin Biochem 1997;34:8.
"""

import math
from dataclasses import dataclass

ANALYTICAL_SHARE = 0.5
_Z = 1.96


@dataclass(frozen=True, slots=True)
class UsualChange:
    """From one result to the next, in per cent: `down` is negative, `up` positive."""

    down: float
    up: float

    def covers(self, earlier: float, later: float) -> bool | None:
        """Whether the step lies inside; None when a value is not positive, for which shares mean nothing."""
        if earlier <= 0 or later <= 0:
            return None
        return self.down <= (later / earlier - 1) * 100 <= self.up


def usual_change(cv_percent: float) -> UsualChange:
    """The usual change between two results of a marker with this within-person variation."""
    within = cv_percent / 100
    sigma = math.sqrt(math.log1p(within**2 * (1 + ANALYTICAL_SHARE**2)))
    step = math.sqrt(2) * _Z * sigma
    return UsualChange(math.expm1(-step) * 100, math.expm1(step) * 100)

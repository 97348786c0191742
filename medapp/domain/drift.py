"""Whether the people measured now differ from those a model learned from: the population stability index.

PSI = sum over bins of (now - was) * ln(now / was). Below 0.1 alike, above 0.25 different is the convention
of Siddiqi N. Credit Risk Scorecards. Wiley 2006; it is a signal to look, not a test.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence

ALIKE_BELOW = 0.1
DIFFERENT_ABOVE = 0.25
_LEAST = 1e-4  # a share below this counts as this: the index stays finite


def shares_in(values: Sequence[float], edges: Sequence[float]) -> list[float]:
    """The share of the values in each of len(edges) + 1 bins; a value on an edge belongs to the bin above."""
    counts = [0] * (len(edges) + 1)
    for value in values:
        counts[bisect_right(edges, value)] += 1
    return [count / max(len(values), 1) for count in counts]


def stability_index(was: Sequence[float], now: Sequence[float]) -> float:
    """The PSI of two share vectors over the same bins."""
    pairs = [(max(a, _LEAST), max(b, _LEAST)) for a, b in zip(was, now, strict=True)]
    return sum((b - a) * math.log(b / a) for a, b in pairs)

"""Which markers depend on when one last ate, so that a report without that word is asked about.

Simundic et al., Standardization of collection requirements for fasting samples, Clin Chim Acta 2014;432:33.
"""

from collections.abc import Iterable

from medapp.domain.analytes import Catalogue
from medapp.domain.results import Measurement

FASTING_MATTERS = frozenset({"glucose", "trig", "insulin", "iron"})
_SAYS_SO = "fasting"


def leaves_open(measurements: Iterable[Measurement], catalogue: Catalogue) -> bool:
    """Whether one of these markers was measured under a name that does not say itself that it was fasting."""
    for measurement in measurements:
        entry = catalogue.entry_of(measurement)
        if entry and entry.id in FASTING_MATTERS and _SAYS_SO not in (entry.variant or ""):
            return True
    return False

"""Critical values: sourced thresholds beyond which somebody should be told today.

Independent of the printed range and of the score. A reading that is not sure asks to check the number first.
"""

from medapp.domain.analytes import Catalogue
from medapp.domain.certainty import is_sure
from medapp.domain.entries import Analyte
from medapp.domain.results import Finding, Measurement, Rating


def check(m: Measurement, rating: Rating, catalogue: Catalogue) -> Finding | None:
    """critical_low, critical_high, or check_first when the number is in doubt; None when no threshold is passed.

    Params: analyte, value and unit (canonical), limit, source (id), side ("low" or "high"), and `doubt`,
    the code of a known false cause (haemolysis, platelet_clumps, delayed_separation) or None.
    """
    analyte = catalogue.entry_of(m)
    side = side_of(m, analyte)
    if not side or analyte is None or analyte.critical is None:
        return None
    known = analyte.critical
    limit, source, doubt = (
        (known.low, known.low_source, known.doubt_low)
        if side < 0
        else (known.high, known.high_source, known.doubt_high)
    )
    word = "low" if side < 0 else "high"
    sure = is_sure(m) and rating.reason != "uncertain"
    return Finding(
        f"critical_{word}" if sure else "check_first",
        {
            "analyte": analyte.id, "value": m.value, "unit": analyte.unit, "limit": limit,
            "source": source, "side": word, "doubt": doubt,
        },
    )  # fmt: skip


def side_of(m: Measurement, analyte: Analyte | None) -> int:
    """-1 below the lower threshold, +1 above the upper one, 0 otherwise; a bound counts only when it is certain."""
    if analyte is None or analyte.critical is None or m.value is None:
        return 0
    low, high = analyte.critical.low, analyte.critical.high
    if low is not None and m.comparator not in (">", ">=") and _passes(low - m.value, m.comparator):
        return -1
    if high is not None and m.comparator not in ("<", "<=") and _passes(m.value - high, m.comparator):
        return 1
    return 0


def was_checked(m: Measurement, catalogue: Catalogue) -> bool:
    """Whether the analyte has a threshold and the value is a sure number: what "none, N checked" counts."""
    analyte = catalogue.entry_of(m)
    return analyte is not None and analyte.critical is not None and m.value is not None and is_sure(m)


def _passes(excess: float, comparator: str | None) -> bool:
    return excess > 0 or (excess == 0 and comparator in ("<", ">"))

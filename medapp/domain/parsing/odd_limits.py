"""Limits of a picture of which one has decimals, as the value has, and the other none: 0,0-30 for 0,0-3,0."""

from decimal import Decimal

from medapp.domain.ranges import PrintedRange

_TWO_DIGITS = 10  # below it there is no place for a point that was lost


def may_have_lost_a_point(limits: PrintedRange, printed: str | None) -> bool:
    """Whether a limit stands without the decimals of the other and of the value `printed`: it may be ten times off."""
    low, high = limits.low, limits.high
    if low is None or high is None or not printed or not any(mark in printed for mark in ",."):
        return False
    return (_decimals(low) > 0 and _is_bare(high)) or (_decimals(high) > 0 and _is_bare(low))


def _decimals(limit: Decimal) -> int:
    return max(0, -int(limit.as_tuple().exponent))


def _is_bare(limit: Decimal) -> bool:
    return _decimals(limit) == 0 and abs(limit) >= _TWO_DIGITS

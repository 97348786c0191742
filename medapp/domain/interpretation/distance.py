"""How far outside is outside: the rule that names "slightly" and "clearly", the same that colours the line.

Between two limits the band is half of the track; slightly is the first eighth of the track beyond a limit.
"""

import math

from medapp.domain.results import State

LOG_RATIO = 5.0  # from here on the track is logarithmic


def place(value: float, low: float | None, high: float | None, *, strict: bool = False) -> tuple[State, int]:
    """(state, direction) of a value; both limits are in range unless `strict`. At least one limit is given."""
    if low is not None and (value < low or (strict and value == low and high is None)):
        return _name(_beyond_low(value, low, high)), -1
    if high is not None and (value > high or (strict and value == high and low is None)):
        return _name(_beyond_high(value, low, high)), 1
    return State.IN_RANGE, 0


def _name(eighths: float) -> State:
    return State.SLIGHTLY if eighths <= 1 else State.CLEARLY


def _beyond_low(value: float, low: float, high: float | None) -> float:
    """Distance below the lower limit in eighths of the track."""
    if high is None:
        return (low - value) / _sixth(low)
    if _is_logarithmic(low, high):
        return math.inf if value <= 0 else math.log(low / value) / (math.log(high / low) / 4)
    return (low - value) / _quarter(low, high)


def _beyond_high(value: float, low: float | None, high: float) -> float:
    if low is None:
        return (value - high) / _sixth(high)
    if _is_logarithmic(low, high):
        return math.log(value / high) / (math.log(high / low) / 4)
    return (value - high) / _quarter(low, high)


def _is_logarithmic(low: float, high: float) -> bool:
    return low > 0 and high / low >= LOG_RATIO


def _quarter(low: float, high: float) -> float:
    return (high - low) / 4 or _sixth(high)


def _sixth(limit: float) -> float:
    return abs(limit) / 6 or 0.5  # a limit of zero has no sixth: any positive step serves

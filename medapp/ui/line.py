"""Where everything stands on the line: limits, zones and the sign of one value, in percent of the track.

Pure geometry, no drawing: the rules are those of the design page "The line". Limits never
move (25 % and 75 %), so bands align down the page and a departure shows without reading.
"""

import math
from dataclasses import dataclass

from medapp.domain.results import State

LOW_AT = 25.0
HIGH_AT = 75.0
EIGHTH = 12.5
LOG_RATIO = 5.0  # from here on a linear track would press the band against its lower limit


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the track. `kind`: "in", "slight", "clear", "crit", or "" for the quiet side."""

    kind: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """`sign_at` is in percent; `pinned` is -1 or +1 when the value lies beyond that end of the track."""

    zones: tuple[Zone, ...]
    has_low: bool
    has_high: bool
    sign_at: float
    pinned: int
    start: float


def place(value: float, low: float | None, high: float | None) -> float:
    """Percent of the track, not clipped; one of the limits must be given.

    Two limits: linear, or logarithmic when high / low >= 5. One limit: a quarter of the track is a third of it.
    """
    if low is not None and high is not None:
        if _is_logarithmic(low, high):
            if value <= 0:
                return -math.inf
            return LOW_AT + (HIGH_AT - LOW_AT) * math.log(value / low) / math.log(high / low)
        return LOW_AT + (HIGH_AT - LOW_AT) * (value - low) / (high - low)
    if high is not None:
        return HIGH_AT + LOW_AT * (value - high) / _third(high)
    if low is None:
        raise ValueError("a place needs at least one limit")
    return LOW_AT + LOW_AT * (value - low) / _third(low)


def lay_out(
    value: float | None, low: float | None, high: float | None, state: State, direction: int = 0
) -> Line | None:
    """The drawing of one rated value, or None when there is nothing to place it against.

    `state` and `direction` come from the rating: a place is drawn here, never judged.
    """
    if value is None or state is State.NOT_RATED or (low is None and high is None):
        return None
    if low is not None and high is not None and low >= high:
        return None
    start = _track_start(low, high)
    at = place(value, low, high)
    pinned = -1 if at < start else 1 if at > 100 else 0
    return Line(
        zones=tuple(_zones(start, low is not None, high is not None, state, direction)),
        has_low=low is not None,
        has_high=high is not None,
        sign_at=min(max(at, start), 100.0),
        pinned=pinned,
        start=start,
    )


def _is_logarithmic(low: float, high: float) -> bool:
    return low > 0 and high / low >= LOG_RATIO


def _third(limit: float) -> float:
    return abs(limit) / 3 or 1.0  # a limit of zero has no third: any positive step serves


def _track_start(low: float | None, high: float | None) -> float:
    """Where zero falls: a linear track of a quantity that cannot be negative does not go below it."""
    if low is None or high is None or low < 0 or _is_logarithmic(low, high):
        return 0.0
    return max(0.0, place(0.0, low, high))


def _zones(start: float, has_low: bool, has_high: bool, state: State, direction: int) -> list[Zone]:
    """Colour only on the side where the value stands; zones step, they do not blend."""
    zones: list[Zone] = []
    if has_low:
        below = state if direction < 0 else None
        zones.append(Zone(_kind(below, "clear"), start, max(start, EIGHTH)))
        zones.append(Zone(_kind(below, "slight"), max(start, EIGHTH), LOW_AT))
    zones.append(Zone("in", LOW_AT if has_low else 0.0, HIGH_AT if has_high else 100.0))
    if has_high:
        above = state if direction > 0 else None
        zones.append(Zone(_kind(above, "slight"), HIGH_AT, 100 - EIGHTH))
        zones.append(Zone(_kind(above, "clear"), 100 - EIGHTH, 100.0))
    return [zone for zone in zones if zone.end > zone.start]


def _kind(state: State | None, word: str) -> str:
    if state is None:
        return ""
    return "crit" if state is State.CRITICAL else word

"""Where everything stands on the chart of one marker: points, bands, breaks and the axis, in pixels of the drawing.

Pure geometry, no drawing and no words. Time is proportional; each band is the range of its own points; line and band
end where values may not be subtracted. The scale is logarithmic by the rule of the line (limits five times apart).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from medapp.ui.line import LOG_RATIO

GAP = 5.0  # a band ends so far from a break
_HEADROOM = 0.14  # of the span, above what is drawn
_FOOTROOM = 0.2  # below it, where the number of a falling line stands
_LETTER = 7.5  # the width of a digit
_LABEL_HEIGHT = 15.0
_CROWD = 12  # points


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing's size and the field inside it, in pixels; `pad` keeps points off the ends of the axis."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    pad: float


WIDE = Frame(808, 336, 44, 742, 22, 302, 32)
NARROW = Frame(354, 280, 40, 300, 22, 246, 14)


@dataclass(frozen=True, slots=True)
class Dot:
    """One value: `bound` is -1 for "<", +1 for ">", 0 for a number; `is_joined` when it goes on from the one before."""

    day: date
    value: float
    low: float | None = None
    high: float | None = None
    bound: int = 0
    is_joined: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A point in the drawing; `label_y` is None where its number would cover another one."""

    x: float
    y: float
    label_y: float | None


@dataclass(frozen=True, slots=True)
class Band:
    """The range of some neighbouring points; `low_y` and `high_y` are None on the open side."""

    left: float
    right: float
    top: float
    bottom: float
    low: float | None
    high: float | None
    low_y: float | None
    high_y: float | None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of the line; `is_loose` when one end is only a bound."""

    from_x: float
    from_y: float
    to_x: float
    to_y: float
    is_loose: bool


@dataclass(frozen=True, slots=True)
class Plot:
    frame: Frame
    points: tuple[Placed, ...]
    bands: tuple[Band, ...]
    strokes: tuple[Stroke, ...]
    breaks: tuple[tuple[int, float], ...]  # index of the point after the break, x
    is_logarithmic: bool


def lay_out(dots: Sequence[Dot], frame: Frame) -> Plot:
    """Place the dots, which stand in order of time. Raises ValueError for none."""
    if not dots:
        raise ValueError("a chart needs at least one value")
    across = _time_scale([dot.day for dot in dots], frame)
    scale, is_log = _value_scale(dots, frame)
    at = [(across(dot.day), scale(dot.value)) for dot in dots]
    return Plot(
        frame=frame,
        points=_with_labels(dots, at, frame),
        bands=tuple(_bands(dots, [x for x, _ in at], frame, scale)),
        strokes=tuple(
            Stroke(*at[i], *at[i + 1], bool(one.bound or other.bound))
            for i, (one, other) in enumerate(pairwise(dots))
            if other.is_joined
        ),
        breaks=tuple((i, (at[i - 1][0] + at[i][0]) / 2) for i, dot in enumerate(dots) if i and not dot.is_joined),
        is_logarithmic=is_log,
    )


def ticks(first: date, last: date, frame: Frame) -> list[tuple[date, float]]:
    """Days to name under the axis: starts of years, of months in a short history, else both ends; with their x."""
    across = _time_scale([first, last], frame)
    days = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    if (last - first).days <= 430:
        months = [(first.year, month) for month in range(1, 13)]
        months += [(last.year, month) for month in range(1, 13) if last.year != first.year]
        days = [date(year, month, 1) for year, month in months]
    shown = [(day, across(day)) for day in days if frame.left <= across(day) <= frame.right]
    room = 52.0
    while len(shown) > 2 and (shown[-1][1] - shown[0][1]) / (len(shown) - 1) < room:
        shown = shown[:: 2 if len(shown) > 3 else 3]
    return shown if len(shown) > 1 else list(dict.fromkeys([(first, across(first)), (last, across(last))]))


def spark(days: Sequence[date], values: Sequence[float], joined: Sequence[bool], size: tuple[float, float]) -> str:
    """A sparkline as one SVG path, broken where values do not go on; ends 6 px from the right edge."""
    width, height = size
    span = (days[-1] - days[0]).days or 1
    low, high = min(values), max(values)
    path = []
    for i, (day, value) in enumerate(zip(days, values, strict=True)):
        x, y = spark_point((day - days[0]).days / span if len(days) > 1 else 1, value, low, high, (width, height))
        path.append(f"{'L' if i and joined[i] else 'M'}{x:.1f} {y:.1f}")
    return " ".join(path)


def spark_point(share: float, value: float, low: float, high: float, size: tuple[float, float]) -> tuple[float, float]:
    """Where a value stands in a sparkline; `share` of the time, 0..1."""
    width, height = size
    level = (value - low) / (high - low) if high > low else 0.5
    return 4 + share * (width - 10), height - 5 - level * (height - 10)


def _time_scale(days: Sequence[date], frame: Frame) -> Callable[[date], float]:
    first, span = days[0], (days[-1] - days[0]).days
    start, length = frame.left + frame.pad, frame.right - frame.left - 2 * frame.pad
    if span == 0:
        return lambda _day: start + length / 2
    return lambda day: start + length * (day - first).days / span


def _value_scale(dots: Sequence[Dot], frame: Frame) -> tuple[Callable[[float], float], bool]:
    """The way from a value to its y."""
    numbers = [n for dot in dots for n in (dot.value, dot.low, dot.high) if n is not None]
    is_log = min(numbers) > 0 and any(dot.low and dot.high and dot.high / dot.low >= LOG_RATIO for dot in dots)
    measure: Callable[[float], float] = math.log if is_log else float
    low, high = measure(min(numbers)), measure(max(numbers))
    span = (high - low) or abs(high) * 0.7 or 7.0
    floor, ceiling = low - span * _FOOTROOM, high + span * _HEADROOM
    if not is_log and low >= 0:
        floor = max(0.0, floor)
    height = frame.bottom - frame.top
    return lambda value: frame.bottom - height * (measure(value) - floor) / (ceiling - floor), is_log


def _bands(dots: Sequence[Dot], at: Sequence[float], frame: Frame, scale: Callable[[float], float]) -> list[Band]:
    """One band for each run of points with the same range; it reaches half way to its neighbours."""
    bands: list[Band] = []
    start = 0
    for i in range(1, len(dots) + 1):
        same = i < len(dots) and dots[i].is_joined and _range(dots[i]) == _range(dots[start])
        if same:
            continue
        low, high = _range(dots[start])
        left = frame.left if start == 0 else _edge(dots, at, start, +1)
        right = frame.right if i == len(dots) else _edge(dots, at, i, -1)
        if low is not None or high is not None:
            low_y = None if low is None else scale(low)
            high_y = None if high is None else scale(high)
            top, bottom = frame.top if high_y is None else high_y, frame.bottom if low_y is None else low_y
            bands.append(Band(left, max(left, right), top, max(top, bottom), low, high, low_y, high_y))
        start = i
    return bands


def _edge(dots: Sequence[Dot], at: Sequence[float], i: int, side: int) -> float:
    """Half way between two points, drawn back from a break."""
    middle = (at[i - 1] + at[i]) / 2
    return middle if dots[i].is_joined else middle + side * min(GAP, (at[i] - at[i - 1]) / 4)


def _range(dot: Dot) -> tuple[float | None, float | None]:
    return dot.low, dot.high


def _with_labels(dots: Sequence[Dot], at: Sequence[tuple[float, float]], frame: Frame) -> tuple[Placed, ...]:
    """The weightiest numbers first: last, first, highest, lowest, the newer ones; what would cover another goes."""
    count = len(dots)
    by_value = sorted(range(count), key=lambda i: dots[i].value)
    order = dict.fromkeys([count - 1, 0, by_value[-1], by_value[0], *reversed(range(count))])
    taken: list[tuple[float, float, float]] = []
    label_y: dict[int, float] = {}
    for i in order:
        x, y = at[i]
        y = y + 24 if _goes_below(dots, i) and y + 25 < frame.bottom else y - 14
        half = (len(dots[i].label) * _LETTER + 6) / 2
        clear = _LABEL_HEIGHT if count <= _CROWD else math.inf  # stacked numbers of a crowd cannot be told apart
        if all(abs(x - other) >= half + wide or abs(y - high) >= clear for other, high, wide in taken):
            taken.append((x, y, half))
            label_y[i] = y
    return tuple(Placed(x, y, label_y.get(i)) for i, (x, y) in enumerate(at))


def _goes_below(dots: Sequence[Dot], i: int) -> bool:
    """A number stands under its point where the line, or for a single one its band, is above and nothing below."""
    around = [dots[j].value for j in (i - 1, i + 1) if 0 <= j < len(dots)]
    low = dots[i].low
    return all(dots[i].value < value for value in around or ([low] if low is not None else [dots[i].value]))

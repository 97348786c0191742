"""Rates one measurement: the printed range first, else a cited limit or interval, else not rated, with the reason.

Reasons: no_range, no_value, qualitative, unit_unknown, unit_mismatch, range_unclear, uncertain, open_value.
"""

from medapp.domain.analytes import Catalogue
from medapp.domain.certainty import is_sure
from medapp.domain.entries import Analyte
from medapp.domain.interpretation import critical, distance
from medapp.domain.interpretation.reading import Span, canonical_span, printed_span
from medapp.domain.interpretation.words import rate_words
from medapp.domain.people import Person
from medapp.domain.results import Measurement, Rating, State

MIN_CONFIDENCE = 0.5  # below it the number itself is in doubt: nothing is said about it

_MISMATCH = {"unit_does_not_fit", "far_from_range", "range_unit_differs"}


def rate(m: Measurement, person: Person, catalogue: Catalogue) -> Rating:
    """How the measurement stands. Critical wins over the range; a doubtful critical carries reason "uncertain"."""
    analyte = catalogue.entry_of(m)
    if m.confidence < MIN_CONFIDENCE or "implausible_value" in m.warnings:
        return Rating(State.NOT_RATED, value=m.value, unit=m.unit, reason="uncertain")
    rating = _by_report(m, analyte) or _by_catalogue(m, analyte, person)
    alarm = critical.side_of(m, analyte)
    if alarm:
        return _as_critical(rating, m, alarm)
    return rating


def _by_report(m: Measurement, analyte: Analyte | None) -> Rating | None:
    """Against the printed range, in printed numbers; None when nothing usable is printed."""
    low, high = m.ref_low, m.ref_high
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        return Rating(State.NOT_RATED, reason="range_unclear")
    span = printed_span(m, analyte)
    if span is None:
        return None
    if _MISMATCH & set(m.warnings):
        return Rating(State.NOT_RATED, value=span.value, unit=m.unit_as_printed, reason="unit_mismatch")
    strict = (m.ref_as_printed or "").strip(" ([").startswith(("<", ">")) and "=" not in (m.ref_as_printed or "")
    placed = _place(span, low, high, strict=strict)
    if placed is None:
        return Rating(State.NOT_RATED, value=span.value, unit=m.unit_as_printed, reason="open_value")
    state, direction = placed
    return Rating(state, direction, span.value, low, high, m.unit_as_printed, "report")


def _by_catalogue(m: Measurement, analyte: Analyte | None, person: Person) -> Rating:
    """Against a cited general limit, in the canonical unit."""
    span = canonical_span(m)
    if span is None:
        return rate_words(m) if m.value_text else Rating(State.NOT_RATED, reason=_why_no_value(m))
    if analyte is None or (interval := analyte.interval_for(person)) is None:
        return Rating(State.NOT_RATED, value=span.value, unit=m.unit, reason="no_range")
    placed = _place(span, interval.low, interval.high)
    if placed is None:
        return Rating(State.NOT_RATED, value=span.value, unit=m.unit, reason="open_value")
    state, direction = placed
    return Rating(state, direction, span.value, interval.low, interval.high, analyte.unit, "general", interval.source)


def _place(span: Span, low: float | None, high: float | None, *, strict: bool = False) -> tuple[State, int] | None:
    """The state of a number, or of every number a bound allows; None when the bound reaches both sides of a limit."""
    if span.at_most:
        floor = None if low == 0 else low  # nothing but a balance lies below zero
        if floor is None and high is not None and span.value <= high:
            return State.IN_RANGE, 0
        if floor is not None and span.value <= floor:
            return _outside(distance.place(span.value, low, high), -1)
        return None
    if span.at_least:
        if high is None and low is not None and span.value >= low:
            return State.IN_RANGE, 0
        if high is not None and span.value >= high:
            return _outside(distance.place(span.value, low, high), 1)
        return None
    return distance.place(span.value, low, high, strict=strict)


def _outside(placed: tuple[State, int], direction: int) -> tuple[State, int]:
    """A bound that touches a limit lies beyond it."""
    return placed if placed[1] else (State.SLIGHTLY, direction)


def _why_no_value(m: Measurement) -> str:
    if m.unit_as_printed and m.unit is None:
        return "unit_unknown"
    return "no_value"


def _as_critical(rating: Rating, m: Measurement, side: int) -> Rating:
    """The critical state keeps the interval it was rated against, so that the line can be drawn."""
    reason = None if is_sure(m) else "uncertain"
    if rating.state is State.NOT_RATED or rating.direction != side:
        return Rating(State.CRITICAL, side, m.value, None, None, m.unit, None, None, reason)
    return Rating(
        State.CRITICAL, side, rating.value, rating.low, rating.high, rating.unit, rating.whose, rating.source, reason
    )

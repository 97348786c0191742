"""Do the people who upload here resemble those the model learned from? Last four weeks, for administrators."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from medapp.db import drift as rows
from medapp.db.engine import read
from medapp.db.tables import utc_now
from medapp.domain.drift import shares_in, stability_index
from medapp.services.actors import Actor, require_admin
from medapp.services.cards import current_card

WEEKS = 4
# With fewer values ten bins hold a handful each, and the index says more about chance than about people.
ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Shift:
    """One input (an analyte id) or the score: how many values, and the PSI, None when they are too few."""

    name: str
    count: int
    index: float | None


@dataclass(frozen=True, slots=True)
class Week:
    """`start` is a Monday in UTC; `abstained` of `results` have no score."""

    start: date
    results: int
    abstained: int


@dataclass(frozen=True, slots=True)
class DriftReport:
    since: datetime
    results: int
    score: Shift
    inputs: tuple[Shift, ...]
    weeks: tuple[Week, ...]


def watch(actor: Actor) -> DriftReport:
    """Raises Forbidden, and ModelUnavailable when the model comes without its card."""
    require_admin(actor)
    reference: dict[str, Any] = current_card()["drift_reference"]
    since = utc_now() - timedelta(weeks=WEEKS)
    with read() as session:
        values = rows.list_values(session, since, reference["inputs"])
        scores = rows.list_scores(session, since)
    by_name: dict[str, list[float]] = {name: [] for name in reference["inputs"]}
    for name, value in values:
        by_name[name].append(value)
    shifts = [_shift(name, found, reference["inputs"][name]) for name, found in by_name.items()]
    given = [score for _, _, score in scores if score is not None]
    return DriftReport(
        since=since,
        results=len(scores),
        score=_shift("score", given, reference["score"]),
        inputs=tuple(sorted(shifts, key=lambda shift: (-(shift.index or -1.0), -shift.count, shift.name))),
        weeks=_weeks(scores),
    )


def _shift(name: str, values: list[float], bins: dict[str, Any]) -> Shift:
    if len(values) < ENOUGH:
        return Shift(name, len(values), None)
    return Shift(name, len(values), stability_index(bins["shares"], shares_in(values, bins["edges"])))


def _weeks(scores: list[tuple[datetime, str, float | None]]) -> tuple[Week, ...]:
    counted: dict[date, list[int]] = {}
    for when, status, _ in scores:
        day = when.date()
        week = counted.setdefault(day - timedelta(days=day.weekday()), [0, 0])
        week[0] += 1
        week[1] += status == "abstained"
    return tuple(Week(start, found[0], found[1]) for start, found in sorted(counted.items(), reverse=True))

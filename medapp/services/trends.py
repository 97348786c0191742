"""Markers over time as their owner sees them: which there are, one in full, and the way to a report's values."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from medapp.db import people as people_rows
from medapp.db import trends as trend_rows
from medapp.db.engine import read
from medapp.db.trends import DatedValue
from medapp.domain.analytes import Catalogue, load_catalogue
from medapp.domain.display_units import UnitChoice, unit_for
from medapp.domain.people import Sex
from medapp.domain.series import Linked, Point, link
from medapp.errors import NotFound
from medapp.services import decoding, unit_choice
from medapp.services.actors import Actor
from medapp.services.reports import ResultView

RECENT = 12  # values a small drawing shows
LONGEST = 500  # values a whole series shows, the newest ones


@dataclass(frozen=True, slots=True)
class Series:
    """A marker's values, the oldest first; `count` is how many there are, also those not among `points`.

    `unit` is the one its owner chose to see it in, None as printed.
    """

    analyte: str
    count: int
    points: tuple[Linked, ...]
    unit: str | None = None


def list_markers(actor: Actor, person_id: str | None = None) -> list[Series]:
    """Every marker one person has values of, with its newest values. Sample reports are left out.

    Without `person_id` it is the first person of the account; people are never mixed. Raises NotFound for a stranger.
    """
    with read() as session:
        scope = people_rows.scope_of(session, actor.user_id, person_id)
        choice = unit_choice.choice_in(session, actor.user_id)
        return _series(trend_rows.list_values(session, actor.user_id, scope=scope, newest=RECENT), choice)


def get_series(actor: Actor, analyte: str, person_id: str | None = None) -> Series:
    """One marker of one person in full. Raises NotFound when there is no value of it."""
    with read() as session:
        scope = people_rows.scope_of(session, actor.user_id, person_id)
        values = trend_rows.list_values(session, actor.user_id, scope=scope, analytes=[analyte], newest=LONGEST)
        choice = unit_choice.choice_in(session, actor.user_id)
    found = _series(values, choice)
    if not found:
        raise NotFound
    return found[0]


def ways_to(actor: Actor, result: ResultView) -> dict[str, Series]:
    """For each marker of a report: its person's newest values up to that report. A sample has no past."""
    analytes = {row.measurement.analyte for row in result.rows if row.measurement.analyte}
    if result.is_sample or not analytes:
        return {}
    days = [row.measurement.collected_at for row in result.rows if row.measurement.collected_at]
    days.append(result.collected_at or result.reported_at or result.created_at.date())
    with read() as session:
        try:
            scope = people_rows.scope_of(session, actor.user_id, result.person_id)
        except NotFound:  # somebody else's report
            return {}
        values = trend_rows.list_values(
            session, actor.user_id, scope=scope, analytes=analytes, until=max(days), newest=RECENT + len(days)
        )
    return {series.analyte: series for series in _series(values, result.units)}


def _series(values: Iterable[DatedValue], choice: UnitChoice) -> list[Series]:
    """One series a marker; a marker the catalogue no longer knows cannot be converted and is left out."""
    catalogue = load_catalogue()
    series = []
    for analyte, rows in groupby(values, key=lambda value: value.row.analyte):
        if analyte in catalogue.analytes:
            series.append(_one(str(analyte), list(rows), catalogue, choice))
    return series


def _one(analyte: str, rows: list[DatedValue], catalogue: Catalogue, choice: UnitChoice) -> Series:
    entry = catalogue.analytes[analyte]
    return Series(analyte, rows[0].count, link((_point(row) for row in rows), entry), unit_for(entry, choice))


def _point(value: DatedValue) -> Point:
    measurement = decoding.measurement_of(value.row)
    sampled = measurement.collected_at or value.collected_at
    return Point(
        ids=(value.row.id,),
        result_id=value.row.result_id,
        day=sampled or value.reported_at or value.processed_on,
        dated_by="sampled" if sampled else "reported" if value.reported_at else "processed",
        measurement=measurement,
        rating=decoding.rating_of(value.row.rating),
        laboratory=value.laboratory,
        sex=Sex(value.sex) if value.sex else None,
        birth_date=value.birth_date,
        note=value.note,
        fasting=value.fasting,
    )

"""A person's values of a marker over all their reports: samples, superseded and dropped rows are never among them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from medapp.db.people import Scope
from medapp.db.results import counts
from medapp.db.tables import MeasurementRow, ResultRow


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A measurement with what its report says of date, place and person; `count` is how many the marker has."""

    row: MeasurementRow
    collected_at: date | None
    reported_at: date | None
    processed_on: date
    laboratory: str | None
    sex: str | None
    birth_date: date | None
    note: str | None
    fasting: bool | None
    count: int


def list_values(
    session: Session,
    owner_id: str,
    *,
    scope: Scope | None = None,
    analytes: Collection[str] | None = None,
    until: date | None = None,
    newest: int | None = None,
) -> list[DatedValue]:
    """The owner's values by marker and day, the oldest first.

    `scope` narrows to one person, `analytes` the markers, `until` is the last day, `newest` keeps so many values of
    each marker.
    """
    ranked = _ranked(owner_id, scope, analytes, until)
    of_report = (
        ResultRow.collected_at,
        ResultRow.reported_at,
        ResultRow.sampled_on,
        ResultRow.laboratory,
        ResultRow.sex,
        ResultRow.birth_date,
        ResultRow.note,
        ResultRow.fasting,
    )
    query: Any = (
        sa_select(MeasurementRow, *of_report, ranked.c.count)  # type: ignore[call-overload]
        .join(ranked, ranked.c.id == MeasurementRow.id)
        .join(ResultRow, col(ResultRow.id) == MeasurementRow.result_id)
        .order_by(col(MeasurementRow.analyte), ranked.c.day, ranked.c.place.desc())
    )
    if newest is not None:
        query = query.where(ranked.c.place <= newest)
    return [DatedValue(*found) for found in session.execute(query)]


def _ranked(owner_id: str, scope: Scope | None, analytes: Collection[str] | None, until: date | None) -> Any:
    """Ids of the values with their day, their place from the newest (1), and how many the marker has."""
    day = func.coalesce(
        MeasurementRow.collected_at, ResultRow.collected_at, ResultRow.reported_at, ResultRow.sampled_on
    )
    newest_first = (day.desc(), col(ResultRow.created_at).desc(), col(MeasurementRow.position).desc())
    query: Any = (
        sa_select(
            col(MeasurementRow.id).label("id"),
            day.label("day"),
            func.row_number().over(partition_by=MeasurementRow.analyte, order_by=newest_first).label("place"),
            func.count().over(partition_by=MeasurementRow.analyte).label("count"),
        )
        .join(ResultRow, col(ResultRow.id) == MeasurementRow.result_id)
        .where(
            col(MeasurementRow.user_id) == owner_id,
            col(ResultRow.user_id) == owner_id,
            col(MeasurementRow.analyte).is_not(None),
            col(ResultRow.is_sample).is_(False),
            counts(),
        )
    )
    if scope is not None:
        query = query.where(scope.covers())
    if analytes is not None:
        query = query.where(col(MeasurementRow.analyte).in_(analytes))
    if until is not None:
        query = query.where(day <= until)
    return query.subquery()

"""Corrections of measurements: rows that supersede rows, and how often that was needed."""

from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from medapp.db.tables import MeasurementRow, ResultRow
from medapp.domain.results import Measurement, as_json
from medapp.errors import NotFound, RowSuperseded

CHANGES = ("corrected", "dropped", "typed")
MOST_NAMED = 10


def get_newest(session: Session, result_id: str, row_id: str, owner_id: str) -> MeasurementRow:
    """The newest row of a chain, a dropped one too. Raises NotFound, RowSuperseded for a row that is not the newest."""
    row = session.get(MeasurementRow, row_id)
    if row is None or (row.result_id, row.user_id) != (result_id, owner_id):
        raise NotFound
    if session.exec(select(MeasurementRow.id).where(MeasurementRow.supersedes == row_id)).first():
        raise RowSuperseded
    return row


def add(
    session: Session,
    result: ResultRow,
    measurement: Measurement,
    *,
    origin: str,
    now: datetime,
    supersedes: MeasurementRow | None = None,
) -> MeasurementRow:
    """A new row in the place of the one it supersedes, or at the end. Its rating comes with the next assessment."""
    values = as_json(measurement) | {"collected_at": measurement.collected_at}
    row = MeasurementRow(
        result_id=result.id,
        user_id=result.user_id,
        position=supersedes.position if supersedes else _next_position(session, result.id),
        origin=origin,
        supersedes=supersedes.id if supersedes else None,
        created_at=now,
        **values,
    )
    session.add(row)
    session.flush()
    return row


def count_changes(session: Session, since: datetime) -> tuple[list[tuple[str, int]], list[tuple[str | None, int]]]:
    """How often people changed, dropped or added a row since then: by reader, and by marker; the most first."""
    count = func.count().label("count")
    reader, analyte = col(ResultRow.reader), col(MeasurementRow.analyte)
    return (
        list(session.exec(_changes(since, reader, count))),
        list(session.exec(_changes(since, analyte, count).limit(MOST_NAMED))),
    )


def count_read(session: Session, since: datetime) -> int:
    """How many rows were read by the product itself in reports of the window."""
    query = (
        select(func.count())
        .select_from(MeasurementRow)
        .join(ResultRow, col(ResultRow.id) == MeasurementRow.result_id)
        .where(
            col(MeasurementRow.supersedes).is_(None),
            col(MeasurementRow.origin).in_(("read", "imported")),
            col(ResultRow.created_at) >= since,
            col(ResultRow.is_sample).is_(False),
        )
    )
    return session.exec(query).one()


def _changes(since: datetime, by: Any, count: Any) -> Any:
    return (
        select(by, count)
        .select_from(MeasurementRow)
        .join(ResultRow, col(ResultRow.id) == MeasurementRow.result_id)
        .where(
            col(MeasurementRow.origin).in_(CHANGES),
            col(MeasurementRow.created_at) >= since,
            col(ResultRow.is_sample).is_(False),
        )
        .group_by(by)
        .order_by(count.desc(), by)
    )


def _next_position(session: Session, result_id: str) -> int:
    last = session.exec(select(func.max(MeasurementRow.position)).where(MeasurementRow.result_id == result_id)).one()
    return 0 if last is None else last + 1

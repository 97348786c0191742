"""Request counts per minute in the database; several web processes add to the same rows."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, col, select

from medapp.db.tables import RequestCount


def add_counts(session: Session, counts: Mapping[tuple[datetime, str], int]) -> None:
    """Add to the minute's rows, making those that are not there yet."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    rows = [{"minute": minute, "outcome": outcome, "count": number} for (minute, outcome), number in counts.items()]
    statement = insert(RequestCount).values(rows)
    total = col(RequestCount.count) + statement.excluded.count
    session.execute(statement.on_conflict_do_update(index_elements=["minute", "outcome"], set_={"count": total}))


def sum_since(session: Session, since: datetime) -> dict[str, int]:
    """How many requests since then by outcome."""
    outcome = col(RequestCount.outcome)
    query = select(outcome, func.sum(RequestCount.count)).where(RequestCount.minute >= since).group_by(outcome)
    return {name: int(number) for name, number in session.exec(query)}

"""What was measured and scored lately, without any person: for comparison with the model's training population."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from medapp.db.results import counts
from medapp.db.tables import MeasurementRow, ResultRow

LEAST_CONFIDENCE = 0.5
MOST_REPORTS = 5000  # more would only make the page slower: the index is steady long before


def list_values(session: Session, since: datetime, analytes: Collection[str]) -> list[tuple[str, float]]:
    """(analyte, canonical value) of the latest real reports since `since`; bounds and doubtful values left out."""
    latest = (
        select(ResultRow.id)
        .where(col(ResultRow.created_at) >= since, col(ResultRow.is_sample).is_(False))
        .order_by(col(ResultRow.created_at).desc())
        .limit(MOST_REPORTS)
        .subquery()
    )
    query = (
        select(MeasurementRow.analyte, MeasurementRow.value)
        .join(latest, latest.c.id == col(MeasurementRow.result_id))
        .where(
            col(MeasurementRow.analyte).in_(list(analytes)),
            col(MeasurementRow.value).is_not(None),
            col(MeasurementRow.comparator).is_(None),
            col(MeasurementRow.confidence) >= LEAST_CONFIDENCE,
            counts(),
        )
    )
    return [(analyte, value) for analyte, value in session.exec(query) if analyte is not None and value is not None]


def list_scores(session: Session, since: datetime) -> list[tuple[datetime, str, float | None]]:
    """(when, status, score) of real reports since `since`."""
    query = select(ResultRow.created_at, ResultRow.score_status, ResultRow.score).where(
        col(ResultRow.created_at) >= since, col(ResultRow.is_sample).is_(False)
    )
    return [(when, status, score) for when, status, score in session.exec(query)]

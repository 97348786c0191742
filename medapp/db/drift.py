"""What was measured and scored lately, without any person: for comparison with the model's training population."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from medapp.db.tables import MeasurementRow, ResultRow

LEAST_CONFIDENCE = 0.5


def list_values(session: Session, since: datetime, analytes: Collection[str]) -> list[tuple[str, float]]:
    """(analyte, canonical value) of real reports since `since`; bounds, doubtful and sample values left out."""
    query = (
        select(MeasurementRow.analyte, MeasurementRow.value)
        .join(ResultRow, col(ResultRow.id) == col(MeasurementRow.result_id))
        .where(
            col(ResultRow.created_at) >= since,
            col(ResultRow.is_sample).is_(False),
            col(MeasurementRow.analyte).in_(list(analytes)),
            col(MeasurementRow.value).is_not(None),
            col(MeasurementRow.comparator).is_(None),
            col(MeasurementRow.confidence) >= LEAST_CONFIDENCE,
        )
    )
    return [(analyte, value) for analyte, value in session.exec(query) if analyte is not None and value is not None]


def list_scores(session: Session, since: datetime) -> list[tuple[datetime, str, float | None]]:
    """(when, status, score) of real reports since `since`."""
    query = select(ResultRow.created_at, ResultRow.score_status, ResultRow.score).where(
        col(ResultRow.created_at) >= since, col(ResultRow.is_sample).is_(False)
    )
    return [(when, status, score) for when, status, score in session.exec(query)]

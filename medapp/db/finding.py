"""What a search looks through: how each report is described, and which reports measured a marker."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from medapp.db.tables import Job, MeasurementRow, ResultRow, Upload


@dataclass(frozen=True, slots=True)
class Description:
    result_id: str
    laboratory: str | None
    note: str | None
    day: date
    file_name: str


def list_descriptions(session: Session, owner_id: str) -> list[Description]:
    """One for each result of the owner."""
    query: Any = (
        sa_select(ResultRow.id, ResultRow.laboratory, ResultRow.note, ResultRow.sampled_on, Upload.original_name)  # type: ignore[call-overload]
        .join(Job, col(ResultRow.job_id) == Job.id)
        .join(Upload, col(Job.upload_id) == Upload.id)
        .where(col(ResultRow.user_id) == owner_id)
    )
    return [Description(*found) for found in session.execute(query)]


def list_measuring(session: Session, owner_id: str, analytes: Collection[str]) -> set[str]:
    """Ids of the owner's results that have a row of one of these analytes."""
    query = select(MeasurementRow.result_id).where(
        MeasurementRow.user_id == owner_id, col(MeasurementRow.analyte).in_(analytes)
    )
    return set(session.exec(query.distinct()))

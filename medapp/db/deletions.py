"""Deleted reports in the database: hidden at once, restored by an undo, listed once their time is over."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, update
from sqlmodel import Session, col, select

from medapp.db.tables import Job, MeasurementRow, ResultRow, Upload
from medapp.db.visibility import SEE_DELETED


def hide(session: Session, upload_id: str, now: datetime) -> None:
    """From now on no query sees the upload, its job or its result."""
    session.execute(update(Upload).where(col(Upload.id) == upload_id).values(deleted_at=now))
    session.execute(update(ResultRow).where(_of_upload(upload_id)).values(deleted_at=now))


def restore(session: Session, owner_id: str, upload_id: str, since: datetime) -> bool:
    """Show it again when the owner deleted it after `since`; False when there is no such deletion."""
    wanted = (col(Upload.id) == upload_id, col(Upload.user_id) == owner_id, col(Upload.deleted_at) >= since)
    found = session.connection().execute(update(Upload).where(*wanted).values(deleted_at=None))
    if found.rowcount != 1:
        return False
    session.execute(update(ResultRow).where(_of_upload(upload_id)).values(deleted_at=None))
    return True


def list_since(session: Session, owner_id: str, since: datetime) -> list[tuple[Upload, ResultRow | None]]:
    """What the owner deleted after `since`, the newest first, with its result if it had one."""
    query = (
        select(Upload, ResultRow)
        .outerjoin(Job, col(Job.upload_id) == Upload.id)
        .outerjoin(ResultRow, col(ResultRow.job_id) == Job.id)
        .where(Upload.user_id == owner_id, col(Upload.deleted_at) >= since)
        .order_by(col(Upload.deleted_at).desc())
    )
    return list(session.exec(query, execution_options=SEE_DELETED))


def list_before(session: Session, before: datetime, limit: int = 100) -> list[Upload]:
    """Uploads of anybody that were deleted before then."""
    query = select(Upload).where(col(Upload.deleted_at) < before).order_by(col(Upload.deleted_at)).limit(limit)
    return list(session.exec(query, execution_options=SEE_DELETED))


def find_hidden_by_hash(session: Session, owner_id: str, sha256: str) -> Upload | None:
    """The owner's deleted upload of the same bytes."""
    query = select(Upload).where(
        Upload.user_id == owner_id, Upload.sha256 == sha256, col(Upload.deleted_at).is_not(None)
    )
    return session.exec(query, execution_options=SEE_DELETED).first()


def find_result(session: Session, upload_id: str) -> tuple[ResultRow | None, int]:
    """The upload's result, deleted or not, and how many measurements it has, superseded ones too."""
    row = session.exec(select(ResultRow).where(_of_upload(upload_id)), execution_options=SEE_DELETED).first()
    if row is None:
        return None, 0
    count = select(func.count()).select_from(MeasurementRow).where(MeasurementRow.result_id == row.id)
    return row, session.exec(count).one()


def job_ids(session: Session, upload_id: str) -> list[str]:
    return list(session.exec(select(Job.id).where(Job.upload_id == upload_id)))


def remove(session: Session, upload_id: str) -> bool:
    """Drop the upload with its jobs, results and measurements; False when somebody else did."""
    return session.connection().execute(delete_rows(Upload).where(col(Upload.id) == upload_id)).rowcount == 1


def _of_upload(upload_id: str) -> Any:
    return col(ResultRow.job_id).in_(select(Job.id).where(Job.upload_id == upload_id))

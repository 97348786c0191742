"""Uploads in the database: the owner's files by hash, how many lately, and whose time is over."""

from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from medapp.db.tables import Job, ResultRow, Upload
from medapp.db.visibility import SEE_DELETED


def find_by_hash(session: Session, owner_id: str, sha256: str) -> Upload | None:
    """The owner's earlier upload of the same bytes."""
    return session.exec(select(Upload).where(Upload.user_id == owner_id, Upload.sha256 == sha256)).first()


def count_since(session: Session, owner_id: str, since: datetime) -> int:
    """How many files the owner gave since then, samples not counted; deleting one gives no room for another."""
    wanted = (Upload.user_id == owner_id, Upload.created_at >= since, col(Upload.is_sample).is_(False))
    query = select(func.count()).select_from(Upload).where(*wanted)
    return session.exec(query, execution_options=SEE_DELETED).one()


def add_with_job(session: Session, upload: Upload) -> Job:
    """Insert an upload and its queued job."""
    session.add(upload)
    session.flush()
    job = Job(upload_id=upload.id, user_id=upload.user_id, created_at=upload.created_at)
    session.add(job)
    session.flush()
    return job


def get(session: Session, upload_id: str) -> Upload:
    """By id, for the system's own work: the caller has established whose it is."""
    return session.exec(select(Upload).where(Upload.id == upload_id)).one()


def list_of_owner(session: Session, owner_id: str, *, deleted_too: bool = False) -> list[Upload]:
    """Every upload of the owner, the oldest first; `deleted_too` with those whose deletion can still be undone."""
    query = select(Upload).where(Upload.user_id == owner_id).order_by(col(Upload.created_at))
    return list(session.exec(query, execution_options=SEE_DELETED if deleted_too else {}))


def has_key(session: Session, storage_key: str) -> bool:
    """Whether any upload names these bytes."""
    query = select(Upload.id).where(Upload.storage_key == storage_key)
    return session.exec(query, execution_options=SEE_DELETED).first() is not None


def set_person(session: Session, job_id: str, person_id: str) -> None:
    """Say whose file the job reads."""
    of_job = select(Job.upload_id).where(Job.id == job_id).scalar_subquery()
    session.execute(update(Upload).where(col(Upload.id) == of_job).values(person_id=person_id))


def hand_over(session: Session, owner_id: str, person_id: str, to_id: str) -> None:
    """Give every file of one person to another, also those not read and those whose deletion can be undone."""
    for kind in (Upload, ResultRow):
        own = (col(kind.user_id) == owner_id, col(kind.person_id) == person_id)
        session.execute(update(kind).where(*own).values(person_id=to_id), execution_options=SEE_DELETED)

"""Notices in the database: what ended while a person was away, seen or not, mailed or not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from medapp.db.tables import Job, Notice, Upload, User


def add(session: Session, owner_id: str, kind: str, job_id: str, now: datetime, result_id: str | None = None) -> None:
    """`kind` is "result_ready" or "job_failed"."""
    session.add(Notice(user_id=owner_id, kind=kind, job_id=job_id, result_id=result_id, created_at=now))


def list_unseen(session: Session, owner_id: str, since: datetime, limit: int) -> list[tuple[Notice, Upload]]:
    """What the owner has not seen yet with the file it is about, the newest first."""
    query = select(Notice, Upload).join(Job, col(Notice.job_id) == Job.id).join(Upload, col(Job.upload_id) == Upload.id)
    unseen = (Notice.user_id == owner_id, col(Notice.seen_at).is_(None), col(Notice.created_at) >= since)
    return list(session.exec(query.where(*unseen).order_by(col(Notice.created_at).desc()).limit(limit)))


def mark_seen(session: Session, owner_id: str, now: datetime, job_ids: Sequence[str] | None = None) -> int:
    """Notices of these jobs, or all of them, are seen; how many were news."""
    query = update(Notice).where(col(Notice.user_id) == owner_id, col(Notice.seen_at).is_(None))
    if job_ids is not None:
        query = query.where(col(Notice.job_id).in_(job_ids))
    return session.connection().execute(query.values(seen_at=now)).rowcount


def list_to_mail(session: Session, *, until: datetime, since: datetime, limit: int) -> list[tuple[Notice, User]]:
    """Unseen notices of people who asked for mail, older than `until` and younger than `since`, the oldest first."""
    query = select(Notice, User).join(User, col(Notice.user_id) == User.id)
    due = (
        col(Notice.seen_at).is_(None),
        col(Notice.mailed_at).is_(None),
        col(Notice.created_at) <= until,
        col(Notice.created_at) >= since,
        col(User.mail_results).is_(True),
        col(User.email).is_not(None),
        col(User.disabled_at).is_(None),
    )
    return list(session.exec(query.where(*due).order_by(col(Notice.created_at)).limit(limit)))


def mark_mailed(session: Session, notice_id: str, now: datetime) -> None:
    session.execute(update(Notice).where(col(Notice.id) == notice_id).values(mailed_at=now))

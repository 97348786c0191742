"""Which uploads still hold bytes whose time is over."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, update
from sqlmodel import Session, col, select

from medapp.db.tables import Consent, Job, Upload, User
from medapp.domain.lifecycle import JobStatus

Choices = list[tuple[int | None, bool]]


def choices(session: Session, purpose: str) -> Choices:
    """Every (days chosen, consent to keeping) that some account has."""
    found = session.exec(select(User.keep_originals_days, _consents(purpose)).where(User.role != "guest").distinct())
    return [(days, bool(keeps)) for days, keeps in found]


def list_over(
    session: Session, purpose: str, days: int | None, keeps: bool, before: datetime, failed_before: datetime
) -> list[Upload]:
    """Files of accounts with this choice that were read before `before`, or given up before `failed_before`."""
    ended = or_(
        and_(col(Job.status) == JobStatus.DONE, col(Job.finished_at) <= before),
        and_(col(Job.status) == JobStatus.FAILED, col(Job.finished_at) <= failed_before),
    )
    query = (
        select(Upload)
        .join(Job, col(Job.upload_id) == Upload.id)
        .join(User, col(User.id) == Upload.user_id)
        .where(col(Upload.bytes_removed_at).is_(None), col(Upload.is_sample).is_(False), User.role != "guest", ended)
        .where(col(User.keep_originals_days).is_(None) if days is None else User.keep_originals_days == days)
        .where(_consents(purpose) if keeps else ~_consents(purpose))
    )
    return list(session.exec(query.limit(500)))


def mark_removed(session: Session, upload_id: str, now: datetime) -> None:
    session.execute(update(Upload).where(col(Upload.id) == upload_id).values(bytes_removed_at=now))


def _consents(purpose: str) -> ColumnElement[Any]:
    """Whether the account of the row holds a consent that was not taken back."""
    return exists().where(
        col(Consent.user_id) == User.id, col(Consent.purpose) == purpose, col(Consent.revoked_at).is_(None)
    )

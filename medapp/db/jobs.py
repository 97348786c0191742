"""Jobs in the database: claim with a lease, report stages, finish behind a fence, find what was forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Update, and_, func, or_, update
from sqlmodel import Session, col, select

from medapp.db.tables import Job, ResultRow, Upload
from medapp.domain.lifecycle import JobStatus, Stage
from medapp.errors import NotFound

_job = Job.__table__.c  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The right to work on a job for the lease: `attempt` is the fence, `tries` counts since the last fresh start."""

    job_id: str
    attempt: int
    tries: int
    user_id: str
    upload_id: str


def claim(session: Session, job_id: str, now: datetime, lease_s: float, max_attempts: int) -> Claimed | None:
    """Take a queued job, or one whose lease has passed, in one statement; None when it is not to be had."""
    is_due = and_(_job.status == JobStatus.QUEUED, or_(_job.next_at.is_(None), _job.next_at <= now))
    is_orphan = and_(_job.status == JobStatus.PROCESSING, _job.lease_until < now)
    statement = (
        update(Job)
        .where(_job.id == job_id, _job.attempt - _job.attempts_before < max_attempts, or_(is_due, is_orphan))
        .where(_job.upload_id.not_in(select(Upload.id).where(col(Upload.deleted_at).is_not(None))))
        .values(
            status=JobStatus.PROCESSING,
            stage=None,
            attempt=_job.attempt + 1,
            lease_until=now + timedelta(seconds=lease_s),
            next_at=None,
            started_at=func.coalesce(_job.started_at, now),
            steps=None,
            rows_read=None,
        )
        .returning(_job.attempt, _job.attempts_before, _job.user_id, _job.upload_id)
    )
    row = session.connection().execute(statement).first()
    return Claimed(job_id, row.attempt, row.attempt - row.attempts_before, row.user_id, row.upload_id) if row else None


def set_stage(
    session: Session,
    job_id: str,
    attempt: int,
    stage: Stage,
    *,
    rows_read: int | None = None,
    steps: dict[str, Any] | None = None,
    lease_until: datetime | None = None,
) -> bool:
    """Say where the work stands; False when the attempt is no longer ours.

    `lease_until` is for a step that takes long.
    """
    values: dict[str, Any] = {"stage": stage}
    if lease_until is not None:
        values["lease_until"] = lease_until
    if rows_read is not None:
        values["rows_read"] = rows_read
    if steps is not None:
        values["steps"] = steps
    return _one(session, _held(job_id, attempt).values(**values))


def finish_done(
    session: Session, job_id: str, attempt: int, now: datetime, *, rows_read: int, steps: dict[str, Any] | None = None
) -> bool:
    """Mark done when the attempt still holds the job; False means fenced: roll back."""
    values = _ended(session, job_id, now) | {"rows_read": rows_read, "steps": steps}
    cleared = {"error_code": None, "error_values": None, "error_reference": None}
    return _one(session, _held(job_id, attempt).values(status=JobStatus.DONE, **values, **cleared))


def finish_failed(
    session: Session,
    job_id: str,
    attempt: int,
    now: datetime,
    *,
    code: str,
    values: dict[str, Any] | None = None,
    reference: str | None = None,
) -> bool:
    """Mark failed with the reason's code; False means fenced."""
    error = {"error_code": code, "error_values": values or None, "error_reference": reference}
    ended = _ended(session, job_id, now)
    return _one(session, _held(job_id, attempt).values(status=JobStatus.FAILED, **ended, **error))


def requeue_later(
    session: Session,
    job_id: str,
    attempt: int,
    next_at: datetime,
    *,
    code: str | None = None,
    reference: str | None = None,
) -> bool:
    """Give the job back, to be taken again at `next_at`; the reason of the pause stays readable."""
    values = {"lease_until": None, "stage": None, "error_code": code, "error_reference": reference}
    return _one(session, _held(job_id, attempt).values(status=JobStatus.QUEUED, next_at=next_at, **values))


def release_lease(session: Session, job_id: str, now: datetime) -> int | None:
    """End the lease of a job whose holder died; the attempt it was, or None when nobody held it."""
    query = update(Job).where(_job.id == job_id, _job.status == JobStatus.PROCESSING)
    return session.connection().execute(query.values(lease_until=now).returning(_job.attempt)).scalar()


def reset(session: Session, job_id: str, now: datetime) -> bool:
    """Queue a failed job with all its attempts ahead again; False when it has not failed."""
    blank = dict.fromkeys(
        ("stage", "lease_until", "rows_read", "error_code", "error_values", "error_reference", "started_at"), None
    ) | dict.fromkeys(("finished_at", "duration_ms", "steps"), None)
    query = update(Job).where(_job.id == job_id, _job.status == JobStatus.FAILED)
    return _one(session, query.values(status=JobStatus.QUEUED, attempts_before=_job.attempt, next_at=now, **blank))


def list_stale(session: Session, now: datetime, *, grace_s: float = 10, limit: int = 500) -> list[Job]:
    """Open jobs that nobody may be working on: due for longer than `grace_s`, or with a lease that passed."""
    forgotten = and_(
        _job.status == JobStatus.QUEUED, _job.next_at.is_(None), _job.created_at <= now - timedelta(seconds=grace_s)
    )
    due = and_(_job.status == JobStatus.QUEUED, _job.next_at <= now)
    orphan = and_(_job.status == JobStatus.PROCESSING, _job.lease_until < now)
    is_open = _job.status.in_((JobStatus.QUEUED, JobStatus.PROCESSING))
    query = select(Job).where(is_open, or_(forgotten, due, orphan)).order_by(_job.created_at).limit(limit)
    return list(session.exec(query))


def get_job(session: Session, job_id: str, owner_id: str) -> tuple[Job, Upload, str | None]:
    """A job of this owner with its upload and the id of its result. Raises NotFound, also for a stranger's."""
    query = _joined().where(Job.id == job_id, Job.user_id == owner_id)
    row = session.exec(query).first()
    if row is None:
        raise NotFound
    return row


def list_open(session: Session, owner_id: str) -> list[tuple[Job, Upload, str | None]]:
    """The owner's jobs that have not ended, the newest first."""
    is_open = col(Job.status).in_((JobStatus.QUEUED, JobStatus.PROCESSING))
    return list(session.exec(_joined().where(Job.user_id == owner_id, is_open).order_by(col(Job.created_at).desc())))


def list_failed(session: Session, owner_id: str, limit: int = 20) -> list[tuple[Job, Upload, str | None]]:
    """The owner's failed jobs, the newest first."""
    wanted = _joined().where(Job.user_id == owner_id, Job.status == JobStatus.FAILED)
    return list(session.exec(wanted.order_by(col(Job.created_at).desc()).limit(limit)))


def find_latest_of_upload(session: Session, upload_id: str) -> tuple[Job, str | None] | None:
    """The newest job of an upload and its result's id."""
    query = select(Job, ResultRow.id).outerjoin(ResultRow, _job.id == ResultRow.job_id)
    return session.exec(query.where(Job.upload_id == upload_id).order_by(col(Job.created_at).desc())).first()


def _joined() -> Any:
    query = select(Job, Upload, ResultRow.id).join(Upload, _job.upload_id == Upload.id)
    return query.outerjoin(ResultRow, _job.id == ResultRow.job_id)


def _held(job_id: str, attempt: int) -> Update:
    return update(Job).where(_job.id == job_id, _job.status == JobStatus.PROCESSING, _job.attempt == attempt)


def _ended(session: Session, job_id: str, now: datetime) -> dict[str, Any]:
    created = session.exec(select(Job.created_at).where(Job.id == job_id)).first() or now
    waited_ms = max(0, round((now - created).total_seconds() * 1000))
    return {"finished_at": now, "lease_until": None, "next_at": None, "stage": None, "duration_ms": waited_ms}


def _one(session: Session, statement: Update) -> bool:
    result: CursorResult[Any] = session.connection().execute(statement)  # type: ignore[assignment]
    return result.rowcount == 1

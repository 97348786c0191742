"""A job as its owner sees it: where it stands, run it again, forget it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medapp.db import audit
from medapp.db import jobs as job_rows
from medapp.db import notices as notice_rows
from medapp.db.engine import read, write
from medapp.db.tables import Job, Upload, utc_now
from medapp.domain.lifecycle import JobStatus
from medapp.errors import NotFailed, OriginalRemoved
from medapp.services import consents, deletion
from medapp.services.actors import Actor
from medapp.services.queueing import enqueue_softly


@dataclass(frozen=True, slots=True)
class JobView:
    """`status` is queued, processing, done or failed; `next_at` is when a paused job is tried again.

    While a job waits for its next attempt `error_code` says why; `rows_read` counts result rows, None until read.
    """

    id: str
    status: str
    stage: str | None
    attempt: int
    rows_read: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error_code: str | None
    error_values: dict[str, Any]
    error_reference: str | None
    result_id: str | None
    file_name: str
    size_bytes: int
    is_sample: bool
    next_at: datetime | None
    duration_ms: int | None = None

    @property
    def is_final(self) -> bool:
        return JobStatus(self.status).is_final


def get_job(actor: Actor, job_id: str) -> JobView:
    """One job of the actor's. Raises NotFound, also for somebody else's."""
    with read() as session:
        return _view(*job_rows.get_job(session, job_id, actor.user_id))


def list_open(actor: Actor) -> list[JobView]:
    """What is still queued or processed, the newest first."""
    with read() as session:
        return [_view(*row) for row in job_rows.list_open(session, actor.user_id)]


def list_failed(actor: Actor, limit: int = 20) -> list[JobView]:
    """What could not be read, the newest first."""
    with read() as session:
        return [_view(*row) for row in job_rows.list_failed(session, actor.user_id, limit)]


def retry(actor: Actor, job_id: str) -> JobView:
    """Run a failed job of the actor's again.

    Raises NotFound, NotFailed, OriginalRemoved, ConsentWithdrawn, ConsentOutdated.
    """
    with write() as session:
        _, upload, _ = job_rows.get_job(session, job_id, actor.user_id)
        if upload.bytes_removed_at:
            raise OriginalRemoved
        if not upload.is_sample:
            consents.require(session, actor.user_id)
        if not job_rows.reset(session, job_id, utc_now()):
            raise NotFailed
        notice_rows.mark_seen(session, actor.user_id, utc_now(), [job_id])
        audit.record(session, actor.user_id, "job_retried", "job", job_id)
    view = get_job(actor, job_id)
    enqueue_softly(job_id)
    return view


def delete_job(actor: Actor, job_id: str) -> None:
    """Forget a job, its file and what was read from it, at once. Raises NotFound, StorageUnavailable."""
    deletion.erase_job(actor, job_id)


def _view(job: Job, upload: Upload, result_id: str | None) -> JobView:
    return JobView(
        id=job.id,
        status=job.status,
        stage=job.stage,
        attempt=job.attempt - job.attempts_before,
        rows_read=job.rows_read,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        error_code=job.error_code,
        error_values=job.error_values or {},
        error_reference=job.error_reference,
        result_id=result_id,
        file_name=upload.original_name,
        size_bytes=upload.size_bytes,
        is_sample=upload.is_sample,
        next_at=job.next_at,
        duration_ms=job.duration_ms,
    )

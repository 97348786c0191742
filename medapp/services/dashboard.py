"""The administrators' figures: how long it takes, what fails and why, what waits, how far people come."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from medapp import jobqueue
from medapp.db import audit, events
from medapp.db import corrections as correction_rows
from medapp.db import figures as figure_rows
from medapp.db import jobs as job_rows
from medapp.db import requests as request_rows
from medapp.db.engine import read, write
from medapp.db.tables import Job, utc_now
from medapp.domain.analytes import load_catalogue
from medapp.domain.lifecycle import JobStatus, Stage
from medapp.errors import NotFailed, NotFound, QueueUnavailable
from medapp.services import models, traffic
from medapp.services.actors import Actor, require_admin
from medapp.services.queueing import enqueue_softly

Window = Literal["hour", "day", "week"]
# The window, and the slots into which its chart is cut.
WINDOWS: dict[str, tuple[timedelta, timedelta]] = {
    "hour": (timedelta(hours=1), timedelta(minutes=5)),
    "day": (timedelta(days=1), timedelta(hours=1)),
    "week": (timedelta(days=7), timedelta(days=1)),
}


@dataclass(frozen=True, slots=True)
class JobFailure:
    job_id: str
    at: datetime
    code: str
    reference: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class WorkerView:
    name: str
    state: str
    heartbeat_age_s: float
    jobs_done: int
    is_alive: bool


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Figures of one window; None means that there is no data, never that something is zero.

    `n_jobs` are those created in the window, `n_previous` in the one before, `n_timed` those behind p50 and p95;
    `error_rate` is the share of requests that ended in an error of ours, `failed_share` that of ended jobs.
    `corrected_by_*` count what people changed, dropped or added, of `rows_read` rows; an analyte of None is not known.
    `hours` are (start of the slot, done, failed); `queue_known` is False when Redis cannot be reached.
    """

    window: str
    since: datetime
    n_jobs: int
    n_previous: int
    n_timed: int
    p50_s: float | None
    p95_s: float | None
    requests: int
    error_rate: float | None
    failed_share: float | None
    failed_by_reason: list[tuple[str, int]]
    queue_depth: int
    processing: int
    oldest_queued_s: float | None
    funnel: list[tuple[str, int]]
    recent_failures: list[JobFailure]
    steps: list[tuple[str, float, float]]
    hours: list[tuple[datetime, int, int]]
    workers: list[WorkerView] = field(default_factory=list)
    queue_known: bool = True
    model_version: str | None = None
    catalogue_version: str | None = None
    corrected_by_reader: list[tuple[str, int]] = field(default_factory=list)
    corrected_by_analyte: list[tuple[str | None, int]] = field(default_factory=list)
    rows_read: int = 0


def figures(actor: Actor, window: Window = "day") -> Dashboard:
    """The dashboard of one window. Raises SignInRequired, Forbidden."""
    require_admin(actor)
    length, slot = WINDOWS.get(window, WINDOWS["day"])
    now = utc_now()
    since = now - length
    traffic.flush()
    workers, queue_known = _workers()
    with read() as session:
        counted = figure_rows.count_by_status(session, since)
        before = figure_rows.count_by_status(session, since - length, since)
        durations = figure_rows.count_durations(session, since)
        queued, processing, oldest = figure_rows.queue_state(session)
        requests = request_rows.sum_since(session, since)
        by_reader, by_analyte = correction_rows.count_changes(session, since)
        return Dashboard(
            window=window if window in WINDOWS else "day",
            since=since,
            n_jobs=sum(counted.values()),
            n_previous=sum(before.values()),
            n_timed=sum(durations.values()),
            p50_s=_seconds(figure_rows.quantile_ms(session, since, durations, 0.50)),
            p95_s=_seconds(figure_rows.quantile_ms(session, since, durations, 0.95)),
            requests=sum(requests.values()),
            error_rate=_share(requests.get("error", 0), sum(requests.values())),
            failed_share=_share(
                counted.get(JobStatus.FAILED, 0), counted.get(JobStatus.FAILED, 0) + counted.get(JobStatus.DONE, 0)
            ),
            failed_by_reason=figure_rows.count_failures(session, since),
            queue_depth=queued,
            processing=processing,
            oldest_queued_s=(now - oldest).total_seconds() if oldest else None,
            funnel=events.count_funnel(session, since),
            recent_failures=[_failure(job) for job in figure_rows.list_failures(session)],
            steps=_steps(figure_rows.step_times(session, since)),
            hours=figure_rows.count_by_slot(session, since, slot, length // slot),
            workers=workers,
            queue_known=queue_known,
            model_version=models.version(),
            catalogue_version=load_catalogue().version,
            corrected_by_reader=by_reader,
            corrected_by_analyte=by_analyte,
            rows_read=correction_rows.count_read(session, since),
        )


def retry_failed(actor: Actor, job_id: str) -> None:
    """Run anybody's failed job again, noted in the audit log. Raises SignInRequired, Forbidden, NotFound, NotFailed."""
    require_admin(actor)
    with write() as session:
        if session.get(Job, job_id) is None:
            raise NotFound
        if not job_rows.reset(session, job_id, utc_now()):
            raise NotFailed
        audit.record(session, actor.user_id, "job_retried", "job", job_id, job_id=job_id, by="admin")
    enqueue_softly(job_id)


def _workers() -> tuple[list[WorkerView], bool]:
    try:
        seen = jobqueue.list_workers()
    except QueueUnavailable:
        return [], False
    return [WorkerView(w.name, w.state, w.heartbeat_age_s, w.jobs_done, w.is_alive) for w in seen], True


def _failure(job: Job) -> JobFailure:
    ended = job.finished_at or job.created_at
    return JobFailure(job.id, ended, job.error_code or "internal", job.error_reference, job.attempt)


def _steps(times: dict[str, list[int]]) -> list[tuple[str, float, float]]:
    known = [stage for stage in Stage if times.get(stage)]
    return [(stage, _rank(times[stage], 0.50), _rank(times[stage], 0.95)) for stage in known]


def _rank(values: list[int], share: float) -> float:
    ordered = sorted(values)
    return float(ordered[max(0, min(len(ordered) - 1, round(share * len(ordered) + 0.5) - 1))])


def _seconds(milliseconds: int | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

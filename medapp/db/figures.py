"""What the dashboard counts, in SQL that its indexes answer."""

import math
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from medapp.db.tables import Job
from medapp.domain.lifecycle import JobStatus

_status, _created, _duration = col(Job.status), col(Job.created_at), col(Job.duration_ms)
SAMPLED_JOBS = 2000
BUCKET_MS = 100


def count_by_status(session: Session, since: datetime, until: datetime | None = None) -> dict[str, int]:
    """How many jobs created in the window stand where."""
    # Naming every status lets SQLite search its index by status and time instead of scanning all of it.
    query = select(_status, func.count()).where(_status.in_(list(JobStatus)), _created >= since).group_by(_status)
    if until:
        query = query.where(_created < until)
    return dict(session.exec(query).all())


def count_durations(session: Session, since: datetime) -> dict[int, int]:
    """How many jobs done since then took so many tenths of a second: coarse, so that a million need no sorting."""
    bucket = (_duration // BUCKET_MS).label("bucket")
    query = select(bucket, func.count()).where(*_timed(since)).group_by(bucket)
    return dict(sorted((tenths or 0, count) for tenths, count in session.exec(query).all()))


def quantile_ms(session: Session, since: datetime, counted: dict[int, int], share: float) -> int | None:
    """The exact processing time that `share` of the jobs behind `counted` did not exceed: the nearest rank."""
    n = sum(counted.values())
    rank = max(0, math.ceil(round(share * n, 6)) - 1)
    for bucket, inside in counted.items():
        if rank < inside:
            near = (_duration >= bucket * BUCKET_MS, _duration < (bucket + 1) * BUCKET_MS)
            query = select(_duration).where(*_timed(since), *near).order_by(_duration).offset(rank).limit(1)
            return session.exec(query).first()
        rank -= inside
    return None


def count_failures(session: Session, since: datetime) -> list[tuple[str, int]]:
    """Reasons of failed jobs, the most frequent first."""
    code = col(Job.error_code)
    query = select(code, func.count()).where(_status == JobStatus.FAILED, _created >= since).group_by(code)
    return sorted(((name or "internal", n) for name, n in session.exec(query)), key=lambda pair: (-pair[1], pair[0]))


def queue_state(session: Session) -> tuple[int, int, datetime | None]:
    """(queued, processing, creation of the oldest queued job)."""
    counted = session.exec(
        select(_status, func.count(), func.min(_created))
        .where(_status.in_((JobStatus.QUEUED, JobStatus.PROCESSING)))
        .group_by(_status)
    )
    state: dict[str, tuple[int, Any]] = {status: (n, oldest) for status, n, oldest in counted}
    queued, oldest = state.get(JobStatus.QUEUED, (0, None))
    return queued, state.get(JobStatus.PROCESSING, (0, None))[0], oldest


def list_failures(session: Session, limit: int = 20) -> list[Job]:
    """The failed jobs that ended last."""
    query = select(Job).where(_status == JobStatus.FAILED).order_by(_created.desc()).limit(limit)
    return list(session.exec(query))


def step_times(session: Session, since: datetime) -> dict[str, list[int]]:
    """Milliseconds per stage of the newest jobs done since then."""
    query = select(Job.steps).where(_status == JobStatus.DONE, _created >= since)
    times: dict[str, list[int]] = {}
    for steps in session.exec(query.order_by(_created.desc()).limit(SAMPLED_JOBS)):
        for stage, spent_ms in (steps or {}).items():
            times.setdefault(stage, []).append(int(spent_ms))
    return times


def count_by_slot(session: Session, since: datetime, slot: timedelta, slots: int) -> list[tuple[datetime, int, int]]:
    """(start, done, failed) for each slot of time since then, empty ones too."""
    done: Counter[int] = Counter()
    failed: Counter[int] = Counter()
    for number in range(slots):
        counted = count_by_status(session, since + number * slot, since + (number + 1) * slot)
        done[number], failed[number] = counted.get(JobStatus.DONE, 0), counted.get(JobStatus.FAILED, 0)
    return [(since + number * slot, done[number], failed[number]) for number in range(slots)]


def _timed(since: datetime) -> tuple[Any, ...]:
    return (_status == JobStatus.DONE, _created >= since, _duration.is_not(None))

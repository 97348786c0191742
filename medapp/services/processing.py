"""What the worker calls: take a job, say where it stands, finish it once, or decide about another try."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

from loguru import logger
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from medapp import logs
from medapp.db import audit, events
from medapp.db import jobs as job_rows
from medapp.db import notices as notice_rows
from medapp.db import people as person_rows
from medapp.db import results as result_rows
from medapp.db import uploads as upload_rows
from medapp.db import users as user_rows
from medapp.db.engine import write
from medapp.db.tables import Job, utc_now
from medapp.domain.lifecycle import JobStatus, Stage
from medapp.domain.people import Person, Sex, age_on
from medapp.domain.results import Outcome
from medapp.errors import ConsentWithdrawn, GaveUp, MedAppError, Unavailable
from medapp.progress import nudge
from medapp.services.actors import CONSENT_PURPOSE
from medapp.services.notices import FAILED, READY
from medapp.settings import get_settings

WORKER = "worker"
LONGEST_PAUSE_S = 300.0


@dataclass(frozen=True, slots=True)
class UploadRef:
    storage_key: str
    original_name: str


@dataclass(slots=True)
class Claim:
    """One attempt at a job.

    `attempt` is the fence, `tries` counts since the last fresh start, `birth_date` is what the account says:
    the age on the day of sampling is better known from it than from `person`, which holds today's.
    """

    job_id: str
    attempt: int
    tries: int
    user_id: str
    upload: UploadRef
    person: Person
    person_id: str | None
    birth_date: date | None
    is_sample: bool
    steps: dict[str, int] = field(default_factory=dict)
    stage: Stage | None = None
    stage_began: float = 0.0


def start(job_id: str) -> Claim | None:
    """Take the job for one lease; None when it is taken, ended, not due or gone, or its owner took the consent back.

    Raises DatabaseUnavailable.
    """
    settings = get_settings()
    with write() as session:
        taken = job_rows.claim(session, job_id, utc_now(), settings.lease_s, settings.max_attempts)
        if taken is None:
            return None
        upload = upload_rows.get(session, taken.upload_id)
        if not upload.is_sample and not user_rows.find_consent(session, taken.user_id, CONSENT_PURPOSE):
            values, reference = {"purpose": CONSENT_PURPOSE}, logs.new_reference()
            _give_up(session, job_id, taken.attempt, taken.user_id, ConsentWithdrawn.code, values, reference)
            return None
        row = person_rows.find_of_upload(session, upload)
        born = row.birth_date if row else None
        person = Person(
            sex=Sex(row.sex) if row and row.sex else None,
            age_years=age_on(born, utc_now().date()) if born else None,
            pregnant=row.pregnant if row else None,
        )
        audit.record(session, WORKER, "job_started", "job", job_id, job_id=job_id, attempt=taken.attempt)
        return Claim(
            job_id=job_id,
            attempt=taken.attempt,
            tries=taken.tries,
            user_id=taken.user_id,
            upload=UploadRef(upload.storage_key, upload.original_name),
            person=person,
            person_id=row.id if row else None,
            birth_date=born,
            is_sample=upload.is_sample,
        )


def report_stage(claim: Claim, stage: Stage, rows_read: int | None = None) -> bool:
    """Say that the next stage begins; False when the attempt is no longer ours. Raises DatabaseUnavailable."""
    _close_stage(claim)
    claim.stage, claim.stage_began = stage, monotonic()
    with write() as session:
        return job_rows.set_stage(
            session,
            claim.job_id,
            claim.attempt,
            stage,
            rows_read=rows_read,
            steps=dict(claim.steps) or None,
            lease_until=_longer_lease() if stage is Stage.RECOGNISING else None,
        )


def complete(claim: Claim, outcome: Outcome) -> bool:
    """Result, measurements, done, audit and event in one transaction; False when another attempt holds the job."""
    _close_stage(claim)
    now = utc_now()
    try:
        with write(durable=True) as session:
            rows = len(outcome.report.measurements)
            ours = job_rows.finish_done(session, claim.job_id, claim.attempt, now, rows_read=rows, steps=claim.steps)
            if not ours:
                logger.warning("fenced: another attempt holds the job")
                return False
            result = result_rows.add(
                session,
                outcome,
                job_id=claim.job_id,
                owner_id=claim.user_id,
                person_id=claim.person_id,
                is_sample=claim.is_sample,
                now=now,
            )
            if not claim.is_sample:
                notice_rows.add(session, claim.user_id, READY, claim.job_id, now, result.id)
            audit.record(session, WORKER, "job_done", "job", claim.job_id, job_id=claim.job_id, attempt=claim.attempt)
            if any(finding.code.startswith("critical") for finding in outcome.findings):
                audit.record(session, WORKER, "critical_shown", "result", result.id, job_id=claim.job_id)
            events.emit(session, "job_done", claim.user_id, claim.job_id, is_sample=claim.is_sample)
    except IntegrityError:
        logger.warning("fenced: the job has a result already")
        return False
    return True


def fail(claim: Claim, error: BaseException, reference: str | None = None) -> bool:
    """The one place that decides: another try after a growing pause, or failed with a reason.

    False means that another attempt holds the job and nothing was written.
    """
    reference = reference or logs.new_reference()
    with write() as session:
        if _is_worth_another_try(error, claim.tries):
            return _pause(session, claim.job_id, claim.attempt, claim.tries, error.code, reference)  # type: ignore[attr-defined]
        code = error.code if isinstance(error, MedAppError) else "internal"
        values = error.values if isinstance(error, MedAppError) else {}
        if isinstance(error, Unavailable):
            values = values | {"attempts": claim.tries}
        return _give_up(session, claim.job_id, claim.attempt, claim.user_id, code, values, reference)


def horse_died(job_id: str, blame: MedAppError | None = None) -> tuple[str, int] | None:
    """The process of this job was killed: end its lease. The pair to enqueue at once, or None when it is over.

    `blame` says that the file itself made the process end: trying again would be vain, the job fails with it.
    """
    now = utc_now()
    with write() as session:
        if job_rows.release_lease(session, job_id, now - timedelta(seconds=1)) is None:
            return None
        job = session.get_one(Job, job_id)
        audit.record(
            session, WORKER, "process_died", "job", job_id, outcome="error", job_id=job_id, attempt=job.attempt
        )
        again = None if blame else _again_or_over(session, job)
        if blame:
            _give_up(session, job_id, job.attempt, job.user_id, blame.code, blame.values, logs.new_reference())
    nudge(job.user_id, job_id)
    return again


def sweep() -> list[tuple[str, int]]:
    """Open jobs that nobody works on: those out of attempts are failed, the rest come back as (job id, attempt)."""
    with write() as session:
        stale = job_rows.list_stale(session, utc_now(), grace_s=get_settings().forgotten_s)
        again = {job.id: _again_or_over(session, job) for job in stale}
    for job in stale:
        if again[job.id] is None:
            nudge(job.user_id, job.id)
    return [pair for pair in again.values() if pair]


def pause_s(tries: int, first_s: float) -> float:
    """Seconds before the next try: three times longer each time, and never two jobs in step."""
    return min(first_s * 3 ** (tries - 1), LONGEST_PAUSE_S) * random.uniform(0.8, 1.2)  # noqa: S311  no secret


def _is_worth_another_try(error: BaseException, tries: int) -> bool:
    return isinstance(error, MedAppError) and error.transient and tries < get_settings().max_attempts


def _again_or_over(session: Session, job: Job) -> tuple[str, int] | None:
    tries = job.attempt - job.attempts_before
    if job.status == JobStatus.QUEUED or tries < get_settings().max_attempts:
        return job.id, job.attempt
    reference = logs.new_reference()
    logger.bind(job_id=job.id, reference=reference).error("gave up after {} attempts", tries)
    _give_up(session, job.id, job.attempt, job.user_id, GaveUp.code, {"attempts": tries}, reference)
    return None


def _pause(session: Session, job_id: str, attempt: int, tries: int, code: str, reference: str) -> bool:
    seconds = pause_s(tries, get_settings().retry_pause_s)
    next_at: datetime = utc_now() + timedelta(seconds=seconds)
    logger.bind(reference=reference).warning("{}: attempt {} failed, again in {:.0f} s", code, tries, seconds)
    if not job_rows.requeue_later(session, job_id, attempt, next_at, code=code, reference=reference):
        return False
    details = {"code": code, "reference": reference, "tries": tries}
    audit.record(session, WORKER, "job_paused", "job", job_id, outcome="error", job_id=job_id, **details)
    return True


def _give_up(
    session: Session, job_id: str, attempt: int, owner_id: str, code: str, values: dict[str, Any], reference: str
) -> bool:
    now = utc_now()
    if not job_rows.finish_failed(session, job_id, attempt, now, code=code, values=values, reference=reference):
        return False
    logger.bind(reference=reference).info("job failed: {}", code)
    details = {"code": code, "reference": reference, "attempt": attempt}
    audit.record(session, WORKER, "job_failed", "job", job_id, outcome="error", job_id=job_id, **details)
    notice_rows.add(session, owner_id, FAILED, job_id, now)
    events.emit(session, "job_failed", owner_id, job_id, code=code)
    return True


def _longer_lease() -> datetime:
    """Pictures take seconds a page: nobody may take the job over meanwhile."""
    settings = get_settings()
    return utc_now() + timedelta(seconds=settings.lease_s + settings.recognition_timeout_s)


def _close_stage(claim: Claim) -> None:
    if claim.stage:
        spent_ms = round((monotonic() - claim.stage_began) * 1000)
        claim.steps[claim.stage] = claim.steps.get(claim.stage, 0) + spent_ms
        claim.stage = None

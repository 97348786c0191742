"""What the queue runs: claim the job, fetch its bytes, read them confined, save, tell the open pages.

Nothing is raised to the queue: the database says what became of a job, and
services.processing decides whether it is tried again.
"""

import os
from math import ceil

from medapp import logs, storage
from medapp.domain.lifecycle import Stage
from medapp.domain.results import Outcome
from medapp.errors import MedAppError, TooComplex
from medapp.ingest.limits import Limits as ReadingLimits
from medapp.progress import nudge
from medapp.services import processing
from medapp.settings import get_settings
from worker import pipeline
from worker.model import warm_model
from worker.sandbox import Limits, OutOfTime, confined

MEGABYTE = 1024 * 1024


def process(job_id: str) -> None:
    """Work on one job, if it is still to be had. Running it twice is harmless."""
    with logs.bound(job_id=job_id):
        claim = _claim(job_id)
        if claim is None:
            return
        with logs.bound(user_id=claim.user_id):
            nudge(claim.user_id, job_id)
            _work_on(claim)
            nudge(claim.user_id, job_id)


def _claim(job_id: str) -> processing.Claim | None:
    try:
        return processing.start(job_id)
    except Exception as error:  # noqa: BLE001  the row is untouched: housekeeping sends it again
        logs.log_defect(error)
        return None


def _work_on(claim: processing.Claim) -> None:
    try:
        processing.complete(claim, _read_confined(claim, storage.fetch(claim.upload.storage_key)))
    except OutOfTime:  # the alarm rang between the last line read and the end of the confinement
        _fail(claim, TooComplex(limit="time"))
    except Exception as error:  # noqa: BLE001  decided in one place, from the error's kind
        _fail(claim, error)


def _read_confined(claim: processing.Claim, data: bytes) -> Outcome:
    settings = get_settings()
    with confined(_reading_limits()) as confinement:

        def report_stage(stage: Stage, /, rows_read: int | None = None) -> None:
            if stage is Stage.RECOGNISING:
                confinement.use(_recognition_limits())
            processing.report_stage(claim, stage, rows_read)
            nudge(claim.user_id, claim.job_id)

        return pipeline.process(
            data,
            claim.upload.original_name,
            claim.person,
            warm_model(),
            report_stage=confinement.outside(report_stage),
            limits=ReadingLimits(
                size_bytes=settings.max_file_bytes, pages=settings.max_pages, engine=settings.ocr_engine
            ),
        )


def _fail(claim: processing.Claim, error: Exception) -> None:
    reference = logs.new_reference() if isinstance(error, MedAppError) else logs.log_defect(error)
    try:
        processing.fail(claim, error, reference)
    except Exception as second:  # noqa: BLE001  the lease runs out and housekeeping takes over
        logs.log_defect(second, reference)


def _reading_limits() -> Limits:
    settings = get_settings()
    return Limits(
        memory_bytes=settings.read_memory_mb * MEGABYTE, cpu_s=settings.read_cpu_s, wall_s=settings.job_timeout_s
    )


def _recognition_limits() -> Limits:
    """Looking at pictures takes seconds a page on every core there is."""
    settings = get_settings()
    cpu_s = ceil(settings.recognition_timeout_s * (os.cpu_count() or 1))
    return Limits(settings.recognition_memory_mb * MEGABYTE, cpu_s, wall_s=settings.recognition_timeout_s)

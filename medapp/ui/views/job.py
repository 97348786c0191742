"""A job's page: the line with six stops while it is read, or what happened and what to do when it stopped."""

from dataclasses import dataclass, field
from datetime import datetime

from medapp.domain.lifecycle import JobStatus, Stage
from medapp.i18n import error_words, format_datetime, format_number, format_time, plural, translate
from medapp.i18n.formats import NO_BREAK_SPACE
from medapp.services.jobs import JobView

STOPS = ("uploaded", Stage.READING, Stage.RECOGNISING, Stage.CHECKING, Stage.SCORING, "ready")
RETRY_HELPS = frozenset({"internal", "gave_up", "unavailable", "too_complex"})


@dataclass(frozen=True)
class StopView:
    """`classes` is "done", "now" or ""; `caption` is what is known of this stop."""

    name: str = ""
    classes: str = ""
    caption: str = ""
    current: str = "false"


@dataclass(frozen=True)
class FailureView:
    """What happened, whose fault it is, what to do; `can_retry` when trying again may help."""

    title: str = ""
    detail: str = ""
    next_step: str = ""
    reference: str = ""
    can_retry: bool = False


@dataclass(frozen=True)
class JobPageView:
    """`kind`: "open", "done" or "failed". `delay` starts the clock of the page where the job's own clock stands."""

    id: str = ""
    kind: str = ""
    heading: str = ""
    file_name: str = ""
    uploaded: str = ""
    rows: str = ""
    note: str = ""
    delay: str = "0s"
    is_sample: bool = False
    result_id: str = ""
    stops: list[StopView] = field(default_factory=list)
    failure: FailureView = field(default_factory=FailureView)
    announcement: str = ""


def show_job(job: JobView, language: str, now: datetime) -> JobPageView:
    """The page of one job at `now`."""
    kind = {JobStatus.DONE: "done", JobStatus.FAILED: "failed"}.get(JobStatus(job.status), "open")
    stops = _stops(job, language)
    heading = _heading(job, language)
    return JobPageView(
        id=job.id,
        kind=kind,
        heading=heading,
        file_name=job.file_name,
        uploaded=translate(language, "job.uploaded_at", moment=format_datetime(job.created_at, language)),
        rows="" if job.rows_read is None else plural(language, "job.rows_read", job.rows_read),
        note=_note(job, language),
        delay=f"-{max(0, int((now - job.created_at).total_seconds()))}s",
        is_sample=job.is_sample,
        result_id=job.result_id or "",
        stops=stops,
        failure=_failure(job, language) if kind == "failed" else FailureView(),
        announcement=_announcement(heading, stops),
    )


def show_size(size_bytes: int, language: str) -> str:
    """0.3 MB, 51 kB."""
    if size_bytes >= 100_000:
        number, unit = format_number(size_bytes / 1_000_000, language, 1), translate(language, "sizes.mb")
    else:
        number, unit = format_number(max(1, round(size_bytes / 1000)), language), translate(language, "sizes.kb")
    return f"{number}{NO_BREAK_SPACE}{unit}"


def _heading(job: JobView, language: str) -> str:
    if job.status == JobStatus.QUEUED and job.error_code:
        return translate(language, "job.heading_retrying")
    if job.status == JobStatus.FAILED:
        return error_words(language, job.error_code or "internal", **job.error_values).title
    return translate(language, f"job.heading_{job.status}")


def _note(job: JobView, language: str) -> str:
    if job.status != JobStatus.QUEUED:
        return ""
    if job.error_code and job.next_at:
        return translate(
            language,
            "job.retry_at",
            time=format_time(job.next_at, language),
            attempt=job.attempt,
            reason=error_words(language, job.error_code, **job.error_values).title,
        )
    return translate(language, "job.queued_note")


def _stops(job: JobView, language: str) -> list[StopView]:
    here = _stop_index(job)
    captions = {0: show_size(job.size_bytes, language)}
    if job.rows_read is not None:
        captions[STOPS.index(Stage.RECOGNISING)] = plural(language, "job.rows", job.rows_read)
    return [
        StopView(
            name=translate(language, f"stages.{stop}"),
            classes="done" if place < here else "now" if place == here else "",
            caption=captions.get(place, ""),
            current="step" if place == here else "false",
        )
        for place, stop in enumerate(STOPS)
    ]


def _stop_index(job: JobView) -> int:
    """Index of the stop in hand; past the last one when all is done."""
    if job.status == JobStatus.DONE:
        return len(STOPS)
    if job.status == JobStatus.PROCESSING:
        return STOPS.index(Stage(job.stage)) if job.stage else 1
    return 1


def _failure(job: JobView, language: str) -> FailureView:
    words = error_words(language, job.error_code or "internal", **job.error_values)
    code = job.error_code or "internal"
    return FailureView(
        title=words.title,
        detail=words.detail,
        next_step=words.next_step,
        reference=job.error_reference or "",
        can_retry=code in RETRY_HELPS or code.endswith(("_unavailable", "_timeout")),
    )


def _announcement(heading: str, stops: list[StopView]) -> str:
    now = next((stop.name for stop in stops if stop.classes == "now"), "")
    return f"{heading}. {now}" if now else heading

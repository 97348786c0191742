"""The history: reports by date of sampling, and on top those still on their way."""

from dataclasses import dataclass, field
from datetime import date

from medapp.domain.lifecycle import JobStatus
from medapp.i18n import error_words, format_date, format_datetime, format_number, translate
from medapp.services.jobs import JobView
from medapp.services.reports import ResultSummary
from medapp.ui import routes


@dataclass(frozen=True)
class OpenJobView:
    """`kind` is the class of the state word; `word` says where it stands."""

    href: str = ""
    file_name: str = ""
    uploaded: str = ""
    word: str = ""
    kind: str = "none"
    icon: str = "working"


@dataclass(frozen=True)
class ReportRowView:
    """`score` is empty when there is none, then `no_score` says so in words."""

    href: str = ""
    date: str = ""
    laboratory: str = ""
    file_name: str = ""
    markers: str = ""
    score: str = ""
    class_word: str = ""
    no_score: str = ""
    outside: str = ""
    outside_kind: str = "none"
    is_sample: bool = False


@dataclass(frozen=True)
class HistoryView:
    loaded: bool = False
    open_jobs: list[OpenJobView] = field(default_factory=list)
    reports: list[ReportRowView] = field(default_factory=list)
    next_cursor: str = ""

    @property
    def is_empty(self) -> bool:
        return self.loaded and not self.open_jobs and not self.reports


def show_open_job(job: JobView, language: str) -> OpenJobView:
    """A job on its way, or one that stopped: both stand above the reports until they are read or deleted."""
    failed = job.status == JobStatus.FAILED
    if failed:
        word = error_words(language, job.error_code or "internal", **job.error_values).title
    elif job.status == JobStatus.PROCESSING and job.stage:
        word = translate(language, f"stages.{job.stage}")
    else:
        word = translate(language, f"statuses.{job.status}")
    return OpenJobView(
        href=routes.job(job.id),
        file_name=job.file_name,
        uploaded=format_datetime(job.created_at, language),
        word=word,
        kind="clear" if failed else "none",
        icon="file-alert" if failed else "working",
    )


def show_report_row(item: ResultSummary, language: str) -> ReportRowView:
    """One line of the list."""
    scored = item.score_status == "scored"
    number = scored and item.score is not None and not item.score_limited
    return ReportRowView(
        href=routes.result(item.id),
        date=_date(item.collected_at, language),
        laboratory=item.laboratory or "",
        file_name=item.file_name,
        markers=format_number(item.measured_count, language),
        score=format_number(round(item.score), language) if number and item.score is not None else "",
        class_word=translate(language, f"score.classes.{item.score_class}") if scored and item.score_class else "",
        no_score="" if scored else translate(language, "history.no_score"),
        outside=format_number(item.attention_count, language),
        outside_kind="out" if item.attention_count else "in",
        is_sample=item.is_sample,
    )


def _date(day: date | None, language: str) -> str:
    return format_date(day, language) if day else translate(language, "history.no_date")

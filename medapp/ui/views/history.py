"""The history: reports by date of sampling, and on top those still on their way."""

from dataclasses import dataclass, field, replace
from datetime import date

from medapp.domain.lifecycle import JobStatus
from medapp.i18n import error_words, format_date, format_datetime, format_number, translate
from medapp.services.jobs import JobView
from medapp.services.reports import ResultPage, ResultSummary
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
    """`cursor` is where earlier reports begin, "" when all are shown; `is_empty` only after reading."""

    open_jobs: list[OpenJobView] = field(default_factory=list)
    stopped: list[OpenJobView] = field(default_factory=list)
    reports: list[ReportRowView] = field(default_factory=list)
    cursor: str = ""
    is_empty: bool = False


def show_history(open_jobs: list[JobView], stopped: list[JobView], page: ResultPage, language: str) -> HistoryView:
    return HistoryView(
        open_jobs=[show_open_job(job, language) for job in open_jobs],
        stopped=[show_open_job(job, language) for job in stopped],
        reports=[show_report_row(item, language) for item in page.items],
        cursor=page.next_cursor or "",
        is_empty=not (open_jobs or stopped or page.items),
    )


def add_earlier(view: HistoryView, page: ResultPage, language: str) -> HistoryView:
    """The same history with the next page below what is shown."""
    more = [show_report_row(item, language) for item in page.items]
    return replace(view, reports=[*view.reports, *more], cursor=page.next_cursor or "")


def show_open_job(job: JobView, language: str) -> OpenJobView:
    """A job on its way, or one that stopped: both stand above the reports until they are read or deleted."""
    failed = job.status == JobStatus.FAILED
    if failed:
        word = error_words(language, job.error_code or "internal", **job.error_values).title
    elif job.error_code:
        word = translate(language, "history.retrying")
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

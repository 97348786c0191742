"""The history: reports by date of sampling, and on top those still on their way."""

from dataclasses import dataclass, field, replace

from medapp.domain.lifecycle import JobStatus
from medapp.i18n import error_words, format_date, format_datetime, format_number, plural, translate
from medapp.i18n.formats import format_short_date
from medapp.services.jobs import JobView
from medapp.services.reports import ResultPage, ResultSummary
from medapp.ui import routes
from medapp.ui.views.printed import DASH

LONG_LIST = 6  # from so many reports on a search field helps
DAYS_A_MONTH = 30.44


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
    """`score` is empty when there is none, then `no_score` says so in words; `context` is fasting and the note."""

    id: str = ""
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
    context: str = ""
    pick_label: str = ""


@dataclass(frozen=True)
class HistoryView:
    """`cursor` is where earlier reports begin, "" when all are shown; `is_empty` only after reading.

    `span` says how many reports over which time, `newest_pair` leads to the comparison of the two newest.
    """

    open_jobs: list[OpenJobView] = field(default_factory=list)
    stopped: list[OpenJobView] = field(default_factory=list)
    reports: list[ReportRowView] = field(default_factory=list)
    cursor: str = ""
    is_empty: bool = False
    is_searched: bool = False
    can_search: bool = False
    span: str = ""
    newest_pair: str = ""


def show_history(
    open_jobs: list[JobView], stopped: list[JobView], page: ResultPage, language: str, *, is_searched: bool = False
) -> HistoryView:
    """`is_searched` says that the page holds only what a search found."""
    own = [item for item in page.items if not item.is_sample]
    return HistoryView(
        open_jobs=[show_open_job(job, language) for job in open_jobs],
        stopped=[show_open_job(job, language) for job in stopped],
        reports=[show_report_row(item, language) for item in page.items],
        cursor=page.next_cursor or "",
        is_empty=not (open_jobs or stopped or page.items or is_searched),
        is_searched=is_searched,
        can_search=is_searched or len(page.items) >= LONG_LIST,
        span="" if is_searched else _span(own, bool(page.next_cursor), language),
        newest_pair=routes.compare(own[0].id, own[1].id) if len(own) > 1 and not is_searched else "",
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
    day = _dates(item, language)
    scored = item.score_status == "scored"
    number = scored and item.score is not None and not item.score_limited
    return ReportRowView(
        id=item.id,
        href=routes.result(item.id),
        date=day,
        laboratory=item.laboratory or "",
        file_name=item.file_name,
        markers=format_number(item.measured_count, language),
        score=format_number(round(item.score), language) if number and item.score is not None else "",
        class_word=translate(language, f"score.classes.{item.score_class}") if scored and item.score_class else "",
        no_score="" if scored else translate(language, "history.no_score"),
        outside=format_number(item.attention_count, language),
        outside_kind="out" if item.attention_count else "in",
        is_sample=item.is_sample,
        context=_context(item, language),
        pick_label=translate(language, "history.pick", date=day),
    )


def _dates(item: ResultSummary, language: str) -> str:
    """The day of sampling, or the first and the last of a table over several dates."""
    if item.days:
        first, last = (format_short_date(day, language) for day in item.days)
        return f"{first} {DASH} {last}"
    return format_date(item.collected_at, language) if item.collected_at else translate(language, "history.no_date")


def _context(item: ResultSummary, language: str) -> str:
    said = [] if item.fasting is None else [translate(language, f"context.{'fasting' if item.fasting else 'fed'}")]
    return " · ".join([*said, *([item.note] if item.note else [])])


def _span(own: list[ResultSummary], has_more: bool, language: str) -> str:
    """ "6 reports over 3 years"; nothing while earlier pages are not read, since the count would be wrong."""
    days = [day for item in own for day in (item.days or (item.collected_at,)) if day]
    if has_more or not days:
        return ""
    count = plural(language, "history.count", len(own))
    months = round((max(days) - min(days)).days / DAYS_A_MONTH)
    if months < 1 or len(own) == 1:
        return count
    unit, number = ("years", round(months / 12)) if months >= 18 else ("months", months)
    return translate(language, "history.over", reports=count, time=plural(language, f"history.{unit}", number))

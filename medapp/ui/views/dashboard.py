"""The administrators' dashboard in words: a verdict, figures with their n, lines, bars and tables."""

from dataclasses import dataclass, field
from datetime import datetime

from medapp.i18n import format_number, format_time, translate
from medapp.services.dashboard import Dashboard
from medapp.ui.views.dashboard_panels import (
    BarView,
    FailureRowView,
    HourView,
    StepView,
    WorkerRowView,
    show_corrections,
    show_failures,
    show_funnel,
    show_hours,
    show_hours_label,
    show_reasons,
    show_steps,
    show_workers,
)

FAILING_FROM = 0.10  # share of stopped reports from which the heading says so
ERRORS_FROM = 0.01
SLOW_FROM_S = 10.0
WAITING_FROM_S = 30.0
FEW = 5  # below so many ended jobs a share says nothing


@dataclass(frozen=True)
class FigureView:
    """`value` is empty when there is no data; then the page says that instead of a zero."""

    name: str = ""
    value: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class DashboardView:
    window: str = "day"
    verdict: str = ""
    updated: str = ""
    figures: list[FigureView] = field(default_factory=list)
    steps: list[StepView] = field(default_factory=list)
    funnel: list[BarView] = field(default_factory=list)
    reasons: list[BarView] = field(default_factory=list)
    corrections: list[BarView] = field(default_factory=list)
    corrections_note: str = ""
    workers: list[WorkerRowView] = field(default_factory=list)
    hours: list[HourView] = field(default_factory=list)
    hours_label: str = ""
    failures: list[FailureRowView] = field(default_factory=list)
    model: str = ""


def show_dashboard(data: Dashboard, now: datetime, language: str) -> DashboardView:
    return DashboardView(
        window=data.window,
        verdict=translate(language, f"dashboard.verdict_{judge(data)}"),
        updated=translate(language, "dashboard.updated", time=format_time(now, language)),
        figures=_figures(data, language),
        steps=show_steps(data, language),
        funnel=show_funnel(data, language),
        reasons=show_reasons(data, language),
        corrections=show_corrections(data, language),
        corrections_note=translate(
            language,
            "dashboard.corrections_note",
            count=sum(count for _, count in data.corrected_by_reader),
            rows=data.rows_read,
        ),
        workers=show_workers(data, language),
        hours=show_hours(data, language),
        hours_label=show_hours_label(data, language),
        failures=show_failures(data, language),
        model=translate(
            language, "dashboard.model", model=data.model_version or "–", catalogue=data.catalogue_version or "–"
        ),
    )


def judge(data: Dashboard) -> str:
    """The heading's verdict, the most pressing first; a code."""
    ended = sum(done + failed for _, done, failed in data.hours)
    if data.queue_known and not any(worker.is_alive for worker in data.workers):
        return "no_worker"
    if (data.oldest_queued_s or 0) >= WAITING_FROM_S:
        return "waiting"
    if data.error_rate is not None and data.error_rate >= ERRORS_FROM:
        return "errors"
    if data.n_jobs == 0:
        return "empty"
    if ended >= FEW and (data.failed_share or 0) >= FAILING_FROM:
        return "failing"
    if (data.p95_s or 0) >= SLOW_FROM_S:
        return "slow"
    return "good"


def _figures(data: Dashboard, language: str) -> list[FigureView]:
    ended = sum(done + failed for _, done, failed in data.hours)
    failed = sum(count for _, count in data.failed_by_reason)
    errors = round((data.error_rate or 0) * data.requests)
    oldest = data.oldest_queued_s

    def say(code: str, **values: object) -> str:
        return translate(language, f"dashboard.{code}", **values)

    queue_note = (
        say("queue_empty") if oldest is None else say("queue_oldest", seconds=format_number(round(oldest), language))
    )
    return [
        FigureView(
            say(f"jobs_{data.window}"),
            format_number(data.n_jobs, language),
            "",
            say("jobs_before", count=data.n_previous),
        ),
        FigureView(say("p50"), *_time(data.p50_s, language), say("p50_note", count=data.n_timed)),
        FigureView(say("p95"), *_time(data.p95_s, language), say("p95_note", count=data.n_timed)),
        FigureView(say("failed"), *_share(data.failed_share, language), say("failed_note", failed=failed, count=ended)),
        FigureView(
            say("errors"), *_share(data.error_rate, language), say("errors_note", errors=errors, count=data.requests)
        ),
        FigureView(say("queue"), format_number(data.queue_depth, language), "", queue_note),
    ]


def _time(seconds: float | None, language: str) -> tuple[str, str]:
    if seconds is None:
        return "", ""
    digits = 2 if seconds < 1 else 1
    return format_number(seconds, language, digits), translate(language, "dashboard.seconds")


def _share(share: float | None, language: str) -> tuple[str, str]:
    return ("", "") if share is None else (format_number(100 * share, language, 1), "%")

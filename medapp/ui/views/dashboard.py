"""The administrators' dashboard in words: a verdict, figures with their n, lines, bars and tables."""

from dataclasses import dataclass, field
from datetime import datetime

from medapp.i18n import error_words, format_date, format_datetime, format_number, format_time, knows, translate
from medapp.i18n.formats import NO_BREAK_SPACE
from medapp.services.dashboard import Dashboard
from medapp.ui.views.marks import percent

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
class BarView:
    name: str = ""
    width: str = "0%"
    count: str = ""
    share: str = ""


@dataclass(frozen=True)
class StepView:
    name: str = ""
    p50: str = ""
    p95: str = ""
    p50_left: str = "0%"
    p95_left: str = "0%"
    label: str = ""


@dataclass(frozen=True)
class WorkerRowView:
    name: str = ""
    word: str = ""
    kind: str = "none"
    icon: str = "clock"
    done: str = ""
    seen: str = ""


@dataclass(frozen=True)
class HourView:
    label: str = ""
    done: str = ""
    failed: str = ""
    done_height: str = "0%"
    failed_height: str = "0%"
    tick: str = ""


@dataclass(frozen=True)
class FailureRowView:
    job_id: str = ""
    when: str = ""
    reason: str = ""
    reference: str = ""
    attempts: str = ""


@dataclass(frozen=True)
class DashboardView:
    window: str = "day"
    verdict: str = ""
    updated: str = ""
    figures: list[FigureView] = field(default_factory=list)
    steps: list[StepView] = field(default_factory=list)
    funnel: list[BarView] = field(default_factory=list)
    reasons: list[BarView] = field(default_factory=list)
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
        steps=_steps(data, language),
        funnel=_funnel(data, language),
        reasons=_reasons(data, language),
        workers=_workers(data, language),
        hours=_hours(data, language),
        hours_label=_hours_label(data, language),
        failures=_failures(data, language),
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


def _steps(data: Dashboard, language: str) -> list[StepView]:
    """All steps on one scale, so that the longest shows as the longest."""
    longest = max((p95 for _, _, p95 in data.steps), default=0) or 1
    unit = translate(language, "dashboard.milliseconds")
    shown = []
    for stage, p50, p95 in data.steps:
        name = translate(language, f"stages.{stage}") if knows(f"stages.{stage}") else stage
        low, high = (f"{format_number(round(value), language)}{NO_BREAK_SPACE}{unit}" for value in (p50, p95))
        shown.append(
            StepView(
                name,
                low,
                high,
                percent(96 * p50 / longest),
                percent(96 * p95 / longest),
                f"{name}: p50 {low}, p95 {high}",
            )
        )
    return shown


def _funnel(data: Dashboard, language: str) -> list[BarView]:
    most = max((count for _, count in data.funnel), default=0)
    begun = dict(data.funnel).get("upload_started", 0)
    return [
        BarView(
            translate(language, f"dashboard.events.{name}") if knows(f"dashboard.events.{name}") else name,
            percent(100 * count / most),
            format_number(count, language),
            f"{format_number(round(100 * count / begun), language)}{NO_BREAK_SPACE}%"
            if begun and name != "signup"
            else "",
        )
        for name, count in data.funnel
        if most
    ]


def _reasons(data: Dashboard, language: str) -> list[BarView]:
    most = max((count for _, count in data.failed_by_reason), default=0) or 1
    return [
        BarView(error_words(language, code).title, percent(100 * count / most), format_number(count, language))
        for code, count in data.failed_by_reason
    ]


def _workers(data: Dashboard, language: str) -> list[WorkerRowView]:
    rows = []
    for place, worker in enumerate(data.workers, 1):
        busy = worker.is_alive and worker.state == "busy"
        code = f"dashboard.worker_{worker.state}" if worker.is_alive else "dashboard.worker_silent"
        rows.append(
            WorkerRowView(
                name=f"{translate(language, 'dashboard.worker')} {place}",
                word=translate(language, code) if knows(code) else worker.state,
                kind="in" if worker.is_alive else "clear",
                icon="working" if busy else "clock" if worker.is_alive else "octagon-alert",
                done=format_number(worker.jobs_done, language),
                seen=f"{format_number(round(worker.heartbeat_age_s), language)}{NO_BREAK_SPACE}"
                f"{translate(language, 'dashboard.seconds')}",
            )
        )
    return rows


def _hours(data: Dashboard, language: str) -> list[HourView]:
    most = max((done + failed for _, done, failed in data.hours), default=0) or 1
    every = max(1, len(data.hours) // 8)
    return [
        HourView(
            label=_slot(start, data.window, language),
            done=format_number(done, language),
            failed=format_number(failed, language),
            done_height=percent(100 * done / most),
            failed_height=percent(100 * failed / most),
            tick=_slot(start, data.window, language) if place % every == 0 else "",
        )
        for place, (start, done, failed) in enumerate(data.hours)
    ]


def _slot(start: datetime, window: str, language: str) -> str:
    if window == "week":
        return format_date(start.astimezone().date(), language, with_year=False)
    return format_time(start, language)


def _hours_label(data: Dashboard, language: str) -> str:
    """What the chart says, for a reader that speaks; empty when nothing ended in the window."""
    busiest = max(data.hours, key=lambda slot: slot[1] + slot[2], default=None)
    if busiest is None or busiest[1] + busiest[2] == 0:
        return ""
    return translate(
        language,
        "dashboard.hours_label",
        hour=_slot(busiest[0], data.window, language),
        count=busiest[1] + busiest[2],
    )


def _failures(data: Dashboard, language: str) -> list[FailureRowView]:
    return [
        FailureRowView(
            job_id=item.job_id,
            when=format_datetime(item.at, language),
            reason=error_words(language, item.code).title,
            reference=item.reference or "–",
            attempts=format_number(item.attempts, language),
        )
        for item in data.recent_failures
    ]

"""The panels below the dashboard's figures: times by step, the funnel, reasons, workers, hours, recent failures."""

from dataclasses import dataclass
from datetime import datetime

from medapp.domain.analytes import load_catalogue
from medapp.i18n import error_words, format_date, format_datetime, format_number, format_time, knows, translate
from medapp.i18n.formats import NO_BREAK_SPACE
from medapp.services.dashboard import Dashboard
from medapp.ui.views.marks import percent
from medapp.ui.views.printed import name_of


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


def show_steps(data: Dashboard, language: str) -> list[StepView]:
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


def show_funnel(data: Dashboard, language: str) -> list[BarView]:
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


def show_reasons(data: Dashboard, language: str) -> list[BarView]:
    most = max((count for _, count in data.failed_by_reason), default=0) or 1
    return [
        BarView(error_words(language, code).title, percent(100 * count / most), format_number(count, language))
        for code, count in data.failed_by_reason
    ]


def show_corrections(data: Dashboard, language: str) -> list[BarView]:
    """Readers first, then markers: where people put right what was read, as shares of all that they did."""
    total = sum(count for _, count in data.corrected_by_reader) or 1

    def bar(name: str, count: int) -> BarView:
        share = f"{format_number(round(100 * count / total), language)}{NO_BREAK_SPACE}%"
        return BarView(name, percent(100 * count / total), format_number(count, language), share)

    readers = [
        bar(translate(language, f"readers.{reader}") if knows(f"readers.{reader}") else reader, count)
        for reader, count in data.corrected_by_reader
    ]
    return [*readers, *(bar(_marker(analyte, language), count) for analyte, count in data.corrected_by_analyte)]


def _marker(analyte_id: str | None, language: str) -> str:
    analyte = load_catalogue().analytes.get(analyte_id or "")
    return name_of(analyte, analyte_id or translate(language, "dashboard.corrections_unknown"), language)


def show_workers(data: Dashboard, language: str) -> list[WorkerRowView]:
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


def show_hours(data: Dashboard, language: str) -> list[HourView]:
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


def show_hours_label(data: Dashboard, language: str) -> str:
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


def show_failures(data: Dashboard, language: str) -> list[FailureRowView]:
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

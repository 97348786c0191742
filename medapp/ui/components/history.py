"""The lists of the history, and what stands there before the first report."""

from typing import Any

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.forms import native_form
from medapp.ui.text import t
from medapp.ui.views.history import HistoryView, OpenJobView, ReportRowView


def history_lists(view: rx.Var[HistoryView], earlier: Any) -> rx.Component:
    """What is being read, what stopped, and the reports."""
    return rx.fragment(
        rx.el.div(
            _jobs("history.open_heading", view.open_jobs),
            _jobs("history.stopped_heading", view.stopped),
            custom_attrs={"aria-live": "polite"},
        ),
        rx.cond(view.reports, _reports(view.reports), rx.fragment()),
        rx.cond(
            view.cursor,
            rx.el.p(
                rx.el.button(t("history.more"), type="button", class_name="btn alt sm", on_click=earlier),
                class_name="spaced",
            ),
            rx.fragment(),
        ),
    )


def _jobs(heading: str, jobs: rx.Var[list[OpenJobView]]) -> rx.Component:
    return rx.cond(
        jobs,
        rx.el.section(
            rx.el.h2(t(heading), class_name="h3 under"),
            rx.el.ul(rx.foreach(jobs, _open_job), class_name="sent"),
            class_name="open-jobs",
        ),
        rx.fragment(),
    )


def empty_history() -> rx.Component:
    """What will be here; the sample first, the first upload second."""
    return rx.el.section(
        rx.el.h2(t("history.empty_heading")),
        rx.el.p(t("history.empty_text")),
        rx.el.div(
            native_form(routes.POST_SAMPLE, rx.el.button(t("history.empty_sample"), type="submit", class_name="btn")),
            rx.el.a(icon("file-up"), t("history.empty_upload"), href=routes.UPLOAD, class_name="lnk"),
            class_name="fa",
        ),
        class_name="empty measure",
    )


def _open_job(job: rx.Var[OpenJobView]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.a(rx.el.b(job.file_name), href=job.href),
            rx.el.span(job.uploaded, class_name="cap n"),
            class_name="nm",
        ),
        rx.el.span(icon(job.icon), job.word, class_name=rx.Var.create("st ") + job.kind),
        rx.cond(job.kind == "clear", rx.el.a(t("history.failed_hint"), href=job.href, class_name="lnk"), rx.fragment()),
    )


def _reports(reports: rx.Var[list[ReportRowView]]) -> rx.Component:
    heads = (("sampled", ""), ("laboratory", ""), ("file", ""), ("markers", "r"), ("score", "r"), ("outside", "r"))
    return rx.el.section(
        rx.el.h2(t("history.list_heading"), class_name="h3"),
        rx.el.table(
            rx.el.thead(
                rx.el.tr(*(rx.el.th(t(f"history.{code}"), class_name=side, scope="col") for code, side in heads))
            ),
            rx.el.tbody(rx.foreach(reports, _report)),
            class_name="lst",
        ),
        class_name="reports",
    )


def _report(row: rx.Var[ReportRowView]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            rx.el.a(row.date, href=row.href),
            rx.cond(row.is_sample, rx.el.span(t("history.sample"), class_name="cap tag"), rx.fragment()),
            class_name="n",
        ),
        rx.el.td(rx.cond(row.laboratory, row.laboratory, rx.el.span(t("history.no_laboratory"), class_name="cap"))),
        rx.el.td(row.file_name, class_name="file"),
        rx.el.td(row.markers, class_name="r n"),
        rx.el.td(
            rx.el.span(t("history.score_prefix"), class_name="pre"),
            rx.cond(row.score, rx.el.b(row.score), rx.fragment()),
            rx.cond(row.no_score, rx.el.span(row.no_score, class_name="cap"), rx.fragment()),
            rx.el.span(row.class_word, class_name="cap word"),
            class_name=rx.cond(row.score, "r n", "r n nob"),
        ),
        rx.el.td(
            rx.el.span(t("history.outside_prefix"), class_name="pre"),
            row.outside,
            class_name="r n",
        ),
    )

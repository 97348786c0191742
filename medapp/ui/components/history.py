"""The lists of the history, and what stands there before the first report."""

from typing import Any

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.components.inner_link import inner_link
from medapp.ui.components.marker_list import search_field
from medapp.ui.forms import native_form
from medapp.ui.session import SessionState
from medapp.ui.text import t
from medapp.ui.views.history import HistoryView, OpenJobView, ReportRowView


def history_jobs(view: rx.Var[HistoryView]) -> rx.Component:
    """What is being read and what stopped."""
    return rx.el.div(
        _jobs("history.open_heading", view.open_jobs),
        _jobs("history.stopped_heading", view.stopped),
        custom_attrs={"aria-live": "polite"},
    )


def report_list(
    view: rx.Var[HistoryView],
    picked: rx.Var[list[str]],
    compare_href: rx.Var[str],
    *,
    find: Any,
    pick: Any,
    earlier: Any,
) -> rx.Component:
    """Every report with a box to tick, a search over them, and the way to compare two."""
    return rx.cond(
        view.reports | view.is_searched,
        rx.el.section(
            rx.el.div(
                rx.el.h2(t("history.list_heading")), _compare(view, picked, compare_href), class_name="th picks-bar"
            ),
            rx.cond(
                view.can_search,
                search_field("history.search", "find-report", find, "history.search_hint"),
                rx.fragment(),
            ),
            rx.cond(
                view.reports, _reports(view.reports, picked, pick), rx.el.p(t("history.nothing_found"), role="status")
            ),
            rx.cond(
                view.cursor,
                rx.el.p(
                    rx.el.button(t("history.more"), type="button", class_name="btn alt sm", on_click=earlier),
                    class_name="spaced",
                ),
                rx.fragment(),
            ),
            class_name="reports",
            id="reports-list",
        ),
        rx.fragment(),
    )


def _compare(view: rx.Var[HistoryView], picked: rx.Var[list[str]], compare_href: rx.Var[str]) -> rx.Component:
    """What to do with the boxes: nothing ticked offers the two newest, one asks for another, two lead on."""
    return rx.cond(
        (view.newest_pair != "") | (picked.length() > 0),
        rx.el.p(
            rx.cond(
                compare_href,
                inner_link(t("history.compare"), href=compare_href, class_name="btn sm"),
                rx.cond(
                    picked,
                    rx.el.span(t("history.pick_second"), class_name="small q"),
                    rx.fragment(
                        rx.el.span(t("history.pick_two"), class_name="small q"),
                        inner_link(t("history.compare_newest"), href=view.newest_pair, class_name="lnk"),
                    ),
                ),
            ),
            class_name="pick-hint",
            role="status",
        ),
        rx.fragment(),
    )


def empty_trend() -> rx.Component:
    """Only a sample so far: what will be here, and the way to an account."""
    return rx.el.section(
        rx.el.h2(t("trends.empty_heading")),
        rx.el.p(t("trends.empty_text")),
        rx.cond(
            SessionState.has_account,
            rx.el.a(icon("file-up"), t("history.empty_upload"), href=routes.UPLOAD, class_name="btn"),
            rx.el.a(t("trends.empty_account"), href=routes.REGISTER, class_name="btn"),
        ),
        class_name="empty measure",
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


def _reports(reports: rx.Var[list[ReportRowView]], picked: rx.Var[list[str]], pick: Any) -> rx.Component:
    heads = (("sampled", ""), ("laboratory", ""), ("file", ""), ("markers", "r"), ("score", "r"), ("outside", "r"))
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(
                rx.el.th(rx.el.span(t("history.compare"), class_name="vh"), scope="col", class_name="tick"),
                *(rx.el.th(t(f"history.{code}"), class_name=side, scope="col") for code, side in heads),
            )
        ),
        rx.el.tbody(rx.foreach(reports, lambda row: _report(row, picked, pick))),
        class_name="lst",
    )


def _report(row: rx.Var[ReportRowView], picked: rx.Var[list[str]], pick: Any) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            rx.el.input(
                type="checkbox",
                checked=picked.contains(row.id),
                on_change=lambda _checked: pick(row.id),
                custom_attrs={"aria-label": row.pick_label},
            ),
            class_name="tick",
        ),
        rx.el.td(
            rx.el.a(row.date, href=row.href),
            rx.cond(row.is_sample, rx.el.span(t("history.sample"), class_name="cap tag"), rx.fragment()),
            rx.cond(row.context, rx.el.span(row.context, class_name="cap context"), rx.fragment()),
            class_name="n dt",
        ),
        rx.el.td(
            rx.cond(row.laboratory, row.laboratory, rx.el.span(t("history.no_laboratory"), class_name="cap")),
            class_name="lab",
        ),
        rx.el.td(row.file_name, class_name="file"),
        rx.el.td(row.markers, class_name="r n cnt"),
        rx.el.td(
            rx.el.span(t("history.score_prefix"), class_name="pre"),
            rx.cond(row.score, rx.el.b(row.score), rx.fragment()),
            rx.cond(row.no_score, rx.el.span(row.no_score, class_name="cap"), rx.fragment()),
            rx.el.span(row.class_word, class_name="cap word"),
            class_name=rx.cond(row.score, "r n sc", "r n sc nob"),
        ),
        rx.el.td(
            rx.el.span(t("history.outside_prefix"), class_name="pre"),
            row.outside,
            class_name="r n out",
        ),
    )

"""History: markers with the chosen one's chart, then what is being read now, then every report by date of sampling."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.history import empty_history, empty_trend, history_jobs, report_list
from medapp.ui.components.icons import icon
from medapp.ui.components.marker_list import marker_list
from medapp.ui.components.trend_panel import trend_panel
from medapp.ui.components.waiting import bars, waiting
from medapp.ui.components.whose import people_switch
from medapp.ui.pages.history.state import HistoryState
from medapp.ui.shell import page
from medapp.ui.text import t


@page(routes.HISTORY, "history.title", guard="guest", menu="menu.history", order=20, on_load=HistoryState.open)
def history() -> rx.Component:
    view = HistoryState.view
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("history.heading")),
            rx.cond(view.span, rx.el.p(view.span, class_name="q small n"), rx.fragment()),
            rx.el.a(icon("file-up"), t("history.upload"), href=routes.UPLOAD, class_name="btn sm"),
            class_name="hh",
        ),
        rx.cond(
            HistoryState.loaded,
            rx.fragment(
                people_switch(HistoryState.people),
                rx.cond(view.is_empty, empty_history(), rx.fragment(history_jobs(view), _trends(), _reports())),
            ),
            _loading(),
        ),
    )


def _trends() -> rx.Component:
    return rx.cond(
        HistoryState.has_markers,
        rx.el.div(
            marker_list(
                HistoryState.markers,
                HistoryState.total,
                HistoryState.markers_open,
                find=HistoryState.find_marker,
                toggle=HistoryState.toggle_markers,
            ),
            trend_panel(HistoryState.trend),
            class_name="hg",
        ),
        rx.cond(HistoryState.view.reports, empty_trend(), rx.fragment()),
    )


def _reports() -> rx.Component:
    return report_list(
        HistoryState.view,
        HistoryState.picked,
        HistoryState.compare_href,
        find=HistoryState.find_report,
        pick=HistoryState.pick,
        earlier=HistoryState.show_earlier,
    )


def _loading() -> rx.Component:
    """The page's own shape in grey, so that nothing jumps when it is read."""
    return waiting(
        "history.loading",
        rx.el.div(
            rx.el.div(*bars(*["100%"] * 9), class_name="bars-list"),
            rx.el.div(
                *bars("14rem"), rx.el.span(class_name="skb drawing"), *bars("100%", "80%"), class_name="bars-list"
            ),
            class_name="hg",
        ),
    )

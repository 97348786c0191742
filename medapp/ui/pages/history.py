"""History: what is being read now on top, then every report by its date of sampling."""

import reflex as rx

from medapp.services import jobs, reports
from medapp.ui import routes
from medapp.ui.components.history import empty_history, history_lists
from medapp.ui.components.icons import icon
from medapp.ui.components.waiting import bars, waiting
from medapp.ui.live import watch
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.history import OpenJobView, ReportRowView, show_open_job, show_report_row


class HistoryState(rx.State):
    """`cursor` is where earlier reports begin, "" when all are shown."""

    loaded: bool = False
    open_jobs: rx.Field[list[OpenJobView]] = rx.field(default_factory=list)
    reports: rx.Field[list[ReportRowView]] = rx.field(default_factory=list)
    cursor: str = ""

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """Subscribe first, read second."""
        if actor := actor_of(self):
            watch(self, actor.user_id)
        self._read()

    @rx.event
    @guarded("guest")
    def show_earlier(self) -> None:
        """The next page below what is shown."""
        actor, language = actor_of(self), language_of(self)
        if actor is None or not self.cursor:
            return
        found = reports.list_results(actor, self.cursor)
        self.reports = [*self.reports, *(show_report_row(item, language) for item in found.items)]
        self.cursor = found.next_cursor or ""

    def _refresh(self, _job_id: str) -> None:
        self._read()

    def _read(self) -> None:
        actor, language = actor_of(self), language_of(self)
        if actor is None:
            return
        pending = [*jobs.list_open(actor), *jobs.list_failed(actor)]
        found = reports.list_results(actor, limit=max(20, len(self.reports)))
        self.open_jobs = [show_open_job(job, language) for job in pending]
        self.reports = [show_report_row(item, language) for item in found.items]
        self.cursor = found.next_cursor or ""
        self.loaded = True


@page(routes.HISTORY, "history.title", guard="guest", menu="menu.history", order=20, on_load=HistoryState.open)
def history() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("history.heading")),
            rx.el.a(icon("file-up"), t("history.upload"), href=routes.UPLOAD, class_name="btn sm"),
            class_name="hh",
        ),
        rx.cond(
            HistoryState.loaded,
            rx.cond(
                (HistoryState.open_jobs.length() == 0) & (HistoryState.reports.length() == 0),
                empty_history(),
                history_lists(
                    HistoryState.open_jobs, HistoryState.reports, HistoryState.cursor, HistoryState.show_earlier
                ),
            ),
            waiting("history.loading", *bars("100%", "100%", "100%")),
        ),
    )

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
from medapp.ui.views.history import HistoryView, add_earlier, show_history

FIRST_PAGE = 20


class HistoryState(rx.State):
    loaded: bool = False
    view: HistoryView = HistoryView()

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
        actor = actor_of(self)
        if actor and self.view.cursor:
            page_of_results = reports.list_results(actor, self.view.cursor)
            self.view = add_earlier(self.view, page_of_results, language_of(self))

    def _refresh(self, _job_id: str) -> None:
        self._read()

    def _read(self) -> None:
        actor = actor_of(self)
        if actor is None:
            return
        found = reports.list_results(actor, limit=max(FIRST_PAGE, len(self.view.reports)))
        self.view = show_history(jobs.list_open(actor), jobs.list_failed(actor), found, language_of(self))
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
                HistoryState.view.is_empty,
                empty_history(),
                history_lists(HistoryState.view, HistoryState.show_earlier),
            ),
            waiting("history.loading", *bars("100%", "100%", "100%")),
        ),
    )

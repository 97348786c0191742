"""A result: score and takeaway, what is urgent, what needs attention, every marker, and what stands behind it."""

from typing import Any

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.errors import NotFound
from medapp.services import deletion, reports
from medapp.settings import get_settings
from medapp.ui import routes
from medapp.ui.components.report import report
from medapp.ui.components.waiting import bars, nothing_here, waiting
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.views.report import ReportView, show_report


class ResultState(rx.State):
    """`phase`: loading, ready or missing."""

    phase: str = "loading"
    view: ReportView = ReportView()

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """Read the result of the address, in the reader's language."""
        actor = actor_of(self)
        result_id = routes.last_part(self.router.url.path)
        if self.view.id != result_id:
            self.phase, self.view = "loading", ReportView()
        try:
            if actor is None:
                raise NotFound
            result = reports.get_result(actor, result_id)
        except NotFound:
            self.phase, self.view = "missing", ReportView()
            return
        self.view = show_report(result, load_catalogue(), language_of(self), get_settings().emergency_number)
        self.phase = "ready"

    @rx.event
    @guarded("guest")
    def delete(self) -> Any:
        """Forget this report; for ten seconds it can be brought back from any page."""
        if actor := actor_of(self):
            deletion.delete_result(actor, self.view.id)
        return rx.redirect(routes.HISTORY)


@page(routes.RESULT, "result.title", guard="guest", on_load=ResultState.open)
def result() -> rx.Component:
    return rx.match(
        ResultState.phase,
        ("missing", nothing_here()),
        ("ready", report(ResultState.view, ResultState.delete)),
        waiting(
            "result.loading",
            *bars("12rem", "16rem", "80%", "60%"),
            rx.el.span(class_name="skb tall"),
            *bars("100%", "100%", "100%", "100%"),
        ),
    )

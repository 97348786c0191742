"""A result: score and takeaway, what is urgent, what needs attention, every marker, and what stands behind it."""

from typing import Any

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.errors import NotFound
from medapp.services import deletion, reports, trends
from medapp.settings import get_settings
from medapp.ui import routes
from medapp.ui.beside import BesideState
from medapp.ui.components.context import context_block
from medapp.ui.components.report import report
from medapp.ui.components.review_facts import facts_form
from medapp.ui.components.waiting import bars, nothing_here, waiting
from medapp.ui.components.whose import other_person, whose_report
from medapp.ui.facts import save_facts
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.sharing import SharingState, for_the_doctor
from medapp.ui.shell import page
from medapp.ui.views.report import ReportView, show_report
from medapp.ui.views.ways import with_ways


class ResultState(rx.State):
    """`phase`: loading, ready or missing."""

    phase: str = "loading"
    view: ReportView = ReportView()
    facts_error: str = ""

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """Read the result of the address, in the reader's language."""
        result_id = routes.last_part(self.router.url.path)
        if self.view.id != result_id:
            self.phase, self.view = "loading", ReportView()
        self._read(result_id)

    @rx.event
    @guarded("guest")
    def save_facts(self, form: dict[str, Any]) -> None:
        """Sex, birth date or day that the report did not say: ranges and score follow at once."""
        actor = actor_of(self)
        if actor is None:
            return
        self.facts_error = save_facts(actor, self.view.id, form, language_of(self))
        if not self.facts_error:
            self._read(self.view.id)

    @rx.event
    @guarded("guest")
    def delete(self) -> Any:
        """Forget this report; for ten seconds it can be brought back from any page."""
        if actor := actor_of(self):
            deletion.delete_result(actor, self.view.id)
        return rx.redirect(routes.HISTORY)

    def _read(self, result_id: str) -> None:
        actor = actor_of(self)
        try:
            if actor is None:
                raise NotFound
            result = reports.get_result(actor, result_id)
        except NotFound:
            self.phase, self.view = "missing", ReportView()
            return
        self.facts_error = ""
        language, catalogue = language_of(self), load_catalogue()
        view = show_report(result, catalogue, language, get_settings().emergency_number)
        self.view = with_ways(view, trends.ways_to(actor, result), result.person_id, catalogue, language)
        self.phase = "ready"


@page(
    routes.RESULT,
    "result.title",
    guard="guest",
    on_load=[ResultState.open, BesideState.open, SharingState.open],
)
def result() -> rx.Component:
    return rx.match(
        ResultState.phase,
        ("missing", nothing_here()),
        (
            "ready",
            report(
                ResultState.view,
                ResultState.delete,
                _facts(),
                _question(),
                _beside(),
                doctor=for_the_doctor(ResultState.view),
            ),
        ),
        waiting(
            "result.loading",
            *bars("12rem", "16rem", "80%", "60%"),
            rx.el.span(class_name="skb tall"),
            *bars("100%", "100%", "100%", "100%"),
        ),
    )


def _facts() -> rx.Component:
    return facts_form(ResultState.view, ResultState.facts_error, ResultState.save_facts)


def _question() -> rx.Component:
    """Whose report is it, when its own print says somebody else; the page is read anew once it has moved."""
    return rx.cond(
        BesideState.left,
        rx.fragment(),
        other_person(
            BesideState.whose,
            move=lambda person_id: [BesideState.move(person_id), ResultState.open],
            move_to_new=[BesideState.move_to_new, ResultState.open],
            leave=BesideState.leave,
        ),
    )


def _beside() -> rx.Component:
    return rx.el.div(
        whose_report(BesideState.whose, move=lambda person_id: [BesideState.move(person_id), ResultState.open]),
        context_block(
            BesideState.context,
            BesideState.saved,
            save_note=[BesideState.save_note, ResultState.open],
            say_fasting=BesideState.say_fasting,
            again=ResultState.open,
        ),
        class_name="beside",
    )

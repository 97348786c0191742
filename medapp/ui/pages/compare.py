"""Two reports of one person side by side; the address names both, so it can be kept, reloaded and gone back to."""

from typing import Any

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.errors import DifferentPeople, NotFound
from medapp.services import comparison as comparisons
from medapp.services import reports
from medapp.ui import routes
from medapp.ui.components.comparison import comparison, pick_two, too_few
from medapp.ui.components.waiting import bars, nothing_here, waiting
from medapp.ui.parts import failure_panel
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.comparison import ChoiceView, ComparisonView, show_choices, show_comparison

MOST_CHOICES = 100


class CompareState(rx.State):
    """`phase`: loading, ready, same, few, people or missing."""

    phase: str = "loading"
    view: ComparisonView = ComparisonView()
    choices: rx.Field[list[ChoiceView]] = rx.field(default_factory=list)
    one: str = ""
    other: str = ""

    @rx.event
    @guarded("guest")
    def open(self) -> None:
        """Read both results of the address; without one, the two newest."""
        actor = actor_of(self)
        if actor is None:
            return
        language, asked = language_of(self), self.router.url.query_parameters
        one, other = asked.get("one", ""), asked.get("other", "")
        person_id = reports.person_of(actor, one) if one else None
        listed = reports.list_results(actor, limit=MOST_CHOICES, person_id=person_id).items
        self.choices = show_choices(listed, language)
        if not (one and other):
            newest = [item.id for item in self.choices[:2]]
            one, other = (one or newest[-1], other or newest[0]) if len(newest) > 1 else ("", "")
        self.one, self.other = one, other
        if not one:
            self.phase, self.view = "few", ComparisonView()
            return
        try:
            found = comparisons.compare(actor, one, other)
        except NotFound:
            self.phase, self.view = "missing", ComparisonView()
        except DifferentPeople:
            self.phase, self.view = "people", ComparisonView()
        else:
            self.view = show_comparison(found, load_catalogue(), language)
            self.one, self.other = self.view.left_id, self.view.right_id
            self.phase = "same" if one == other else "ready"

    @rx.event
    @guarded("guest")
    def choose(self, side: str, result_id: str) -> Any:
        """Go to the address of the pair with one side changed."""
        pair = (result_id, self.other) if side == "one" else (self.one, result_id)
        return rx.redirect(routes.compare(*pair))


@page(routes.COMPARE, "compare.title", guard="guest", on_load=CompareState.open)
def compare() -> rx.Component:
    state = CompareState
    return rx.match(
        state.phase,
        ("missing", nothing_here()),
        ("people", failure_panel("different_people", routes.HISTORY, "not_found.history")),
        ("few", _framed(too_few())),
        ("same", _framed(_pickers(), rx.el.p(t("compare.same_report"), class_name="note", role="status"))),
        ("ready", _framed(_pickers(), comparison(state.view))),
        waiting("compare.loading", *bars("14rem", "20rem", "100%", "100%", "100%", "100%")),
    )


def _pickers() -> rx.Component:
    return pick_two(CompareState.choices, CompareState.one, CompareState.other, CompareState.choose)


def _framed(*content: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("compare.heading")),
            rx.el.a(t("not_found.history"), href=routes.HISTORY, class_name="lnk noprint"),
            class_name="hh",
        ),
        *content,
    )

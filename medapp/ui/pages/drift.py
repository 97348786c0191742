"""For administrators: do the people who upload here resemble those the model learned from?"""

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.errors import ModelUnavailable
from medapp.services import drift
from medapp.ui import routes
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.drift import DriftView, ShiftView, WeekView, show_drift


class DriftState(rx.State):
    view: DriftView = DriftView()
    missing: bool = False

    @rx.event
    @guarded("admin")
    def open(self) -> None:
        actor = actor_of(self)
        if actor is None:
            return
        try:
            self.view, self.missing = show_drift(drift.watch(actor), load_catalogue(), language_of(self)), False
        except ModelUnavailable:
            self.view, self.missing = DriftView(), True


@page(routes.DRIFT, "drift.title", guard="admin", on_load=DriftState.open)
def drift_watch() -> rx.Component:
    view = DriftState.view
    return rx.el.article(
        rx.el.h1(t("drift.heading")),
        rx.el.p(t("drift.intro"), class_name="lead"),
        rx.cond(
            DriftState.missing,
            rx.el.p(t("model.no_card"), class_name="note"),
            rx.fragment(
                rx.el.p(view.lead),
                rx.el.section(
                    rx.el.h2(t("drift.inputs")),
                    _table(
                        ("drift.marker", "drift.count", "drift.index", "drift.reading"),
                        rx.el.tbody(_shift(view.score), rx.foreach(view.inputs, _shift)),
                    ),
                    rx.el.p(t("drift.convention"), class_name="cap spaced"),
                ),
                rx.el.section(
                    rx.el.h2(t("drift.weeks")),
                    rx.cond(
                        view.weeks,
                        _table(
                            ("drift.week", "drift.reports", "drift.abstained"),
                            rx.el.tbody(rx.foreach(view.weeks, _week)),
                        ),
                        rx.el.p(t("drift.none")),
                    ),
                ),
            ),
        ),
        rx.el.p(rx.el.a(t("drift.back"), href=routes.ADMIN)),
        class_name="prose",
    )


def _table(head: tuple[str, ...], body: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.table(
            rx.el.thead(rx.el.tr(*(rx.el.th(t(code), scope="col") for code in head))), body, class_name="card n"
        ),
        class_name="scroll",
        tab_index=0,  # a table that scrolls sideways must be reachable by keyboard
    )


def _shift(shift: rx.Var[ShiftView]) -> rx.Component:
    return rx.el.tr(*(rx.el.td(cell) for cell in (shift.name, shift.count, shift.index, shift.words)))


def _week(week: rx.Var[WeekView]) -> rx.Component:
    return rx.el.tr(*(rx.el.td(cell) for cell in (week.start, week.results, week.abstained)))

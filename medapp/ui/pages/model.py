"""The model's card: what the score compares, what it was checked on, and where its use ends."""

import reflex as rx

from medapp.errors import ModelUnavailable
from medapp.services import cards
from medapp.ui import routes
from medapp.ui.components.inline import inline_style
from medapp.ui.session import guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.model_card import CardRow, CardTable, ModelCardView, show_card

IS = 4
LIMITS = 6


class ModelState(rx.State):
    """`missing` is true when the model in use comes without the card that was measured for it."""

    view: ModelCardView = ModelCardView()
    missing: bool = False

    @rx.event
    @guarded("open")
    def open(self) -> None:
        try:
            self.view, self.missing = show_card(cards.current_card(), language_of(self)), False
        except ModelUnavailable:
            self.view, self.missing = ModelCardView(), True


@page(routes.MODEL, "model.title", guard="open", on_load=ModelState.open)
def model() -> rx.Component:
    view = ModelState.view
    return rx.el.article(
        rx.el.h1(t("model.heading")),
        rx.el.p(t("model.intro"), class_name="lead"),
        _list("is", IS),
        _list("limits", LIMITS),
        rx.cond(
            ModelState.missing,
            rx.el.p(t("model.no_card"), class_name="note"),
            rx.el.section(
                rx.el.h2(t("model.evidence")),
                rx.el.p(view.lead),
                rx.el.p(t("model.how_to_read")),
                rx.foreach(view.tables, _table),
                rx.el.p(
                    view.name, " ", rx.el.span("SHA-256 ", view.sha256, class_name="hash"), class_name="cap spaced"
                ),
                id="evidence",
            ),
        ),
        class_name="prose",
    )


def _list(name: str, count: int) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t(f"model.{name}")),
        rx.el.ul(*(rx.el.li(t(f"model.{name}_{n}")) for n in range(1, count + 1)), class_name="ruled"),
        id=name,
    )


def _table(table: rx.Var[CardTable]) -> rx.Component:
    return rx.el.section(
        rx.el.h3(table.heading),
        rx.el.p(table.text, class_name="small q"),
        rx.el.div(
            rx.el.table(
                rx.el.thead(rx.el.tr(rx.foreach(table.head, lambda name: rx.el.th(name, scope="col")))),
                rx.el.tbody(rx.foreach(table.rows, _row)),
                class_name="card n",
            ),
            class_name="scroll",
            tab_index=0,
            role="group",
            custom_attrs={"aria-label": table.heading},
        ),
    )


def _row(row: rx.Var[CardRow]) -> rx.Component:
    return rx.el.tr(
        rx.foreach(row.cells, lambda cell: rx.el.td(cell)),
        rx.cond(
            row.share,
            rx.el.td(
                rx.el.span(class_name="len", custom_attrs={"style": inline_style(width=row.share)}),
                class_name="bars",
                custom_attrs={"aria-hidden": "true"},
            ),
            rx.fragment(),
        ),
    )

"""One marker of the history: its chart, what the last steps mean, and the table with the exact numbers."""

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.state_word import state_word
from medapp.ui.components.trend_chart import trend_chart
from medapp.ui.text import t
from medapp.ui.views.trend import StatementView, TrendRowView, TrendView

HEADS = (("date", ""), ("value", "r"), ("range", "rng"), ("change_head", "stp"), ("laboratory", "lab"), ("state", ""))


def trend_panel(view: rx.Var[TrendView]) -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2(view.name), rx.el.span(view.scale, class_name="cap"), class_name="th"),
        rx.cond(view.label, trend_chart(view), rx.fragment()),
        rx.el.ul(rx.foreach(view.statements, _statement), class_name="verdicts small"),
        _table(view, view.rows, is_first=True),
        rx.cond(
            view.older,
            rx.el.details(rx.el.summary(view.older_title, class_name="lnk"), _table(view, view.older, is_first=False)),
            rx.fragment(),
        ),
        class_name="trend",
        id="chart",
    )


def _statement(said: rx.Var[StatementView]) -> rx.Component:
    return rx.el.li(
        icon(said.icon),
        rx.el.p(
            rx.cond(said.lead, rx.el.b(said.lead, " "), rx.fragment()),
            rx.el.span(said.rest, class_name="q"),
            rx.cond(
                said.source,
                rx.el.span(" ", t("trends.source"), ": ", said.source, class_name="cap whose-figure"),
                rx.fragment(),
            ),
        ),
    )


def _table(view: rx.Var[TrendView], rows: rx.Var[list[TrendRowView]], *, is_first: bool) -> rx.Component:
    return rx.el.table(
        rx.el.caption(view.name, ", ", t("trends.table"), class_name="vh"),
        rx.el.thead(
            rx.el.tr(
                *(
                    rx.el.th(
                        rx.cond(view.unit, view.unit, t("trends.value")) if code == "value" else t(f"trends.{code}"),
                        class_name=classes,
                        scope="col",
                    )
                    for code, classes in HEADS
                )
            ),
            class_name="" if is_first else "vh",
        ),
        rx.el.tbody(rx.foreach(rows, _row)),
        class_name="points",
    )


def _row(row: rx.Var[TrendRowView]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            rx.el.a(row.day, href=row.href),
            rx.cond(row.day_note, rx.el.span(row.day_note, class_name="cap"), rx.fragment()),
            rx.cond(row.context, rx.el.span(row.context, class_name="cap context"), rx.fragment()),
            class_name="n dt",
        ),
        rx.el.td(
            rx.el.b(row.value),
            rx.cond(row.unit, rx.el.span(row.unit, class_name="cap"), rx.fragment()),
            class_name="r n",
        ),
        rx.el.td(row.limits, class_name="n rng"),
        rx.el.td(
            row.step, rx.cond(row.percent, rx.el.span(" (", row.percent, ")", class_name="pc"), rx.fragment()),
            class_name="n stp",
        ),
        rx.el.td(row.laboratory, class_name="lab"),
        rx.el.td(
            rx.cond(row.doubt, rx.el.span(row.doubt, class_name="cap"), state_word(row.state)),
            class_name="mk",
        ),
    )  # fmt: skip

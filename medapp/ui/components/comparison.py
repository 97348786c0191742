"""Two reports side by side: which two, what may not be subtracted, and the table."""

from typing import Any

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.components.inner_link import inner_link
from medapp.ui.components.state_word import state_word
from medapp.ui.text import t
from medapp.ui.views.comparison import ChoiceView, ComparisonView, PairView, SideView


def pick_two(choices: rx.Var[list[ChoiceView]], left: rx.Var[str], right: rx.Var[str], choose: Any) -> rx.Component:
    """A list for each side; choosing changes the address, so that Back and a reload work."""
    return rx.el.div(
        _choice("earlier", "one", choices, left, choose), _choice("later", "other", choices, right, choose),
        class_name="cmp-pick noprint",
    )  # fmt: skip


def comparison(view: rx.Var[ComparisonView]) -> rx.Component:
    return rx.fragment(
        rx.el.p(view.summary, class_name="cmp-sum"),
        rx.foreach(view.notes, lambda words: rx.el.p(words, class_name="note spaced")),
        rx.el.table(
            rx.el.caption(t("compare.heading"), class_name="vh"),
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(t("compare.marker"), scope="col"),
                    rx.el.th(rx.el.a(view.left_day, href=view.left_href), scope="col", class_name="r"),
                    rx.el.th(rx.el.a(view.right_day, href=view.right_href), scope="col", class_name="r"),
                    rx.el.th(t("compare.change"), scope="col", class_name="r"),
                    rx.el.th(t("compare.now"), scope="col"),
                    rx.el.th(t("compare.how_much"), scope="col"),
                )
            ),
            rx.el.tbody(rx.foreach(view.rows, _row)),
            class_name="cmp spaced",
        ),
    )


def too_few() -> rx.Component:
    """What will be here once there are two reports."""
    return rx.el.section(
        rx.el.h2(t("compare.empty_heading")),
        rx.el.p(t("compare.empty_text")),
        rx.el.a(icon("file-up"), t("compare.empty_upload"), href=routes.UPLOAD, class_name="btn"),
        class_name="empty measure",
    )


def _choice(label: str, side: str, choices: rx.Var[list[ChoiceView]], chosen: rx.Var[str], choose: Any) -> rx.Component:
    own_id = f"compare-{side}"
    return rx.el.div(
        rx.el.label(t(f"compare.{label}"), html_for=own_id),
        rx.el.select(
            rx.foreach(choices, lambda item: rx.el.option(item.words, value=item.id)),
            id=own_id,
            class_name="inp",
            value=chosen,
            on_change=lambda picked: choose(side, picked),
        ),
        class_name="fld",
    )


def _row(pair: rx.Var[PairView]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            inner_link(rx.el.b(pair.name), href=pair.href),
            rx.cond(pair.unit, rx.el.span(pair.unit, class_name="cap"), rx.fragment()),
            class_name="nm",
        ),
        rx.el.td(_side(pair.left), class_name="r n val"),
        rx.el.td(_side(pair.right, is_now=True), class_name="r n val"),
        rx.el.td(pair.change, class_name="r n cg"),
        rx.el.td(rx.cond(pair.has_state, state_word(pair.state), rx.fragment()), class_name="mk"),
        rx.el.td(pair.how, class_name="q how"),
    )


def _side(side: rx.Var[SideView], *, is_now: bool = False) -> rx.Component:
    value = rx.el.b(side.value) if is_now else rx.el.span(side.value)
    return rx.cond(
        side.words,
        rx.el.span(side.words, class_name="q"),
        rx.fragment(value, rx.cond(side.unit, rx.el.span(side.unit, class_name="cap"), rx.fragment())),
    )

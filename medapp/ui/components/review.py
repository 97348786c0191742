"""The review page from top to bottom: totals, what is still unsaid, the paper, the rows, and what was changed."""

from typing import Any

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.review_facts import facts_form
from medapp.ui.components.review_paper import paper
from medapp.ui.components.review_rows import adding, row_group, search_panel, table_head, unread_lines
from medapp.ui.text import t
from medapp.ui.views.review import ChangeView


def review(state: Any) -> rx.Component:
    """`state` is the page's state: its variables are drawn, its handlers are what buttons and fields call."""
    view = state.view
    return rx.el.div(
        _head(state),
        _facts(state),
        rx.el.div(
            rx.cond(view.has_paper, paper(view), rx.el.p(view.why_no_paper, class_name="note no-paper", id="no-paper")),
            rx.el.div(
                _undo(state),
                rx.el.table(
                    table_head(),
                    row_group(state, view.waiting),
                    rx.el.tbody(rx.el.tr(rx.el.th(view.sure_title, class_name="grp", col_span=5, scope="colgroup"))),
                    row_group(state, view.sure),
                    class_name="rt",
                ),
                _missed(state),
                unread_lines(state),
                _changes(state),
                _keys(),
                rx.el.p(t("review.note"), class_name="note spaced"),
            ),
            class_name=rx.cond(view.has_paper, "rv", "rv alone"),
        ),
        class_name="review",
    )


def _head(state: Any) -> rx.Component:
    view = state.view
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("review.title")),
            rx.el.p(view.sure_words, ", ", rx.el.b(view.waiting_words), class_name="small q n", role="status"),
        ),
        rx.el.div(
            rx.cond(
                view.saved,
                rx.el.span(icon("check"), view.saved, class_name="cap saved"),
                rx.el.span(t("review.saves_at_once"), class_name="cap saved yet"),
            ),
            rx.el.button(t("review.show_result"), type="button", class_name="btn sm", on_click=state.finish),
            class_name="sv",
        ),
        class_name="rh",
    )


def _facts(state: Any) -> rx.Component:
    view = state.view
    return rx.cond(
        view.asks_sex | view.asks_birth_date | view.asks_date,
        facts_form(view, state.facts_error, state.save_facts),
        rx.fragment(),
    )


def _undo(state: Any) -> rx.Component:
    """The way back stays in sight until the next act, wherever on the page the row was."""
    return rx.el.div(
        rx.cond(
            state.undo.words,
            rx.el.div(
                rx.el.p(icon("trash"), rx.el.span(state.undo.words)),
                rx.el.button(t("review.undo"), type="button", class_name="btn sm", on_click=state.take_back, id="undo"),
                class_name="undo kept",
            ),
            rx.fragment(),
        ),
        class_name="undos noprint",
        role="status",
    )


def _missed(state: Any) -> rx.Component:
    """A row that reading missed: its marker first, then what the report says of it."""
    return rx.el.div(
        rx.el.button(
            icon("plus"),
            t("review.add"),
            type="button",
            class_name="lnk",
            id="add-row",
            on_click=state.seek("new"),
            custom_attrs={"aria-expanded": rx.cond(state.target == "new", "true", "false")},
        ),
        rx.cond(
            state.target == "new",
            rx.cond(state.adding.analyte, adding(state), search_panel(state)),
            rx.fragment(),
        ),
        class_name="missed",
    )


def _changes(state: Any) -> rx.Component:
    def change(item: rx.Var[ChangeView]) -> rx.Component:
        return rx.el.li(
            rx.el.span(rx.el.b(item.name), " ", item.words, class_name="small"),
            rx.el.span(item.when, class_name="cap n"),
            rx.cond(
                item.version,
                rx.el.button(
                    icon("again"), item.undo, type="button", class_name="lnk", on_click=state.put_back(item.version)
                ),
                rx.fragment(),
            ),
            key=item.key,
        )

    return rx.cond(
        state.view.changes,
        rx.el.details(
            rx.el.summary(icon("clock"), state.view.changes_title, class_name="lnk"),
            rx.el.ul(rx.foreach(state.view.changes, change), class_name="changes"),
            id="changes",
        ),
        rx.fragment(),
    )


def _keys() -> rx.Component:
    keys = (("Tab", "tab"), ("Enter", "enter"), ("Esc", "esc"), ("Del", "del"))
    return rx.el.p(
        *(rx.el.span(rx.el.kbd(key), " ", t(f"review.key.{code}")) for key, code in keys), class_name="keys cap"
    )

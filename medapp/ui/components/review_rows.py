"""Rows of the review: fields that look like text until they are wanted, one question, and the search for a marker."""

from typing import Any

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.review_paper import crop
from medapp.ui.text import t, t_attr
from medapp.ui.views.review_acts import FoundView
from medapp.ui.views.review_rows import ChoiceView, ReviewRowView, UnreadLineView


def table_head() -> rx.Component:
    return rx.el.thead(
        rx.el.tr(
            rx.el.th(t("review.column.name"), scope="col", class_name="c-name"),
            rx.el.th(t("review.column.value"), scope="col", class_name="c-value r"),
            rx.el.th(t("review.column.unit"), scope="col", class_name="c-unit"),
            rx.el.th(t("review.column.limits"), scope="col", class_name="c-limits"),
            rx.el.th(rx.el.span(t("review.column.drop"), class_name="vh"), scope="col", class_name="c-drop"),
        )
    )


def row_group(state: Any, rows: rx.Var[list[ReviewRowView]]) -> rx.Component:
    """One table body a row, so that a row and its question stay together."""
    return rx.foreach(rows, lambda row: _row(state, row))


def _row(state: Any, row: rx.Var[ReviewRowView]) -> rx.Component:
    return rx.el.tbody(
        rx.el.tr(
            rx.el.td(_name(state, row)),
            rx.el.td(_field(state, row, "value", row.value, row.value_label, "inp r")),
            rx.el.td(
                _field(state, row, "unit", row.unit, row.unit_label, "inp", list=rx.Var.create("units-") + row.key),
                rx.el.datalist(
                    rx.foreach(row.units, lambda unit: rx.el.option(value=unit)), id=rx.Var.create("units-") + row.key
                ),
            ),
            rx.el.td(
                _field(state, row, "limits", row.limits, row.limits_label, "inp", placeholder=t_attr("review.none")),
                rx.cond(
                    row.date,
                    _field(state, row, "collected_at", row.date, row.date_label, "inp day", type="date"),
                    rx.fragment(),
                ),
            ),
            rx.el.td(
                rx.el.button(
                    icon("close"),
                    type="button",
                    class_name="ib",
                    on_click=state.drop(row.key),
                    custom_attrs={
                        "aria-label": row.drop_label,
                        "title": t_attr("review.not_a_result"),
                        "data-drop": "",
                    },
                )
            ),
            class_name="rr",
        ),
        rx.cond(
            row.waits | (state.problem.key == row.key) | (state.target == row.key),
            rx.el.tr(rx.el.td(_question(state, row), col_span=5), class_name="qn"),
            rx.fragment(),
        ),
        class_name=rx.cond(row.waits, "rw d", "rw"),
        id=rx.Var.create("row-") + row.id,
        key=row.key,
        custom_attrs={"data-row": row.key, "data-page": row.page},
    )


def _name(state: Any, row: rx.Var[ReviewRowView]) -> rx.Component:
    return rx.el.button(
        row.name,
        rx.cond(row.printed_name, rx.el.span(row.printed_name, class_name="cap"), rx.fragment()),
        type="button",
        class_name="nmb",
        on_click=state.seek(row.key),
        custom_attrs={
            "aria-label": row.name_label,
            "aria-expanded": rx.cond(state.target == row.key, "true", "false"),
        },
    )


def _field(
    state: Any,
    row: rx.Var[ReviewRowView],
    about: str,
    value: rx.Var[str],
    label: rx.Var[str],
    classes: str,
    **more: Any,
) -> rx.Component:
    """Saved when it is left. Its text is the browser's, so that typing waits for nobody."""
    wrong = (state.problem.key == row.key) & (state.problem.about == about)
    return rx.el.input(
        class_name=classes,
        type=more.pop("type", "text"),
        key=value,
        on_blur=lambda typed: state.edit(row.key, about, typed),
        custom_attrs={
            "defaultValue": value,
            "aria-label": label,
            "aria-invalid": rx.cond(wrong, "true", "false"),
            "autoComplete": "off",
            "data-about": about,
            **more,
        },
    )


def _question(state: Any, row: rx.Var[ReviewRowView]) -> rx.Component:
    return rx.fragment(
        rx.cond(
            row.waits,
            rx.fragment(
                rx.cond(row.crop.image, crop(row.crop), rx.el.p(row.source, class_name="source")),
                rx.el.p(row.question, class_name="small ask-row"),
                rx.el.div(
                    rx.foreach(row.choices, lambda choice: _choice(state, row, choice)),
                    rx.el.span(row.hint, class_name="cap"),
                    class_name="answers",
                ),
            ),
            rx.fragment(),
        ),
        rx.cond(state.problem.key == row.key, _problem(state, row), rx.fragment()),
        rx.cond(state.target == row.key, search_panel(state), rx.fragment()),
    )


def _choice(state: Any, row: rx.Var[ReviewRowView], choice: rx.Var[ChoiceView]) -> rx.Component:
    return rx.el.button(
        choice.words,
        type="button",
        class_name="btn alt",
        on_click=state.answer(row.key, choice.about, choice.value),
        custom_attrs={"data-answer": choice.about},
    )


def _problem(state: Any, row: rx.Var[ReviewRowView]) -> rx.Component:
    """What was refused, in words, and the readings of a number that can be two."""
    return rx.el.div(
        rx.el.p(icon("info"), rx.el.span(state.problem.words), class_name="err"),
        rx.el.div(rx.foreach(state.problem.choices, lambda choice: _choice(state, row, choice)), class_name="answers"),
        role="alert",
    )


def search_panel(state: Any) -> rx.Component:
    """Find a marker by any of its names."""

    def hit(found: rx.Var[FoundView]) -> rx.Component:
        return rx.el.li(
            rx.el.button(
                rx.el.b(found.name),
                " ",
                rx.el.span(found.about, class_name="cap"),
                type="button",
                on_click=state.choose_marker(found.analyte),
            ),
            key=found.analyte,
        )

    return rx.el.div(
        rx.el.label(t("review.search"), html_for="seek"),
        rx.el.input(
            id="seek",
            class_name="inp",
            type="search",
            on_change=state.search.debounce(150),
            auto_focus=True,
            custom_attrs={"autoComplete": "off", "enterKeyHint": "search"},
        ),
        rx.cond(
            state.found,
            rx.el.ul(rx.foreach(state.found, hit), class_name="hits"),
            rx.cond(state.sought.length() > 1, rx.el.p(t("review.nothing_found"), class_name="cap"), rx.fragment()),
        ),
        class_name="seek",
        role="search",
    )


def adding(state: Any) -> rx.Component:
    """Value, unit and range of a row that is written in."""
    view = state.adding

    def box(name: str, required: bool = False, **more: Any) -> rx.Component:
        return rx.el.div(
            rx.el.label(t(f"review.column.{name}"), html_for=f"add-{name}"),
            rx.el.input(
                id=f"add-{name}", class_name="inp", name=name, type="text", required=required, auto_focus=required,
                custom_attrs={"autoComplete": "off", **more},
            ),
            class_name="fld",
        )  # fmt: skip

    return rx.el.form(
        rx.el.p(rx.el.b(view.name), class_name="small"),
        rx.el.div(
            box("value", required=True),
            box("unit", list="add-units", defaultValue=view.unit),
            box("limits", placeholder=t_attr("review.none")),
            rx.el.datalist(rx.foreach(view.units, lambda unit: rx.el.option(value=unit)), id="add-units"),
            rx.el.button(t("review.add_this"), type="submit", class_name="btn alt sm"),
            class_name="unsaid-row",
        ),
        rx.cond(
            state.problem.key == "new",
            rx.el.p(icon("info"), state.problem.words, class_name="err", role="alert"),
            rx.fragment(),
        ),
        on_submit=state.add,
        class_name="adding",
    )


def unread_lines(state: Any) -> rx.Component:
    """What was not understood: kept, and turned into a row or dismissed."""

    def line(item: rx.Var[UnreadLineView]) -> rx.Component:
        return rx.el.li(
            rx.cond(item.crop.image, crop(item.crop), rx.fragment()),
            rx.el.p(rx.el.span(item.text, class_name="raw"), " ", rx.el.span(item.why, class_name="cap")),
            rx.el.div(
                rx.el.button(
                    t("review.is_marker"), type="button", class_name="btn alt", on_click=state.seek(item.target)
                ),
                rx.el.button(
                    t("review.not_a_result"),
                    type="button",
                    class_name="btn alt",
                    on_click=state.dismiss_line(item.number),
                ),
                class_name="answers",
            ),
            rx.cond(
                state.target == item.target,
                rx.cond(state.adding.analyte, adding(state), search_panel(state)),
                rx.fragment(),
            ),
            key=item.target,
        )

    return rx.cond(
        state.view.unread,
        rx.el.section(
            rx.el.h2(state.view.unread_title, class_name="h3 grp"),
            rx.el.ul(rx.foreach(state.view.unread, line), class_name="unread-lines"),
            id="unread",
        ),
        rx.fragment(),
    )

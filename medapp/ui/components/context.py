"""The note and the fasting context of a report, each changed where it stands."""

from typing import Any

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.text import t, t_attr
from medapp.ui.views.context import ContextView


def context_block(
    view: rx.Var[ContextView], saved: rx.Var[bool], *, save_note: list[Any], say_fasting: Any, again: Any
) -> rx.Component:
    """`again` reads the page anew after an answer; `saved` says that the note was kept just now."""
    return rx.el.div(
        rx.cond(view.note, rx.el.p(view.note, class_name="small context said"), rx.fragment()),
        rx.cond(view.asks, _ask(say_fasting, again), rx.fragment()),
        rx.cond(
            view.fasting,
            rx.el.p(
                view.fasting,
                " ",
                rx.el.button(
                    t("context.change"), type="button", class_name="lnk", on_click=[say_fasting(""), again]
                ),
                class_name="small q",
            ),
            rx.fragment(),
        ),
        rx.el.details(
            rx.el.summary(icon("pencil"), t("context.edit"), class_name="lnk"),
            rx.el.form(
                rx.el.p(t("context.note_hint"), class_name="small q", id="note-hint"),
                rx.el.textarea(
                    name="note",
                    class_name="inp",
                    max_length=500,
                    custom_attrs={
                        "defaultValue": view.note, "aria-label": t_attr("context.note"), "aria-describedby": "note-hint"
                    },
                    key=view.note,
                ),
                rx.el.button(t("context.save"), type="submit", class_name="btn alt sm"),
                on_submit=save_note,
            ),
            class_name="noprint",
        ),
        rx.el.span(
            rx.cond(saved, rx.fragment(icon("check"), t("context.saved")), rx.fragment()),
            class_name="st in",
            role="status",
        ),
        class_name="ctx",
    )  # fmt: skip


def _ask(say_fasting: Any, again: Any) -> rx.Component:
    def answer(value: str) -> rx.Component:
        return rx.el.button(
            t(f"context.{value}"), type="button", class_name="btn alt sm", on_click=[say_fasting(value), again]
        )

    return rx.el.div(
        rx.el.b(t("context.ask")),
        answer("yes"),
        answer("no"),
        rx.el.span(t("context.ask_why"), class_name="cap"),
        class_name="ask-fasting noprint",
        role="group",
    )

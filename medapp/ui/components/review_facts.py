"""What a report did not say of its person and day, asked for where it is missed."""

from typing import Any

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.forms import choice, field
from medapp.ui.text import t


def facts_form(view: Any, error: rx.Var[str], on_submit: Any) -> rx.Component:
    """Each field only when its fact is missing: `view` says so by asks_sex, asks_birth_date, asks_date."""
    return rx.el.form(
        rx.el.p(t("review.facts"), class_name="small"),
        rx.el.div(
            rx.cond(view.asks_sex, _sex(), rx.fragment()),
            rx.cond(view.asks_birth_date, _day("birth_date", "register.birth_date"), rx.fragment()),
            rx.cond(view.asks_date, _day("collected_at", "review.collected_at"), rx.fragment()),
            rx.el.button(t("review.save"), type="submit", class_name="btn alt sm"),
            class_name="unsaid-row",
        ),
        rx.cond(
            view.can_remember & (view.asks_sex | view.asks_birth_date),
            rx.el.label(
                rx.el.input(type="checkbox", name="remember", value="yes"),
                rx.el.span(t("review.remember")),
                class_name="tick-line",
            ),
            rx.fragment(),
        ),
        rx.cond(error, rx.el.p(icon("info"), rx.el.span(error), class_name="err", role="alert"), rx.fragment()),
        on_submit=on_submit,
        class_name="unsaid noprint",
        id="facts",
    )


def _sex() -> rx.Component:
    options = {"": "register.sex_unset", "female": "sex.female", "male": "sex.male"}
    return choice("sex", "register.sex", options, form="facts")


def _day(name: str, label: str) -> rx.Component:
    return field(name, label, form="facts", type="date", required=False)

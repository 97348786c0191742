"""Scores of an old result by newer models, and the button that asks for one."""

import reflex as rx

from medapp.ui.forms import native_form
from medapp.ui.text import t


def rescoring(newer: rx.Var[list[str]], action: rx.Var[str]) -> rx.Component:
    """Nothing at all while the model that scored the result is the one in use."""
    return rx.cond(
        (newer.length() > 0) | (action != ""),
        rx.el.section(
            rx.el.h3(t("score.newer.heading")),
            rx.el.p(t("score.newer.text"), class_name="small q"),
            rx.el.ul(rx.foreach(newer, rx.el.li), class_name="newer small n"),
            rx.cond(
                action,
                native_form(action, rx.el.button(t("score.newer.button"), type="submit", class_name="btn alt sm")),
                rx.fragment(),
            ),
            class_name="small-sec noprint",
        ),
        rx.fragment(),
    )

"""An act of destruction with its extract of the log, as a page to print and a file to keep."""

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.text import t
from medapp.ui.views.my_data import ActFact, ActView


def act_of_destruction(act: rx.Var[ActView], file: rx.Var[str]) -> rx.Component:
    """`file` is the address of the same as JSON."""
    return rx.fragment(
        rx.el.dl(rx.foreach(act.facts, _fact), class_name="ruled"),
        rx.el.h2(t("act.extract"), class_name="h3"),
        rx.el.p(t("act.extract_text"), class_name="small q"),
        rx.el.ul(rx.foreach(act.extract, _row), class_name="extract cap n"),
        rx.el.p(
            rx.el.a(
                icon("download"), t("act.download"), href=file, class_name="lnk", custom_attrs={"download": act.file}
            ),
            " ",
            rx.el.button(
                icon("print"),
                t("result.print"),
                type="button",
                class_name="lnk",
                on_click=rx.call_function("(() => window.print())"),
            ),
            class_name="row-acts noprint",
        ),
    )


def _fact(fact: rx.Var[ActFact]) -> rx.Component:
    return rx.el.div(rx.el.dt(fact.name), rx.el.dd(fact.text))


def _row(words: rx.Var[str]) -> rx.Component:
    return rx.el.li(words)

"""Values worked out from the report's own: those that could be computed, and behind a fold those that could not."""

import reflex as rx

from medapp.ui.text import t
from medapp.ui.views.derived import DerivedSection, DerivedView


def derived(view: rx.Var[DerivedSection]) -> rx.Component:
    return rx.cond(
        (view.computed.length() > 0) | (view.rest.length() > 0),
        rx.el.section(
            rx.el.h2(t("result.derived_heading")),
            rx.el.p(t("result.derived_text"), class_name="small q spaced"),
            rx.cond(view.computed, rx.el.ul(rx.foreach(view.computed, _computed), class_name="derived"), rx.fragment()),
            rx.cond(view.rest, _rest(view), rx.fragment()),
            class_name="sec",
            id="derived",
        ),
        rx.fragment(),
    )


def _rest(view: rx.Var[DerivedSection]) -> rx.Component:
    return rx.el.details(
        rx.el.summary(view.rest_title, class_name="lnk"),
        rx.el.ul(rx.foreach(view.rest, _left_out), class_name="derived"),
        class_name="small-sec",
    )


def _computed(item: rx.Var[DerivedView]) -> rx.Component:
    return rx.el.li(
        rx.el.span(item.name, " ", rx.el.b(item.value, class_name="n")),
        rx.el.span(item.words, class_name="cap"),
        rx.el.span(item.source, class_name="cap"),
    )


def _left_out(item: rx.Var[DerivedView]) -> rx.Component:
    return rx.el.li(
        rx.el.span(item.name), rx.el.span(item.words, class_name="cap"), rx.el.span(item.source, class_name="cap")
    )

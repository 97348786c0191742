"""The block above all else, or the line that says nothing is critical and what was checked."""

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.range_bar import range_bar
from medapp.ui.text import t
from medapp.ui.views.critical import CriticalView


def critical_block(view: rx.Var[CriticalView]) -> rx.Component:
    """Urgent first, then what it is. A number read with doubt is a question, not an alarm."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(
                rx.cond(view.is_doubtful, icon("eye"), icon("octagon-alert")), rx.el.span(view.title), class_name="h3"
            ),
            rx.cond(view.why, rx.el.p(view.why), rx.fragment()),
            rx.el.p(view.detail),
            rx.el.ul(rx.foreach(view.steps, rx.el.li), class_name="small"),
            rx.el.p(
                rx.el.a(icon("phone"), view.call, href=view.call_href, class_name="lnk"),
                class_name="acts",
            ),
            class_name="say",
        ),
        rx.el.div(
            rx.el.p(view.marker.value, " ", rx.el.span(view.marker.unit, class_name="small q"), class_name="n figure"),
            range_bar(view.marker.line),
            rx.el.p(view.marker.whose, class_name="cap"),
            rx.el.p(view.threshold, class_name="cap"),
            rx.el.p(view.marker.as_printed, class_name="cap printed"),
            rx.cond(
                view.marker.review_href,
                rx.el.p(rx.el.a(t("review.link"), href=view.marker.review_href, class_name="lnk noprint")),
                rx.fragment(),
            ),
        ),
        class_name=rx.cond(view.is_doubtful, "alarm unsure", "alarm"),
        role="alert",
    )


def none_critical(words: rx.Var[str]) -> rx.Component:
    return rx.el.p(icon("check"), rx.el.span(words), class_name="ok")

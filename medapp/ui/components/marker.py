"""A marker as a row of the list and, when it needs attention, as an item with words."""

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.range_bar import range_bar
from medapp.ui.components.spark import spark_line
from medapp.ui.components.state_word import state_word
from medapp.ui.text import t
from medapp.ui.views.markers import MarkerView
from medapp.ui.views.report import SystemView


def system(group: rx.Var[SystemView]) -> rx.Component:
    """One system of markers with its heading and how many of them are outside."""
    return rx.el.section(
        rx.el.header(rx.el.h3(group.name), rx.el.span(group.outside, class_name="cap")),
        rx.foreach(group.rows, marker_row),
        class_name="sys",
        id=group.anchor,
    )


def marker_row(marker: rx.Var[MarkerView]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.cond(
                marker.trend_href,
                rx.el.a(rx.el.b(marker.name), href=marker.trend_href),
                rx.el.b(marker.name),
            ),
            _doubt(marker),
            rx.cond(marker.original, rx.el.span(marker.original, class_name="cap n"), rx.fragment()),
            rx.cond(marker.spark.change, rx.el.span(marker.spark.change, class_name="cap n"), rx.fragment()),
            class_name="nm",
        ),
        _value(marker),
        range_bar(marker.line),
        rx.el.div(
            state_word(marker.state),
            rx.cond(
                marker.note,
                rx.el.span(marker.note, " ", rx.el.a(marker.source_mark, href=marker.source_href), class_name="cap"),
                rx.fragment(),
            ),
            class_name="state",
        ),
        rx.cond(marker.spark.path, rx.el.div(spark_line(marker.spark), class_name="sp"), rx.fragment()),
        class_name=marker.classes,
    )


def attention_item(marker: rx.Var[MarkerView]) -> rx.Component:
    """Value, line, whose range, what it is and what to ask when the locale has words, and the report's own row."""
    return rx.el.article(
        rx.el.div(
            rx.el.h3(marker.name),
            rx.el.div(rx.el.b(marker.value), " ", rx.el.span(marker.unit, class_name="u"), class_name="val n"),
            state_word(marker.state),
            rx.el.span(
                rx.cond(marker.original, rx.fragment(marker.original, ". "), rx.fragment()),
                marker.whose,
                class_name="cap r",
            ),
            class_name="hd",
        ),
        range_bar(marker.line),
        rx.cond(marker.what, _explanation(marker), rx.fragment()),
        _report_row(marker),
        class_name="att",
    )


def _doubt(marker: rx.Var[MarkerView]) -> rx.Component:
    """Why the row asks to be compared, and the way to do it."""
    return rx.cond(
        marker.doubt,
        rx.cond(
            marker.review_href,
            rx.el.a(marker.doubt, href=marker.review_href, class_name="cap doubt"),
            rx.el.span(marker.doubt, class_name="cap doubt"),
        ),
        rx.fragment(),
    )


def _value(marker: rx.Var[MarkerView]) -> rx.Component:
    return rx.el.div(
        rx.el.b(marker.value, class_name="n"),
        " ",
        rx.el.span(marker.unit, class_name="u"),
        class_name="val",
    )


def _explanation(marker: rx.Var[MarkerView]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(marker.what),
            rx.cond(marker.moves, rx.el.p(marker.moves, class_name="small q"), rx.fragment()),
        ),
        rx.cond(
            marker.ask,
            rx.el.div(
                rx.el.h4(t("result.ask")),
                rx.el.ul(rx.foreach(marker.ask, rx.el.li)),
                class_name="ask small",
            ),
            rx.fragment(),
        ),
        class_name="txt",
    )


def _report_row(marker: rx.Var[MarkerView]) -> rx.Component:
    return rx.el.details(
        rx.el.summary(icon("row"), t("result.show_row"), class_name="lnk"),
        rx.el.figure(
            rx.el.div(marker.as_printed, class_name="scan one"),
            rx.el.figcaption(
                rx.cond(marker.place, rx.fragment(marker.place, ". "), rx.fragment()),
                rx.cond(marker.doubt, rx.fragment(marker.doubt, ". "), rx.fragment()),
                t("result.row_caption"),
                class_name="cap",
            ),
            class_name="crop",
        ),
        rx.cond(
            marker.review_href,
            rx.el.a(t("review.link"), href=marker.review_href, class_name="lnk noprint"),
            rx.fragment(),
        ),
        class_name="more",
    )

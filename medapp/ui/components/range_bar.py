"""The line itself: track, band, limits and one sign. One drawing for markers and for the score."""

import reflex as rx

from medapp.ui.components.inline import inline_style
from medapp.ui.components.shapes import ARROWS, CRITICAL_MARK, SIGNS
from medapp.ui.views.marks import LineView, ZoneView


def range_bar(line: rx.Var[LineView]) -> rx.Component:
    """A marker's line, or a dashed one with words when there is no range. `line` holds ready positions."""
    return rx.cond(line.sign, _rated(line), _empty(line))


def _rated(line: rx.Var[LineView]) -> rx.Component:
    return rx.el.div(
        rx.foreach(line.zones, _zone),
        rx.cond(line.low, _limit(line.low, "at-low"), rx.fragment()),
        rx.cond(line.high, _limit(line.high, "at-high"), rx.fragment()),
        rx.el.svg(
            rx.el.path(d=rx.Var.create(SIGNS)[line.sign]),
            rx.cond(line.sign == "crit", rx.el.path(d=CRITICAL_MARK, class_name="mark"), rx.fragment()),
            class_name=line.sign_classes,
            view_box="0 0 18 18",
            custom_attrs={"style": inline_style(left=line.sign_left), "aria-hidden": "true"},
        ),
        rx.cond(line.arrow, _arrow(line), rx.fragment()),
        class_name="bar",
        role="img",
        custom_attrs={"aria-label": line.label},
    )


def _empty(line: rx.Var[LineView]) -> rx.Component:
    return rx.el.div(
        rx.el.span(class_name="dash"),
        rx.el.span(line.words, class_name="lim"),
        class_name="bar nil",
        role="img",
        custom_attrs={"aria-label": line.label},
    )


def _zone(zone: rx.Var[ZoneView]) -> rx.Component:
    return rx.el.span(class_name=zone.classes, custom_attrs={"style": inline_style(left=zone.left, width=zone.width)})


def _limit(text: rx.Var[str], place: str) -> rx.Component:
    return rx.fragment(
        rx.el.span(class_name=f"tick {place}"),
        rx.el.span(text, class_name=f"lim {place}"),
    )


def _arrow(line: rx.Var[LineView]) -> rx.Component:
    return rx.el.svg(
        rx.el.path(d=rx.Var.create(ARROWS)[line.arrow]),
        class_name=line.sign_classes + " arrow",
        view_box="0 0 18 18",
        custom_attrs={"style": inline_style(left=line.sign_left), "aria-hidden": "true"},
    )

"""The chart of one marker: bands, the line with its breaks, a sign for each value, and words over each point.

The drawing is one image with a label; what a pointer or the focus finds stands over it as links to the reports.
"""

from typing import Any

import reflex as rx

from medapp.ui.components.inline import inline_style
from medapp.ui.views.chart import BoxView, ChartView, SignView, SpotView, TextView
from medapp.ui.views.trend import TrendView


def trend_chart(view: rx.Var[TrendView]) -> rx.Component:
    """Two sizes of one drawing; the style sheet shows the one that fits the screen."""
    return rx.el.figure(
        _sized(view.wide, view.label, "wide"), _sized(view.narrow, view.label, "narrow"), class_name="chart"
    )


def _sized(chart: rx.Var[ChartView], label: rx.Var[str], size: str) -> rx.Component:
    return rx.el.div(
        rx.el.svg(
            rx.foreach(chart.bands, _band),
            _path(chart.edges, "edges"),
            _path(chart.rifts, "rifts"),
            _path(chart.axis, "axis"),
            _path(chart.line, "way"),
            _path(chart.loose, "way loose"),
            rx.foreach(chart.limits, _text("lim")),
            rx.foreach(chart.days, _text("day")),
            rx.foreach(chart.reasons, _text("why-broken")),
            rx.foreach(chart.signs, _sign),
            view_box=chart.box,
            role="img",
            custom_attrs={"aria-label": label},
        ),
        rx.el.ul(rx.foreach(chart.spots, _spot), class_name="spots"),
        class_name=f"sized {size}",
    )


def _path(path: rx.Var[str], classes: str) -> rx.Component:
    return rx.cond(path, rx.el.svg.path(d=path, class_name=classes), rx.fragment())


def _band(box: rx.Var[BoxView]) -> rx.Component:
    return rx.el.svg.rect(x=box.x, y=box.y, width=box.width, height=box.height, class_name="band")


def _text(classes: str) -> Any:
    def draw(text: rx.Var[TextView]) -> rx.Component:
        anchor = {"textAnchor": text.anchor}
        return rx.el.svg.text(text.text, x=text.x, y=text.y, class_name=classes, custom_attrs=anchor)

    return draw


def _sign(sign: rx.Var[SignView]) -> rx.Component:
    return rx.el.svg.g(
        rx.el.svg.g(rx.el.svg.path(d=sign.path), class_name=sign.classes, custom_attrs={"transform": sign.move}),
        rx.cond(
            sign.label,
            rx.el.svg.text(
                sign.label, x=sign.label_x, y=sign.label_y, class_name="num", custom_attrs={"textAnchor": "middle"}
            ),
            rx.fragment(),
        ),
        rx.cond(
            sign.noted_x, rx.el.svg.circle(cx=sign.noted_x, cy=sign.noted_y, r="2.5", class_name="noted"), rx.fragment()
        ),
    )


def _spot(spot: rx.Var[SpotView]) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(
                rx.el.b(spot.value, class_name="n"),
                rx.el.span(spot.day, class_name="n"),
                rx.el.span(spot.more),
                class_name="tip",
            ),
            href=spot.href,
            custom_attrs={"aria-label": spot.label, "tabIndex": spot.tab},
        ),
        class_name=spot.classes,
        custom_attrs={"style": inline_style(left=spot.left, top=spot.top)},
    )

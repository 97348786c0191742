"""The small line of a marker's last values; it is silent for a reader that speaks, the words stand beside it."""

import reflex as rx

from medapp.ui.views.sparks import SparkView


def spark_line(view: rx.Var[SparkView]) -> rx.Component:
    return rx.cond(
        view.path,
        rx.el.svg(
            rx.el.svg.path(d=view.path),
            rx.el.svg.circle(cx=view.dot_x, cy=view.dot_y, r="3"),
            class_name="spark",
            view_box="0 0 64 26",
            width="64",
            height="26",
            custom_attrs={"aria-hidden": "true"},
        ),
        rx.fragment(),
    )

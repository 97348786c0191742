"""The line with six stops: how far a report has come."""

import reflex as rx

from medapp.ui.components.icons import icon
from medapp.ui.components.shapes import SIGNS
from medapp.ui.text import t_attr
from medapp.ui.views.job import StopView


def progress_line(stops: rx.Var[list[StopView]]) -> rx.Component:
    """Stops passed are green with a check, the present one carries the sign. Upright on a phone."""
    return rx.el.ol(
        rx.foreach(stops, _stop),
        class_name="steps",
        custom_attrs={"aria-label": t_attr("job.steps")},
    )


def _stop(stop: rx.Var[StopView]) -> rx.Component:
    return rx.el.li(
        rx.cond(
            stop.classes == "now",
            rx.el.svg(
                rx.el.path(d=SIGNS["ink"]),
                class_name="dot",
                view_box="0 0 18 18",
                custom_attrs={"aria-hidden": "true"},
            ),
            rx.cond(stop.classes == "done", icon("check"), rx.fragment()),
        ),
        " ",
        stop.name,
        rx.el.span(stop.caption, class_name="cap"),
        class_name=stop.classes,
        custom_attrs={"aria-current": stop.current},
    )

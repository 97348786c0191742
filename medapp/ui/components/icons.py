"""A Lucide icon beside a word, and the sign that says a state without colour."""

import reflex as rx

from medapp.ui.components.shapes import CRITICAL_MARK, ICONS, SIGNS


def icon(name: str | rx.Var[str], class_name: str = "") -> rx.Component:
    """An icon of 1.15 em in the colour of the words it stands beside; it is silent for a reader that speaks."""
    path = ICONS[name] if isinstance(name, str) else rx.Var.create(ICONS)[name]
    return rx.el.svg(
        rx.el.path(d=path),
        class_name=f"i {class_name}".strip(),
        view_box="0 0 24 24",
        fill="none",
        stroke="currentColor",
        stroke_width="1.9",
        stroke_linecap="round",
        stroke_linejoin="round",
        custom_attrs={"aria-hidden": "true"},
    )


def sign(kind: str | rx.Var[str], class_name: str = "dot") -> rx.Component:
    """The sign of a state standing in a row of signs or a legend: a class gives the colour, the outline the shape."""
    mark = rx.el.path(d=CRITICAL_MARK, class_name="mark")
    if isinstance(kind, str):
        path, mark = SIGNS[kind], mark if kind == "crit" else rx.fragment()
    else:
        path, mark = rx.Var.create(SIGNS)[kind], rx.cond(kind == "crit", mark, rx.fragment())
    classes = f"{class_name} {kind}" if isinstance(kind, str) else rx.Var.create(f"{class_name} ") + kind
    return rx.el.svg(
        rx.el.path(d=path),
        mark,
        class_name=classes,
        view_box="0 0 18 18",
        custom_attrs={"aria-hidden": "true"},
    )

"""Grey bars of the final size under real labels, while the first answer is on its way; and what a missing page says."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.inline import inline_style
from medapp.ui.parts import failure_panel
from medapp.ui.text import t


def bars(*widths: str) -> list[rx.Component]:
    """One grey bar a width, such as "8rem" or "60%"."""
    return [rx.el.span(class_name="skb", custom_attrs={"style": inline_style(width=width)}) for width in widths]


def waiting(code: str, *children: rx.Component) -> rx.Component:
    """`code` is read aloud; the bars appear only after 400 ms."""
    return rx.el.div(rx.el.span(t(code), class_name="vh"), *children, class_name="waiting-page", role="status")


def nothing_here() -> rx.Component:
    """Somebody else's, deleted or mistyped: a stranger learns nothing."""
    return failure_panel("not_found", routes.HISTORY, "not_found.history")

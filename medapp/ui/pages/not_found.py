"""An address that leads nowhere: said plainly, with two ways on."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.shell import page
from medapp.ui.text import t


@page(routes.NOT_FOUND, "not_found.title", guard="open")
def not_found() -> rx.Component:
    return rx.el.section(
        rx.el.h1(t("not_found.heading")),
        rx.el.p(t("not_found.text"), class_name="q"),
        rx.el.div(
            rx.el.a(t("not_found.home"), href=routes.HOME, class_name="btn"),
            rx.el.a(t("not_found.history"), href=routes.HISTORY, class_name="btn alt"),
            class_name="acts",
        ),
        class_name="plain",
    )

"""What the product does and does not claim, where data is kept, and the sources it rests on."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.shell import page
from medapp.ui.text import t

DOES = 4
DOES_NOT = 5


@page(routes.ABOUT, "about.title", guard="open")
def about() -> rx.Component:
    return rx.el.article(
        rx.el.h1(t("about.heading")),
        rx.el.p(t("about.lead"), class_name="lead"),
        _list("does", DOES),
        _list("does_not", DOES_NOT),
        _section("data", "data_text", "data_text_2"),
        _section("sources", "sources_score", "sources_codes", "sources_ranges", "sources_fonts"),
        _section("contact", "contact_text"),
        class_name="prose",
    )


def _list(name: str, count: int) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t(f"about.{name}")),
        rx.el.ul(*(rx.el.li(t(f"about.{name}_{n}")) for n in range(1, count + 1)), class_name="ruled"),
        id=name,
    )


def _section(name: str, *texts: str) -> rx.Component:
    return rx.el.section(rx.el.h2(t(f"about.{name}")), *(rx.el.p(t(f"about.{text}")) for text in texts), id=name)

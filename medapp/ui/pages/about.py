"""What the product does and does not claim, where data is kept, and the sources it rests on."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.installation import InstallationState
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
        rx.el.p(rx.el.a(t("privacy.title"), href=routes.PRIVACY)),
        _section("sources", "sources_score", "sources_codes", "sources_ranges", "sources_fonts"),
        rx.el.p(rx.el.a(t("model.link"), href=routes.MODEL)),
        _contact(),
        class_name="prose",
    )


def _contact() -> rx.Component:
    """The operator by name when the settings give one."""
    ours = InstallationState
    return rx.el.section(
        rx.el.h2(t("about.contact")),
        rx.cond(
            ours.operator != "",
            rx.el.p(t("about.contact_name", operator=ours.operator)),
            rx.el.p(t("about.contact_text")),
        ),
        rx.cond(
            ours.support_address != "",
            rx.el.p(t("about.contact_address", address=ours.support_address)),
            rx.fragment(),
        ),
        id="contact",
    )


def _list(name: str, count: int) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t(f"about.{name}")),
        rx.el.ul(*(rx.el.li(t(f"about.{name}_{n}")) for n in range(1, count + 1)), class_name="ruled"),
        id=name,
    )


def _section(name: str, *texts: str) -> rx.Component:
    return rx.el.section(rx.el.h2(t(f"about.{name}")), *(rx.el.p(t(f"about.{text}")) for text in texts), id=name)

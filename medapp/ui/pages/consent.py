"""The consent: a document of its own, apart from every other text, as the law asks."""

import reflex as rx

from medapp.services.actors import CONSENT_VERSION
from medapp.ui import routes
from medapp.ui.shell import page
from medapp.ui.text import t

SECTIONS = ("who", "what", "why", "how", "how_long", "withdraw")


@page(routes.CONSENT, "consent.title", guard="open")
def consent() -> rx.Component:
    return rx.el.article(
        rx.el.h1(t("consent.heading")),
        rx.el.p(t("consent.lead"), class_name="lead"),
        rx.el.dl(
            *(rx.el.div(rx.el.dt(t(f"consent.{name}")), rx.el.dd(t(f"consent.{name}_text"))) for name in SECTIONS),
            class_name="ruled",
        ),
        rx.el.p(t("consent.version", version=CONSENT_VERSION), class_name="cap"),
        rx.el.p(rx.el.a(t("consent.back"), href=routes.REGISTER)),
        class_name="prose",
    )

"""Where data is kept: what, where, for how long, what leaves, and who can see it."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.installation import InstallationState
from medapp.ui.shell import page
from medapp.ui.text import t

KEPT = ("files", "values", "account", "consents", "sessions", "links", "log", "events")
QUESTIONS = ("leaves", "who", "rights", "operator")


@page(routes.PRIVACY, "privacy.title", guard="open")
def privacy() -> rx.Component:
    return rx.el.article(
        rx.el.h1(t("privacy.title")),
        rx.el.p(t("privacy.lead"), class_name="lead"),
        rx.el.table(
            rx.el.caption(t("privacy.table"), class_name="vh"),
            rx.el.thead(
                rx.el.tr(*(rx.el.th(t(f"privacy.{name}"), scope="col") for name in ("what", "where", "how_long")))
            ),
            rx.el.tbody(
                *(
                    rx.el.tr(
                        rx.el.th(t(f"privacy.{name}_what"), scope="row"),
                        rx.el.td(t(f"privacy.{name}_where")),
                        rx.el.td(t(f"privacy.{name}_long")),
                    )
                    for name in KEPT
                )
            ),
            class_name="kept",
        ),
        *(
            rx.el.section(rx.el.h2(t(f"privacy.{name}")), rx.el.p(t(f"privacy.{name}_text")), id=name)
            for name in QUESTIONS
        ),
        rx.cond(
            InstallationState.operator != "",
            rx.el.p(t("about.contact_name", operator=InstallationState.operator)),
            rx.fragment(),
        ),
        rx.el.p(rx.el.a(t("my_data.back"), href=routes.MY_DATA)),
        class_name="prose wide",
    )

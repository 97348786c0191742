"""Help: which files are read, what to do when something was not, how to photograph paper, how to read the score."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.installation import InstallationState, formats_line, limits_line
from medapp.ui.shell import page
from medapp.ui.text import t

UNREAD = ("row", "number", "range", "score", "scan", "failed")
PHOTO_TIPS = 4


@page(routes.HELP, "help.title", guard="open", menu="menu.help", order=30)
def help_page() -> rx.Component:
    return rx.el.article(
        rx.el.h1(t("help.heading")),
        rx.el.p(t("help.lead"), class_name="lead"),
        rx.el.section(
            rx.el.h2(t("help.formats")),
            rx.el.p(t("help.formats_text")),
            rx.el.p(t("help.formats_from")),
            rx.el.p(t("help.formats_health", size=InstallationState.limits.size_mb.to_string())),
            rx.el.p(limits_line()),
            rx.el.p(formats_line(), class_name="small q"),
            id="formats",
        ),
        rx.el.section(
            rx.el.h2(t("help.unread")),
            rx.el.p(t("help.unread_text")),
            rx.el.dl(
                *(
                    rx.el.div(rx.el.dt(t(f"help.unread_{name}")), rx.el.dd(t(f"help.unread_{name}_text")))
                    for name in UNREAD
                ),
                class_name="ruled",
            ),
            id="unread",
        ),
        rx.el.section(
            rx.el.h2(t("help.photo")),
            rx.el.ol(*(rx.el.li(t(f"help.photo_{n}")) for n in range(1, PHOTO_TIPS + 1)), class_name="counted"),
            rx.el.p(t("help.photo_note"), class_name="note"),
            id="photo",
        ),
        _section("score", "score_text", "score_caution"),
        rx.el.section(
            rx.el.h2(t("help.urgent")),
            rx.el.p(t("help.urgent_text", number=InstallationState.emergency_number)),
            id="urgent",
        ),
        class_name="prose",
    )


def _section(name: str, *texts: str) -> rx.Component:
    return rx.el.section(rx.el.h2(t(f"help.{name}")), *(rx.el.p(t(f"help.{text}")) for text in texts), id=name)

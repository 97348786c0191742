"""The account's choice about letters; offered only where the operator named a mail server."""

from typing import Any

import reflex as rx

from medapp.services import mailing, notices
from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.session import actor_of, guarded
from medapp.ui.text import t


class LettersState(rx.State):
    is_offered: bool = False
    wanted: bool = False
    saved: bool = False

    @rx.event
    @guarded("user")
    def open(self) -> None:
        """What was chosen before."""
        actor = actor_of(self)
        self.is_offered, self.saved = mailing.is_set_up(), False
        self.wanted = bool(actor and self.is_offered and notices.wants_mail(actor))

    @rx.event
    @guarded("user")
    def save(self, form: dict[str, Any]) -> None:
        """A letter when a result is ready, or none."""
        if actor := actor_of(self):
            self.wanted = bool(form.get("wanted"))
            notices.set_mail(actor, self.wanted)
            self.saved = True


def letters() -> rx.Component:
    """A part of the account page."""
    return rx.cond(
        LettersState.is_offered,
        rx.el.section(
            rx.el.h2(t("mail.heading")),
            rx.el.div(
                rx.el.form(
                    rx.el.p(
                        t("mail.text"),
                        " ",
                        rx.el.a(t("my_data.read_text"), href=routes.CONSENT_PAGES["result_mails"]),
                        class_name="small q",
                    ),
                    rx.el.div(
                        rx.el.input(
                            type="checkbox",
                            id="letters-wanted",
                            name="wanted",
                            default_checked=LettersState.wanted,
                            key=LettersState.wanted.to_string(),
                        ),
                        rx.el.label(t("mail.wish"), html_for="letters-wanted"),
                        class_name="tick-line",
                    ),
                    rx.el.button(t("mail.save"), type="submit", class_name="btn alt sm"),
                    rx.el.div(
                        rx.cond(
                            LettersState.saved,
                            rx.el.p(icon("check"), t("mail.saved"), class_name="st in"),
                            rx.fragment(),
                        ),
                        class_name="fld",
                        role="status",
                    ),
                    on_submit=LettersState.save,
                )
            ),
            class_name="part",
            id="letters",
        ),
        rx.fragment(),
    )

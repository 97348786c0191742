"""A new password, by a link from the operator or a mail."""

import reflex as rx

from medapp.i18n import error_words
from medapp.services import resets
from medapp.ui import routes
from medapp.ui.forms import field, hidden, native_form, password_hint
from medapp.ui.parts import failure_panel, loading
from medapp.ui.session import guarded, language_of, news_of
from medapp.ui.shell import page
from medapp.ui.text import t


class ResetState(rx.State):
    """`phase`: loading, ready or over."""

    phase: str = "loading"
    token: str = ""
    error: str = ""

    @rx.event
    @guarded("open")
    async def open(self) -> None:
        """Whether the link of the address still works, and what came of the last attempt."""
        self.token = str(self.router.url.query_parameters.get("token", ""))[:100]
        self.phase = "ready" if resets.is_valid(self.token) else "over"
        flash = await news_of(self)
        values = flash.get("values")
        self.error = ""
        if flash.get("form") == "reset":
            words = error_words(
                language_of(self), str(flash.get("code")), **(values if isinstance(values, dict) else {})
            )
            self.error = f"{words.title}. {words.detail} {words.next_step}"


@page(routes.RESET, "reset.title", guard="open", on_load=ResetState.open)
def reset() -> rx.Component:
    form = rx.el.section(
        native_form(
            routes.POST_RESET,
            rx.el.h1(t("reset.title")),
            rx.el.p(t("reset.text"), class_name="q"),
            hidden("token", ResetState.token),
            field(
                "new",
                "account.new_password",
                form="reset",
                hint=password_hint(),
                type="password",
                autocomplete="new-password",
                error=ResetState.error,
            ),
            rx.el.button(t("reset.submit"), type="submit", class_name="btn"),
        ),
        class_name="plain door",
    )
    return rx.match(
        ResetState.phase,
        ("over", failure_panel("reset_link_expired", routes.SIGN_IN, "shell.sign_in")),
        ("ready", form),
        loading(),
    )

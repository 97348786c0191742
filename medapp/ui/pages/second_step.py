"""The second step of signing in: the code after the password."""

from typing import Any

import reflex as rx

from medapp import cookies
from medapp.i18n import error_words
from medapp.ui import routes
from medapp.ui.forms import field, hidden, native_form
from medapp.ui.session import cookie_of, guarded, language_of, news_of
from medapp.ui.shell import page
from medapp.ui.text import t


class SecondStepState(rx.State):
    error: str = ""
    next: str = ""

    @rx.event
    @guarded("open")
    async def open(self) -> Any:
        """Without a password that was right a moment ago there is nothing to do here."""
        self.next = routes.local_path(self.router.url.query_parameters.get("next", ""))
        if not cookie_of(self, cookies.DOOR):
            return rx.redirect(routes.sign_in(self.next), replace=True)
        flash = await news_of(self)
        values = flash.get("values")
        self.error = ""
        if flash.get("form") == "code":
            words = error_words(
                language_of(self), str(flash.get("code")), **(values if isinstance(values, dict) else {})
            )
            self.error = f"{words.title}. {words.detail} {words.next_step}"
        return None


@page(routes.SECOND_STEP, "factor.door_title", guard="open", on_load=SecondStepState.open)
def second_step() -> rx.Component:
    return rx.el.section(
        native_form(
            routes.POST_CODE,
            rx.el.h1(t("factor.door_heading")),
            rx.el.p(t("factor.door_text"), class_name="q"),
            hidden("next", SecondStepState.next),
            field(
                "code",
                "factor.code",
                form="door",
                hint="factor.code_hint",
                autocomplete="one-time-code",
                error=SecondStepState.error,
                maxLength=20,
                autoFocus=True,
            ),
            rx.el.button(t("sign_in.submit"), type="submit", class_name="btn"),
        ),
        rx.el.p(rx.el.a(t("factor.door_back"), href=routes.SIGN_IN), class_name="small"),
        class_name="plain door",
    )

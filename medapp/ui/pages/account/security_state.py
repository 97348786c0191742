"""Password, sessions and second factor: what the page shows and what its buttons ask of the services."""

import asyncio
from typing import Any

import reflex as rx
import segno

from medapp.errors import BadCredentials, MedAppError
from medapp.i18n import error_words, translate
from medapp.services import accounts, second_factor
from medapp.ui import routes
from medapp.ui.session import actor_of, guarded, language_of, news_of
from medapp.ui.views.account import DeviceView, FactorView, show_device, show_factor

QR_BORDER = 2  # modules of quiet around the code; apps on a telephone read it with two


class SecurityState(rx.State):
    """`saved` names the part that was just saved, `refused` the part whose error `error` tells.

    `secret` and `qr` stand while a second factor is set up, `recovery` once after it was.
    """

    devices: list[DeviceView] = []  # noqa: RUF012 Reflex copies defaults for each browser tab
    factor: FactorView = FactorView()
    secret: str = ""
    qr: str = ""
    recovery: list[str] = []  # noqa: RUF012
    saved: str = ""
    refused: str = ""
    error: str = ""

    @rx.event
    @guarded("user")
    async def open(self) -> None:
        self._forget()
        self.secret, self.qr, self.recovery = "", "", []
        self._read()
        self._tell_password(await news_of(self))

    def _tell_password(self, flash: dict[str, Any]) -> None:
        """The password's form is a native one, because its answer sets a new cookie."""
        code, values = str(flash.get("code", "")), flash.get("values")
        if flash.get("form") == "password" and code == "password_changed":
            self.saved = "password"
        elif flash.get("form") == "password":
            self.refused = "password"
            self.error = self._say(code, values if isinstance(values, dict) else {})

    def _read(self) -> None:
        actor, language = actor_of(self), language_of(self)
        if actor:
            self.devices = [show_device(item, language) for item in accounts.list_sessions(actor)]
            self.factor = show_factor(second_factor.view_of(actor), language)

    def _forget(self) -> None:
        self.saved = self.refused = self.error = ""

    def _refuse(self, part: str, error: MedAppError) -> None:
        self.saved, self.refused = "", part
        self.error = self._say(error.code, error.values)

    def _say(self, code: str, values: dict[str, Any]) -> str:
        """One paragraph for an error; here no e-mail is asked for, so only the password can be wrong."""
        if code == BadCredentials.code:
            return translate(language_of(self), "account.wrong_password")
        words = error_words(language_of(self), code, **values)
        return f"{words.title}. {words.detail} {words.next_step}"

    @rx.event
    @guarded("user")
    def end_session(self, session_id: str) -> Any:
        """Ending the present one is signing out."""
        self._forget()
        actor = actor_of(self)
        if actor is None:
            return None
        accounts.revoke_session(actor, session_id)
        if session_id == actor.session_id:
            return rx.redirect(f"{routes.SIGN_IN}?told=signed_out")
        self.saved = "sessions"
        self._read()
        return None

    @rx.event
    @guarded("user")
    def begin_factor(self) -> None:
        """Show a fresh secret; nothing is in force yet."""
        self._forget()
        self.recovery = []
        try:
            if actor := actor_of(self):
                setup = second_factor.begin(actor)
                self.secret = setup.secret
                self.qr = segno.make(setup.address, error="m").svg_data_uri(
                    border=QR_BORDER, scale=4, dark="#16211e", light="#ffffff"
                )
        except MedAppError as error:
            self._refuse("second_factor", error)

    @rx.event
    @guarded("user")
    def confirm_factor(self, form: dict[str, Any]) -> None:
        """Put it into force; the recovery codes are shown this once."""
        self._forget()
        try:
            if actor := actor_of(self):
                self.recovery = second_factor.confirm(actor, str(form.get("code", "")))
                self.secret = self.qr = ""
                self.saved = "second_factor"
                self._read()
        except MedAppError as error:
            self._refuse("second_factor", error)

    @rx.event
    @guarded("user")
    def cancel_factor(self) -> None:
        """Not now: what was begun is in force nowhere."""
        self._forget()
        self.secret = self.qr = ""

    @rx.event
    @guarded("user")
    async def end_factor(self, form: dict[str, Any]) -> None:
        """Turn it off with the password."""
        self._forget()
        try:
            if actor := actor_of(self):
                await asyncio.to_thread(second_factor.turn_off, actor, str(form.get("password", "")))
                self.recovery = []
                self._read()
        except MedAppError as error:
            self._refuse("second_factor", error)

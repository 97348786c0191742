"""What a person changes about their account: each handler asks one service and shows its answer."""

import asyncio
from datetime import date
from typing import Any

import reflex as rx

from medapp.domain.people import parse_sex
from medapp.errors import BadCredentials, InvalidForm, MedAppError
from medapp.i18n import error_words, translate
from medapp.services import accounts
from medapp.services.erasure import erase_account
from medapp.ui import routes
from medapp.ui.session import actor_of, guarded, language_of, news_of
from medapp.ui.views.account import DeviceView, ProfileView, show_device, show_profile


class AccountState(rx.State):
    """`saved` names the part that was just saved, `refused` the part whose error `error` tells."""

    profile: ProfileView = ProfileView()
    devices: list[DeviceView] = []  # noqa: RUF012 Reflex copies defaults for each browser tab
    saved: str = ""
    refused: str = ""
    error: str = ""
    receipt: str = ""

    @rx.event
    @guarded("user")
    async def open(self) -> None:
        self.saved = self.refused = self.error = self.receipt = ""
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
            self.profile = show_profile(accounts.me(actor), language)
            self.devices = [show_device(item, language) for item in accounts.list_sessions(actor)]

    def _answer(self, part: str, error: MedAppError | None = None) -> None:
        self.saved, self.refused = ("", part) if error else (part, "")
        self.error = self._say(error.code, error.values) if error else ""

    def _say(self, code: str, values: dict[str, Any]) -> str:
        """One paragraph for an error; here no e-mail is asked for, so only the password can be wrong."""
        if code == BadCredentials.code:
            return translate(language_of(self), "account.wrong_password")
        words = error_words(language_of(self), code, **values)
        return f"{words.title}. {words.detail} {words.next_step}"

    @rx.event
    @guarded("user")
    def save_person(self, form: dict[str, Any]) -> None:
        """Sex, birth date and pregnancy; each may be left out."""
        try:
            birth_date = _date(str(form.get("birth_date", "")))
            pregnant = {"yes": True, "no": False}.get(str(form.get("pregnant", "")))
            accounts.update_person(actor_of(self), parse_sex(str(form.get("sex", ""))), birth_date, pregnant)
        except InvalidForm as error:
            self._answer("person", error)
        else:
            self._answer("person")
            self._read()

    @rx.event
    @guarded("user")
    def end_session(self, session_id: str) -> Any:
        """Ending the present one is signing out."""
        actor = actor_of(self)
        if actor is None:
            return None
        accounts.revoke_session(actor, session_id)
        if session_id == actor.session_id:
            return rx.redirect(f"{routes.SIGN_IN}?told=signed_out")
        self._answer("sessions")
        self._read()
        return None

    @rx.event
    @guarded("user")
    async def erase(self, form: dict[str, Any]) -> None:
        """The password is asked once more: an open browser must not be enough to erase everything."""
        actor = actor_of(self)
        if actor is None:
            return
        try:
            await asyncio.to_thread(accounts.sign_in, actor.email or "", str(form.get("password", "")))
            receipt = await asyncio.to_thread(erase_account, actor)
        except MedAppError as error:
            self._answer("erase", error)
            return
        self.profile, self.devices = ProfileView(), []
        self.receipt = receipt.id


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidForm(field="birth_date") from error

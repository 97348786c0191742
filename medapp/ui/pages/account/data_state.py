"""My data: consents, how long files are kept, receipts, and the end of the account."""

import asyncio
import base64
import json
from typing import Any

import reflex as rx

from medapp.errors import BadCredentials, InvalidForm, MedAppError
from medapp.i18n import error_words, translate
from medapp.services import accounts, consents, originals, receipts
from medapp.services.erasure import erase_account
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.views.my_data import (
    ActView,
    ConsentRow,
    OriginalsChoice,
    ReceiptLine,
    show_act,
    show_consent,
    show_originals,
    show_receipt_line,
)


class DataState(rx.State):
    """`saved` names the part that was just saved, `refused` the part whose error `error` tells.

    `act` stands once the account is erased, with its file as a data: address, because nobody is left to ask for it.
    """

    consents: list[ConsentRow] = []  # noqa: RUF012 Reflex copies defaults for each browser tab
    originals: OriginalsChoice = OriginalsChoice()
    receipts: list[ReceiptLine] = []  # noqa: RUF012
    health_revoked: bool = False
    act: ActView = ActView()
    act_file: str = ""
    saved: str = ""
    refused: str = ""
    error: str = ""

    @rx.event
    @guarded("user")
    def open(self) -> None:
        self._forget()
        self.act, self.act_file = ActView(), ""
        self._read()

    def _read(self) -> None:
        actor, language = actor_of(self), language_of(self)
        if actor:
            mine = consents.list_mine(actor)
            self.consents = [show_consent(item, language) for item in mine]
            self.health_revoked = any(item.purpose == "health_data" and item.state != "given" for item in mine)
            self.originals = show_originals(originals.view_of(actor), language)
            self.receipts = [show_receipt_line(item, language) for item in receipts.list_receipts(actor)]

    def _forget(self) -> None:
        self.saved = self.refused = self.error = ""

    def _refuse(self, part: str, error: MedAppError) -> None:
        if error.code == BadCredentials.code:
            words = translate(language_of(self), "account.wrong_password")
        else:
            told = error_words(language_of(self), error.code, **error.values)
            words = f"{told.title}. {told.detail} {told.next_step}"
        self.saved, self.refused, self.error = "", part, words

    @rx.event
    @guarded("user")
    def choose_originals(self, form: dict[str, Any]) -> None:
        """How long files are kept: `choice` is keep, after_reading or days."""
        self._forget()
        actor = actor_of(self)
        if actor is None:
            return
        try:
            days = {"keep": None, "after_reading": 0}.get(str(form.get("choice")), _days(form.get("days")))
            originals.choose(actor, days, language_of(self))
        except MedAppError as error:
            self._refuse("originals", error)
        else:
            self.saved = "originals"
            self._read()

    @rx.event
    @guarded("user")
    async def erase(self, form: dict[str, Any]) -> None:
        """The password is asked once more: an open browser must not be enough to erase everything."""
        self._forget()
        actor = actor_of(self)
        if actor is None:
            return
        reason = "consent_withdrawn" if self.health_revoked else "account_erased"
        try:
            await asyncio.to_thread(accounts.confirm_password, actor, str(form.get("password", "")))
            receipt = await asyncio.to_thread(erase_account, actor, reason)
        except MedAppError as error:
            self._refuse("erase", error)
            return
        self.act = show_act(receipt.act, language_of(self))
        text = json.dumps(receipt.act, ensure_ascii=False, indent=1, default=str)
        self.act_file = "data:application/json;base64," + base64.b64encode(text.encode()).decode()


def _days(text: Any) -> int:
    try:
        return int(str(text))
    except ValueError as error:
        raise InvalidForm(field="days") from error

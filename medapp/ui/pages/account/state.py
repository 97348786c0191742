"""What a person changes about themselves: each handler asks one service and shows its answer."""

from datetime import date
from typing import Any

import reflex as rx

from medapp.domain.people import parse_sex
from medapp.errors import InvalidForm, MedAppError
from medapp.i18n import error_words
from medapp.predictor import predictor_if_any
from medapp.services import accounts, people
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.views.account import ProfileView, show_profile


class AccountState(rx.State):
    """`saved` names the part that was just saved, `refused` the part whose error `error` tells."""

    profile: ProfileView = ProfileView()
    saved: str = ""
    refused: str = ""
    error: str = ""

    @rx.event
    @guarded("user")
    def open(self) -> None:
        self.saved = self.refused = self.error = ""
        self._read()

    def _read(self) -> None:
        if actor := actor_of(self):
            self.profile = show_profile(accounts.me(actor))

    @rx.event
    @guarded("user")
    def save_person(self, form: dict[str, Any]) -> None:
        """Sex, birth date and pregnancy; each may be left out."""
        self.saved = self.refused = self.error = ""
        try:
            birth_date = _date(str(form.get("birth_date", "")))
            pregnant = {"yes": True, "no": False}.get(str(form.get("pregnant", "")))
            sex = parse_sex(str(form.get("sex", "")))
            people.change_own(actor_of(self), sex, birth_date, pregnant, predictor_if_any())
        except InvalidForm as error:
            self.refused, self.error = "person", tell(error, language_of(self))
        else:
            self.saved = "person"
            self._read()


def tell(error: MedAppError, language: str) -> str:
    """One paragraph for an error."""
    words = error_words(language, error.code, **error.values)
    return f"{words.title}. {words.detail} {words.next_step}"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidForm(field="birth_date") from error

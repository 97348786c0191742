"""The first page of the account: who I am, and what ranges and the score need to know of me."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.forms import choice, field, native_form
from medapp.ui.letters import LettersState, letters
from medapp.ui.pages.account.frame import account_page, answer, part
from medapp.ui.pages.account.people import PeopleState, people_part
from medapp.ui.pages.account.state import AccountState
from medapp.ui.shell import page
from medapp.ui.text import t


@page(
    routes.ACCOUNT,
    "account.title",
    guard="user",
    on_load=[AccountState.open, PeopleState.open, LettersState.open],
)
def account() -> rx.Component:
    profile = AccountState.profile
    heading = rx.el.div(
        rx.el.h1(t("account.heading")),
        rx.el.p(profile.email, class_name="q"),
        rx.cond(profile.is_admin, rx.el.p(t("account.administrator"), class_name="small q"), rx.fragment()),
        native_form(
            routes.POST_LOGOUT,
            rx.el.button(icon("door"), t("shell.sign_out"), type="submit", class_name="lnk"),
        ),
        class_name="who-am-i",
    )
    return account_page(
        routes.ACCOUNT,
        heading,
        part("about_me", _person()),
        part("people", people_part()),
        letters(),
    )


def _person() -> rx.Component:
    profile = AccountState.profile
    return rx.el.form(
        rx.el.p(t("account.about_me_text"), class_name="small q"),
        choice(
            "sex",
            "register.sex",
            {"": "register.sex_unset", "female": "sex.female", "male": "sex.male"},
            form="person",
            value=profile.sex,
        ),
        field(
            "birth_date",
            "register.birth_date",
            form="person",
            type="date",
            autocomplete="bday",
            required=False,
            value=profile.birth_date,
        ),
        choice(
            "pregnant",
            "account.pregnant",
            {"": "register.sex_unset", "yes": "account.yes", "no": "account.no"},
            form="person",
            value=profile.pregnant,
        ),
        rx.el.button(t("account.save_person"), type="submit", class_name="btn alt sm"),
        answer("person", AccountState.refused, AccountState.error, AccountState.saved, "account.person_saved"),
        on_submit=AccountState.save_person,
    )

"""The account page, part by part."""

from typing import Any

import reflex as rx

from medapp.i18n import languages
from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.forms import choice, field, hidden, native_form, password_hint
from medapp.ui.pages.account.state import AccountState
from medapp.ui.session import SessionState
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.account import DeviceView

THEMES = ("light", "dark", "system")


@page(routes.ACCOUNT, "account.title", guard="user", on_load=AccountState.open)
def account() -> rx.Component:
    return rx.cond(AccountState.receipt != "", _erased(), _parts())


def _parts() -> rx.Component:
    profile = AccountState.profile
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("account.heading")),
            rx.el.p(profile.email, class_name="q"),
            rx.cond(profile.is_admin, rx.el.p(t("account.administrator"), class_name="small q"), rx.fragment()),
            native_form(
                routes.POST_LOGOUT,
                rx.el.button(icon("door"), t("shell.sign_out"), type="submit", class_name="lnk"),
            ),
            class_name="who-am-i",
        ),
        _part("about_me", _person()),
        _part("appearance", _appearance()),
        _part("password", _password()),
        _part("sessions", _sessions()),
        _part("data", _data()),
        class_name="account",
    )


def _part(name: str, *content: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(t(f"account.{name}")), rx.el.div(*content), class_name="part", id=name)


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
        _answer("person", "account.person_saved"),
        on_submit=AccountState.save_person,
    )


def _appearance() -> rx.Component:
    return rx.fragment(
        native_form(
            routes.POST_LANGUAGE,
            hidden("next", routes.ACCOUNT),
            rx.el.fieldset(
                rx.el.legend(t("shell.language")),
                *(
                    _pick("language", tag, rx.el.span(name, custom_attrs={"lang": tag}), SessionState.language == tag)
                    for tag, name in languages().items()
                ),
                class_name="picks",
            ),
        ),
        native_form(
            routes.POST_THEME,
            hidden("next", routes.ACCOUNT),
            rx.el.fieldset(
                rx.el.legend(t("shell.theme")),
                *(_pick("theme", theme, t(f"shell.theme_{theme}"), _is_theme(theme)) for theme in THEMES),
                class_name="picks",
            ),
        ),
    )


def _is_theme(theme: str) -> rx.Var[bool]:
    chosen = SessionState.theme == theme
    return chosen | (SessionState.theme == "") if theme == "system" else chosen


def _pick(name: str, value: str, words: rx.Component, is_chosen: rx.Var[bool]) -> rx.Component:
    return rx.el.button(
        words,
        type="submit",
        name=name,
        value=value,
        class_name="pick",
        custom_attrs={"aria-pressed": rx.cond(is_chosen, "true", "false")},
    )


def _password() -> rx.Component:
    return native_form(
        routes.POST_NEW_PASSWORD,
        field("old", "account.old_password", form="password", type="password", autocomplete="current-password"),
        field(
            "new",
            "account.new_password",
            form="password",
            hint=password_hint(),
            type="password",
            autocomplete="new-password",
        ),
        rx.el.button(t("account.change_password"), type="submit", class_name="btn alt sm"),
        _answer("password", "account.password_changed"),
    )


def _sessions() -> rx.Component:
    return rx.fragment(
        rx.el.p(t("account.sessions_text"), class_name="small q"),
        rx.el.ul(rx.foreach(AccountState.devices, _device), class_name="devices"),
        _answer("sessions", "account.session_ended"),
    )


def _device(device: rx.Var[DeviceView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.b(device.name),
            rx.cond(device.is_current, rx.el.span(" – ", t("account.session_this"), class_name="q"), rx.fragment()),
            rx.el.span(
                t("account.session_since"), " ", device.since, " · ", t("account.session_seen"), " ", device.seen,
                class_name="cap",
            ),
        ),
        rx.el.button(
            t("account.session_end"),
            type="button",
            class_name="lnk",
            on_click=AccountState.end_session(device.id),
        ),
    )  # fmt: skip


def _data() -> rx.Component:
    return rx.fragment(
        rx.el.p(t("account.export_text"), class_name="small q"),
        rx.el.p(
            rx.el.a(icon("download"), t("account.export"), href=routes.EXPORT, class_name="lnk", custom_attrs=_DOWNLOAD)
        ),
        rx.el.p(AccountState.profile.consent, " ", rx.el.a(t("account.consent_read"), href=routes.CONSENT)),
        rx.el.details(
            rx.el.summary(icon("trash"), t("account.delete_open"), class_name="lnk"),
            rx.el.form(
                rx.el.p(t("account.delete_text"), class_name="small"),
                field(
                    "password",
                    "account.delete_confirm",
                    form="erase",
                    type="password",
                    autocomplete="current-password",
                ),
                rx.el.button(t("account.delete_final"), type="submit", class_name="btn grave sm"),
                _answer("erase"),
                on_submit=AccountState.erase,
            ),
        ),
    )


_DOWNLOAD: dict[str, Any] = {"download": True}


def _answer(part: str, saved: str = "") -> rx.Component:
    """What came of the last press of this part's button, read out when it appears."""
    return rx.el.div(
        rx.cond(
            AccountState.refused == part,
            rx.el.p(icon("info"), rx.el.span(AccountState.error), class_name="err"),
            rx.fragment(),
        ),
        rx.cond(AccountState.saved == part, rx.el.p(icon("check"), t(saved), class_name="st in"), rx.fragment())
        if saved
        else rx.fragment(),
        class_name="fld",
        role="status",
    )


def _erased() -> rx.Component:
    return rx.el.section(
        rx.el.h1(t("account.erased")),
        rx.el.p(t("account.erased_text", receipt=AccountState.receipt), class_name="q"),
        rx.el.p(t("account.erased_keep"), class_name="q"),
        rx.el.p(rx.el.a(t("not_found.home"), href=routes.HOME, class_name="btn", target="_self")),
        class_name="plain",
        role="status",
    )

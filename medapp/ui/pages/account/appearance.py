"""Look and units: language, theme, and the units in which values are shown."""

import reflex as rx

from medapp.i18n import languages
from medapp.ui import routes
from medapp.ui.forms import hidden, native_form
from medapp.ui.pages.account.frame import account_page, part
from medapp.ui.session import SessionState
from medapp.ui.shell import page
from medapp.ui.text import t

THEMES = ("light", "dark", "system")


@page(routes.APPEARANCE, "account.tab_appearance", guard="user")
def appearance() -> rx.Component:
    return account_page(
        routes.APPEARANCE,
        rx.el.h1(t("account.tab_appearance")),
        part("appearance", _language_and_theme()),
    )


def _language_and_theme() -> rx.Component:
    return rx.fragment(
        native_form(
            routes.POST_LANGUAGE,
            hidden("next", routes.APPEARANCE),
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
            hidden("next", routes.APPEARANCE),
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

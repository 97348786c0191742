"""Look and units: language, theme, and the units in which values are shown."""

import reflex as rx

from medapp.domain.display_units import SYSTEMS
from medapp.i18n import languages
from medapp.ui import routes
from medapp.ui.forms import hidden, native_form
from medapp.ui.pages.account.frame import account_page, part
from medapp.ui.pages.account.units_state import ExceptionView, UnitsState
from medapp.ui.session import SessionState
from medapp.ui.shell import page
from medapp.ui.text import t, t_attr

THEMES = ("light", "dark", "system")


@page(routes.APPEARANCE, "account.tab_appearance", guard="user", on_load=UnitsState.open)
def appearance() -> rx.Component:
    return account_page(
        routes.APPEARANCE,
        rx.el.h1(t("account.tab_appearance")),
        part("appearance", _language_and_theme()),
        part("units", _units()),
    )


def _units() -> rx.Component:
    state = UnitsState
    return rx.fragment(
        rx.el.p(t("units.text"), class_name="small q"),
        rx.el.fieldset(
            rx.el.legend(t("units.system")),
            *(
                rx.el.button(
                    rx.el.span(t(f"units.{system}"), rx.el.span(t(f"units.{system}_example"), class_name="cap")),
                    type="button",
                    class_name="pick two",
                    on_click=UnitsState.choose(system),
                    custom_attrs={"aria-pressed": rx.cond(state.system == system, "true", "false")},
                )
                for system in SYSTEMS
            ),
            class_name="picks",
        ),
        rx.el.p(t("units.limits"), class_name="cap"),
        rx.el.h3(t("units.exceptions"), class_name="h4"),
        rx.cond(
            state.exceptions,
            rx.el.ul(rx.foreach(state.exceptions, _exception), class_name="devices"),
            rx.el.p(t("units.no_exceptions"), class_name="small q"),
        ),
        rx.el.form(
            rx.el.div(
                rx.el.label(t("units.marker"), html_for="units-analyte"),
                rx.el.select(
                    rx.el.option(t_attr("units.choose_marker"), value=""),
                    rx.foreach(state.markers, lambda item: rx.el.option(item.name, value=item.code)),
                    id="units-analyte",
                    name="analyte",
                    class_name="inp",
                    on_change=UnitsState.look_up,
                ),
                class_name="fld",
            ),
            rx.cond(
                state.offered,
                rx.el.div(
                    rx.el.label(t("units.unit"), html_for="units-unit"),
                    rx.el.select(
                        rx.foreach(state.offered, lambda item: rx.el.option(item.name, value=item.code)),
                        id="units-unit",
                        name="unit",
                        class_name="inp",
                    ),
                    class_name="fld",
                ),
                rx.fragment(),
            ),
            rx.el.button(t("units.add"), type="submit", class_name="btn alt sm"),
            on_submit=UnitsState.add,
        ),
        rx.el.p(rx.cond(state.saved, t("units.saved"), ""), class_name="st in", role="status"),
    )


def _exception(item: rx.Var[ExceptionView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(rx.el.b(item.name), rx.el.span(item.unit, class_name="cap n")),
        rx.el.button(
            t("units.remove"),
            type="button",
            class_name="lnk",
            on_click=UnitsState.remove(item.code),
            custom_attrs={"aria-label": item.label},
        ),
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

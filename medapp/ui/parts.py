"""The parts of the frame: header with its menus, the notices, the footer."""

from typing import Any

import reflex as rx
from reflex.components.core.banner import has_connection_errors

from medapp.i18n import languages
from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.forms import here, hidden, native_form
from medapp.ui.session import SessionState
from medapp.ui.text import t, t_attr

MenuEntry = tuple[str, str, str]
"""Code of the words, route, guard."""


def skip_link() -> rx.Component:
    return rx.el.a(t("shell.skip"), href="#content", class_name="skip")


def header(menu: list[MenuEntry], current: str) -> rx.Component:
    """`current` is the route of the page it stands on."""
    return rx.el.header(
        rx.el.div(
            rx.el.a(_mark(), t("shell.brand"), href=routes.HOME, class_name="brand"),
            rx.el.nav(*_links(menu, current), class_name="nav", custom_attrs={"aria-label": t_attr("shell.main_menu")}),
            rx.el.details(
                rx.el.summary(icon("menu"), t("shell.menu"), class_name="lnk"),
                rx.el.nav(*_links(menu, current), custom_attrs={"aria-label": t_attr("shell.main_menu")}),
                class_name="menu",
            ),
            class_name="wrap",
        ),
        class_name="top",
    )


def _links(menu: list[MenuEntry], current: str) -> list[rx.Component]:
    return [
        *(_entry(entry, current) for entry in menu),
        rx.el.span(class_name="sep"),
        *_language_switch(),
        rx.el.span(
            rx.cond(
                SessionState.has_account,
                rx.el.a(
                    icon("user"),
                    rx.el.span(SessionState.email, class_name="mail"),
                    href=routes.ACCOUNT,
                    class_name="who",
                    custom_attrs=_current(routes.ACCOUNT, current),
                ),
                rx.el.a(t("shell.sign_in"), href=routes.SIGN_IN, custom_attrs=_current(routes.SIGN_IN, current)),
            ),
            class_name="acct",
        ),
    ]


def _entry(entry: MenuEntry, current: str) -> rx.Component:
    code, route, guard = entry
    link = rx.el.a(t(code), href=route, custom_attrs=_current(route, current))
    return rx.cond(SessionState.is_admin, link, rx.fragment()) if guard == "admin" else link


def _current(route: str, current: str) -> dict[str, str]:
    return {"aria-current": "page"} if route == current else {}


def _language_switch() -> list[rx.Component]:
    """One button for each language that is not shown now; the style rules of `t` hide the present one."""
    return [
        native_form(
            routes.POST_LANGUAGE,
            hidden("language", tag),
            here(),
            rx.el.button(name, type="submit", custom_attrs={"lang": tag}),
            class_name=f"other other-{tag}",
        )
        for tag, name in languages().items()
    ]


def offline() -> rx.Component:
    """Shown while the connection is lost; what the page shows stays."""
    return rx.cond(
        has_connection_errors,
        rx.el.p(icon("info"), rx.el.span(t("shell.offline")), class_name="strip", role="status"),
        rx.fragment(),
    )


def notice() -> rx.Component:
    """What failed, why, what next, and the number for support. Read out when it appears."""
    told = SessionState.notice
    return rx.el.div(
        rx.cond(
            told.title != "",
            rx.el.section(
                rx.el.h2(told.title, class_name="h3"),
                rx.el.p(told.detail, " ", told.next_step),
                rx.cond(
                    told.reference != "",
                    rx.el.p(t("shell.reference", reference=told.reference), class_name="cap"),
                    rx.fragment(),
                ),
                rx.el.button(t("shell.dismiss"), type="button", class_name="lnk", on_click=SessionState.dismiss_notice),
                class_name="told",
            ),
            rx.fragment(),
        ),
        role="alert",
    )


def failure_panel(code: str, href: str, link: str = "not_found.home") -> rx.Component:
    """A whole page that cannot be shown: the words of an error code and one way on."""
    return rx.el.section(
        rx.el.h1(t(f"errors.{code}.title")),
        rx.el.p(t(f"errors.{code}.detail"), " ", t(f"errors.{code}.next_step"), class_name="q"),
        rx.el.p(rx.el.a(t(link), href=href, class_name="btn")),
        class_name="plain",
    )


def loading() -> rx.Component:
    """Grey bars where the page will be; they appear only after 400 ms."""
    return rx.el.div(
        rx.el.span(t("shell.loading"), class_name="vh"),
        *(rx.el.span(class_name=f"sk sk-{size}") for size in ("l", "m", "m", "s")),
        class_name="waiting",
        role="status",
    )


def footer() -> rx.Component:
    return rx.el.footer(
        rx.el.div(
            rx.el.p(t("shell.footer")),
            rx.el.nav(
                rx.el.a(t("shell.footer_about"), href=routes.ABOUT),
                rx.el.a(t("shell.footer_data"), href=routes.PRIVACY),
                rx.el.a(t("shell.footer_sources"), href=f"{routes.ABOUT}#sources"),
                custom_attrs={"aria-label": t_attr("shell.footer_about")},
            ),
            class_name="wrap",
        ),
        class_name="foot",
    )


def _mark() -> rx.Component:
    """The line with its band and one sign: the product's mark."""
    ends: dict[str, Any] = {"stroke": "var(--line)", "stroke_width": "1.6"}
    return rx.el.svg(
        rx.el.path(d="M0 8h34", **ends),
        rx.el.rect(x="8.5", y="3", width="17", height="10", fill="var(--in-zone)"),
        rx.el.path(d="M8.5 1v14M25.5 1v14", **ends),
        rx.el.circle(cx="19.5", cy="8", r="4", fill="var(--act)"),
        view_box="0 0 34 16",
        custom_attrs={"aria-hidden": "true"},
    )

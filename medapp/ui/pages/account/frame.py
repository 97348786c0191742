"""What the pages of an account share: their tabs, their parts, and the answer under a part's button."""

import reflex as rx

from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.text import t, t_attr

TABS = {
    routes.ACCOUNT: "account.tab_me",
    routes.MY_DATA: "account.tab_data",
    routes.SECURITY: "account.tab_security",
    routes.APPEARANCE: "account.tab_appearance",
}


def account_page(current: str, heading: rx.Component, *parts: rx.Component) -> rx.Component:
    """Tabs, heading, parts; `current` is the route that the tabs mark."""
    return rx.el.div(
        rx.el.nav(
            *(
                rx.el.a(t(code), href=route, custom_attrs={"aria-current": "page"} if route == current else {})
                for route, code in TABS.items()
            ),
            class_name="tabs",
            custom_attrs={"aria-label": t_attr("account.tabs")},
        ),
        heading,
        *parts,
        class_name="account",
    )


def part(name: str, *content: rx.Component) -> rx.Component:
    """A section with its heading at the side: `account.<name>`."""
    return rx.el.section(rx.el.h2(t(f"account.{name}")), rx.el.div(*content), class_name="part", id=name)


def answer(name: str, refused: rx.Var[str], error: rx.Var[str], saved: rx.Var[str], words: str = "") -> rx.Component:
    """What came of the last press of this part's button, read out when it appears. `words` is a code."""
    return rx.el.div(
        rx.cond(refused == name, rx.el.p(icon("info"), rx.el.span(error), class_name="err"), rx.fragment()),
        rx.cond(saved == name, rx.el.p(icon("check"), t(words), class_name="st in"), rx.fragment())
        if words
        else rx.fragment(),
        class_name="fld answer",
        role="status",
    )

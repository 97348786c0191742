"""Who did what with my data: the access log in words, filtered and page by page."""

from typing import Any

import reflex as rx

from medapp.services import access_log
from medapp.ui import routes
from medapp.ui.components.waiting import bars, waiting
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t, t_attr
from medapp.ui.views.my_data import LogLine, show_log_line

FILTERS = {"": "log.all", **{group: f"log.group_{group}" for group in access_log.GROUPS}}


class LogState(rx.State):
    """`earlier` is where the next page begins, 0 when all is shown."""

    loaded: bool = False
    group: str = ""
    lines: list[LogLine] = []  # noqa: RUF012 Reflex copies defaults for each browser tab
    earlier: int = 0

    @rx.event
    @guarded("user")
    def open(self) -> None:
        self.group = ""
        self._read(None)
        self.loaded = True

    @rx.event
    @guarded("user")
    def choose(self, group: str) -> None:
        """Only one kind of acts."""
        self.group = group if group in FILTERS else ""
        self._read(None)

    @rx.event
    @guarded("user")
    def show_earlier(self) -> None:
        if self.earlier:
            self._read(self.earlier)

    def _read(self, before: int | None) -> None:
        actor = actor_of(self)
        if actor is None:
            return
        found = access_log.list_entries(actor, self.group, before)
        lines = [show_log_line(entry, language_of(self)) for entry in found.entries]
        self.lines = [*self.lines, *lines] if before else lines
        self.earlier = found.earlier or 0


@page(routes.ACCESS_LOG, "log.title", guard="user", on_load=LogState.open)
def log() -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.el.a(t("my_data.back"), href=routes.MY_DATA), class_name="small"),
        rx.el.h1(t("log.title")),
        rx.el.p(t("log.lead"), class_name="q lead"),
        rx.el.p(t("log.admins"), class_name="small q"),
        rx.el.div(
            *(_filter(group, code) for group, code in FILTERS.items()),
            class_name="picks",
            role="group",
            custom_attrs={"aria-label": t_attr("log.filter")},
        ),
        rx.cond(LogState.loaded, _table(), waiting("log.title", *bars("100%", "100%", "100%"))),
        class_name="account log",
    )


def _filter(group: str, code: str) -> rx.Component:
    pressed: Any = rx.cond(LogState.group == group, "true", "false")
    return rx.el.button(
        t(code),
        type="button",
        class_name="pick",
        on_click=LogState.choose(group),
        custom_attrs={"aria-pressed": pressed},
    )


def _table() -> rx.Component:
    return rx.fragment(
        rx.cond(
            LogState.lines,
            rx.el.table(
                rx.el.caption(t("log.title"), class_name="vh"),
                rx.el.thead(rx.el.tr(*(rx.el.th(t(f"log.{name}"), scope="col") for name in ("when", "who", "what")))),
                rx.el.tbody(rx.foreach(LogState.lines, _line)),
                class_name="log-table",
            ),
            rx.el.p(t("log.none"), class_name="q", role="status"),
        ),
        rx.cond(
            LogState.earlier > 0,
            rx.el.button(t("log.earlier"), type="button", class_name="btn alt sm", on_click=LogState.show_earlier),
            rx.fragment(),
        ),
    )


def _line(line: rx.Var[LogLine]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(line.at, class_name="n"),
        rx.el.td(line.who, rx.cond(line.origin, rx.el.span(line.origin, class_name="cap n"), rx.fragment())),
        rx.el.td(line.what, rx.cond(line.refused, rx.el.span(t("log.refused"), class_name="st clear"), rx.fragment())),
    )

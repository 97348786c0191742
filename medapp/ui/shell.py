"""The frame of every page, and `@page`, which registers one."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from medapp.ui import pages, routes
from medapp.ui.notices import NoticesState, notices_strip
from medapp.ui.parts import failure_panel, footer, header, loading, notice, offline, skip_link
from medapp.ui.session import Guard, SessionState
from medapp.ui.text import t_attr
from medapp.ui.undo import UndoState, undo_strip


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page as its module declared it. `menu` is the code of its menu entry, `order` its place there."""

    route: str
    title_code: str
    guard: Guard
    menu: str | None
    order: int
    on_load: tuple[Any, ...]
    draw: Callable[[], rx.Component]


REGISTRY: dict[str, PageSpec] = {}


def page(
    route: str,
    title_code: str,
    *,
    guard: Guard = "user",
    menu: str | None = None,
    order: int = 100,
    on_load: Any = (),
) -> Callable[[Callable[[], rx.Component]], Callable[[], rx.Component]]:
    """Register the function below as a page: it draws what stands between header and footer.

    `route` is a pattern of medapp.ui.routes, `title_code` an i18n code, `guard` who may open it (see session.Guard).
    `on_load` handlers run after SessionState.enter and carry @guarded themselves: the guard here only decides what
    is drawn and where a stranger is sent.
    """

    def register(draw: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
        events = tuple(on_load) if isinstance(on_load, list | tuple) else (on_load,)
        REGISTRY[route] = PageSpec(route, title_code, guard, menu, order, events, draw)
        return draw

    return register


def discover() -> None:
    """Import every module of medapp.ui.pages, which fills the registry."""
    for module in pkgutil.walk_packages(pages.__path__, f"{pages.__name__}."):
        importlib.import_module(module.name)


def add_pages(app: rx.App) -> None:
    """Put every registered page into `app`, framed, titled and guarded."""
    for spec in REGISTRY.values():
        app.add_page(
            _framed(spec),
            route=spec.route,
            title=t_attr(spec.title_code) + " – medapp",
            on_load=[SessionState.enter(spec.guard), *spec.on_load, UndoState.look, NoticesState.look],
            image="/favicon.ico",
        )


def menu_entries() -> list[PageSpec]:
    return sorted((spec for spec in REGISTRY.values() if spec.menu), key=lambda spec: spec.order)


def _framed(spec: PageSpec) -> Callable[[], rx.Component]:
    def frame() -> rx.Component:
        return rx.el.div(
            skip_link(),
            header([(entry.menu or "", entry.route, entry.guard) for entry in menu_entries()], spec.route),
            rx.el.main(
                offline(),
                notice(),
                undo_strip(),
                notices_strip(),
                _content(spec),
                id="content",
                class_name="wrap",
                tab_index=-1,
            ),
            footer(),
        )

    return frame


def _content(spec: PageSpec) -> rx.Component:
    if spec.guard == "open":
        return spec.draw()
    admitted = {
        "guest": SessionState.has_account | SessionState.is_guest,
        "user": SessionState.has_account,
        "admin": SessionState.is_admin,
    }[spec.guard]
    return rx.cond(
        admitted, spec.draw(), rx.cond(SessionState.denied, failure_panel("forbidden", routes.HOME), loading())
    )

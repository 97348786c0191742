"""The administrators' dashboard: the heading is the verdict, every figure states its window and its n."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import cast

import reflex as rx

from medapp.errors import NotFailed
from medapp.services import dashboard
from medapp.ui import routes
from medapp.ui.components.dashboard import dashboard_panels
from medapp.ui.components.waiting import bars, waiting
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t, t_attr
from medapp.ui.views.dashboard import DashboardView, show_dashboard

WINDOWS = ("hour", "day", "week")


class DashboardState(rx.State):
    loaded: bool = False
    view: DashboardView = DashboardView()

    @rx.event
    @guarded("admin")
    def open(self) -> None:
        self._read(self.view.window)

    @rx.event
    @guarded("admin")
    def choose_window(self, window: str) -> None:
        """Hour, day or week; the figures are counted anew."""
        self._read(window)

    @rx.event
    @guarded("admin")
    def read_again(self, job_id: str) -> None:
        """Run a stopped job again, whoever it belongs to."""
        actor = actor_of(self)
        if actor is None:
            return
        with suppress(NotFailed):  # it runs already: the table below says so
            dashboard.retry_failed(actor, str(job_id))
        self._read(self.view.window)

    def _read(self, window: str) -> None:
        actor = actor_of(self)
        if actor is None:
            return
        chosen = cast(dashboard.Window, window if window in WINDOWS else "day")
        self.view = show_dashboard(dashboard.figures(actor, chosen), datetime.now(UTC), language_of(self))
        self.loaded = True


@page(routes.ADMIN, "dashboard.title", guard="admin", menu="menu.admin", order=40, on_load=DashboardState.open)
def admin() -> rx.Component:
    return rx.cond(
        DashboardState.loaded,
        rx.el.div(_heading(), dashboard_panels(DashboardState.view, DashboardState.read_again)),
        waiting(
            "dashboard.loading",
            rx.el.h1(t("dashboard.title"), class_name="h-page"),
            rx.el.span(class_name="skb tall"),
            *bars("100%", "100%"),
        ),
    )


def _heading() -> rx.Component:
    return rx.el.div(
        rx.el.h1(DashboardState.view.verdict),
        rx.el.p(
            DashboardState.view.updated,
            " ",
            rx.el.button(
                t("dashboard.refresh"),
                type="button",
                class_name="lnk inline",
                on_click=DashboardState.choose_window(DashboardState.view.window),
            ),
            class_name="cap n",
            role="status",
        ),
        rx.el.div(
            *(
                rx.el.button(
                    t(f"dashboard.window_{window}"),
                    type="button",
                    on_click=DashboardState.choose_window(window),
                    custom_attrs={"aria-pressed": rx.cond(DashboardState.view.window == window, "true", "false")},
                )
                for window in WINDOWS
            ),
            class_name="seg",
            role="group",
            custom_attrs={"aria-label": t_attr("dashboard.window")},
        ),
        class_name="ah",
    )

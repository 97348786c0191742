"""The strip that offers to bring a deleted report back: on whatever page its owner is, for ten seconds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import reflex as rx

from medapp.errors import NotFound
from medapp.i18n import format_date, translate
from medapp.services import deletion
from medapp.ui import routes
from medapp.ui.components.icons import icon
from medapp.ui.components.inline import inline_style
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.text import t


@dataclass(frozen=True)
class UndoView:
    """`left` is a CSS time: how long the strip still stands."""

    upload_id: str = ""
    result_id: str = ""
    name: str = ""
    left: str = "0s"


class UndoState(rx.State):
    deleted: list[UndoView] = []  # noqa: RUF012 Reflex copies defaults for each browser tab
    told: str = ""

    @rx.event
    @guarded("open")
    def look(self) -> None:
        """Runs last on every page: what can still be brought back."""
        self.told = ""
        actor = actor_of(self)
        self.deleted = [self._show(item) for item in deletion.list_pending(actor)] if actor else []

    @rx.event
    @guarded("guest")
    def bring_back(self, upload_id: str) -> Any:
        """Undo, and go to what came back."""
        actor = actor_of(self)
        wanted = next((item for item in self.deleted if item.upload_id == upload_id), UndoView())
        self.deleted = [item for item in self.deleted if item.upload_id != upload_id]
        try:
            if actor is None:
                raise NotFound
            deletion.undo(actor, upload_id)
        except NotFound:
            self.told = translate(language_of(self), "undo.too_late")
            return None
        return rx.redirect(routes.result(wanted.result_id) if wanted.result_id else routes.HISTORY)

    def _show(self, item: deletion.Pending) -> UndoView:
        left = max(0.0, (item.until - datetime.now(UTC)).total_seconds())
        day = format_date(item.collected_at, language_of(self)) if item.collected_at else ""
        return UndoView(item.upload_id, item.result_id or "", day or item.file_name, f"{left:.1f}s")


def undo_strip() -> rx.Component:
    """Stands before the page's own content, so that it is the first stop of the keyboard."""
    return rx.el.div(
        rx.foreach(UndoState.deleted, _offer),
        rx.cond(UndoState.told != "", rx.el.p(icon("info"), UndoState.told, class_name="takeback late"), rx.fragment()),
        class_name="takebacks noprint",
        role="status",
    )


def _offer(item: rx.Var[UndoView]) -> rx.Component:
    return rx.el.div(
        rx.el.p(icon("trash"), rx.el.span(rx.el.b(t("undo.deleted", name=item.name)), " ", t("undo.text"))),
        rx.el.button(
            t("undo.bring_back"), type="button", class_name="btn sm", on_click=UndoState.bring_back(item.upload_id)
        ),
        class_name="takeback",
        key=item.upload_id + item.left,
        custom_attrs={"style": inline_style(__left=item.left)},
    )

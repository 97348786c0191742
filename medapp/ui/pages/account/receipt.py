"""One receipt: the act of destruction of a report, to read, print and keep."""

import reflex as rx

from medapp.errors import NotFound
from medapp.services import receipts
from medapp.ui import routes
from medapp.ui.components.act import act_of_destruction
from medapp.ui.components.waiting import bars, nothing_here, waiting
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.my_data import ActView, show_act


class ReceiptState(rx.State):
    """`phase`: loading, ready or missing."""

    phase: str = "loading"
    act: ActView = ActView()
    file: str = ""

    @rx.event
    @guarded("user")
    def open(self) -> None:
        self.phase, self.act = "loading", ActView()
        actor = actor_of(self)
        try:
            if actor is None:
                raise NotFound
            found = receipts.get_receipt(actor, routes.last_part(self.router.url.path))
        except NotFound:
            self.phase = "missing"
            return
        self.act, self.file = show_act(found.act, language_of(self)), f"/api/receipts/{found.id}"
        self.phase = "ready"


@page(routes.RECEIPT, "act.title", guard="user", on_load=ReceiptState.open)
def receipt() -> rx.Component:
    return rx.match(
        ReceiptState.phase,
        ("missing", nothing_here()),
        (
            "ready",
            rx.el.article(
                rx.el.p(rx.el.a(t("my_data.back"), href=routes.MY_DATA), class_name="small noprint"),
                rx.el.h1(t("act.heading")),
                act_of_destruction(ReceiptState.act, ReceiptState.file),
                class_name="prose act",
            ),
        ),
        waiting("act.title", *bars("12rem", "100%", "80%", "60%")),
    )

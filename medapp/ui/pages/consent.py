"""The consents: each purpose a document of its own, apart from every other text, as the law asks."""

from collections.abc import Callable
from contextlib import suppress

import reflex as rx

from medapp.errors import NotFound
from medapp.services import consents
from medapp.ui import routes
from medapp.ui.installation import InstallationState
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.shell import page
from medapp.ui.text import t
from medapp.ui.views.my_data import ConsentRow, show_consent

SECTIONS = ("who", "what", "why", "how", "how_long", "withdraw")
_PURPOSE_OF = {route: purpose for purpose, route in routes.CONSENT_PAGES.items()}


class ConsentState(rx.State):
    """Where the reader stands with the purpose of this page; `standing.purpose` is empty for who has no account."""

    standing: ConsentRow = ConsentRow()

    @rx.event
    @guarded("open")
    def open(self) -> None:
        self._read()

    @rx.event
    @guarded("user")
    def agree(self) -> None:
        """Agree to the text of this page, in the language in which it is shown."""
        if (actor := actor_of(self)) and self._purpose():
            consents.give(actor, self._purpose(), language_of(self))
        self._read()

    @rx.event
    @guarded("user")
    def withdraw(self) -> None:
        """Take it back; pressed twice it is taken back once."""
        if (actor := actor_of(self)) and self._purpose():
            with suppress(NotFound):
                consents.revoke(actor, self._purpose())
        self._read()

    def _purpose(self) -> str:
        return _PURPOSE_OF.get(str(self.router.url.path).rstrip("/"), "")

    def _read(self) -> None:
        actor, purpose = actor_of(self), self._purpose()
        self.standing = ConsentRow()
        if actor and not actor.is_guest and purpose:
            mine = next(item for item in consents.list_mine(actor) if item.purpose == purpose)
            self.standing = show_consent(mine, language_of(self))


def _document(purpose: str) -> Callable[[], rx.Component]:
    texts = "consent" if purpose == consents.CONSENT_PURPOSE else f"consent_{purpose}"

    def draw() -> rx.Component:
        return rx.el.article(
            rx.el.h1(t(f"{texts}.heading")),
            rx.el.p(t(f"{texts}.lead"), class_name="lead"),
            rx.el.dl(
                *(rx.el.div(rx.el.dt(t(f"consent.{name}")), rx.el.dd(_text(texts, name))) for name in SECTIONS),
                class_name="ruled",
            ),
            rx.el.p(t("consent.version", version=consents.VERSIONS[purpose]), class_name="cap"),
            rx.cond(
                ConsentState.standing.purpose == purpose,
                _decide(purpose),
                rx.el.p(rx.el.a(t("consent.back"), href=routes.REGISTER)),
            ),
            class_name="prose",
        )

    return draw


def _text(texts: str, name: str) -> rx.Component:
    if name != "who":
        return t(f"{texts}.{name}_text")
    ours = InstallationState
    named = rx.fragment(
        ours.operator, rx.cond(ours.support_address != "", rx.fragment(" · ", ours.support_address), "")
    )
    return rx.cond(ours.operator != "", named, t("consent.who_text"))


def _decide(purpose: str) -> rx.Component:
    standing = ConsentState.standing
    needed = purpose == consents.CONSENT_PURPOSE
    return rx.el.section(
        rx.el.p(rx.el.b(standing.standing), role="status"),
        rx.cond(
            standing.kind == "given",
            rx.el.div(
                rx.el.p(t("consents.withdraw_health" if needed else "consents.withdraw_text"), class_name="small q"),
                rx.el.button(
                    t("consents.withdraw"), type="button", class_name="btn alt sm", on_click=ConsentState.withdraw
                ),
                class_name="stack",
            ),
            rx.el.div(
                rx.el.button(t("consents.agree"), type="button", class_name="btn sm", on_click=ConsentState.agree),
                rx.el.p(
                    t("consents.or_delete"),
                    " ",
                    rx.el.a(t("my_data.to_delete"), href=f"{routes.MY_DATA}#delete"),
                    class_name="small q",
                )
                if needed
                else rx.fragment(),
                class_name="stack",
            ),
        ),
        rx.el.p(rx.el.a(t("my_data.back"), href=f"{routes.MY_DATA}#consents"), class_name="small"),
        class_name="decide",
    )


for _purpose, _route in routes.CONSENT_PAGES.items():
    _title = "consent.title" if _purpose == consents.CONSENT_PURPOSE else f"consent_{_purpose}.title"
    page(_route, _title, guard="open", on_load=ConsentState.open)(_document(_purpose))

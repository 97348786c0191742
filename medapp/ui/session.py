"""Who is looking: the one shared state, the guard on every event handler, and the actor behind a state."""

import base64
import binascii
import functools
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import reflex as rx

from medapp import cookies, progress
from medapp.errors import Forbidden, SignInRequired
from medapp.i18n import DEFAULT_LANGUAGE, error_words, languages, negotiate, translate
from medapp.services import accounts
from medapp.services.actors import Actor
from medapp.ui import live, routes

Guard = Literal["open", "guest", "user", "admin"]
"""open: anybody. guest: any session, a sample's too. user: an account. admin: an administrator."""

_ROLES: dict[str, tuple[str, ...]] = {
    "guest": ("guest", "user", "admin"),
    "user": ("user", "admin"),
    "admin": ("admin",),
}
_REFERENCE_LENGTH = 24

Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True)
class Notice:
    """What a person is told when something failed; empty when there is nothing to tell."""

    title: str = ""
    detail: str = ""
    next_step: str = ""
    reference: str = ""


def cookie_of(state: rx.State, name: str) -> str:
    """A cookie of the browser behind this event, as it was when the page connected; "" when there is none."""
    return cookies.find(state.router.headers.cookie, name)


async def news_of(state: rx.State) -> dict[str, Any]:
    """What the last native form came to, for the page it led to; {} once it was told. Ask after `enter`."""
    session = await state.get_state(SessionState)
    return dict(session._news)


def flash_of(state: rx.State) -> dict[str, Any]:
    """The message as the cookie holds it: the form's name, a code, values, the typed e-mail; {} when it is spoilt."""
    packed = cookie_of(state, cookies.FLASH)
    try:
        told = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    except (binascii.Error, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def actor_of(state: rx.State) -> Actor | None:
    """Who is behind this event, by the session cookie alone; None for a stranger."""
    token = cookie_of(state, cookies.SESSION)
    return accounts.whoami(token) if token else None


def language_of(state: rx.State) -> str:
    """The language this browser reads: the chosen one, else what it asks for."""
    chosen = cookie_of(state, cookies.LANGUAGE)
    return chosen if chosen in languages() else negotiate(state.router.headers.accept_language)


def admit(state: rx.State, guard: Guard) -> Actor | None:
    """The actor when `guard` lets them pass. Raises SignInRequired or Forbidden."""
    actor = actor_of(state)
    if guard == "open":
        return actor
    if actor is None or (actor.role == "guest" and guard != "guest"):
        raise SignInRequired
    if actor.role not in _ROLES[guard]:
        raise Forbidden
    return actor


def guarded(guard: Guard) -> Callable[[Handler], Handler]:
    """Put it right above every event handler, under @rx.event: a stranger is sent to sign in, nobody else gets past.

    Works for plain, async, generator and background handlers alike. Inside, `actor_of(self)` is the actor.
    """

    def decorate(handler: Handler) -> Handler:
        if inspect.isasyncgenfunction(handler):

            @functools.wraps(handler)
            async def stream(self: rx.State, *args: Any, **values: Any) -> Any:
                refusal = _refuse(self, guard)
                if refusal is not None:
                    yield refusal
                    return
                async for event in handler(self, *args, **values):
                    yield event

            checked: Callable[..., Any] = stream
        elif inspect.iscoroutinefunction(handler):

            @functools.wraps(handler)
            async def await_it(self: rx.State, *args: Any, **values: Any) -> Any:
                refusal = _refuse(self, guard)
                return await handler(self, *args, **values) if refusal is None else refusal

            checked = await_it
        else:  # a generator handler returns its generator, which Reflex runs

            @functools.wraps(handler)
            def call(self: rx.State, *args: Any, **values: Any) -> Any:
                refusal = _refuse(self, guard)
                return handler(self, *args, **values) if refusal is None else refusal

            checked = call
        checked.__guard__ = guard  # type: ignore[attr-defined]
        return checked  # type: ignore[return-value]

    return decorate


def _refuse(state: rx.State, guard: Guard) -> list[Any] | None:
    """None lets the handler run; else what happens instead. A page that is not theirs says so itself."""
    try:
        admit(state, guard)
    except SignInRequired:
        return [rx.redirect(routes.sign_in(path_of(state)))]
    except Forbidden:
        return []
    return None


def path_of(state: rx.State) -> str:
    """The path and query of the page behind this event."""
    url = state.router.url
    path = str(url.path).rstrip("/") or "/"
    return f"{path}?{url.query}" if url.query else path


class SessionState(rx.State):
    """What every page knows of its reader. View data only: rights are asked anew for each event."""

    known: bool = False
    role: str = ""
    email: str = ""
    language: str = DEFAULT_LANGUAGE
    theme: str = ""
    denied: bool = False
    notice: Notice = Notice()
    _told: str = ""
    _news: dict[str, Any] = {}  # noqa: RUF012 Reflex copies defaults for each browser tab

    @rx.var
    def has_account(self) -> bool:
        return self.role in _ROLES["user"]

    @rx.var
    def is_admin(self) -> bool:
        return self.role == "admin"

    @rx.var
    def is_guest(self) -> bool:
        return self.role == "guest"

    @rx.event
    @guarded("open")
    def enter(self, guard: str) -> Any:
        """Runs first on every page: who is it, which language, may they be here."""
        token = self.router.session.client_token
        live.forget(token)
        self.language = language_of(self)
        self.theme = cookie_of(self, cookies.THEME)
        self.notice, self.denied = Notice(), False
        self._take_flash()
        self._tell_flash()
        try:
            self._show(actor_of(self))
            admit(self, guard if guard in _ROLES else "open")
        except SignInRequired:
            return rx.redirect(routes.sign_in(path_of(self)), replace=True)
        except Forbidden:
            self.denied = True
        return None

    def _show(self, actor: Actor | None) -> None:
        self.role = actor.role if actor else ""
        self.email = (actor.email or "") if actor else ""
        self.known = True
        if actor and not actor.is_guest:
            progress.bind_tab(self.router.session.client_token, actor.user_id)

    def _take_flash(self) -> None:
        """What the last form came to is news on one page only: the cookie outlives it by seconds."""
        packed = cookie_of(self, cookies.FLASH)
        self._news = flash_of(self) if packed != self._told else {}
        self._told = packed

    def _tell_flash(self) -> None:
        """The sample's button stands on several pages and leads home when it fails; a first account is told so."""
        flash, path = self._news, path_of(self)
        form, code = flash.get("form"), str(flash.get("code", ""))
        if form == "sample" and path == routes.HOME:
            values = flash.get("values")
            words = error_words(language_of(self), code, **(values if isinstance(values, dict) else {}))
            self.notice = Notice(words.title, words.detail, words.next_step)
        elif code == "first_admin" and path == routes.UPLOAD:
            self.notice = Notice(translate(language_of(self), "shell.first_admin"))

    @rx.event
    @guarded("open")
    def tell_failure(self, code: str, reference: str) -> None:
        """Show an error's words; `reference` finds the log line."""
        words = error_words(language_of(self), str(code))
        mark = "".join(char for char in str(reference) if char.isalnum() or char == "-")[:_REFERENCE_LENGTH]
        self.notice = Notice(words.title, words.detail, words.next_step, mark)

    @rx.event
    @guarded("open")
    def dismiss_notice(self) -> None:
        self.notice = Notice()

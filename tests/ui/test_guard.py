"""Every event handler can be called by anybody over the socket: each must send a stranger away with nothing."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import reflex as rx

from medapp.errors import Forbidden, SignInRequired
from medapp.services import accounts
from medapp.services.actors import Actor
from medapp.ui import session, shell
from medapp.ui.session import SessionState, actor_of, admit, guarded

OpenTab = Callable[..., Any]
shell.discover()

# Handlers that a stranger may call, and why that gives nothing away.
FOR_ANYBODY = {
    "SessionState.enter": "says who they are, which is nobody",
    "SessionState.tell_failure": "shows public words to the one who asked",
    "SessionState.dismiss_notice": "hides their own notice",
    "EntranceState.open": "shows the forms",
    "ConsentState.open": "shows where the asker stands, nothing for nobody",
    "SecondStepState.open": "shows a form that needs a ticket",
    "ResetState.open": "says whether the link that the asker holds still works",
    "UndoState.look": "lists what the asker deleted, nothing for nobody",
    "NoticesState.look": "tells a person of their own reports, a stranger of none",
    "SharedState.open": "shows what a link shows to whoever has the link",
    "ModelState.open": "shows the published card of the model",
}
COOKIE = "medapp_session=" + "x" * 43


def our_states(base: type[rx.State] = rx.State) -> Iterator[type[rx.State]]:
    for state in base.__subclasses__():
        if state.__module__.startswith("medapp."):
            yield state
        yield from our_states(state)


def our_handlers() -> list[tuple[type[rx.State], str]]:
    return [
        (state, name)
        for state in dict.fromkeys(our_states())
        for name, handler in state.event_handlers.items()
        if handler.fn.__module__.startswith("medapp.")
    ]


HANDLERS = our_handlers()
NAMES = [f"{state.__name__}.{name}" for state, name in HANDLERS]


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "whoami", lambda _token: None)


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "whoami", lambda _token: Actor("u1", "guest", "s1"))


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "whoami", lambda _token: Actor("u1", "user", "s1", email="anna@example.org"))


async def call(state: rx.State, name: str) -> list[Any]:
    """What the handler answers when called with nonsense, as over a raw socket."""
    handler = type(state).event_handlers[name].fn
    wanted = list(inspect.signature(handler).parameters)[1:]
    answer = handler(state, **dict.fromkeys(wanted, "nonsense"))
    if inspect.isasyncgen(answer):
        return [event async for events in answer for event in (events if isinstance(events, list) else [events])]
    if inspect.iscoroutine(answer):
        answer = await answer
    return list(answer) if inspect.isgenerator(answer) or isinstance(answer, list) else [answer]


def leads_to(answer: list[Any]) -> str:
    return str([{str(k): str(v) for k, v in event.args} for event in answer if event is not None])


def test_there_are_handlers_to_guard() -> None:
    assert len(HANDLERS) > 10
    assert set(FOR_ANYBODY) <= set(NAMES)


@pytest.mark.parametrize(("state", "name"), HANDLERS, ids=NAMES)
def test_every_handler_says_whom_it_serves(state: type[rx.State], name: str) -> None:
    guard = getattr(state.event_handlers[name].fn, "__guard__", None)
    assert guard in ("open", "guest", "user", "admin"), "put @guarded(...) under @rx.event"
    assert (guard == "open") == (f"{state.__name__}.{name}" in FOR_ANYBODY)


@pytest.mark.parametrize(
    ("state", "name"),
    [pair for pair, label in zip(HANDLERS, NAMES, strict=True) if label not in FOR_ANYBODY],
    ids=[label for label in NAMES if label not in FOR_ANYBODY],
)
async def test_a_stranger_is_sent_to_sign_in_and_learns_nothing(
    state: type[rx.State], name: str, open_tab: OpenTab, nobody: None
) -> None:
    tab = open_tab(state, path="/history?page=2", cookie=COOKIE)
    before = tab.dict(include_computed=False)
    assert "/signin" in leads_to(await call(tab, name))
    assert tab.dict(include_computed=False) == before


@pytest.mark.parametrize(
    ("state", "name"),
    [(s, n) for s, n in HANDLERS if getattr(s.event_handlers[n].fn, "__guard__", "") == "admin"],
)
async def test_an_account_without_the_right_gets_no_figures(
    state: type[rx.State], name: str, open_tab: OpenTab, user: None
) -> None:
    tab = open_tab(state, path="/admin", cookie=COOKIE)
    before = tab.dict(include_computed=False)
    await call(tab, name)
    assert tab.dict(include_computed=False) == before


def test_nobody_can_set_a_variable_from_outside() -> None:
    assert [name for _, name in HANDLERS if name.startswith("set_")] == []


def test_identity_comes_from_the_session_cookie_alone(open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(accounts, "whoami", lambda token: seen.append(token))
    actor_of(open_tab(SessionState, cookie='broken={"a": 1; medapp_session=token-1; other=x'))
    actor_of(open_tab(SessionState, cookie="medapp_session_2=no", authorization="Bearer no"))
    assert seen == ["token-1"]


def test_guards_let_in_whom_they_name(open_tab: OpenTab, guest: None) -> None:
    tab = open_tab(SessionState, cookie=COOKIE)
    assert admit(tab, "guest") is not None
    with pytest.raises(SignInRequired):
        admit(tab, "user")


def test_a_user_is_not_an_administrator(open_tab: OpenTab, user: None) -> None:
    tab = open_tab(SessionState, cookie=COOKIE)
    assert admit(tab, "user") is not None
    with pytest.raises(Forbidden):
        admit(tab, "admin")


async def test_every_kind_of_handler_is_guarded(open_tab: OpenTab, nobody: None) -> None:
    ran: list[str] = []

    class Kinds:
        @guarded("user")
        def plain(self) -> None:
            ran.append("plain")

        @guarded("user")
        def steps(self) -> Iterator[None]:
            ran.append("steps")
            yield

        @guarded("user")
        async def later(self) -> None:
            ran.append("later")

        @guarded("user")
        async def stream(self) -> Any:
            ran.append("stream")
            yield

    tab = open_tab(SessionState)
    assert Kinds.plain(tab) is not None
    assert Kinds.steps(tab) is not None
    assert await Kinds.later(tab) is not None
    assert [event async for event in Kinds.stream(tab)] != []
    assert ran == []


async def test_entering_a_page_tells_who_is_there(
    open_tab: OpenTab, user: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound: list[tuple[str, str]] = []
    monkeypatch.setattr(session.progress, "bind_tab", lambda tab, user_id: bound.append((tab, user_id)))
    tab = open_tab(SessionState, cookie=f"{COOKIE}; medapp_lang=ru", path="/admin")
    await call(tab, "enter")
    assert (tab.role, tab.email, tab.language, tab.denied) == ("user", "anna@example.org", "ru", False)
    assert bound == [("tab", "u1")]
    SessionState.event_handlers["enter"].fn(tab, "admin")
    assert tab.denied

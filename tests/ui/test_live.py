"""Open pages read again when something of their user changes, and only theirs."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from medapp.ui import live
from medapp.ui.session import SessionState

OpenTab = Callable[..., Any]


class FakeApp:
    """Stands for rx.App: knows which tabs are connected and hands out their states."""

    def __init__(self, *tabs: str) -> None:
        self.event_namespace = SimpleNamespace(token_to_sid=dict.fromkeys(tabs, "sid"))
        self.woken: list[tuple[str, str]] = []
        self.breaks = ""

    @asynccontextmanager
    async def modify_state(self, token: Any) -> AsyncIterator[Any]:
        tab = token.ident

        def refresh(job_id: str) -> None:
            if tab == self.breaks:
                raise RuntimeError
            self.woken.append((tab, job_id))

        async def get_state(_cls: Any) -> Any:
            return SimpleNamespace(_refresh=refresh)

        yield SimpleNamespace(get_state=get_state)


async def follow(app: FakeApp, monkeypatch: pytest.MonkeyPatch, *nudges: tuple[str, str]) -> None:
    async def listen() -> AsyncIterator[tuple[str, str]]:
        for nudge in nudges:
            yield nudge

    monkeypatch.setattr(live.progress, "listen", listen)
    await live.follow_nudges(app)  # type: ignore[arg-type]


async def test_a_nudge_wakes_the_tabs_of_its_user_only(open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch) -> None:
    live.watch(open_tab(SessionState, token="anna-1"), "anna")
    live.watch(open_tab(SessionState, token="anna-2"), "anna")
    live.watch(open_tab(SessionState, token="boris"), "boris")
    app = FakeApp("anna-1", "anna-2", "boris")
    await follow(app, monkeypatch, ("anna", "job"))
    assert app.woken == [("anna-1", "job"), ("anna-2", "job")]


async def test_after_a_gap_every_page_reads_again(open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch) -> None:
    live.watch(open_tab(SessionState, token="anna"), "anna")
    live.watch(open_tab(SessionState, token="boris"), "boris")
    app = FakeApp("anna", "boris")
    await follow(app, monkeypatch, live.progress.EVERYBODY)
    assert sorted(app.woken) == [("anna", ""), ("boris", "")]


async def test_a_closed_tab_is_forgotten(open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch) -> None:
    live.watch(open_tab(SessionState, token="gone"), "anna")
    await follow(FakeApp(), monkeypatch, ("anna", "job"))
    assert live.WATCH == {}


async def test_a_page_that_breaks_does_not_hold_up_the_others(
    open_tab: OpenTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.watch(open_tab(SessionState, token="broken"), "anna")
    live.watch(open_tab(SessionState, token="fine"), "anna")
    app = FakeApp("broken", "fine")
    app.breaks = "broken"
    await follow(app, monkeypatch, ("anna", "job"))
    assert app.woken == [("fine", "job")]


def test_a_tab_that_moves_on_stops_watching(open_tab: OpenTab) -> None:
    tab = open_tab(SessionState, token="anna")
    live.watch(tab, "anna")
    SessionState.event_handlers["enter"].fn(tab, "open")
    assert live.WATCH == {}

"""Nudges reach who listens, survive a restart of Redis, and never break who sends them."""

import asyncio

import pytest

from medapp import progress
from medapp.settings import Settings, get_settings
from tests.servers import ValkeyServer


async def _next(nudges: "asyncio.Queue[tuple[str, str]]") -> tuple[str, str]:
    return await asyncio.wait_for(nudges.get(), 10)


async def _collect(into: "asyncio.Queue[tuple[str, str]]") -> None:
    async for nudge in progress.listen():
        await into.put(nudge)


async def _listening(valkey: ValkeyServer) -> None:
    while valkey.client().pubsub_numsub(progress.CHANNEL)[0][1] == 0:
        await asyncio.sleep(0.01)


async def test_a_nudge_reaches_the_listener(settings: Settings, valkey: ValkeyServer) -> None:
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
    listener = asyncio.create_task(_collect(heard))
    await _listening(valkey)

    progress.nudge("anna", "job-1")

    assert await _next(heard) == ("anna", "job-1")
    listener.cancel()


async def test_the_listener_outlives_a_restart_and_says_that_nudges_may_be_missing(
    settings: Settings, valkey: ValkeyServer
) -> None:
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
    listener = asyncio.create_task(_collect(heard))
    await _listening(valkey)
    valkey.kill()
    await asyncio.sleep(0.5)
    valkey.restart()

    assert await _next(heard) == progress.EVERYBODY
    progress.nudge("anna", "job-2")
    assert await _next(heard) == ("anna", "job-2")
    listener.cancel()


def test_a_nudge_into_the_void_is_harmless(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", f"unix://{settings.data_dir}/nobody.sock")
    get_settings.cache_clear()

    progress.nudge("anna", "job-1")
    progress.bind_tab("tab", "anna")

    assert progress.owner_of_tab("tab") is None


def test_a_tab_belongs_to_who_bound_it_last(settings: Settings) -> None:
    assert progress.owner_of_tab("tab") is None
    progress.bind_tab("tab", "anna")
    assert progress.owner_of_tab("tab") == "anna"
    progress.bind_tab("tab", "boris")
    assert progress.owner_of_tab("tab") == "boris"

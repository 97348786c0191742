"""Live pages: one subscriber a web process tells the open pages of a user to read the database again."""

from typing import Any

import reflex as rx
from loguru import logger

from medapp import progress
from medapp.logs import log_defect

# user id -> browser tab -> the state class to wake. Local to the process on purpose: a page's events
# run in the process that holds its socket, and each process has its own subscriber.
WATCH: dict[str, dict[str, type[rx.State]]] = {}
ALSO: dict[str, dict[str, type[rx.State]]] = {}  # the same for what stands on every page


def watch(state: rx.State, user_id: str) -> None:
    """From now on a nudge for `user_id` calls `state._refresh(job_id)`; "" means anything may have changed.

    Call it in on_load before reading the database: what happens in between is then read or pushed, never missed.
    `_refresh` must read the database again and ask `actor_of` who is looking: the session may have ended.
    A tab watches with one state at a time; the next page of the tab forgets it.
    """
    WATCH.setdefault(user_id, {})[state.router.session.client_token] = type(state)


def watch_also(state: rx.State, user_id: str) -> None:
    """Besides the page's own state: what stands on every page. It stays until the tab is gone."""
    ALSO.setdefault(user_id, {}).setdefault(state.router.session.client_token, type(state))


def forget(client_token: str) -> None:
    """This tab has moved to another page."""
    for user_id in [user_id for user_id, tabs in WATCH.items() if client_token in tabs]:
        WATCH[user_id].pop(client_token)
        if not WATCH[user_id]:
            WATCH.pop(user_id)


async def follow_nudges(app: rx.App) -> None:
    """The lifespan task of a web process."""
    async for user_id, job_id in progress.listen():
        users = [user_id] if user_id else list({*WATCH, *ALSO})
        for user in users:
            for table in (WATCH, ALSO):
                for client_token, state_class in list(table.get(user, {}).items()):
                    await _wake(app, client_token, state_class, job_id)


async def _wake(app: rx.App, client_token: str, state_class: type[rx.State], job_id: str) -> None:
    space = app.event_namespace
    if space is None or client_token not in space.token_to_sid:
        forget(client_token)
        for tabs in ALSO.values():
            tabs.pop(client_token, None)
        return
    try:
        async with app.modify_state(rx.BaseStateToken(ident=client_token, cls=state_class)) as root:
            state: Any = await root.get_state(state_class)
            answer = state._refresh(job_id)
            if hasattr(answer, "__await__"):
                await answer
    except Exception as error:  # noqa: BLE001 one broken page must not stop the others from being told
        reference = log_defect(error)
        logger.bind(reference=reference).warning("a page could not be refreshed")

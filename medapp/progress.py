"""Tell a person's open pages that a job moved on, and remember whose browser tab is whose.

A nudge says where to look, never what to see: pages read the database again.
Nothing here may fail a request or a job.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import lru_cache

from loguru import logger
from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from medapp.settings import get_settings

CHANNEL = "medapp:nudge"
TAB_KEY = "medapp:tab:{}"
TAB_KEPT_S = 86_400
TIMEOUT_S = 1.0
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
EVERYBODY = ("", "")
"""What `listen` yields after a gap: nudges may have been missed, so every open page should read again."""


def nudge(user_id: str, job_id: str) -> None:
    """Say that this job of this user changed. Best effort: a lost nudge costs a page its liveness until it reloads."""
    try:
        _connection(get_settings().redis_url).publish(CHANNEL, json.dumps([user_id, job_id]))
    except (RedisError, OSError) as error:
        logger.warning("nudge lost: {}", type(error).__name__)


async def listen() -> AsyncIterator[tuple[str, str]]:
    """Yield (user id, job id) for ever, through restarts of Redis; `EVERYBODY` first after each gap."""
    pause_s = FIRST_PAUSE_S
    interrupted = False
    while True:
        try:
            async with aclosing(_subscribe(interrupted)) as nudges:
                async for nudged in nudges:
                    pause_s = FIRST_PAUSE_S
                    yield nudged
        except (RedisError, OSError) as error:
            logger.warning("nudges interrupted: {}; trying again in {} s", type(error).__name__, pause_s)
        interrupted = True
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


async def _subscribe(after_a_gap: bool) -> AsyncGenerator[tuple[str, str], None]:
    client = AsyncRedis.from_url(
        get_settings().redis_url,
        socket_connect_timeout=TIMEOUT_S,
        health_check_interval=30,
        retry=AsyncRetry(NoBackoff(), 0),
    )
    async with client, client.pubsub() as channel:
        await channel.subscribe(CHANNEL)
        async for message in channel.listen():
            if message["type"] == "subscribe" and after_a_gap:
                yield EVERYBODY
            elif message["type"] == "message":
                user_id, job_id = json.loads(message["data"])
                yield user_id, job_id


def bind_tab(client_token: str, user_id: str) -> None:
    """Remember that this browser tab belongs to this user, as its page was opened with their session."""
    try:
        _connection(get_settings().redis_url).set(TAB_KEY.format(client_token), user_id, ex=TAB_KEPT_S)
    except (RedisError, OSError) as error:
        logger.warning("tab not bound: {}", type(error).__name__)


def owner_of_tab(client_token: str) -> str | None:
    """Whose tab this is; None when nobody bound it, or when Redis cannot tell."""
    try:
        owner = _connection(get_settings().redis_url).get(TAB_KEY.format(client_token))
    except (RedisError, OSError) as error:
        logger.warning("owner of a tab not known: {}", type(error).__name__)
        return None
    return owner.decode() if isinstance(owner, bytes) else None


@lru_cache(maxsize=4)
def _connection(url: str) -> Redis:
    return Redis.from_url(url, socket_connect_timeout=TIMEOUT_S, socket_timeout=TIMEOUT_S, retry=Retry(NoBackoff(), 1))

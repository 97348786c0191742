"""ASGI guard in front of everything: size, origin, login and the tab's owner are checked before a body is read."""

import asyncio
from contextlib import suppress
from typing import Any

from fastapi.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from medapp import progress
from medapp.api.identity import is_cross_site, token_of
from medapp.api.problems import respond
from medapp.errors import CrossSite, FileTooLarge, MedAppError, NotFound, SignInRequired
from medapp.services import accounts
from medapp.services.actors import Actor, require_user
from medapp.settings import get_settings

SMALL_BODY_BYTES = 1024 * 1024
ENVELOPE_BYTES = 64 * 1024  # the multipart frame around a file
UPLOAD_API = "/api/uploads"
UPLOAD_PAGE = "/_upload"
TAB_HEADER = "reflex-client-token"
LINGER_BYTES = 64 * 1024 * 1024
LINGER_S = 5.0


def guard(app: ASGIApp) -> ASGIApp:
    """Wrap the application; what is refused never reaches it."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_watched(scope["path"]):
            await app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            limit = await _admit(connection)
        except MedAppError as error:
            await _refuse(respond(connection, error), scope, receive, send)
            return
        body = _Bounded(receive, limit)
        try:
            await app(scope, body, body.watch(send))
        except FileTooLarge:
            if body.has_answered or not body.is_spent:
                raise
        if body.is_spent and not body.has_answered:
            too_large = FileTooLarge(limit_mb=get_settings().max_file_mb)
            await _refuse(respond(connection, too_large), scope, receive, send)

    return guarded


def _is_watched(path: str) -> bool:
    return path.startswith(("/api/", "/auth/", UPLOAD_PAGE))


async def _admit(connection: HTTPConnection) -> int:
    """How many bytes the body may have. Raises what the request is refused with."""
    scope, headers = connection.scope, connection.headers
    method, path = scope["method"], scope["path"]
    if is_cross_site(method, headers):
        raise CrossSite
    limit = SMALL_BODY_BYTES
    settings = get_settings()
    if path.startswith(UPLOAD_PAGE):
        if method not in ("POST", "OPTIONS"):  # Reflex would serve its upload folder to anybody
            raise NotFound
        if method == "POST":
            await _check_tab(connection, require_user(await _who(connection)))
    if (method == "POST" and path.rstrip("/") in (UPLOAD_API, UPLOAD_PAGE)) or path.startswith(UPLOAD_PAGE + "/"):
        require_user(await _who(connection))
        limit = settings.max_files * (settings.max_file_bytes + ENVELOPE_BYTES)
    if _announced(headers.get("content-length")) > limit:
        raise FileTooLarge(limit_mb=settings.max_file_mb)
    return limit


async def _who(connection: HTTPConnection) -> Actor | None:
    token = token_of(connection.headers)
    return await run_in_threadpool(accounts.whoami, token) if token else None


async def _check_tab(connection: HTTPConnection, actor: Actor) -> None:
    """The client token of a tab is a bearer secret: without its owner's session it opens nothing."""
    tab = connection.headers.get(TAB_HEADER, "")
    if not tab or await run_in_threadpool(progress.owner_of_tab, tab) != actor.user_id:
        raise SignInRequired


def _announced(length: str | None) -> int:
    return int(length) if length and length.isdigit() else 0


class _Bounded:
    """Counts what really comes: a body without a length, or longer than it said, ends at the limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self.has_answered = False

    @property
    def is_spent(self) -> bool:
        return self._left < 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self.is_spent:
            raise FileTooLarge(limit_mb=get_settings().max_file_mb)
        return message

    def watch(self, send: Send) -> Send:
        """What the application makes of a body cut short is not its answer to the caller."""

        async def watched(message: Any) -> None:
            if self.has_answered or not self.is_spent:
                self.has_answered = True
                await send(message)

        return watched


async def _refuse(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer first, then swallow a little of what is still coming: many clients read only after they have sent."""
    response.headers["connection"] = "close"
    await response(scope, receive, send)
    with suppress(TimeoutError, OSError):
        async with asyncio.timeout(LINGER_S):
            await _swallow(receive)


async def _swallow(receive: Receive) -> None:
    swallowed = 0
    while swallowed < LINGER_BYTES:
        message = await receive()
        swallowed += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return

"""Around every request: an id on the answer and in the logs, the count for the error rate, and the last resort."""

import re
from time import perf_counter
from typing import Any

from fastapi.concurrency import run_in_threadpool
from loguru import logger
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from medapp import logs
from medapp.api.identity import address_of
from medapp.api.problems import respond_to_defect
from medapp.db.tables import new_id
from medapp.services import traffic

HEADER = "x-request-id"
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_TOKEN = re.compile(r"(/shared/)[^/]+")
_COUNTED = ("/api/", "/auth/", "/_upload")
_PROBES = ("/healthz", "/readyz", "/metrics")


def context(app: ASGIApp) -> ASGIApp:
    """Wrap the application, outside everything that may fail."""

    async def with_context(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        given = connection.headers.get(HEADER, "")
        request_id = given if _GIVEN_ID.fullmatch(given) else new_id()
        answer = _Answer(send, request_id)
        began = perf_counter()
        with logs.bound(request_id=request_id, origin=address_of(scope)):
            try:
                await app(scope, receive, answer)
            except Exception as error:  # noqa: BLE001  the last resort: nothing stands behind it
                if not answer.status:
                    await respond_to_defect(connection, error)(scope, receive, answer)
                elif not answer.is_defect:  # broken off in the middle: nothing can be told any more, but it is logged
                    logs.log_defect(error)
            await _note(scope, answer.status or 500, perf_counter() - began)

    return with_context


class _Answer:
    """Passes messages on with the request id, and remembers the status."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._request_id = send, request_id
        self.status = 0

    @property
    def is_defect(self) -> bool:
        """A defect was answered, and so logged, further inside; the server would only log it again, with its text."""
        return self.status == 500

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message)[HEADER] = self._request_id
        await self._send(message)


async def _note(scope: Scope, status: int, spent_s: float) -> None:
    path = scope["path"]
    if path.startswith(_PROBES):
        return
    is_ours = path.startswith(_COUNTED)
    # Paths carry random ids only, but for the token of a shared link; queries may carry anything and stay out.
    shown = _TOKEN.sub(r"\1…", path)[:120]
    logger.log("INFO" if is_ours else "DEBUG", "{} {} {} {:.0f} ms", scope["method"], shown, status, spent_s * 1e3)
    if (is_ours or status >= 500) and traffic.count(traffic.outcome_of(status)):
        await run_in_threadpool(traffic.flush)

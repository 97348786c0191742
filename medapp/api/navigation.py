"""A browser that opens a page of an account without one is sent to sign in, before the page is even loaded."""

from fastapi.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from medapp.api.identity import token_of
from medapp.api.problems import is_navigation, to_sign_in
from medapp.errors import DatabaseUnavailable
from medapp.services import accounts

# A guest may see the sample: its job, its result, and a history that waits for reports of their own. The pages
# themselves check again, with every event.
FOR_ACCOUNTS = ("/upload", "/account", "/admin")
FOR_GUESTS = ("/jobs", "/results", "/history", "/compare")


def navigation(app: ASGIApp) -> ASGIApp:
    """Wrap the application."""

    async def with_navigation(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and await _must_sign_in(scope):
            await to_sign_in(HTTPConnection(scope))(scope, receive, send)
            return
        await app(scope, receive, send)

    return with_navigation


async def _must_sign_in(scope: Scope) -> bool:
    page = "/" + scope["path"].strip("/").split("/", 1)[0]
    if page not in FOR_ACCOUNTS + FOR_GUESTS or not is_navigation(HTTPConnection(scope)):
        return False
    token = token_of(HTTPConnection(scope).headers)
    try:
        actor = await run_in_threadpool(accounts.whoami, token) if token else None
    except DatabaseUnavailable:  # the page loads and says so itself
        return False
    return actor is None or (actor.is_guest and page in FOR_ACCOUNTS)

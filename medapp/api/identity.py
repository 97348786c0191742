"""Who is behind a request: the session cookie or a bearer token, the client's address, the language they read."""

import re
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from medapp import cookies, logs
from medapp.errors import SignInRequired
from medapp.i18n import languages, negotiate
from medapp.services import accounts
from medapp.services.actors import Actor, require_admin, require_user
from medapp.settings import get_settings

YEAR_S = 365 * 86_400
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")


def bearer_of(headers: Mapping[str, str]) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" and token.strip() else None


def token_of(headers: Mapping[str, str]) -> str | None:
    """The session token, the bearer's before the cookie's."""
    token = bearer_of(headers) or cookies.find(headers.get("cookie", ""), cookies.SESSION)
    return token if token and _TOKEN.fullmatch(token) else None


def is_cross_site(method: str, headers: Mapping[str, str]) -> bool:
    """True for a change that another site's page asks for in this browser's name.

    A bearer token is never sent by itself, so it is exempt. A request without Sec-Fetch-Site, Origin and
    Referer does not come from a page: browsers send at least one of them with every change.
    """
    if method in _SAFE_METHODS or bearer_of(headers):
        return False
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    source = headers.get("origin") or headers.get("referer")
    if not source:
        return False
    return urlsplit(source).netloc.lower() not in _own_hosts(headers)


def _own_hosts(headers: Mapping[str, str]) -> set[str]:
    hosts = {headers.get("host", "").lower(), urlsplit(get_settings().public_url).netloc.lower()}
    if get_settings().trust_proxy:
        hosts.add(headers.get("x-forwarded-host", "").lower())
    return hosts - {""}


def address_of(scope: Mapping[str, Any]) -> str:
    """The client's address: the connection's, or the one the operator's proxy vouches for."""
    if get_settings().trust_proxy:
        forwarded = Headers(scope=dict(scope)).get("x-forwarded-for", "")
        if nearest := forwarded.rsplit(",", 1)[-1].strip():
            return nearest[:64]
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def is_https(connection: HTTPConnection) -> bool:
    settings = get_settings()
    forwarded = connection.headers.get("x-forwarded-proto") if settings.trust_proxy else None
    return settings.cookie_secure or (forwarded or connection.url.scheme) in ("https", "wss")


def language_of(connection: HTTPConnection, actor: Actor | None = None) -> str:
    """The language chosen in this browser, else the account's, else what the browser asks for."""
    chosen = cookies.find(connection.headers.get("cookie", ""), cookies.LANGUAGE)
    for wish in (chosen, actor.language if actor else None):
        if wish in languages():
            return str(wish)
    return negotiate(connection.headers.get("accept-language"))


def set_session(request: Request, response: Response, token: str, *, guest: bool = False) -> None:
    """Put the token where only the server reads it."""
    settings = get_settings()
    kept_s = settings.guest_hours * 3600 if guest else settings.session_days * 86_400
    response.set_cookie(
        cookies.SESSION, token, max_age=kept_s, path="/", httponly=True, samesite="lax", secure=is_https(request)
    )


def clear_session(request: Request, response: Response) -> None:
    response.delete_cookie(cookies.SESSION, path="/", httponly=True, samesite="lax", secure=is_https(request))


def set_choice(request: Request, response: Response, name: str, value: str) -> None:
    """A choice that the page's first script reads before painting: language or theme."""
    response.set_cookie(name, value, max_age=YEAR_S, path="/", samesite="lax", secure=is_https(request))


async def find_actor(request: Request) -> Actor | None:
    """Dependency: who is asking, or None."""
    token = token_of(request.headers)
    actor = await run_in_threadpool(accounts.whoami, token) if token else None
    request.state.actor = actor
    logs.bind(user_id=actor.user_id if actor else None)
    return actor


async def get_anybody(actor: Annotated[Actor | None, Depends(find_actor)]) -> Actor:
    """Dependency: somebody with a session, a sample's guest too. Raises SignInRequired."""
    if actor is None:
        raise SignInRequired
    return actor


async def get_user(actor: Annotated[Actor | None, Depends(find_actor)]) -> Actor:
    """Dependency: somebody with an account. Raises SignInRequired."""
    return require_user(actor)


async def get_admin(actor: Annotated[Actor | None, Depends(find_actor)]) -> Actor:
    """Dependency: an administrator. Raises SignInRequired, Forbidden."""
    return require_admin(actor)


Whoever = Annotated[Actor | None, Depends(find_actor)]
Anybody = Annotated[Actor, Depends(get_anybody)]
AccountHolder = Annotated[Actor, Depends(get_user)]
Admin = Annotated[Actor, Depends(get_admin)]


def origin_now() -> str | None:
    """The address bound to this request."""
    return logs.current("origin")

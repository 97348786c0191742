"""The whole HTTP stack in one process: every transformer, around a stand-in for the pages."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from medapp.api.app import api, transformers
from medapp.settings import Settings
from medapp.ui.paper.typeset import typeset
from tests.cast import Cast, cast, configure, empty_database, product

__all__ = ["cast", "configure", "empty_database", "product"]

HOST = "labs.example.org"
Client = Callable[[str | None], httpx.AsyncClient]


async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    """Where Reflex stands in production: answers every address, and reads a body only when there is one."""
    request = Request(scope, receive)
    if scope["path"].startswith("/broken"):
        raise ValueError("Hemoglobin 134")
    body = await request.body() if scope["method"] == "POST" else b""
    await PlainTextResponse(f"page {len(body)}", media_type="text/html")(scope, receive, send)


@pytest.fixture(scope="session")
def stack() -> ASGIApp:
    app: ASGIApp = pages
    api.state.typeset = typeset
    for transformer in transformers:
        if isinstance(transformer, FastAPI):
            transformer.mount("", app)
            app = transformer
        else:
            app = transformer(app)
    return app


@pytest.fixture
async def client(stack: ASGIApp, product: Settings) -> AsyncIterator[Client]:
    """client(token) is a program with that bearer token; client(None) is nobody."""
    opened: list[httpx.AsyncClient] = []

    def make(token: str | None = None) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        transport = httpx.ASGITransport(stack, client=("203.0.113.9", 4711))
        opened.append(httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", headers=headers))
        return opened[-1]

    yield make
    for one in opened:
        await one.aclose()


@pytest.fixture
def owner(client: Client, cast: Cast) -> httpx.AsyncClient:
    return client(cast.owner.token)


@pytest.fixture
def stranger(client: Client, cast: Cast) -> httpx.AsyncClient:
    return client(cast.stranger.token)


@pytest.fixture
def admin(client: Client, cast: Cast) -> httpx.AsyncClient:
    return client(cast.admin.token)


@pytest.fixture
def nobody(client: Client) -> httpx.AsyncClient:
    return client(None)

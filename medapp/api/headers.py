"""Headers that keep a browser from doing what our pages never ask for, and let it keep what never changes."""

import re
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from medapp.api.identity import is_https

# Reflex's pages start from inline scripts; nothing needs eval, and nothing comes from another host.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
FIXED = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# The address of a shared result is its key: no search engine keeps it, no other page is told it.
UNLISTED = {
    "x-robots-tag": "noindex, nofollow, noarchive",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
# The build names these files by their content.
_HASHED = re.compile(r"/assets/.+-[A-Za-z0-9_-]{8,}\.(js|css|woff2?|png|svg|json)")
_FOREVER = "public, max-age=31536000, immutable"


def security_headers(app: ASGIApp) -> ASGIApp:
    """Wrap the application; every HTTP answer leaves with these headers."""

    async def with_headers(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        https = is_https(HTTPConnection(scope))

        async def dressed(message: Any) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message), scope["path"], message["status"], https)
            await send(message)

        await app(scope, receive, dressed)

    return with_headers


def _dress(headers: MutableHeaders, path: str, status: int, https: bool) -> None:
    if path.startswith(("/shared/", "/api/shared/")):
        for name, value in UNLISTED.items():
            headers[name] = value
    for name, value in FIXED.items():
        headers.setdefault(name, value)
    if https:
        headers.setdefault("strict-transport-security", "max-age=31536000")
    if path.startswith(("/api/", "/auth/")):
        headers.setdefault("cache-control", "no-store")
    elif status == 200 and _HASHED.fullmatch(path):
        headers["cache-control"] = _FOREVER
    elif "text/html" in headers.get("content-type", ""):
        headers.setdefault("cache-control", "no-cache")  # a new build is seen at the next visit

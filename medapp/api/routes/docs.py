"""The description of the API as a page of our own: it asks no other host for anything."""

from html import escape
from typing import Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Match, Route

from medapp.errors import NotFound

router = APIRouter(prefix="/api", include_in_schema=False)
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2733;background:#fff}
h2{margin-top:2.5rem}
details{border:1px solid #d5dde5;border-radius:8px;margin:.5rem 0;padding:.5rem .8rem}
summary{cursor:pointer}code,pre{font:14px/1.45 ui-monospace,monospace}
pre{overflow:auto;background:#f4f6f8;padding:.7rem;border-radius:6px}
b.m{display:inline-block;min-width:4.5rem}td,th{text-align:left;padding:.15rem .8rem .15rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#12181f}
details{border-color:#33404d}pre{background:#1b242d}a{color:#8fc7ff}}
"""
_INTRO = """<p>Sign in with <code>POST /api/auth/login</code>: the answer sets a session cookie and carries a token for
<code>Authorization: Bearer …</code>. Errors are <code>application/problem+json</code> with a stable <code>code</code>.
The same description for programs: <a href="/api/openapi.json">/api/openapi.json</a>.</p>"""


@router.get("/docs")
def page(request: Request) -> HTMLResponse:
    """Every call with its parameters, body and answers."""
    spec = request.app.openapi()
    by_tag: dict[str, list[str]] = {}
    for path, calls in spec["paths"].items():
        for method, call in calls.items():
            by_tag.setdefault(call.get("tags", ["other"])[0], []).append(_call(method, path, call, spec))
    body = "".join(f"<h2>{escape(tag.capitalize())}</h2>{''.join(calls)}" for tag, calls in by_tag.items())
    title = escape(spec["info"]["title"])
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>{_INTRO}{body}</body></html>"
    )


@router.get("/openapi.json")
def schema(request: Request) -> JSONResponse:
    """The description as OpenAPI."""
    return JSONResponse(request.app.openapi())


@router.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def unknown(request: Request) -> Response:
    """What no route took is told as a problem, not as a page: a wrong method, or an address that means nothing."""
    allowed: set[str] = set()
    for route in request.app.state.own_routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL:
            allowed |= route.methods or set()
    if allowed:
        raise HTTPException(405, headers={"Allow": ", ".join(sorted(allowed))})
    raise NotFound


def _call(method: str, path: str, call: dict[str, Any], spec: dict[str, Any]) -> str:
    parts = [f"<p>{escape(call.get('description', ''))}</p>"]
    if parameters := call.get("parameters"):
        rows = "".join(_parameter(item) for item in parameters)
        parts.append(f"<table><tr><th>parameter</th><th>in</th><th>type</th></tr>{rows}</table>")
    for media, content in call.get("requestBody", {}).get("content", {}).items():
        parts.append(f"<p>Body <code>{escape(media)}</code></p>{_schema(content.get('schema', {}), spec)}")
    for status, answer in call.get("responses", {}).items():
        parts.append(f"<p>{escape(status)} {escape(answer.get('description', ''))}</p>")
        parts += [_schema(content.get("schema", {}), spec) for content in answer.get("content", {}).values()]
    head = f"<summary><b class=m>{method.upper()}</b> <code>{escape(path)}</code></summary>"
    return f"<details>{head}{''.join(parts)}</details>"


def _parameter(item: dict[str, Any]) -> str:
    kind = escape(_kind(item.get("schema", {})))
    return f"<tr><td><code>{escape(item['name'])}</code></td><td>{escape(item['in'])}</td><td>{kind}</td></tr>"


def _schema(schema: dict[str, Any], spec: dict[str, Any]) -> str:
    target = schema.get("items", schema)
    name = target.get("$ref", "").rsplit("/", 1)[-1]
    found = spec.get("components", {}).get("schemas", {}).get(name, target)
    fields = found.get("properties", {})
    if not fields:
        return ""
    needed = set(found.get("required", ()))
    lines = [f"{name}: {_kind(field)}{'' if name in needed else ' (optional)'}" for name, field in fields.items()]
    note = found.get("description", "")
    text = "\n".join(([note, ""] if note else []) + (["a list of:"] if "items" in schema else []) + lines)
    return f"<pre>{escape(text)}</pre>"


def _kind(field: dict[str, Any]) -> str:
    if options := field.get("anyOf"):
        return " or ".join(_kind(option) for option in options)
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if field.get("type") == "array":
        return f"list of {_kind(field.get('items', {}))}"
    text = str(field.get("type", "any")).replace("null", "none")
    return f"{text} ({field['format']})" if "format" in field else text

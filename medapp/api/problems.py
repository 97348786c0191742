"""The one place where an error becomes an answer: RFC 9457 problem details in the caller's language."""

from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from loguru import logger
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response

from medapp.api.identity import language_of
from medapp.errors import MedAppError, NotFound, SignInRequired, TooManyAttempts, Unavailable
from medapp.i18n import error_words
from medapp.logs import log_defect, new_reference

MEDIA_TYPE = "application/problem+json"
SIGN_IN_PAGE = "/signin"


def problem_of(connection: HTTPConnection, error: MedAppError, reference: str | None = None) -> dict[str, Any]:
    """The body: `code` is stable, the words are the caller's, `reference` finds the log line."""
    language = language_of(connection, getattr(connection.state, "actor", None))
    words = error_words(language, error.code, **error.values)
    public = {key: value for key, value in error.values.items() if isinstance(value, str | int | float)}
    return {
        "type": f"urn:medapp:error:{error.code}",
        "title": words.title,
        "status": error.status,
        "code": error.code,
        "detail": words.detail,
        "next_step": words.next_step,
        "reference": reference,
        **{key: value for key, value in public.items() if key not in ("type", "title", "status", "code", "cause")},
    }


def respond(connection: HTTPConnection, error: MedAppError) -> Response:
    """The answer to an error of ours; a person's navigation goes to the sign-in page and back instead."""
    if isinstance(error, SignInRequired) and is_navigation(connection):
        return to_sign_in(connection)
    reference = None
    if isinstance(error, Unavailable) or error.status >= 500:
        reference = new_reference()
        logger.bind(reference=reference).opt(exception=error).error("unavailable: {}", error.code)
    return _answer(problem_of(connection, error, reference), error)


def respond_to_defect(connection: HTTPConnection, error: BaseException) -> Response:
    """The answer to what nobody expected: logged once, told with its reference."""
    return _answer(problem_of(connection, MedAppError(), log_defect(error)), MedAppError())


def is_navigation(connection: HTTPConnection) -> bool:
    """A browser opening an address, rather than a program or a script of a page."""
    if connection.scope.get("method", "GET") != "GET":
        return False
    if mode := connection.headers.get("sec-fetch-mode"):
        return mode == "navigate"
    return connection.headers.get("accept", "").startswith("text/html")


def to_sign_in(connection: HTTPConnection) -> Response:
    """303 to the sign-in page, with the way back."""
    url = connection.url
    back = f"{url.path}?{url.query}" if url.query else url.path
    return RedirectResponse(f"{SIGN_IN_PAGE}?next={quote(back, safe='')}", status_code=303)


def install(api: FastAPI) -> None:
    """Register the handlers."""
    api.add_exception_handler(MedAppError, _on_known)
    api.add_exception_handler(RequestValidationError, _on_invalid)
    api.add_exception_handler(HTTPException, _on_http)
    api.add_exception_handler(Exception, _on_defect)


async def _on_known(request: Request, error: Exception) -> Response:
    assert isinstance(error, MedAppError)
    return respond(request, error)


async def _on_invalid(request: Request, error: Exception) -> Response:
    """The first complaint names its field; what was sent is never echoed."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    place = [part for part in found[0].get("loc", ()) if part not in ("body", "query", "path")] if found else []
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".") or "body"
    return respond(request, _InvalidBody(field=field))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return respond(request, NotFound())
    if error.status_code == 405:
        response = respond(request, _WrongMethod())
        response.headers["Allow"] = (error.headers or {}).get("Allow", "")
        return response
    body = problem_of(request, _InvalidBody()) | {"status": error.status_code}
    return JSONResponse(body, error.status_code, headers=dict(error.headers or {}), media_type=MEDIA_TYPE)


async def _on_defect(request: Request, error: Exception) -> Response:
    return respond_to_defect(request, error)


class _WrongMethod(MedAppError):
    code = "method_not_allowed"
    status = 405


class _InvalidBody(MedAppError):
    code = "invalid_form"
    status = 422


def _answer(body: dict[str, Any], error: MedAppError) -> Response:
    headers = {"Cache-Control": "no-store"}
    if isinstance(error, TooManyAttempts):
        headers["Retry-After"] = str(error.values.get("retry_after_s", 60))
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Unavailable):
        headers["Retry-After"] = "30"
    return JSONResponse(body, error.status, headers=headers, media_type=MEDIA_TYPE)

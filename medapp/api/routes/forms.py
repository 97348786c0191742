"""The pages' native forms: form fields in, 303 out; what went wrong travels back in a short-lived cookie."""

import base64
import json
import secrets
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from medapp import cookies
from medapp.api.identity import (
    Whoever,
    clear_session,
    is_https,
    language_of,
    origin_now,
    set_choice,
    set_session,
)
from medapp.api.routes.auth import RegisterIn, agent_of, in_waiting_room, registration_of
from medapp.errors import BadCredentials, InvalidForm, MedAppError, SecondFactorRequired
from medapp.i18n import languages
from medapp.logs import log_defect
from medapp.services import accounts, door, profile, resets, samples
from medapp.services.actors import SignedIn

router = APIRouter(prefix="/auth", include_in_schema=False)
FLASH_S = 60
HOME, SIGN_IN, REGISTER, UPLOAD, SECURITY = "/", "/signin", "/register", "/upload", "/account/security"
CODE, RESET = "/signin/code", "/reset"


class DoorClosed(BadCredentials):
    """The ticket of the second step is over."""

    code = "door_closed"


@router.post("/register")
async def register(request: Request, actor: Whoever) -> Response:
    """Open an account and go on to where the person was heading."""
    form = await request.form()
    try:
        filled = RegisterIn(
            email=_text(form, "email"),
            password=_text(form, "password", strip=False),
            consent=_text(form, "consent").lower() in ("on", "true", "1", "yes"),
            language=_language_read(request, form),
            sex=_text(form, "sex") or None,
            birth_date=_birth_date(form),
            invite=_text(form, "invite") or None,
        )
        opened = await in_waiting_room(
            accounts.register, registration_of(filled, request), agent_of(request), origin_now()
        )
    except MedAppError as error:
        return _back(request, REGISTER, "register", error, form, invite=_text(form, "invite"))
    if actor:
        await run_in_threadpool(accounts.sign_out, actor)
    response = _enter(request, opened, form)
    if opened.is_first_admin:
        _flash(request, response, {"form": "register", "code": "first_admin", "values": {}, "email": ""})
    return response


@router.post("/login")
async def login(request: Request, actor: Whoever) -> Response:
    """A fresh session; the one of this browser before, if any, ends."""
    form = await request.form()
    email, password = _text(form, "email"), _text(form, "password", strip=False)
    try:
        opened = await in_waiting_room(accounts.sign_in, email, password, agent_of(request), origin_now())
    except SecondFactorRequired as half_way:
        return _to_second_step(request, half_way, form)
    except MedAppError as error:
        return _back(request, SIGN_IN, "login", error, form)
    if actor:
        await run_in_threadpool(accounts.sign_out, actor)
    return _enter(request, opened, form)


@router.post("/code")
async def second_step(request: Request, actor: Whoever) -> Response:
    """The code after the password."""
    form = await request.form()
    ticket = cookies.find(request.headers.get("cookie", ""), cookies.DOOR)
    try:
        opened = await run_in_threadpool(accounts.sign_in_by_code, ticket, _text(form, "code"), agent_of(request))
    except BadCredentials:  # the five minutes are over: the password is asked for again
        return _back(request, SIGN_IN, "login", DoorClosed(), form)
    except MedAppError as error:
        return _back(request, CODE, "code", error, form)
    if actor:
        await run_in_threadpool(accounts.sign_out, actor)
    response = _enter(request, opened, form)
    response.delete_cookie(cookies.DOOR, path="/")
    return response


@router.post("/reset")
async def reset(request: Request) -> Response:
    """Set a new password by a link, then sign in with it."""
    form = await request.form()
    token = _text(form, "token")
    try:
        await in_waiting_room(resets.set_password, token, _text(form, "new", strip=False))
    except MedAppError as error:
        return _back(request, RESET, "reset", error, form, token=token)
    response = RedirectResponse(f"{SIGN_IN}?told=password_set", 303)
    clear_session(request, response)
    return response


@router.post("/logout")
async def logout(request: Request, actor: Whoever) -> Response:
    """End this session and go home."""
    if actor:
        await run_in_threadpool(accounts.sign_out, actor)
    response = RedirectResponse(HOME, 303)
    clear_session(request, response)
    return response


@router.post("/password")
async def change_password(request: Request, actor: Whoever) -> Response:
    """Change the password: every other session ends, this browser gets a fresh one."""
    form = await request.form()
    if actor is None:
        return RedirectResponse(f"{SIGN_IN}?next={quote(SECURITY, safe='')}", 303)
    old, new = _text(form, "old", strip=False), _text(form, "new", strip=False)
    try:
        token = await in_waiting_room(accounts.change_password, actor, old, new, agent_of(request))
    except MedAppError as error:
        return _back(request, SECURITY, "password", error, form)
    response = RedirectResponse(SECURITY, 303)
    set_session(request, response, token)
    _flash(request, response, {"form": "password", "code": "password_changed", "values": {}, "email": ""})
    return response


@router.post("/sample")
async def sample(request: Request, actor: Whoever) -> Response:
    """Read the sample report, as a guest when nobody is signed in."""
    form = await request.form()
    language = _known_language(form) or language_of(request, actor)
    try:
        started = await run_in_threadpool(samples.start_sample, actor, language, agent_of(request), origin_now())
    except MedAppError as error:
        return _back(request, HOME, "sample", error, form)
    page = f"/results/{started.result_id}" if started.result_id else f"/jobs/{started.job_id}"
    response = RedirectResponse(page, 303)
    if started.token:
        set_session(request, response, started.token, guest=True)
    return response


@router.post("/language")
async def choose_language(request: Request, actor: Whoever) -> Response:
    """Remember the language in this browser, and in the account."""
    form = await request.form()
    response = RedirectResponse(_next(form) or HOME, 303)
    if language := _known_language(form):
        set_choice(request, response, cookies.LANGUAGE, language)
        if actor:
            await run_in_threadpool(profile.set_language, actor, language)
    return response


@router.post("/theme")
async def choose_theme(request: Request, actor: Whoever) -> Response:
    """Remember light, dark or the system's theme in this browser, and in the account."""
    form = await request.form()
    response = RedirectResponse(_next(form) or HOME, 303)
    theme = _text(form, "theme")
    if theme in profile.THEMES:
        set_choice(request, response, cookies.THEME, theme)
        if actor:
            await run_in_threadpool(profile.set_theme, actor, theme)
    return response


def _enter(request: Request, opened: SignedIn, form: FormData) -> Response:
    response = RedirectResponse(_next(form) or UPLOAD, 303)
    set_session(request, response, opened.token)
    response.delete_cookie(cookies.FLASH, path="/")
    if opened.actor.language in languages():
        set_choice(request, response, cookies.LANGUAGE, str(opened.actor.language))
    return response


def _to_second_step(request: Request, half_way: SecondFactorRequired, form: FormData) -> Response:
    onward = f"?{urlencode({'next': _next(form)})}" if _next(form) else ""
    response = RedirectResponse(f"{CODE}{onward}", 303)
    ticket, secure = half_way.ticket, is_https(request)
    response.set_cookie(
        cookies.DOOR, ticket, max_age=door.VALID_S, path="/", httponly=True, samesite="lax", secure=secure
    )
    return response


def _back(request: Request, page: str, form_name: str, error: MedAppError, form: FormData, **query: str) -> Response:
    """Back to the form, with the error's code and the address that was typed; never the password.

    `query` are tokens that the page needs to show its form again.
    """
    values: dict[str, Any] = {key: value for key, value in error.values.items() if isinstance(value, str | int | float)}
    if error.status >= 500:
        values["reference"] = log_defect(error)
    kept = {name: value for name, value in ({"next": _next(form)} | query).items() if value}
    response = RedirectResponse(f"{page}?{urlencode(kept)}" if kept else page, 303)
    email = _text(form, "email")[:254]
    _flash(request, response, {"form": form_name, "code": error.code, "values": values, "email": email})
    return response


def _flash(request: Request, response: Response, message: dict[str, Any]) -> None:
    """`nonce` makes every message its own: a page tells each one once."""
    told = message | {"nonce": secrets.token_hex(4)}
    packed = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
    response.set_cookie(
        cookies.FLASH, packed, max_age=FLASH_S, path="/", httponly=True, samesite="lax", secure=is_https(request)
    )


def _text(form: FormData, name: str, *, strip: bool = True) -> str:
    value = form.get(name)
    text = value if isinstance(value, str) else ""
    return text.strip() if strip else text


def _language_read(request: Request, form: FormData) -> str:
    """The language of the page in front of the person; the form may have been sent before it knew that itself."""
    chosen = cookies.find(request.headers.get("cookie", ""), cookies.LANGUAGE)
    return chosen if chosen in languages() else _known_language(form) or language_of(request)


def _known_language(form: FormData) -> str | None:
    wish = _text(form, "language")
    return wish if wish in languages() else None


def _birth_date(form: FormData) -> date | None:
    text = _text(form, "birth_date")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InvalidForm(field="birth_date") from error


def _next(form: FormData) -> str:
    """A path of this site, or nothing: nobody is sent elsewhere after signing in."""
    path = _text(form, "next") or _text(form, "back")
    inner = path.startswith("/") and not path.startswith(("//", "/\\", "/auth/", "/api/auth"))
    return path if inner and not any(letter in path for letter in "\r\n\t\\") else ""

"""Sign-up, sign-in and sign-out for programs: JSON in, JSON and a session cookie out."""

from datetime import date
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from medapp.api.identity import Whoever, clear_session, language_of, origin_now, set_session
from medapp.api.shapes import AccountOut, SignedInOut
from medapp.domain.people import parse_sex
from medapp.errors import InvalidForm
from medapp.i18n import languages
from medapp.services import accounts
from medapp.services.actors import Registration, SignedIn

router = APIRouter(prefix="/api/auth", tags=["account"])
# Hashing waits its turn here, so that a rush of sign-ins leaves the threads of everything else alone.
_limiter: dict[str, CapacityLimiter] = {}
WAITING_ROOM = 8


class RegisterIn(BaseModel):
    email: str
    password: str
    consent: bool = False
    language: str | None = None
    sex: str | None = Field(None, description="F, M, female or male")
    birth_date: date | None = None
    invite: str | None = Field(None, description="the token of an invitation, where accounts are opened by one")


class LoginIn(BaseModel):
    email: str
    password: str
    code: str | None = Field(None, description="of the second factor, for an account that has one")


@router.post("/register", status_code=201)
async def register(form: RegisterIn, request: Request, response: Response) -> SignedInOut:
    """Open an account; the first one becomes the administrator."""
    opened = await in_waiting_room(accounts.register, registration_of(form, request), agent_of(request), origin_now())
    set_session(request, response, opened.token)
    return _answer(opened)


@router.post("/login")
async def login(form: LoginIn, request: Request, response: Response) -> SignedInOut:
    """A new session; the answer is the same for an unknown address and a wrong password.

    401 `second_factor_required`: the password is right, send the code along.
    """
    who = (form.email, form.password, agent_of(request), origin_now())
    opened = await in_waiting_room(accounts.sign_in, *who, form.code)
    set_session(request, response, opened.token)
    return _answer(opened)


@router.post("/logout", status_code=204)
async def logout(request: Request, response: Response, actor: Whoever) -> None:
    """End this session."""
    if actor:
        await to_thread.run_sync(accounts.sign_out, actor)
    clear_session(request, response)


async def in_waiting_room(function: Any, *args: Any) -> Any:
    """Run something that hashes a password in one of a few threads."""
    limiter = _limiter.setdefault("hashing", CapacityLimiter(WAITING_ROOM))
    return await to_thread.run_sync(function, *args, limiter=limiter)


def agent_of(request: Request) -> str | None:
    return request.headers.get("user-agent")


def registration_of(form: RegisterIn, request: Request) -> Registration:
    """The service's form. Raises InvalidForm(field)."""
    sex = parse_sex(form.sex)
    if form.sex and sex is None:
        raise InvalidForm(field="sex")
    if form.language and form.language not in languages():
        raise InvalidForm(field="language")
    language = form.language or language_of(request)
    return Registration(form.email, form.password, form.consent, language, sex, form.birth_date, form.invite)


def _answer(opened: SignedIn) -> SignedInOut:
    account = AccountOut.of(accounts.me(opened.actor))
    return SignedInOut(token=opened.token, is_first_admin=opened.is_first_admin, account=account)

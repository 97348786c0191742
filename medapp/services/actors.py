"""Who is asking, and how an account looks to its owner."""

from dataclasses import dataclass
from datetime import date, datetime

from medapp.domain.people import Sex
from medapp.errors import Forbidden, SignInRequired

CONSENT_PURPOSE = "health_data"
CONSENT_VERSION = "2026-12"


@dataclass(frozen=True, slots=True)
class Actor:
    """`role` is "guest", "user" or "admin"; a guest owns one sample and has no e-mail."""

    user_id: str
    role: str
    session_id: str
    language: str | None = None
    email: str | None = None
    theme: str | None = None

    @property
    def is_admin(self) -> bool:
        return self.role == "admin"

    @property
    def is_guest(self) -> bool:
        return self.role == "guest"


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person types to open an account; `consent` is the ticked box, `language` the text they agreed to,
    `invite` the token of the operator's invitation where one is needed."""

    email: str
    password: str
    consent: bool = False
    language: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    invite: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`token` goes into the cookie and is kept nowhere; only its hash is."""

    token: str
    actor: Actor
    is_first_admin: bool = False


@dataclass(frozen=True, slots=True)
class SessionView:
    id: str
    agent: str | None
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    user_id: str
    email: str | None
    role: str
    language: str | None
    theme: str | None
    created_at: datetime
    sex: Sex | None
    birth_date: date | None
    pregnant: bool | None
    consent_version: str | None
    consent_given_at: datetime | None


def require_user(actor: Actor | None) -> Actor:
    """The actor when they have an account. Raises SignInRequired for nobody and for a guest."""
    if actor is None or actor.is_guest:
        raise SignInRequired
    return actor


def require_admin(actor: Actor | None) -> Actor:
    """The actor when they are an administrator. Raises SignInRequired or Forbidden."""
    if not require_user(actor).is_admin:
        raise Forbidden
    return require_user(actor)

"""Who: users with their sessions, people, consents, second factors, links and receipts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, text
from sqlmodel import Field, SQLModel

from medapp.db.tables.columns import UtcTime, new_id, utc_now


class User(SQLModel, table=True):
    """`role` is "user", "admin" or "guest"; a guest has no e-mail and owns one sample."""

    __tablename__ = "users"

    id: str = Field(default_factory=new_id, primary_key=True)
    email: str | None = Field(default=None, unique=True, index=True)
    password_hash: str | None = None
    role: str = "user"
    language: str | None = None
    theme: str | None = None
    units: str = "report"  # "report", "si" or "conventional"
    unit_overrides: dict[str, str] | None = Field(default=None, sa_type=JSON)  # analyte id -> UCUM unit
    keep_originals_days: int | None = None  # None keeps the files, 0 removes them once they are read
    mail_results: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime, index=True)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcTime)


class UserSession(SQLModel, table=True):
    """Only the SHA-256 of the token is kept."""

    __tablename__ = "sessions"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    token_hash: str = Field(unique=True)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    seen_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    agent: str | None = None


class PersonRow(SQLModel, table=True):
    """Whose reports: one or more per user; the first is made at registration."""

    __tablename__ = "people"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    label: str | None = None
    sex: str | None = None
    birth_date: date | None = None
    pregnant: bool | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)


class Consent(SQLModel, table=True):
    """Who agreed to which text, when, and when it was withdrawn."""

    __tablename__ = "consents"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    purpose: str
    version: str
    language: str
    given_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcTime)


class SecondFactor(SQLModel, table=True):
    """A code generator of an account (TOTP, RFC 6238); `last_step` refuses a code that was used already."""

    __tablename__ = "second_factors"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", unique=True, ondelete="CASCADE")
    secret: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    last_step: int = 0
    recovery_hashes: list[str] | None = Field(default=None, sa_type=JSON)


class AccessLink(SQLModel, table=True):
    """A link of the operator's that works once: `kind` is "invite" or "reset"; only the token's hash is kept."""

    __tablename__ = "access_links"

    id: str = Field(default_factory=new_id, primary_key=True)
    kind: str
    token_hash: str = Field(unique=True)
    user_id: str | None = Field(default=None, foreign_key="users.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime)


class ReceiptRow(SQLModel, table=True):
    """The act of a report's destruction with the extract of the log, for its owner; an account's leaves with them."""

    __tablename__ = "receipts"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    act: dict[str, Any] = Field(sa_type=JSON)


class Throttle(SQLModel, table=True):
    """Failures per key (an address or an account), so that guessing slows down before hashing starts."""

    __tablename__ = "throttles"

    key: str = Field(primary_key=True)
    failures: int = 0
    blocked_until: datetime | None = Field(default=None, sa_type=UtcTime)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)

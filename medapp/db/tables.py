"""The tables. Every id that leaves the server is a random UUIDv7 string; times are UTC with zone."""

from datetime import UTC, date, datetime
from typing import Any

import uuid_utils
from sqlalchemy import JSON, DateTime, Index, TypeDecorator, UniqueConstraint, text
from sqlmodel import Field, SQLModel


def new_id() -> str:
    """A UUIDv7: random enough to be unguessable, ordered enough to index well."""
    return str(uuid_utils.uuid7())


def utc_now() -> datetime:
    return datetime.now(UTC)


class UtcTime(TypeDecorator[datetime]):
    """SQLite drops the zone; this puts UTC back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


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


class Upload(SQLModel, table=True):
    """The bytes lie in storage under `storage_key`, never in the database.

    `deleted_at` begins the seconds in which a deletion can be undone; `bytes_removed_at` is when retention took the
    bytes and left the result.
    """

    __tablename__ = "uploads"
    __table_args__ = (UniqueConstraint("user_id", "sha256", name="uq_uploads_owner_hash"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    sha256: str
    storage_key: str
    original_name: str
    media_type: str
    size_bytes: int
    is_sample: bool = False
    person_id: str | None = Field(default=None, foreign_key="people.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcTime)
    bytes_removed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)


class Job(SQLModel, table=True):
    """`attempt` is the fence: only the holder of the current attempt may finish the job.

    It only grows; `attempts_before` are those spent before a person asked to run the failed job again.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        Index("ix_jobs_owner_created", "user_id", "created_at"),
        Index("ix_jobs_created_status", "created_at", "status", "duration_ms"),
        Index("ix_jobs_status_created", "status", "created_at", "duration_ms"),
        Index(
            "ix_jobs_open",
            "created_at",
            sqlite_where=text("status IN ('queued', 'processing')"),
            postgresql_where=text("status IN ('queued', 'processing')"),
        ),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    upload_id: str = Field(foreign_key="uploads.id", index=True, ondelete="CASCADE")
    user_id: str = Field(foreign_key="users.id", ondelete="CASCADE")
    status: str = "queued"
    stage: str | None = None
    attempt: int = 0
    attempts_before: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=UtcTime)
    next_at: datetime | None = Field(default=None, sa_type=UtcTime)
    rows_read: int | None = None
    error_code: str | None = None
    error_values: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    error_reference: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    started_at: datetime | None = Field(default=None, sa_type=UtcTime)
    finished_at: datetime | None = Field(default=None, sa_type=UtcTime)
    steps: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # stage -> milliseconds it took
    duration_ms: int | None = None  # created -> finished, what the person waited


class ResultRow(SQLModel, table=True):
    """One finished job. Codes and numbers only; words are made when shown.

    `sampled_on` is the sampling date, or the day of reading when the report has none: the order of a history.
    """

    __tablename__ = "results"
    __table_args__ = (Index("ix_results_history", "user_id", "sampled_on", "id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    job_id: str = Field(foreign_key="jobs.id", unique=True, ondelete="CASCADE")
    user_id: str = Field(foreign_key="users.id", ondelete="CASCADE")
    person_id: str | None = Field(default=None, foreign_key="people.id", ondelete="SET NULL")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime, index=True)
    first_viewed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    is_sample: bool = False
    reader: str
    language: str | None = None
    laboratory: str | None = None
    pages: int = 0
    collected_at: date | None = None
    sampled_on: date
    reported_at: date | None = None
    measured_count: int = 0
    attention_count: int = 0
    sex: str | None = None
    age_years: float | None = None
    birth_date: date | None = None
    pregnant: bool | None = None
    catalogue_version: str = ""
    score_status: str = "abstained"
    score_reason: str | None = None
    score: float | None = None
    score_class: str | None = None
    score_detail: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # the ScoreResult as JSON
    model_name: str | None = None
    model_version: str | None = None
    model_sha256: str | None = None
    findings: list[Any] | None = Field(default=None, sa_type=JSON)
    indices: list[Any] | None = Field(default=None, sa_type=JSON)
    unrecognised: list[Any] | None = Field(default=None, sa_type=JSON)
    previous: list[Any] | None = Field(default=None, sa_type=JSON)
    warnings: list[Any] | None = Field(default=None, sa_type=JSON)
    note: str | None = None
    fasting: bool | None = None
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcTime)


class ScoreVersion(SQLModel, table=True):
    """The score of an old result by a newer model; the first score stays with the result."""

    __tablename__ = "score_versions"
    __table_args__ = (UniqueConstraint("result_id", "model_sha256", name="uq_score_versions_model"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    result_id: str = Field(foreign_key="results.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    model_name: str
    model_version: str
    model_sha256: str
    score_detail: dict[str, Any] = Field(sa_type=JSON)  # the ScoreResult as JSON


class MeasurementRow(SQLModel, table=True):
    """A correction is a new row that names the one it supersedes.

    `origin` is "read", "imported" (structured files), "typed" (added by hand), "corrected", "confirmed" (a person says
    it stands so in the report) or "dropped" (a person says it is no result). The newest of a chain is what counts.
    """

    __tablename__ = "measurements"
    __table_args__ = (
        Index("ix_measurements_result", "result_id", "position"),
        Index("ix_measurements_trend", "user_id", "analyte", "collected_at"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    result_id: str = Field(foreign_key="results.id", ondelete="CASCADE")
    user_id: str = Field(foreign_key="users.id", ondelete="CASCADE")
    position: int
    analyte: str | None = None
    loinc: str | None = None
    specimen: str | None = None
    name_as_printed: str
    value_as_printed: str
    unit_as_printed: str | None = None
    comparator: str | None = None
    value: float | None = None
    unit: str | None = None
    value_text: str | None = None
    ref_low: float | None = None
    ref_high: float | None = None
    ref_as_printed: str | None = None
    flag_as_printed: str | None = None
    collected_at: date | None = None
    page: int | None = None
    bbox: list[float] | None = Field(default=None, sa_type=JSON)
    confidence: float = 0.0
    warnings: list[str] | None = Field(default=None, sa_type=JSON)
    rating: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # the Rating as JSON
    origin: str = "read"
    supersedes: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)


class Share(SQLModel, table=True):
    """A link that shows one result without an account until it expires or is revoked; only the token's hash is kept."""

    __tablename__ = "shares"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    result_id: str = Field(foreign_key="results.id", index=True, ondelete="CASCADE")
    token_hash: str = Field(unique=True)
    label: str | None = None
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    expires_at: datetime = Field(sa_type=UtcTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcTime)


class ShareView(SQLModel, table=True):
    """Each time a shared link was opened."""

    __tablename__ = "share_views"

    id: str = Field(default_factory=new_id, primary_key=True)
    share_id: str = Field(foreign_key="shares.id", index=True, ondelete="CASCADE")
    at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    origin: str | None = None
    agent: str | None = None


class Notice(SQLModel, table=True):
    """What happened while a person was away: `kind` is a code, words are made when shown."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_owner", "user_id", "seen_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", ondelete="CASCADE")
    kind: str
    job_id: str | None = Field(default=None, foreign_key="jobs.id", ondelete="CASCADE")
    result_id: str | None = Field(default=None, foreign_key="results.id", ondelete="CASCADE")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    seen_at: datetime | None = Field(default=None, sa_type=UtcTime)
    mailed_at: datetime | None = Field(default=None, sa_type=UtcTime)


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


class ReceiptRow(SQLModel, table=True):
    """The act of a report's destruction with the extract of the log, for its owner; an account's leaves with them."""

    __tablename__ = "receipts"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    act: dict[str, Any] = Field(sa_type=JSON)


class AuditLog(SQLModel, table=True):
    """Append-only; each row carries the hash of the row before."""

    __tablename__ = "audit_logs"
    __table_args__ = (Index("ix_audit_object", "object_kind", "object_id"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcTime, index=True)
    actor: str  # a user id, "guest", "worker", "operator" or "system"; no foreign key: it outlives the account
    act: str
    object_kind: str | None = None
    object_id: str | None = None
    outcome: str = "ok"
    origin: str | None = None  # the client's address, or the process
    request_id: str | None = None
    job_id: str | None = None
    details: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    previous_hash: str = ""
    hash: str = ""


class ProductEvent(SQLModel, table=True):
    """The funnel: no values, no names, no file names; `subject` is a keyed hash of the user id."""

    __tablename__ = "product_events"
    __table_args__ = (Index("ix_events_name_at", "name", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)
    name: str
    subject: str
    job_id: str | None = None
    details: dict[str, Any] | None = Field(default=None, sa_type=JSON)


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


class Throttle(SQLModel, table=True):
    """Failures per key (an address or an account), so that guessing slows down before hashing starts."""

    __tablename__ = "throttles"

    key: str = Field(primary_key=True)
    failures: int = 0
    blocked_until: datetime | None = Field(default=None, sa_type=UtcTime)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=UtcTime)


class RequestCount(SQLModel, table=True):
    """HTTP requests in one minute by how they ended: "ok", "refused" (4xx) or "error" (5xx)."""

    __tablename__ = "request_counts"

    minute: datetime = Field(primary_key=True, sa_type=UtcTime)
    outcome: str = Field(primary_key=True)
    count: int = 0

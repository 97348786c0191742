"""What happened: the audit log, product events and counts of requests."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from medapp.db.tables.columns import UtcTime, utc_now


class AuditLog(SQLModel, table=True):
    """Append-only; each row carries the hash of the row before."""

    __tablename__ = "audit_logs"
    __table_args__ = (
        Index("ix_audit_object", "object_kind", "object_id"),
        Index("ix_audit_object_id", "object_id"),
        Index("ix_audit_actor", "actor", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=utc_now, sa_type=UtcTime, index=True)
    actor: str  # a user id, "guest", "worker", "operator" or "system"; no foreign key: it outlives the account
    act: str
    object_kind: str | None = None
    object_id: str | None = None
    outcome: str = "ok"
    origin: str | None = None  # the network of the client's address, or the process
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


class RequestCount(SQLModel, table=True):
    """HTTP requests in one minute by how they ended: "ok", "refused" (4xx) or "error" (5xx)."""

    __tablename__ = "request_counts"

    minute: datetime = Field(primary_key=True, sa_type=UtcTime)
    outcome: str = Field(primary_key=True)
    count: int = 0

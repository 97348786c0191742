"""What leaves a result: links for others and notices for its owner."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from medapp.db.tables.columns import UtcTime, new_id, utc_now


class Share(SQLModel, table=True):
    """A link that shows one result without an account until it expires or is revoked; only the token's hash is kept.

    `label` says for whom it is and is the owner's alone; `shown_name` stands on what the link shows.
    """

    __tablename__ = "shares"

    id: str = Field(default_factory=new_id, primary_key=True)
    user_id: str = Field(foreign_key="users.id", index=True, ondelete="CASCADE")
    result_id: str = Field(foreign_key="results.id", index=True, ondelete="CASCADE")
    token_hash: str = Field(unique=True)
    label: str | None = None
    shown_name: str | None = None
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

"""What: uploads, jobs, results, measurements and the scores of newer models."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from medapp.db.tables.columns import UtcTime, new_id, utc_now


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
    # [width, height] in the units of every bbox; third, the slopes that a picture's page was straightened by, if any
    page_sizes: list[Any] | None = Field(default=None, sa_type=JSON)
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
        Index(
            "uq_measurements_supersedes",
            "supersedes",
            unique=True,  # a chain has one newest row, however many tabs are open
            sqlite_where=text("supersedes IS NOT NULL"),
            postgresql_where=text("supersedes IS NOT NULL"),
        ),
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

"""What the JSON answers look like; outside callers rely on these names."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from medapp.services.actors import AccountView, SessionView
from medapp.services.intake import Accepted
from medapp.services.jobs import JobView
from medapp.services.reports import ResultSummary


class AccountOut(BaseModel):
    id: str
    email: str | None
    role: str
    language: str | None
    theme: str | None
    created_at: datetime
    sex: str | None
    birth_date: date | None
    consent: dict[str, Any] | None

    @classmethod
    def of(cls, view: AccountView) -> "AccountOut":
        consent = {"version": view.consent_version, "given_at": view.consent_given_at} if view.consent_version else None
        return cls(
            id=view.user_id,
            email=view.email,
            role=view.role,
            language=view.language,
            theme=view.theme,
            created_at=view.created_at,
            sex=view.sex,
            birth_date=view.birth_date,
            consent=consent,
        )


class SignedInOut(BaseModel):
    """`token` opens the same session as the cookie: send it as `Authorization: Bearer`."""

    token: str
    is_first_admin: bool
    account: AccountOut


class SessionOut(BaseModel):
    id: str
    agent: str | None
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    is_current: bool

    @classmethod
    def of(cls, view: SessionView) -> "SessionOut":
        return cls(**{name: getattr(view, name) for name in cls.model_fields})


class UploadOut(BaseModel):
    """One file. A refused one among accepted ones has `status` refused, its `error`, and no ids."""

    upload_id: str | None
    job_id: str | None
    status: str
    duplicate_of: str | None
    result_id: str | None = None
    file: int
    links: dict[str, str]
    error: dict[str, Any] | None = None

    @classmethod
    def of(cls, accepted: Accepted, place: int) -> "UploadOut":
        links = {"job": f"/api/jobs/{accepted.job_id}", "page": f"/jobs/{accepted.job_id}"}
        if accepted.result_id:
            links["result"] = f"/api/results/{accepted.result_id}"
        return cls(
            upload_id=accepted.upload_id,
            job_id=accepted.job_id,
            status=accepted.status,
            duplicate_of=accepted.duplicate_of,
            result_id=accepted.result_id,
            file=place,
            links=links,
        )

    @classmethod
    def refused(cls, place: int, problem: dict[str, Any]) -> "UploadOut":
        return cls(
            upload_id=None, job_id=None, status="refused", duplicate_of=None, file=place, links={}, error=problem
        )


class JobOut(BaseModel):
    """`status` is queued, processing, done or failed; `error` says why it failed, or why it is tried again later."""

    id: str
    status: str
    stage: str | None
    attempt: int
    rows_read: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    next_at: datetime | None
    error: dict[str, Any] | None
    result_id: str | None
    is_sample: bool

    @classmethod
    def of(cls, view: JobView, error: dict[str, Any] | None) -> "JobOut":
        plain = {name: getattr(view, name) for name in cls.model_fields if name != "error"}
        return cls(**plain, error=error)


class ResultSummaryOut(BaseModel):
    id: str
    job_id: str
    created_at: datetime
    collected_at: date | None
    laboratory: str | None
    file_name: str
    score: float | None
    score_class: str | None
    score_status: str
    attention_count: int
    measured_count: int
    is_sample: bool
    person_id: str | None = None
    note: str | None = None
    fasting: bool | None = None

    @classmethod
    def of(cls, view: ResultSummary) -> "ResultSummaryOut":
        return cls(**{name: getattr(view, name) for name in cls.model_fields})


class ResultPageOut(BaseModel):
    """`next_cursor` goes into `?cursor=`; None on the last page."""

    items: list[ResultSummaryOut]
    next_cursor: str | None

"""Where a job stands, cheap to ask again; and running a failed one once more."""

import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response

from medapp.api.identity import Anybody, language_of
from medapp.api.shapes import JobOut
from medapp.i18n import error_words
from medapp.services import jobs
from medapp.services.actors import Actor
from medapp.services.jobs import JobView

router = APIRouter(prefix="/api/jobs", tags=["reports"])


@router.get("")
def list_open(request: Request, actor: Anybody) -> list[JobOut]:
    """My jobs that have not ended."""
    return [_shape(view, request, actor) for view in jobs.list_open(actor)]


@router.get("/{job_id}", response_model=JobOut)
def get_job(
    job_id: str, request: Request, actor: Anybody, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """One job of mine; 304 while nothing changed since the ETag."""
    body = _shape(jobs.get_job(actor, job_id), request, actor).model_dump_json().encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization, Accept-Language"}
    if tag in tags_of(if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@router.post("/{job_id}/retry", status_code=202)
def retry(job_id: str, request: Request, actor: Anybody) -> JobOut:
    """Run a failed job again; 409 `not_failed` for any other."""
    return _shape(jobs.retry(actor, job_id), request, actor)


@router.delete("/{job_id}", status_code=204)
def delete(job_id: str, actor: Anybody) -> None:
    """Forget the file, its job and what was read from it."""
    jobs.delete_job(actor, job_id)


def _shape(view: JobView, request: Request, actor: Actor) -> JobOut:
    return JobOut.of(view, _error(view, language_of(request, actor)))


def _error(view: JobView, language: str) -> dict[str, Any] | None:
    if not view.error_code:
        return None
    words = error_words(language, view.error_code, **view.error_values)
    return {
        "code": view.error_code,
        "title": words.title,
        "detail": words.detail,
        "next_step": words.next_step,
        "reference": view.error_reference,
    }


def tags_of(header: str | None) -> set[str]:
    """What If-None-Match names."""
    return {tag.strip().removeprefix("W/") for tag in (header or "").split(",")}

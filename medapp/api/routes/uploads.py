"""Send files: each becomes a job."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from medapp.api.identity import AccountHolder
from medapp.api.multipart import Part, files_of
from medapp.api.problems import problem_of
from medapp.api.shapes import UploadOut
from medapp.errors import FileTooLarge, InvalidForm, MedAppError, TooManyFiles, Unavailable
from medapp.services import intake
from medapp.services.actors import Actor
from medapp.settings import get_settings

router = APIRouter(prefix="/api", tags=["reports"])
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    }
}


@router.post("/uploads", status_code=202, openapi_extra=_BODY)
async def upload(request: Request, actor: AccountHolder, person_id: str | None = None) -> list[UploadOut]:
    """Keep each file and queue its job, for one person of the account.

    A single bad file is an error; among good ones it is said beside them.
    """
    settings = get_settings()
    answers: list[UploadOut] = []
    first_error: MedAppError | None = None
    async for part in files_of(request, "file", settings.max_file_bytes):
        place = len(answers)
        try:
            answers.append(UploadOut.of(await _accept(actor, part, place, person_id), place))
        except Unavailable:
            raise
        except MedAppError as error:
            if place == 0 and part.too_large:  # no use in receiving the rest of it
                raise
            first_error = first_error or error
            answers.append(UploadOut.refused(place, problem_of(request, error)))
    if first_error and all(answer.error for answer in answers):
        raise first_error
    if not answers:
        raise InvalidForm(field="file")
    return answers


async def _accept(actor: Actor, part: Part, place: int, person_id: str | None) -> intake.Accepted:
    settings = get_settings()
    if place >= settings.max_files:
        raise TooManyFiles(limit=settings.max_files)
    if part.too_large:
        raise FileTooLarge(limit_mb=settings.max_file_mb)
    return await run_in_threadpool(intake.accept, actor, part.filename or "", bytes(part.data), person_id)

"""Send files: each becomes a job."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from medapp.api.identity import AccountHolder, language_of
from medapp.api.multipart import Part, files_of
from medapp.api.problems import problem_of
from medapp.api.shapes import UploadOut
from medapp.domain.people import parse_sex
from medapp.errors import FileTooLarge, InvalidForm, MedAppError, TooManyFiles, Unavailable
from medapp.i18n import DEFAULT_LANGUAGE
from medapp.services import by_hand, intake
from medapp.services.actors import Actor
from medapp.services.by_hand import LONGEST_TEXT, MOST_ROWS
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


class TextIn(BaseModel):
    text: str = Field(max_length=LONGEST_TEXT)


class TypedRowIn(BaseModel):
    """`analyte` is the catalogue's id, `unit` a UCUM code."""

    analyte: str
    value: str
    unit: str = ""
    ref_low: str = ""
    ref_high: str = ""


class TypedIn(BaseModel):
    rows: list[TypedRowIn] = Field(min_length=1, max_length=MOST_ROWS)
    sampled_on: date | None = None
    sex: str | None = None
    age: int | None = None


@router.post("/uploads/text", status_code=202)
def upload_text(form: TextIn, request: Request, actor: AccountHolder) -> UploadOut:
    """Rows of a report as text, as they stand in a letter or on a page."""
    return UploadOut.of(by_hand.accept_text(actor, form.text, language_of(request, actor)), 0)


@router.post("/uploads/typed", status_code=202)
def upload_typed(form: TypedIn, actor: AccountHolder) -> UploadOut:
    """Values with their units, told by a program or a person. Numbers have a decimal point."""
    sex = parse_sex(form.sex)
    if form.sex and sex is None:
        raise InvalidForm(field="sex")
    rows = tuple(by_hand.TypedRow(**row.model_dump()) for row in form.rows)
    report = by_hand.TypedReport(rows, form.sampled_on, sex, form.age, actor.language or DEFAULT_LANGUAGE)
    return UploadOut.of(by_hand.accept_typed(actor, report), 0)


async def _accept(actor: Actor, part: Part, place: int, person_id: str | None) -> intake.Accepted:
    settings = get_settings()
    if place >= settings.max_files:
        raise TooManyFiles(limit=settings.max_files)
    if part.too_large:
        raise FileTooLarge(limit_mb=settings.max_file_mb)
    return await run_in_threadpool(intake.accept, actor, part.filename or "", bytes(part.data), person_id)

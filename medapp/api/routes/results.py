"""What the reports say: the history and one result, as JSON, CSV or FHIR."""

import json
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel
from starlette.responses import RedirectResponse

from medapp.api.identity import Anybody, language_of
from medapp.api.shapes import ResultPageOut, ResultSummaryOut
from medapp.api.wording import result_in_words
from medapp.predictor import predictor, predictor_if_any
from medapp.services import context, people, reports, rescoring
from medapp.services.earlier import find_earlier
from medapp.services.fhir import fhir_of
from medapp.services.sheets import csv_of
from medapp.services.workbook import MEDIA_TYPE, workbook_of

router = APIRouter(prefix="/api/results", tags=["reports"])
Format = Literal["json", "csv", "xlsx", "fhir", "pdf"]
LONGEST_NAME = 80


@router.get("")
def list_results(
    actor: Anybody,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    person_id: str | None = None,
    find: Annotated[str, Query(max_length=100)] = "",
) -> ResultPageOut:
    """My results by sampling date, the newest first; `find` takes words of laboratory, file, note, date or marker."""
    page = reports.list_results(actor, cursor, limit, person_id=person_id, find=find)
    return ResultPageOut(items=[ResultSummaryOut.of(item) for item in page.items], next_cursor=page.next_cursor)


@router.get("/{result_id}")
def get_result(
    result_id: str,
    request: Request,
    actor: Anybody,
    format: Format = "json",
    name: Annotated[str, Query(max_length=LONGEST_NAME)] = "",
) -> Response:
    """One result of mine. `name` is printed on the PDF and kept nowhere."""
    view = reports.get_result(actor, result_id)
    language = language_of(request, actor)
    if format == "pdf":
        pdf = request.app.state.typeset(view, language, name=name.strip(), earlier=find_earlier(actor, view))
        return file_answer(pdf, "application/pdf", f"result-{view.collected_at or view.created_at.date()}.pdf")
    if format == "xlsx":
        return file_answer(workbook_of(view, language), MEDIA_TYPE, f"result-{view.collected_at or view.id}.xlsx")
    if format == "csv":
        return file_answer("\ufeff" + csv_of(view), "text/csv; charset=utf-8", f"result-{view.id}.csv")
    if format == "fhir":
        return file_answer(fhir_of(view), "application/fhir+json", f"result-{view.id}.fhir.json")
    return Response(json_text(result_in_words(view, language)), media_type="application/json")


class ContextIn(BaseModel):
    """Fields that are left out stay as they are; `person_id` gives the report to somebody else of the account."""

    note: str | None = None
    fasting: bool | None = None
    person_id: str | None = None


@router.patch("/{result_id}")
def change_context(result_id: str, said: ContextIn, request: Request, actor: Anybody) -> Response:
    """Add a note or the fasting context, or move the report to its person; moving rates and scores it again."""
    given = said.model_fields_set
    if said.person_id is not None:
        people.move_report(actor, result_id, said.person_id, predictor_if_any())
    if "note" in given:
        context.set_note(actor, result_id, said.note or "")
    if "fasting" in given:
        context.set_fasting(actor, result_id, said.fasting)
    view = reports.get_result(actor, result_id)
    return Response(json_text(result_in_words(view, language_of(request, actor))), media_type="application/json")


@router.post("/{result_id}/recompute")
def recompute(result_id: str, request: Request, actor: Anybody) -> Response:
    """Score it again by the model in use; the first score stays. A form of the page goes back to the page."""
    rescoring.rescore(actor, result_id, predictor())
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/results/{quote(result_id, safe='')}", 303)
    view = reports.get_result(actor, result_id)
    return Response(json_text(result_in_words(view, language_of(request, actor))), media_type="application/json")


@router.delete("/{result_id}", status_code=204)
def delete_result(result_id: str, actor: Anybody) -> None:
    """Forget a result with its file at once; the receipt stands under /api/receipts."""
    reports.delete_result(actor, result_id)


def file_answer(text: str | bytes, media_type: str, name: str) -> Response:
    """A file to keep, under this name."""
    return Response(text, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def json_text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)

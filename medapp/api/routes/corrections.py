"""A person's word on what was read: correct, confirm, add and drop rows; and the pages to compare them with."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field

from medapp.api.identity import Anybody, language_of
from medapp.api.routes.jobs import tags_of
from medapp.api.wording import result_in_words, review_in_words
from medapp.domain.corrections import LONGEST, Entry
from medapp.domain.people import parse_sex
from medapp.errors import InvalidForm
from medapp.predictor import predictor_if_any
from medapp.services import corrections, page_images, reports, reviewing
from medapp.services.actors import Actor
from medapp.services.corrections import Facts

router = APIRouter(prefix="/api/results/{result_id}", tags=["corrections"])
Text = Annotated[str | None, Field(max_length=LONGEST)]


class CorrectionIn(BaseModel):
    """What is left out stays; an empty text empties unit or range. `confirmed` says that the row stands as read.

    `version` puts an earlier version back, and stands alone.
    """

    analyte: Text = None
    value: Text = None
    unit: Text = None
    range: Text = None
    collected_at: date | None = None
    confirmed: bool = False
    version: str | None = None

    def entry(self) -> Entry:
        return Entry(self.analyte, self.value, self.unit, self.range, self.collected_at)


class AddedIn(BaseModel):
    """`unread` is the number of a line among those not understood that the row is made of."""

    analyte: Annotated[str, Field(max_length=LONGEST)]
    value: Annotated[str, Field(max_length=LONGEST)]
    unit: Text = None
    range: Text = None
    collected_at: date | None = None
    unread: int | None = None


class FactsIn(BaseModel):
    """Taken where the report says nothing; `remember` also for the person's next reports."""

    sex: str | None = None
    birth_date: date | None = None
    collected_at: date | None = None
    remember: bool = False


@router.get("/review")
def review(result_id: str, request: Request, actor: Anybody) -> dict[str, Any]:
    """Every row with its doubt and its versions, and what is still unsaid."""
    return review_in_words(reviewing.get_review(actor, result_id), language_of(request, actor))


@router.patch("/measurements/{row_id}")
def correct(result_id: str, row_id: str, form: CorrectionIn, request: Request, actor: Anybody) -> dict[str, Any]:
    """The result as it is afterwards; the row has a new id. 409 `row_superseded` for one that is not the newest."""
    model = predictor_if_any()
    if form.version:
        corrections.revert(actor, result_id, form.version, model)
    elif form.confirmed and form.entry() == Entry():
        corrections.confirm(actor, result_id, row_id, model)
    elif form.entry() == Entry():
        raise InvalidForm(field="value")
    else:
        corrections.correct(actor, result_id, row_id, form.entry(), model)
    return _result(actor, result_id, request)


@router.post("/measurements", status_code=201)
def add(result_id: str, form: AddedIn, request: Request, actor: Anybody) -> dict[str, Any]:
    """Add a row that reading missed."""
    entry = Entry(form.analyte, form.value, form.unit, form.range, form.collected_at)
    corrections.write_in(actor, result_id, entry, predictor_if_any(), language_of(request, actor), form.unread)
    return _result(actor, result_id, request)


@router.delete("/measurements/{row_id}", status_code=204)
def drop(result_id: str, row_id: str, actor: Anybody) -> None:
    """Say that the row is no result. It is kept, and PATCH with its `version` brings it back."""
    corrections.drop(actor, result_id, row_id, predictor_if_any())


@router.put("/facts")
def complete(result_id: str, form: FactsIn, request: Request, actor: Anybody) -> dict[str, Any]:
    """Sex, birth date and day of sampling where the report did not say them."""
    sex = parse_sex(form.sex)
    if form.sex and sex is None:
        raise InvalidForm(field="sex")
    facts = Facts(sex, form.birth_date, form.collected_at)
    corrections.complete(actor, result_id, facts, predictor_if_any(), remember=form.remember)
    return _result(actor, result_id, request)


@router.get("/pages/{page}", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def page_image(
    result_id: str, page: int, actor: Anybody, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """A page of the report as PNG, turned upright; 304 while the browser has it."""
    order = page_images.order(actor, result_id, page)
    tag = f'"{order.tag}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
    if tag in tags_of(if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(order.draw(), media_type="image/png", headers=headers)


def _result(actor: Actor, result_id: str, request: Request) -> dict[str, Any]:
    return result_in_words(reports.get_result(actor, result_id), language_of(request, actor))

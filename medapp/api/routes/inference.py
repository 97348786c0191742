"""A score for values that a program sends, without a file."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field

from medapp.api.identity import get_user
from medapp.domain.people import parse_sex
from medapp.domain.results import ScoreResult, as_json
from medapp.errors import InvalidForm
from medapp.predictor import predictor
from medapp.services import inference

router = APIRouter(prefix="/api", tags=["score"])
LONGEST_PANEL = 500


class MeasurementIn(BaseModel):
    """One of `analyte`, `loinc` and `name`; without `unit` the value is in the catalogue's own unit."""

    analyte: str | None = None
    loinc: str | None = None
    name: str | None = None
    value: Annotated[float, Field(allow_inf_nan=False)]
    unit: str | None = None


class InferenceIn(BaseModel):
    sex: str = Field(description="F, M, female or male")
    age: float = Field(ge=0, le=130, description="years")
    measurements: list[MeasurementIn] = Field(max_length=LONGEST_PANEL)


@router.post("/inference", dependencies=[Depends(get_user)])
async def infer(form: InferenceIn) -> dict[str, Any]:
    """Score, class and what they rest on; 422 names the field, 503 when there is no model."""
    sex = parse_sex(form.sex)
    if sex is None:
        raise InvalidForm(field="sex")
    given = [inference.GivenValue(**item.model_dump()) for item in form.measurements]
    model = await run_in_threadpool(predictor)
    result = await run_in_threadpool(inference.predict, model, sex, form.age, given)
    return _shape(result)


def _shape(result: ScoreResult) -> dict[str, Any]:
    plain = as_json(result)
    model = {key: plain.pop(f"model_{key}") for key in ("name", "version", "sha256")}
    return {**plain, "class": plain.pop("score_class"), "model": model}

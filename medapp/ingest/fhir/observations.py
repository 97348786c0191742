"""One FHIR Observation, with its components, as rows of results."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from medapp.domain.documents import StructuredRow
from medapp.domain.vital_signs import is_vital_sign
from medapp.ingest.fhir.fields import CodedName, as_list, coded_name, codings, concept_text, first, number, quantity
from medapp.ingest.fhir.resources import Resource
from medapp.ingest.hl7_dates import read_date
from medapp.ingest.reference_limits import with_unit_that_differs

WITHDRAWN = {"entered-in-error", "cancelled"}
DAYS_A_YEAR = 365.25
_YEARS = {
    "a": 1.0,
    "y": 1.0,
    "yr": 1.0,
    "years": 1.0,
    "mo": 1 / 12,
    "m": 1 / 12,
    "wk": 7 / DAYS_A_YEAR,
    "d": 1 / DAYS_A_YEAR,
}
NOT_LABORATORY = {"vital-signs", "social-history", "survey", "imaging", "exam", "therapy", "activity", "procedure"}


@dataclass(frozen=True, slots=True)
class Context:
    """What applies to a row unless the Observation says otherwise; `reports` are their names by the ids of results."""

    sex: str | None
    birth_date: date | None
    collected_at: date | None
    specimens: dict[str, str]
    reports: dict[str, str]


def is_laboratory(observation: Resource) -> bool:
    categories = (c for category in as_list(observation.get("category")) for c in codings(category))
    codes = {str(c.get("code", "")).lower() for c in categories}
    if "laboratory" in codes:
        return True
    return not codes & NOT_LABORATORY and not any(
        is_vital_sign(c.get("code")) for c in codings(observation.get("code"))
    )


def taken_at(resource: Resource) -> date | None:
    period = resource.get("effectivePeriod") or resource.get("appliesPeriod") or {}
    moments = (resource.get(key) for key in ("effectiveDateTime", "effectiveInstant", "appliesDateTime"))
    candidates = (*moments, period.get("start"))
    return next((day for day in map(read_date, candidates) if day), None)


def rows_of(observation: Resource, context: Context) -> Iterator[StructuredRow | tuple[str, str]]:
    """Rows, and for what holds no result a pair (name, reason)."""
    name = _name(observation)
    if name is None or not is_laboratory(observation):
        return
    if observation.get("status") in WITHDRAWN:
        yield name.name, "withdrawn"
        return
    parts = [part for part in as_list(observation.get("component")) if isinstance(part, dict)]
    made = [row for part in (observation, *parts) if (row := _row(part, observation, context)) is not None]
    yield from made
    if not made and not parts and not (observation.get("hasMember") or observation.get("related")):
        yield name.name, "no_value"


def _name(part: Resource) -> CodedName | None:
    """DSTU1 says `name` where all later releases say `code`."""
    return coded_name(part.get("code")) or coded_name(part.get("name"))


def _row(part: Resource, observation: Resource, context: Context) -> StructuredRow | None:
    name, shown = _name(part), _value(part)
    if name is None or shown is None:
        return None
    taken = taken_at(observation) or context.collected_at
    low, high, text = _reference(part, context, taken, shown[1])
    specimen = observation.get("specimen") or {}
    return StructuredRow(
        name=name.name, value=shown[0], unit=shown[1], loinc=name.loinc, other_names=name.others,
        ref_low=low, ref_high=high, ref_text=text, flag=_flag(part),
        specimen=specimen.get("display") or context.specimens.get(tail(specimen.get("reference"))),
        section=context.reports.get(str(observation.get("id"))),
        collected_at=taken,
    )  # fmt: skip


def tail(reference: Any) -> str:
    """`Specimen/7`, `#7` and `urn:uuid:7` all point to the resource with the id 7."""
    return str(reference or "").rsplit("/", 1)[-1].rsplit(":", 1)[-1].lstrip("#")


def _value(part: Resource) -> tuple[str, str | None] | None:
    if (shown := quantity(part.get("valueQuantity") or part.get("valueSampledData"))) is not None:
        return shown
    for key in ("valueString", "valueInteger", "valueDecimal"):
        if (text := number(part.get(key))) is not None:
            return text, None
    if (text := concept_text(part.get("valueCodeableConcept"))) is not None:
        return text, None
    if isinstance(part.get("valueBoolean"), bool):
        return ("positive" if part["valueBoolean"] else "negative"), None
    return _ratio(part.get("valueRatio")) or _range_value(part.get("valueRange"))


def _ratio(value: Any) -> tuple[str, str | None] | None:
    sides = [quantity(value.get(side)) for side in ("numerator", "denominator")] if isinstance(value, dict) else []
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        return None
    return f"{sides[0][0]}:{sides[1][0]}", sides[0][1]


def _range_value(value: Any) -> tuple[str, str | None] | None:
    low, high = (quantity(value.get(side)) for side in ("low", "high")) if isinstance(value, dict) else (None, None)
    if low and high:
        return f"{low[0]}-{high[0]}", high[1]
    return (">=" + low[0], low[1]) if low else ("<=" + high[0], high[1]) if high else None


def _reference(
    part: Resource, context: Context, taken: date | None, unit: str | None
) -> tuple[str | None, str | None, str | None]:
    """(low, high, text) of the range in force: "normal", and of this sex and age when ranges are told apart by them."""
    ranges = [r for r in as_list(part.get("referenceRange")) if isinstance(r, dict) and _is_normal(r)]
    age = (taken - context.birth_date).days / DAYS_A_YEAR if taken and context.birth_date else None
    fitting = [r for r in ranges if _applies(r, context.sex) and _is_of_age(r, age)]
    if len(fitting) != 1 and (len(ranges) != 1 or _is_of_another(ranges[0], context.sex)):
        return None, None, None
    chosen = (fitting or ranges)[0]
    low, high = (quantity(chosen.get(side)) for side in ("low", "high"))
    said = chosen.get("text")
    text = with_unit_that_differs(low, high, unit, said if isinstance(said, str) else None)
    return (low[0] if low else None), (high[0] if high else None), text


def _is_normal(entry: Resource) -> bool:
    said = entry.get("type") or entry.get("meaning")
    kind = {str(c.get("code", "")).lower() for c in codings(said)}
    if not kind and (text := concept_text(said)):
        return "normal" in text.lower()
    return not kind or bool(kind & {"normal", "n", "recommended"})


def _applies(entry: Resource, sex: str | None) -> bool:
    words = " ".join(filter(None, (concept_text(item) for item in as_list(entry.get("appliesTo"))))).lower()
    if not words:
        return True
    return sex is not None and (sex in words.split() or (sex == "male" and "male" in words and "female" not in words))


def _is_of_another(entry: Resource, sex: str | None) -> bool:
    """The range names a sex, and it is not this person's."""
    words = " ".join(filter(None, (concept_text(item) for item in as_list(entry.get("appliesTo"))))).lower().split()
    return sex in ("male", "female") and sex not in words and bool({"male", "female"} & set(words))


def _is_of_age(entry: Resource, age: float | None) -> bool:
    """The range is for this age in years; a range with an age fits nobody whose age is not known."""
    span = entry.get("age")
    if not isinstance(span, dict):
        return True
    ends = [_years(span.get(side)) for side in ("low", "high")]
    if age is None or not any(end is not None for end in ends):
        return age is not None
    return (ends[0] is None or age >= ends[0]) and (ends[1] is None or age <= ends[1])


def _years(value: Any) -> float | None:
    shown = quantity(value)
    scale = _YEARS.get((shown[1] or "a").lower()) if shown else None
    try:
        return float(shown[0]) * scale if shown and scale else None
    except ValueError:
        return None


def _flag(part: Resource) -> str | None:
    interpretation = first(part.get("interpretation"))
    coded = codings(interpretation)
    return str(coded[0].get("code")) if coded and coded[0].get("code") else concept_text(interpretation)

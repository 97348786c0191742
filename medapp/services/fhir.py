"""A result as a FHIR R4 collection: Patient, DiagnosticReport and Observations with LOINC and UCUM.

Values and ranges leave in the unit of the report, with the digits of the report: what reads them back finds what was
printed. A number that was read with doubt is `preliminary` and says so.
"""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from medapp.domain.analytes import load_catalogue
from medapp.domain.certainty import is_sure
from medapp.domain.interpretation.reading import printed_span
from medapp.domain.numbers import readings_of
from medapp.domain.results import Measurement, Rating, State
from medapp.domain.units import parse_unit
from medapp.services.reports import ResultView, RowView

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
_CATEGORY = {"coding": [{"system": f"{_TERMINOLOGY}/observation-category", "code": "laboratory"}]}
_SERVICE = {"coding": [{"system": f"{_TERMINOLOGY}/v2-0074", "code": "LAB"}]}
_DOUBT = "Read with doubt: compare with the laboratory's report."
_BETWEEN = re.compile(r"(?P<low>\d+(?:[.,]\d+)?)\s*[-–]\s*(?P<high>\d+(?:[.,]\d+)?)")  # "0-5" in a field of view
_DASHES = re.compile(r"\s*[-–—−]+\s*")
# json knows no exact decimals: they travel as marked text and lose the marks at the end.
_MARKED = re.compile(r'"decimal:(-?\d+(?:\.\d+)?)"')


def fhir_of(view: ResultView) -> str:
    """The Bundle as JSON text."""
    return _MARKED.sub(r"\1", json.dumps(bundle_of(view), ensure_ascii=False, indent=1, default=_marked))


def bundle_of(view: ResultView) -> dict[str, Any]:
    """A Bundle of type collection; the Patient carries no name."""
    patient = f"urn:uuid:{view.job_id}"
    observations = [(f"urn:uuid:{row.id}", _observation(row, view, patient)) for row in view.rows]
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "category": [_SERVICE],
        "code": {"coding": [{"system": LOINC, "code": "11502-2", "display": "Laboratory report"}]},
        "subject": {"reference": patient},
        "result": [{"reference": url} for url, _ in observations],
    }
    if view.collected_at:
        report["effectiveDateTime"] = _day(view.collected_at)
    if view.laboratory:
        report["performer"] = [{"display": view.laboratory}]
    person: dict[str, Any] = {"resourceType": "Patient"}
    if view.sex:
        person["gender"] = view.sex.value
    entries = [(patient, person), (f"urn:uuid:{view.id}", report), *observations]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _instant(view.created_at),
        "entry": [{"fullUrl": url, "resource": resource} for url, resource in entries],
    }


def _observation(row: RowView, view: ResultView, patient: str) -> dict[str, Any]:
    measurement = row.measurement
    observation: dict[str, Any] = {
        "resourceType": "Observation",
        "status": "final" if is_sure(measurement) else "preliminary",
        "category": [_CATEGORY],
        "code": _code(measurement),
        "subject": {"reference": patient},
    }
    if sampled := measurement.collected_at or view.collected_at:
        observation["effectiveDateTime"] = _day(sampled)
    observation |= _value(measurement)
    if measurement.specimen:
        observation["specimen"] = {"display": measurement.specimen}
    if limits := _limits(measurement):
        observation["referenceRange"] = [limits]
    if sign := _sign(row.rating):
        observation["interpretation"] = [
            {"coding": [{"system": f"{_TERMINOLOGY}/v3-ObservationInterpretation", "code": sign}]}
        ]
    if not is_sure(measurement):
        observation["note"] = [{"text": _DOUBT}]
    return observation


def _code(measurement: Measurement) -> dict[str, Any]:
    code: dict[str, Any] = {"text": measurement.name_as_printed}
    if measurement.loinc:
        code["coding"] = [{"system": LOINC, "code": measurement.loinc}]
    return code


def _value(measurement: Measurement) -> dict[str, Any]:
    """The number in its printed unit; what is no number, or may be read in two ways, as the text that is printed."""
    if between := _BETWEEN.fullmatch(measurement.value_as_printed.strip()):
        sides = {side: {"value": _point(between[side])} | _unit(measurement) for side in ("low", "high")}
        return {"valueRange": sides}
    analyte = load_catalogue().entry_of(measurement)
    span = printed_span(measurement, analyte) if measurement.value_text is None else None
    if span is None:
        unit = measurement.unit_as_printed if measurement.value_text is None else None
        printed = measurement.value_as_printed
        if _DASHES.fullmatch(printed) and measurement.value_text:
            printed = measurement.value_text  # a lone dash, negative on a test strip, says "no result" elsewhere
        return {"valueString": " ".join(part for part in (printed, unit) if part)}
    quantity: dict[str, Any] = {"value": _digits(measurement.value_as_printed, span.value)}
    if span.comparator:
        quantity["comparator"] = span.comparator
    return {"valueQuantity": quantity | _unit(measurement)}


def _digits(printed: str, value: float) -> Decimal:
    """`value` with the digits it has on the report: 5.80 stays 5.80."""
    readings = readings_of(printed.strip().lstrip("<>=≤≥ ").strip())
    return next((reading for reading in readings if float(reading) == value), Decimal(f"{value:.12g}"))


def _unit(measurement: Measurement) -> dict[str, str]:
    printed = measurement.unit_as_printed
    ucum = parse_unit(printed, load_catalogue().entry_of(measurement))
    return ({"unit": printed} if printed else {}) | ({"system": UCUM, "code": ucum} if ucum else {})


def _limits(measurement: Measurement) -> dict[str, Any]:
    """The report's own range in its printed unit; a general one is not the laboratory's and is left out."""
    limits = {"low": measurement.ref_low, "high": measurement.ref_high} if has_own_unit(measurement) else {}
    shown: dict[str, Any] = {
        side: {"value": _limit(measurement.ref_as_printed, value)} | _unit(measurement)
        for side, value in limits.items()
        if value is not None
    }
    return shown | ({"text": measurement.ref_as_printed} if measurement.ref_as_printed else {})


def has_own_unit(measurement: Measurement) -> bool:
    """Whether the limits are in the unit of the value; in another one they may only be quoted, never set beside it."""
    return "range_unit_differs" not in measurement.warnings


def _limit(printed: str | None, value: float) -> Decimal:
    tokens = re.findall(r"\d+(?:[.,]\d+)?", printed or "")
    return next((number for text in tokens if float(number := _point(text)) == value), Decimal(f"{value:.12g}"))


def _point(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _sign(rating: Rating) -> str | None:
    if rating.state == State.NOT_RATED or (rating.whose != "report" and rating.state != State.CRITICAL):
        return None
    if rating.direction == 0:
        return "N"
    letter = "H" if rating.direction > 0 else "L"
    return letter * 2 if rating.state == State.CRITICAL else letter


def _day(day: date) -> str:
    return day.isoformat()


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _marked(value: Any) -> str:
    return f"decimal:{value:f}" if isinstance(value, Decimal) else str(value)

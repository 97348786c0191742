"""A result as a FHIR R4 collection: Patient, DiagnosticReport and Observations with LOINC and UCUM."""

from datetime import date, datetime
from typing import Any

from medapp.domain.analytes import load_catalogue
from medapp.domain.results import Measurement, Rating, State
from medapp.domain.units import parse_unit
from medapp.services.reports import ResultView, RowView

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"


def bundle_of(view: ResultView) -> dict[str, Any]:
    """A Bundle of type collection; the Patient carries no name."""
    patient = f"urn:uuid:{view.job_id}"
    observations = [(f"urn:uuid:{row.id}", _observation(row, view, patient)) for row in view.rows]
    report = {
        "resourceType": "DiagnosticReport",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": "11502-2", "display": "Laboratory report"}]},
        "subject": {"reference": patient},
        "issued": _instant(view.created_at),
        "result": [{"reference": url} for url, _ in observations],
    }
    if view.collected_at:
        report["effectiveDateTime"] = _day(view.collected_at)
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
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "laboratory"}]}],
        "code": _code(measurement),
        "subject": {"reference": patient},
    }
    if sampled := measurement.collected_at or view.collected_at:
        observation["effectiveDateTime"] = _day(sampled)
    observation |= _value(measurement)
    if limits := _limits(row.rating, measurement):
        observation["referenceRange"] = [limits]
    if sign := _sign(row.rating):
        observation["interpretation"] = [{"coding": [{"system": _INTERPRETATION, "code": sign}]}]
    return observation


def _code(measurement: Measurement) -> dict[str, Any]:
    analyte = load_catalogue().analytes.get(measurement.analyte or "")
    # The value below is canonical, so the code is that of the canonical unit's property, not of the printed one.
    loinc = analyte.loinc_for(measurement.unit) if analyte and measurement.unit else None
    code: dict[str, Any] = {"text": measurement.name_as_printed}
    if loinc := loinc or measurement.loinc:
        code["coding"] = [{"system": LOINC, "code": loinc}]
    return code


def _value(measurement: Measurement) -> dict[str, Any]:
    if measurement.value is None or measurement.unit is None:
        return {"valueString": measurement.value_text or measurement.value_as_printed}
    quantity: dict[str, Any] = {"value": measurement.value, "unit": measurement.unit, "system": UCUM}
    if measurement.comparator:
        quantity["comparator"] = measurement.comparator
    return {"valueQuantity": quantity | {"code": measurement.unit}}


def _limits(rating: Rating, measurement: Measurement) -> dict[str, Any]:
    """The report's own range in its printed unit; a general one is not the laboratory's and is left out."""
    if rating.whose != "report" or (rating.low is None and rating.high is None):
        return {"text": measurement.ref_as_printed} if measurement.ref_as_printed else {}
    ucum = parse_unit(rating.unit) if rating.unit else None
    unit: dict[str, Any] = {"unit": rating.unit} if rating.unit else {}
    unit |= {"system": UCUM, "code": ucum} if ucum else {}
    limits = {"low": rating.low, "high": rating.high}
    return {side: {"value": value} | unit for side, value in limits.items() if value is not None}


def _sign(rating: Rating) -> str | None:
    if rating.state == State.NOT_RATED:
        return None
    if rating.direction == 0:
        return "N"
    letter = "H" if rating.direction > 0 else "L"
    return letter * 2 if rating.state == State.CRITICAL else letter


def _day(day: date) -> str:
    return day.isoformat()


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")

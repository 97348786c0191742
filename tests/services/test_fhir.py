"""The FHIR export follows the specification, and our own import finds in it what was printed on the report."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from medapp.db.tables import new_id
from medapp.domain.analytes import load_catalogue
from medapp.domain.interpretation import flags
from medapp.domain.parsing.report import parse
from medapp.domain.people import Person
from medapp.domain.results import Measurement, ParsedReport, ScoreResult, State
from medapp.ingest.formats import read_document
from medapp.services.fhir import fhir_of
from medapp.services.reports import ResultView, RowView
from tests.corpus.cases import all_cases
from tests.corpus.layouts import LAYOUTS
from tests.corpus.measuring import read_case, read_layout

CASES = {case.name: case for case in all_cases()}


def view_of(report: ParsedReport) -> ResultView:
    person = Person(report.sex, report.age_years)
    rows = [RowView(new_id(), m, flags.rate(m, person, load_catalogue())) for m in report.measurements]
    return ResultView(
        id=new_id(), job_id=new_id(), created_at=datetime(2026, 11, 22, 14, 6, tzinfo=UTC),
        collected_at=report.collected_at, reported_at=report.reported_at, laboratory=report.laboratory,
        file_name="report.pdf", reader=report.reader, language=report.language, pages=report.pages, sex=report.sex,
        age_years=report.age_years, pregnant=None, is_sample=False, score=ScoreResult("abstained"), rows=rows,
        findings=(), indices=(), unrecognised=(), previous=(), warnings=(), catalogue_version="test",
    )  # fmt: skip


def facts(row: Measurement, report: ParsedReport) -> tuple[Any, ...]:
    """What must survive; the unit of a result in words ("NIL /hpf") says nothing and may go."""
    number = None if row.value is None else float(f"{row.value:.9g}")
    unit = row.unit_as_printed if row.value_text is None else None
    limits = (row.ref_low, row.ref_high)
    day = row.collected_at or report.collected_at
    return row.analyte, row.name_as_printed, row.comparator, number, row.unit, row.value_text, unit, limits, day


def check(report: ParsedReport) -> None:
    text = fhir_of(view_of(report))
    Bundle.model_validate_json(text)
    back = parse(read_document(text.encode(), "result.fhir.json"))

    assert [facts(row, back) for row in back.measurements] == [facts(row, report) for row in report.measurements]
    assert (back.sex, back.laboratory, back.collected_at) == (report.sex, report.laboratory, report.collected_at)


@pytest.mark.parametrize("name", ["labcorp", "numbers"])
def test_what_leaves_as_fhir_comes_back_the_same(name: str) -> None:
    check(read_case(CASES[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*CASES, *LAYOUTS])
def test_the_whole_corpus_goes_out_and_back(name: str) -> None:
    report = read_case(CASES[name]) if name in CASES else read_layout(name)[1]
    assert report is not None
    check(report)


def exported(*rows: Measurement) -> list[dict[str, Any]]:
    report = ParsedReport("pdf_text", rows, collected_at=date(2026, 3, 1))
    bundle = json.loads(fhir_of(view_of(report)))
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Observation"]


def test_value_and_range_stand_in_the_printed_unit_with_the_printed_digits() -> None:
    row = Measurement(
        "hemoglobin", "Гемоглобин", "13,40", "г/дл", loinc="718-7", value=134.0, unit="g/L", ref_low=11.7,
        ref_high=15.5, ref_as_printed="11,7 - 15,5", confidence=0.99,
    )  # fmt: skip
    (observation,) = exported(row)

    assert observation["valueQuantity"]["code"] == observation["referenceRange"][0]["low"]["code"] == "g/dL"
    assert '"value": 13.40' in fhir_of(view_of(ParsedReport("pdf_text", (row,))))
    assert observation["interpretation"][0]["coding"][0]["code"] == "N"
    assert observation["code"]["coding"] == [{"system": "http://loinc.org", "code": "718-7"}]


def test_a_number_read_with_doubt_leaves_as_preliminary() -> None:
    sure = Measurement("iron", "Iron", "12", "µmol/L", value=12.0, unit="umol/L", confidence=0.99)
    doubtful = Measurement("iron", "Iron", "12", "µmol/L", value=12.0, unit="umol/L", confidence=0.6)

    assert [row["status"] for row in exported(sure, doubtful)] == ["final", "preliminary"]


def test_the_patient_carries_no_name() -> None:
    bundle = json.loads(fhir_of(view_of(read_case(CASES["numbers"]))))
    patient = next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient")

    assert set(patient) <= {"resourceType", "gender"}


def test_a_range_in_another_unit_than_its_value_is_quoted_and_never_set_beside_it() -> None:
    body = {
        "resourceType": "Observation", "status": "final", "code": {"text": "Hemoglobin"},
        "valueQuantity": {"value": 134, "unit": "g/L"},
        "referenceRange": [{"low": {"value": 11.7, "unit": "g/dL"}, "high": {"value": 15.5, "unit": "g/dL"}}],
    }  # fmt: skip
    (row,) = parse(read_document(json.dumps(body).encode(), "a.json")).measurements

    rating = flags.rate(row, Person(), load_catalogue())
    (observation,) = exported(row)

    assert (row.value, rating.state, rating.reason) == (134.0, State.NOT_RATED, "unit_mismatch")
    assert observation["referenceRange"] == [{"text": "11.7 - 15.5 g/dL"}]

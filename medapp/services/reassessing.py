"""A stored result assessed anew after its values or its person changed, by the same code that assessed it first."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from medapp.db import audit
from medapp.db import people as people_rows
from medapp.db import results as result_rows
from medapp.db import scores as score_rows
from medapp.db.tables import MeasurementRow, PersonRow, ResultRow
from medapp.domain.assessment import assess
from medapp.domain.parsing.checks import recheck
from medapp.domain.people import Person, age_on, parse_sex
from medapp.domain.results import ParsedReport, ScoreResult
from medapp.services import decoding
from medapp.services.inference import Scores

SAID = ("confirmed", "corrected", "typed")  # origins of rows that a person vouches for
NO_MODEL = "model_unavailable"


class _NoModel:
    """Stands in while there is no model: values are rated, and a score can be asked for later."""

    def predict(self, person: Person, values: Any) -> ScoreResult:  # noqa: ARG002  the protocol's names
        return ScoreResult("abstained", reason=NO_MODEL)


def reassess(session: Session, row: ResultRow, model: Scores | None, actor_id: str) -> None:
    """Write ratings, findings, indices, counts and score again, inside the caller's transaction.

    Scores of the same report by other models were made of other values and go.
    """
    standing = result_rows.list_measurements(session, row.id, row.user_id)
    person = person_of(row, people_rows.find(session, row.person_id))
    _doubt_anew(session, standing)
    known = _critical_codes(row.findings)
    outcome = assess(_report(row, standing), person, model or _NoModel())
    result_rows.put_outcome(session, row, outcome, standing)
    score_rows.forget(session, row.id)
    if _critical_codes(row.findings) - known:
        audit.record(session, actor_id, "critical_shown", "result", row.id, job_id=row.job_id)


def _doubt_anew(session: Session, standing: Sequence[MeasurementRow]) -> None:
    """Rows contradict each other or do not: that may change with each correction, and so may the doubt about a row."""
    said = {place for place, item in enumerate(standing) if item.origin in SAID}
    measurements = [decoding.measurement_of(item) for item in standing]
    for item, checked in zip(standing, recheck(measurements, said), strict=True):
        item.confidence, item.warnings = checked.confidence, list(checked.warnings)
        session.add(item)


def person_of(row: ResultRow, person: PersonRow | None) -> Person:
    """As when it was read: the report's own words first, then the account's."""
    birth = row.birth_date or (person.birth_date if person else None)
    day = row.collected_at or row.reported_at or row.created_at.date()
    age = float(age_on(birth, day)) if birth else row.age_years
    return Person(
        sex=parse_sex(row.sex or (person.sex if person else None)),
        age_years=row.age_years if row.birth_date is None and row.age_years is not None else age,
        pregnant=row.pregnant if row.pregnant is not None else (person.pregnant if person else None),
    )


def _report(row: ResultRow, standing: Sequence[MeasurementRow]) -> ParsedReport:
    """The stored report with the values that stand."""
    return ParsedReport(
        reader=row.reader,
        measurements=tuple(decoding.measurement_of(item) for item in standing),
        unrecognised=decoding.unrecognised_of(row.unrecognised),
        language=row.language,
        laboratory=row.laboratory,
        collected_at=row.collected_at,
        reported_at=row.reported_at,
        sex=parse_sex(row.sex),
        age_years=row.age_years,
        birth_date=row.birth_date,
        pregnant=row.pregnant,
        pages=row.pages,
        warnings=tuple(row.warnings or ()),
    )


def _critical_codes(findings: list[Any] | None) -> set[tuple[str, str]]:
    return {
        (item["code"], str(item.get("params", {}).get("analyte")))
        for item in findings or ()
        if item["code"].startswith("critical")
    }

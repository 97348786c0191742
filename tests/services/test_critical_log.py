"""That a critical value was shown stands in the audit log, without the value and without the marker."""

from dataclasses import replace

from sqlmodel import select

from medapp.db.engine import read
from medapp.db.tables import AuditLog
from medapp.domain.results import Finding
from tests.cast import Cast, make_outcome, read_report

POTASSIUM = {"analyte": "potassium", "value": 6.9, "unit": "mmol/L", "limit": 6.2, "side": "high"}


def rows_of(job_id: str) -> list[AuditLog]:
    with read() as session:
        return list(session.exec(select(AuditLog).where(AuditLog.job_id == job_id)))


def test_a_critical_value_is_logged_without_its_number(cast: Cast) -> None:
    outcome = replace(make_outcome(), findings=(Finding("critical_high", POTASSIUM),))
    accepted = read_report(cast.owner.actor, outcome=outcome)
    rows = rows_of(accepted.job_id)
    assert [row.act for row in rows].count("critical_shown") == 1
    assert not any("6.9" in str(row.model_dump()) or "potassium" in str(row.model_dump()) for row in rows)


def test_a_calm_report_logs_none(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    assert "critical_shown" not in [row.act for row in rows_of(accepted.job_id)]

"""Results and their measurements in the database."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import and_, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from medapp.db.people import Scope
from medapp.db.tables import Job, MeasurementRow, ResultRow, Upload
from medapp.domain.results import Measurement, Outcome, ParsedReport, Rating, State, as_json
from medapp.errors import NotFound

# How the values of a reader came to be; everything else was read from a page.
_ORIGINS = {
    "typed_rows": "typed",
    **dict.fromkeys(("fhir_json", "fhir_xml", "fhir_zip", "hl7_v2", "ccda_xml", "csv", "spreadsheet"), "imported"),
}
ATTENTION = (State.SLIGHTLY, State.CLEARLY, State.CRITICAL)
DROPPED = "dropped"


def add(
    session: Session,
    outcome: Outcome,
    *,
    job_id: str,
    owner_id: str,
    person_id: str | None,
    is_sample: bool,
    now: datetime,
) -> ResultRow:
    """Insert a result with its measurements."""
    report = outcome.report
    row = ResultRow(
        job_id=job_id,
        user_id=owner_id,
        person_id=person_id,
        created_at=now,
        is_sample=is_sample,
        reader=report.reader,
        language=report.language,
        laboratory=report.laboratory,
        pages=report.pages,
        page_sizes=_papers(report) or None,
        collected_at=report.collected_at,
        sampled_on=report.collected_at or now.date(),
        reported_at=report.reported_at,
        sex=report.sex,
        age_years=report.age_years,
        birth_date=report.birth_date,
        pregnant=report.pregnant,
        unrecognised=[as_json(item) for item in report.unrecognised],
        previous=[as_json(item) for item in report.previous],
        warnings=list(report.warnings),
    )
    _say(row, outcome)
    session.add(row)
    session.flush()
    ratings: Sequence[Rating | None] = [*outcome.ratings, *[None] * len(report.measurements)]
    origin = _ORIGINS.get(report.reader, "read")
    session.add_all(
        _measurement(row, position, origin, *pair)
        for position, pair in enumerate(zip(report.measurements, ratings, strict=False))
    )
    return row


def _papers(report: ParsedReport) -> list[list[Any]]:
    pages = zip_longest(report.page_sizes, report.page_slopes, fillvalue=())
    return [[*size, slopes] if slopes else [*size] for size, slopes in pages]


def put_outcome(session: Session, row: ResultRow, outcome: Outcome, standing: Sequence[MeasurementRow]) -> None:
    """Write what follows from the values anew; `standing` are the rows in the order of the outcome's ratings."""
    _say(row, outcome)
    session.add(row)
    for measurement, rating in zip(standing, outcome.ratings, strict=True):
        measurement.rating = as_json(rating)
        session.add(measurement)


def _say(row: ResultRow, outcome: Outcome) -> None:
    """The columns that follow from the values."""
    score = outcome.score
    row.measured_count = len(outcome.report.measurements)
    row.attention_count = sum(rating.state in ATTENTION for rating in outcome.ratings)
    row.catalogue_version = outcome.catalogue_version
    row.score_status, row.score_reason = score.status, score.reason
    row.score, row.score_class, row.score_detail = score.score, score.score_class, as_json(score)
    row.model_name, row.model_version, row.model_sha256 = score.model_name, score.model_version, score.model_sha256
    row.findings = [as_json(item) for item in outcome.findings]
    row.indices = [as_json(item) for item in outcome.indices]


def get(session: Session, result_id: str, owner_id: str) -> tuple[ResultRow, Upload, Job]:
    """A result of this owner. Raises NotFound, also for a stranger's."""
    row = session.exec(_joined().where(ResultRow.id == result_id, ResultRow.user_id == owner_id)).first()
    if row is None:
        raise NotFound
    return row


def counts() -> Any:
    """The condition that a measurement stands: the newest of its chain, and not said to be no result.

    Everything that reads measurements asks here; only the history of corrections looks at the rest.
    """
    newer = aliased(MeasurementRow)
    superseded = exists().where(newer.supersedes == MeasurementRow.id)  # type: ignore[arg-type]
    return and_(~superseded, col(MeasurementRow.origin) != DROPPED)


def list_measurements(session: Session, result_id: str, owner_id: str) -> list[MeasurementRow]:
    """The rows of a result that stand, in the order of the report."""
    return list(session.exec(_rows(result_id, owner_id).where(counts())))


def list_versions(session: Session, result_id: str, owner_id: str) -> list[MeasurementRow]:
    """Every row that ever stood in a result, superseded and dropped ones too; those of a place by age."""
    return list(session.exec(_rows(result_id, owner_id).order_by(col(MeasurementRow.created_at))))


def list_page(
    session: Session,
    owner_id: str,
    limit: int,
    after: tuple[date, str] | None = None,
    *,
    scope: Scope | None = None,
    ids: Collection[str] | None = None,
) -> list[tuple[ResultRow, Upload, Job]]:
    """The owner's results by sampling date, the newest first; `after` is the last row of the page before.

    `scope` narrows to one person, `ids` to these results.
    """
    sampled, ident = col(ResultRow.sampled_on), col(ResultRow.id)
    query = _joined().where(ResultRow.user_id == owner_id).order_by(sampled.desc(), ident.desc()).limit(limit)
    if scope is not None:
        query = query.where(scope.covers())
    if ids is not None:
        query = query.where(col(ResultRow.id).in_(ids))
    if after:
        query = query.where(or_(sampled < after[0], and_(sampled == after[0], ident < after[1])))
    return list(session.exec(query))


def list_days(session: Session, result_ids: Collection[str]) -> dict[str, tuple[date, date]]:
    """The first and the last sampling date of those results whose rows have several."""
    day = col(MeasurementRow.collected_at)
    query: Any = select(MeasurementRow.result_id, func.min(day), func.max(day))
    found = session.exec(
        query.where(col(MeasurementRow.result_id).in_(result_ids), day.is_not(None)).group_by("result_id")
    )
    return {result_id: (first, last) for result_id, first, last in found if first != last}


def mark_viewed(session: Session, result_id: str, now: datetime) -> bool:
    """True the first time only."""
    unseen = update(ResultRow).where(col(ResultRow.id) == result_id, col(ResultRow.first_viewed_at).is_(None))
    return session.connection().execute(unseen.values(first_viewed_at=now)).rowcount == 1


def _rows(result_id: str, owner_id: str) -> Any:
    query = select(MeasurementRow).where(MeasurementRow.result_id == result_id, MeasurementRow.user_id == owner_id)
    return query.order_by(col(MeasurementRow.position))


def _joined() -> Any:
    query = select(ResultRow, Upload, Job).join(Job, col(ResultRow.job_id) == Job.id)
    return query.join(Upload, col(Job.upload_id) == Upload.id)


def _measurement(
    result: ResultRow, position: int, origin: str, measurement: Measurement, rating: Rating | None
) -> MeasurementRow:
    values = as_json(measurement) | {"collected_at": measurement.collected_at}
    return MeasurementRow(
        result_id=result.id,
        user_id=result.user_id,
        position=position,
        origin=origin,
        rating=as_json(rating) if rating else None,
        created_at=result.created_at,
        **values,
    )

"""Results as their owner sees them: the history, one result, and forgetting one."""

import base64
import binascii
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from medapp.db import audit, events
from medapp.db import notices as notice_rows
from medapp.db import people as people_rows
from medapp.db import results as result_rows
from medapp.db import scores as score_rows
from medapp.db.engine import read, write
from medapp.db.tables import Job, MeasurementRow, ResultRow, Upload, utc_now
from medapp.domain.display_units import UnitChoice
from medapp.domain.people import Sex
from medapp.domain.results import Finding, IndexValue, Measurement, Rating, ScoreResult, Unrecognised
from medapp.errors import InvalidForm, NotFound
from medapp.services import decoding, deletion, finding, rescoring, unit_choice
from medapp.services.actors import Actor

LONGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class ResultSummary:
    """`attention_count` of `measured_count` rows lie outside their range; `score` is None when the model abstained.

    `days` are the first and last sampling date of a table over several dates, None for a report of one date.
    """

    id: str
    job_id: str
    created_at: datetime
    collected_at: date | None
    laboratory: str | None
    file_name: str
    score: float | None
    score_class: str | None
    score_status: str
    attention_count: int
    measured_count: int
    is_sample: bool
    score_reason: str | None = None
    score_limited: bool = False
    person_id: str | None = None
    note: str | None = None
    fasting: bool | None = None
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class ResultPage:
    items: list[ResultSummary]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class RowView:
    id: str
    measurement: Measurement
    rating: Rating


@dataclass(frozen=True, slots=True)
class NewerScore:
    """The same values by a model that came later."""

    created_at: datetime
    score: ScoreResult


@dataclass(frozen=True, slots=True)
class ResultView:
    id: str
    job_id: str
    created_at: datetime
    collected_at: date | None
    reported_at: date | None
    laboratory: str | None
    file_name: str
    reader: str
    language: str | None
    pages: int
    sex: Sex | None
    age_years: float | None
    pregnant: bool | None
    is_sample: bool
    score: ScoreResult
    rows: list[RowView]
    findings: tuple[Finding, ...]
    indices: tuple[IndexValue, ...]
    unrecognised: tuple[Unrecognised, ...]
    previous: tuple[Measurement, ...]
    warnings: tuple[str, ...]
    catalogue_version: str
    uploaded_at: datetime | None = None
    duration_ms: int | None = None
    newer_scores: tuple[NewerScore, ...] = ()
    can_rescore: bool = False
    person_id: str | None = None
    note: str | None = None
    fasting: bool | None = None
    units: UnitChoice = field(default_factory=UnitChoice)
    original_removed: bool = False


def list_results(
    actor: Actor, cursor: str | None = None, limit: int = 20, *, person_id: str | None = None, find: str = ""
) -> ResultPage:
    """A page of the actor's results by sampling date, the newest first.

    `person_id` narrows to one person of the account, `find` to reports whose laboratory, file, note, date or markers
    fit the words. Raises InvalidForm for a foreign cursor, NotFound for a stranger's person.
    """
    limit = max(1, min(limit, LONGEST_PAGE))
    with read() as session:
        scope = people_rows.scope_of(session, actor.user_id, person_id) if person_id else None
        ids = finding.find_reports(session, actor.user_id, find) if find.strip() else None
        after = _decode_cursor(cursor)
        rows = result_rows.list_page(session, actor.user_id, limit + 1, after, scope=scope, ids=ids)
        days = result_rows.list_days(session, [row.id for row, _, _ in rows])
    shown = rows[:limit]
    more = _encode_cursor(shown[-1][0]) if len(rows) > limit else None
    return ResultPage([replace(_summary(*row), days=days.get(row[0].id)) for row in shown], more)


def get_result(actor: Actor, result_id: str) -> ResultView:
    """One result of the actor's, noted as viewed the first time. Raises NotFound, also for somebody else's."""
    row, view = _load(actor.user_id, result_id)
    if row.first_viewed_at is None:
        _note_first_view(actor, row)
    return view


def read_result(owner_id: str, result_id: str) -> ResultView:
    """One result for whom its owner gave a link: without the owner's own note, file name and offers."""
    view = _load(owner_id, result_id)[1]
    return replace(view, file_name="", note=None, person_id=None, can_rescore=False)


def _load(owner_id: str, result_id: str) -> tuple[ResultRow, ResultView]:
    with read() as session:
        row, upload, job = result_rows.get(session, result_id, owner_id)
        measurements = result_rows.list_measurements(session, result_id, owner_id)
        newer = score_rows.list_versions(session, result_id)
        person = people_rows.find(session, row.person_id)
        units = unit_choice.choice_in(session, owner_id)
    return row, replace(
        _view(row, upload, job, measurements),
        newer_scores=tuple(NewerScore(item.created_at, decoding.score_of(item.score_detail)) for item in newer),
        can_rescore=rescoring.is_offered(row, newer, person),
        units=units,
    )


def person_of(actor: Actor, result_id: str) -> str | None:
    """Whose result it is, without noting a view; None when it names nobody or is not the actor's."""
    with read() as session:
        try:
            row, _, _ = result_rows.get(session, result_id, actor.user_id)
        except NotFound:
            return None
    return row.person_id


def delete_result(actor: Actor, result_id: str) -> None:
    """Forget a result with its file at once, with a receipt. Raises NotFound, StorageUnavailable."""
    deletion.erase_result(actor, result_id)


def _note_first_view(actor: Actor, row: ResultRow) -> None:
    with write() as session:
        if result_rows.mark_viewed(session, row.id, utc_now()):
            notice_rows.mark_seen(session, actor.user_id, utc_now(), [row.job_id])
            events.emit(session, "result_viewed", actor.user_id, row.job_id, is_sample=row.is_sample)
            audit.record(session, actor.user_id, "result_viewed", "result", row.id, job_id=row.job_id)


def _summary(row: ResultRow, upload: Upload, job: Job) -> ResultSummary:
    return ResultSummary(
        id=row.id,
        job_id=job.id,
        created_at=row.created_at,
        collected_at=row.collected_at,
        laboratory=row.laboratory,
        file_name=upload.original_name,
        score=row.score,
        score_class=row.score_class,
        score_status=row.score_status,
        attention_count=row.attention_count,
        measured_count=row.measured_count,
        is_sample=row.is_sample,
        score_reason=row.score_reason,
        score_limited=bool((row.score_detail or {}).get("limited")),
        person_id=row.person_id,
        note=row.note,
        fasting=row.fasting,
    )


def _view(row: ResultRow, upload: Upload, job: Job, measurements: list[MeasurementRow]) -> ResultView:
    return ResultView(
        id=row.id,
        job_id=job.id,
        created_at=row.created_at,
        collected_at=row.collected_at,
        reported_at=row.reported_at,
        laboratory=row.laboratory,
        file_name=upload.original_name,
        reader=row.reader,
        language=row.language,
        pages=row.pages,
        sex=Sex(row.sex) if row.sex else None,
        age_years=row.age_years,
        pregnant=row.pregnant,
        is_sample=row.is_sample,
        score=decoding.score_of(row.score_detail),
        rows=[
            RowView(item.id, decoding.measurement_of(item), decoding.rating_of(item.rating)) for item in measurements
        ],
        findings=decoding.findings_of(row.findings),
        indices=decoding.indices_of(row.indices),
        unrecognised=decoding.unrecognised_of(row.unrecognised),
        previous=decoding.previous_of(row.previous),
        warnings=tuple(row.warnings or ()),
        catalogue_version=row.catalogue_version,
        uploaded_at=upload.created_at,
        original_removed=upload.bytes_removed_at is not None,
        duration_ms=job.duration_ms,
        person_id=row.person_id,
        note=row.note,
        fasting=row.fasting,
    )


def _encode_cursor(row: ResultRow) -> str:
    return base64.urlsafe_b64encode(f"{row.sampled_on.isoformat()} {row.id}".encode()).decode().rstrip("=")


def _decode_cursor(cursor: str | None) -> tuple[date, str] | None:
    if not cursor:
        return None
    try:
        day, ident = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(" ")
        return date.fromisoformat(day), ident
    except (ValueError, binascii.Error) as error:
        raise InvalidForm(field="cursor") from error

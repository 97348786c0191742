"""A job is done exactly once, whatever dies or comes late; the decision about another try stands in one place."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlmodel import select

from medapp.db import audit
from medapp.db.engine import read, write
from medapp.db.tables import AuditLog, Job, MeasurementRow, ProductEvent, ResultRow, utc_now
from medapp.domain.lifecycle import Stage
from medapp.domain.people import Sex
from medapp.errors import EncryptedFile, ModelUnavailable, NotFailed, StorageUnavailable, TooComplex
from medapp.services import jobs, processing
from medapp.settings import Settings
from tests.cast import Cast, make_outcome, read_report, upload


def lapse(job_id: str) -> None:
    """Let the lease pass and the pause end, as time would."""
    with write() as session:
        job = session.get_one(Job, job_id)
        past = utc_now() - timedelta(seconds=1)
        job.lease_until = past if job.lease_until else None
        job.next_at = past if job.next_at else None
        session.add(job)


def started(job_id: str) -> processing.Claim:
    claim = processing.start(job_id)
    assert claim is not None
    return claim


def acts(job_id: str) -> list[str]:
    with read() as session:
        rows = session.exec(select(AuditLog).where(AuditLog.job_id == job_id).order_by(AuditLog.id))  # type: ignore[arg-type]
        return [row.act for row in rows]


def events(job_id: str) -> list[str]:
    with read() as session:
        return [row.name for row in session.exec(select(ProductEvent).where(ProductEvent.job_id == job_id))]


def test_a_job_can_be_taken_once(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    assert processing.start(accepted.job_id) is not None
    assert processing.start(accepted.job_id) is None
    assert processing.start("no-such-job") is None


def test_the_account_fills_what_a_report_may_lack(cast: Cast) -> None:
    claim = started(upload(cast.owner.actor).job_id)
    assert claim.person.sex is Sex.FEMALE
    assert claim.person.age_years and claim.person.age_years > 40
    assert claim.birth_date and claim.birth_date.year == 1979


def test_done_means_result_rows_audit_and_event_together(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    claim = started(accepted.job_id)
    processing.report_stage(claim, Stage.READING)
    processing.report_stage(claim, Stage.SCORING, rows_read=2)
    assert jobs.get_job(cast.owner.actor, accepted.job_id).stage == Stage.SCORING
    assert processing.complete(claim, make_outcome())
    view = jobs.get_job(cast.owner.actor, accepted.job_id)
    assert (view.status, view.rows_read, view.stage) == ("done", 2, None)
    assert view.result_id and view.duration_ms is not None
    assert acts(accepted.job_id)[-1] == "job_done"
    assert "job_done" in events(accepted.job_id)
    with read() as session:
        assert set(session.get_one(Job, accepted.job_id).steps or {}) == {"reading", "scoring"}
        assert len(session.exec(select(MeasurementRow)).all()) == 2
        assert audit.find_break(session) is None


def test_a_late_finisher_is_fenced(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    late = started(accepted.job_id)
    lapse(accepted.job_id)
    second = started(accepted.job_id)
    assert second.attempt == late.attempt + 1
    assert not processing.complete(late, make_outcome())
    assert not processing.report_stage(late, Stage.SCORING)
    assert not processing.fail(late, EncryptedFile())
    assert processing.complete(second, make_outcome())
    assert not processing.complete(late, make_outcome())
    with read() as session:
        assert len(session.exec(select(ResultRow)).all()) == 1


def test_a_late_finisher_of_a_run_before_is_fenced_from_the_rerun(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    late = started(accepted.job_id)
    processing.fail(late, TooComplex())
    jobs.retry(cast.owner.actor, accepted.job_id)
    started(accepted.job_id)
    assert not processing.complete(late, make_outcome())


def test_what_the_person_can_act_on_fails_at_once(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    assert processing.fail(started(accepted.job_id), EncryptedFile())
    view = jobs.get_job(cast.owner.actor, accepted.job_id)
    assert (view.status, view.error_code, view.attempt) == ("failed", "encrypted_file", 1)
    assert view.error_reference
    assert acts(accepted.job_id)[-1] == "job_failed"
    assert "job_failed" in events(accepted.job_id)


def test_a_passing_fault_is_tried_again_later_and_heals(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    processing.fail(started(accepted.job_id), StorageUnavailable())
    paused = jobs.get_job(cast.owner.actor, accepted.job_id)
    assert (paused.status, paused.error_code) == ("queued", "storage_unavailable")
    assert paused.next_at and paused.next_at > utc_now()
    assert processing.start(accepted.job_id) is None, "not before its time"
    lapse(accepted.job_id)
    assert processing.complete(started(accepted.job_id), make_outcome())
    healed = jobs.get_job(cast.owner.actor, accepted.job_id)
    assert (healed.status, healed.error_code, healed.attempt) == ("done", None, 2)


def test_a_model_that_stays_away_ends_in_a_controlled_failure(cast: Cast, product: Settings) -> None:
    accepted = upload(cast.owner.actor)
    for _ in range(product.max_attempts):
        assert processing.fail(started(accepted.job_id), ModelUnavailable(cause="missing"), "E-MODEL")
        lapse(accepted.job_id)
    view = jobs.get_job(cast.owner.actor, accepted.job_id)
    assert (view.status, view.error_code, view.attempt) == ("failed", "model_unavailable", product.max_attempts)
    assert (view.error_values["attempts"], view.error_reference) == (product.max_attempts, "E-MODEL")
    assert acts(accepted.job_id).count("job_paused") == product.max_attempts - 1


def test_a_defect_fails_with_a_reference_and_without_its_text(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    processing.fail(started(accepted.job_id), ValueError("Hemoglobin 134"), "E-DEFECT")
    view = jobs.get_job(cast.owner.actor, accepted.job_id)
    assert (view.error_code, view.error_values, view.error_reference) == ("internal", {}, "E-DEFECT")


def test_pauses_grow_and_stay_bounded() -> None:
    pauses = [processing.pause_s(tries, 5) for tries in range(1, 8)]
    assert all(later > earlier for earlier, later in pairwise(pauses[:3]))
    assert max(pauses) <= processing.LONGEST_PAUSE_S * 1.2


def test_a_killed_process_frees_its_job_at_once(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    started(accepted.job_id)
    assert processing.horse_died(accepted.job_id) == (accepted.job_id, 1)
    assert started(accepted.job_id).attempt == 2


def test_a_job_that_keeps_killing_its_process_is_given_up(cast: Cast, product: Settings) -> None:
    accepted = upload(cast.owner.actor)
    again: object = None
    for _ in range(product.max_attempts):
        started(accepted.job_id)
        again = processing.horse_died(accepted.job_id)
    assert again is None
    view = jobs.get_job(cast.owner.actor, accepted.job_id)
    assert (view.status, view.error_code, view.error_values) == ("failed", "gave_up", {"attempts": 3})


def test_the_sweep_finds_orphans_and_due_jobs_and_nothing_else(cast: Cast) -> None:
    fresh = upload(cast.owner.actor, b"Test,Result\nA,1\n")
    orphan = upload(cast.owner.actor, b"Test,Result\nA,2\n")
    paused = upload(cast.owner.actor, b"Test,Result\nA,3\n")
    held = upload(cast.owner.actor, b"Test,Result\nA,4\n")
    done = read_report(cast.owner.actor, b"Test,Result\nA,5\n")
    started(orphan.job_id)
    processing.fail(started(paused.job_id), StorageUnavailable())
    started(held.job_id)
    assert processing.sweep() == []
    lapse(orphan.job_id)
    lapse(paused.job_id)
    assert {job_id for job_id, _ in processing.sweep()} == {orphan.job_id, paused.job_id}
    assert fresh.job_id != done.job_id


def test_a_job_whose_enqueue_was_lost_is_found(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    with write() as session:
        job = session.get_one(Job, accepted.job_id)
        job.created_at = utc_now() - timedelta(seconds=30)
        session.add(job)
    assert processing.sweep() == [(accepted.job_id, 0)]


def test_a_spent_orphan_is_closed_by_the_sweep(cast: Cast, configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_MAX_ATTEMPTS=1)
    accepted = upload(cast.owner.actor)
    started(accepted.job_id)
    lapse(accepted.job_id)
    assert processing.sweep() == []
    assert jobs.get_job(cast.owner.actor, accepted.job_id).error_code == "gave_up"


def test_only_a_failed_job_runs_again_and_with_all_its_attempts(cast: Cast, product: Settings) -> None:
    accepted = upload(cast.owner.actor)
    with pytest.raises(NotFailed):
        jobs.retry(cast.owner.actor, accepted.job_id)
    processing.fail(started(accepted.job_id), TooComplex())
    view = jobs.retry(cast.owner.actor, accepted.job_id)
    assert (view.status, view.attempt, view.error_code, view.finished_at) == ("queued", 0, None, None)
    for _ in range(product.max_attempts):
        processing.fail(started(accepted.job_id), StorageUnavailable())
        lapse(accepted.job_id)
    assert jobs.get_job(cast.owner.actor, accepted.job_id).status == "failed"


def test_deleting_a_report_while_it_is_read_leaves_nothing(cast: Cast, product: Settings) -> None:
    accepted = upload(cast.owner.actor)
    claim = started(accepted.job_id)
    jobs.delete_job(cast.owner.actor, accepted.job_id)
    assert not processing.complete(claim, make_outcome())
    assert [path for path in product.upload_dir.rglob("*") if path.is_file()] == []

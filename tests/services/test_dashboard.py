"""Figures come from rows; without rows there is no figure. Only administrators see them."""

from datetime import timedelta

import pytest

from medapp.db.engine import write
from medapp.db.tables import Job, Upload, utc_now
from medapp.domain.corrections import Entry
from medapp.errors import EncryptedFile, Forbidden, NotFailed, NotFound, SignInRequired
from medapp.services import corrections, dashboard, jobs, metrics, processing, reports, traffic
from medapp.settings import Settings, get_settings
from tests.cast import Cast, read_report, upload


def add_done_jobs(owner_id: str, durations_ms: list[int], age: timedelta = timedelta(minutes=5)) -> None:
    with write() as session:
        file = Upload(
            user_id=owner_id, sha256=str(age), storage_key="x", original_name="x", media_type="text/csv", size_bytes=1
        )
        session.add(file)
        session.flush()
        created = utc_now() - age
        session.add_all(
            Job(upload_id=file.id, user_id=owner_id, status="done", created_at=created, duration_ms=duration)
            for duration in durations_ms
        )


def test_only_an_administrator_sees_the_figures(cast: Cast) -> None:
    for actor, error in ((cast.owner.actor, Forbidden), (cast.guest.actor, SignInRequired)):
        with pytest.raises(error):
            dashboard.figures(actor)
        with pytest.raises(error):
            dashboard.retry_failed(actor, "any")


def test_no_data_is_said_as_no_data(cast: Cast) -> None:
    traffic.flush()
    view = dashboard.figures(cast.admin.actor, "hour")
    assert (view.n_jobs, view.p50_s, view.p95_s, view.failed_share, view.oldest_queued_s) == (0, None, None, None, None)
    assert view.queue_known is False
    assert (view.failed_by_reason, view.recent_failures, view.steps) == ([], [], [])


def test_quantiles_are_the_nearest_rank_of_the_window(cast: Cast) -> None:
    add_done_jobs(cast.owner.actor.user_id, [number * 100 for number in range(1, 101)])
    add_done_jobs(cast.owner.actor.user_id, [999_000] * 10, timedelta(hours=3))
    hour, day = dashboard.figures(cast.admin.actor, "hour"), dashboard.figures(cast.admin.actor, "day")
    assert (hour.n_timed, hour.p50_s, hour.p95_s) == (100, 5.0, 9.5)
    assert (day.n_timed, day.p95_s) == (110, 999.0)
    assert sum(done for _, done, _ in day.hours) == 110


def test_the_window_before_is_counted_for_comparison(cast: Cast) -> None:
    add_done_jobs(cast.owner.actor.user_id, [100] * 3, timedelta(minutes=90))
    assert dashboard.figures(cast.admin.actor, "hour").n_previous == 3


def test_failures_queue_and_funnel_are_real(cast: Cast) -> None:
    done = read_report(cast.owner.actor)
    failed = upload(cast.owner.actor, b"Test,Result\nA,1\n")
    claim = processing.start(failed.job_id)
    assert claim
    processing.fail(claim, EncryptedFile(), "E-REF")
    upload(cast.stranger.actor)
    result_id = jobs.get_job(cast.owner.actor, done.job_id).result_id
    assert result_id
    reports.get_result(cast.owner.actor, result_id)

    view = dashboard.figures(cast.admin.actor)
    assert (view.n_jobs, view.queue_depth, view.failed_share) == (3, 1, 0.5)
    assert view.oldest_queued_s is not None and view.oldest_queued_s >= 0
    assert view.failed_by_reason == [("encrypted_file", 1)]
    assert [(item.job_id, item.code, item.reference) for item in view.recent_failures] == [
        (failed.job_id, "encrypted_file", "E-REF")
    ]
    assert view.funnel == [
        ("signup", 3), ("upload_started", 3), ("upload_success", 3), ("job_created", 3), ("result_viewed", 1),
    ]  # fmt: skip


def test_the_error_rate_counts_requests_of_ours(cast: Cast) -> None:
    traffic.flush()
    before = dashboard.figures(cast.admin.actor)
    for outcome in ("ok", "ok", "refused", "error"):
        traffic.count(outcome)
    after = dashboard.figures(cast.admin.actor)
    assert after.requests - before.requests == 4
    assert after.error_rate == 0.25
    traffic.count("ok")
    traffic.flush()
    assert dashboard.figures(cast.admin.actor).requests == after.requests + 1


def test_counts_survive_a_busy_database(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    traffic.flush()
    traffic.count("ok")
    with monkeypatch.context() as patch:
        patch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.sqlite3")
        get_settings.cache_clear()
        traffic.flush()
    get_settings.cache_clear()
    assert dashboard.figures(cast.admin.actor).requests == 1


def test_an_administrator_runs_a_failed_job_again(cast: Cast) -> None:
    accepted = upload(cast.owner.actor)
    with pytest.raises(NotFound):
        dashboard.retry_failed(cast.admin.actor, "no-such-job")
    with pytest.raises(NotFailed):
        dashboard.retry_failed(cast.admin.actor, accepted.job_id)
    claim = processing.start(accepted.job_id)
    assert claim
    processing.fail(claim, EncryptedFile())
    dashboard.retry_failed(cast.admin.actor, accepted.job_id)
    assert jobs.get_job(cast.owner.actor, accepted.job_id).status == "queued"


def test_metrics_are_prometheus_text(cast: Cast, product: Settings) -> None:
    read_report(cast.owner.actor)
    text = metrics.exposition()
    assert 'medapp_jobs{status="done"} 1' in text
    assert "medapp_workers_alive -1" in text
    assert 'medapp_processing_seconds{quantile="0.95"}' in text
    for line in text.splitlines():
        assert line.startswith("#") or len(line.rsplit(" ", 1)) == 2


def test_corrections_are_counted_by_reader_and_marker_without_values(cast: Cast) -> None:
    read_report(cast.owner.actor)
    result = reports.list_results(cast.owner.actor).items[0].id
    hemoglobin, glucose = reports.get_result(cast.owner.actor, result).rows
    corrections.correct(cast.owner.actor, result, hemoglobin.id, Entry(value="134"), None)
    corrections.confirm(cast.owner.actor, result, glucose.id, None)  # the reading was right: nothing to count
    corrections.write_in(cast.owner.actor, result, Entry("ferritin", "30", "ug/L"), None)
    view = dashboard.figures(cast.admin.actor, "hour")
    assert view.corrected_by_reader == [("pdf_text", 2)]
    assert sorted(view.corrected_by_analyte, key=str) == [("ferritin", 1), ("hemoglobin", 1)]
    assert view.rows_read == 2

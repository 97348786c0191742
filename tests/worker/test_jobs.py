"""Queue to result row with a real queue, database, worker and model."""

from collections.abc import Iterator
from datetime import date

import pytest
from redis import Redis
from sqlmodel import select

from medapp import jobqueue, progress
from medapp.db.engine import read, write
from medapp.db.tables import AuditLog, MeasurementRow, PersonRow, ResultRow
from medapp.settings import get_settings
from tests.servers import end_process, start_valkey, wait_until
from tests.stack import Stack
from tests.worker.reports import csv_report, pdf_report, pdf_without_results


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("jobs")
    valkey = start_valkey(folder / "valkey")
    environment = {"MEDAPP_DATA_DIR": str(folder / "data"), "REDIS_URL": valkey.url, "MEDAPP_SWEEP_S": "0.3"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.delenv("DATABASE_URL", raising=False)
        get_settings.cache_clear()
        stack = Stack(folder, valkey, environment)
        stack.prepare()
        stack.start_worker()
        yield stack
        stack.stop()
        valkey.stop()
    get_settings.cache_clear()


def test_a_report_becomes_one_result_with_its_measurements(stack: Stack) -> None:
    job_id = stack.submit(pdf_report())

    job = stack.wait_for(job_id)

    assert (job.status, job.attempt, job.rows_read, job.error_code) == ("done", 1, 12, None)
    assert set(job.steps or {}) == {"reading", "checking", "scoring"}
    with read() as session:
        result = session.exec(select(ResultRow).where(ResultRow.job_id == job_id)).one()
        rows = session.exec(select(MeasurementRow).where(MeasurementRow.result_id == result.id)).all()
    assert (result.sex, result.score_status, result.user_id) == ("female", "scored", stack.user_id)
    assert result.model_sha256
    assert len(rows) == 12
    assert all(row.page == 1 and row.bbox and row.rating for row in rows)


def test_the_account_s_sex_and_birth_date_serve_where_the_report_is_silent(stack: Stack) -> None:
    with write() as session:
        session.add(PersonRow(user_id=stack.user_id, sex="female", birth_date=date(1979, 3, 1)))
    job_id = stack.submit(csv_report(), "report.csv")

    stack.wait_for(job_id)

    with read() as session:
        result = session.exec(select(ResultRow).where(ResultRow.job_id == job_id)).one()
    assert result.score_status == "scored"


@pytest.mark.parametrize(
    ("data", "code"), [(pdf_without_results(), "no_results_found"), (pdf_report()[:700], "unreadable_file")]
)
def test_a_file_that_cannot_be_used_fails_at_once_with_the_reason(stack: Stack, data: bytes, code: str) -> None:
    job_id = stack.submit(data)

    job = stack.wait_for(job_id)

    assert (job.status, job.error_code, job.attempt, stack.results(job_id)) == ("failed", code, 1, 0)
    with read() as session:
        acts = session.exec(select(AuditLog.act).where(AuditLog.object_id == job_id)).all()
    assert list(acts) == ["job_started", "job_failed"]


def test_open_pages_are_nudged_from_the_start_to_the_end(stack: Stack) -> None:
    client = Redis.from_url(stack.valkey.url)
    channel = client.pubsub(ignore_subscribe_messages=True)
    channel.subscribe(progress.CHANNEL)
    channel.get_message(timeout=1)
    job_id = stack.submit(csv_report(), "report.csv")
    stack.wait_for(job_id)

    heard = []
    while message := channel.get_message(timeout=1):
        heard.append(message["data"].decode())
    assert len(heard) >= 4  # taken, reading, checking, scoring, done
    assert set(heard) == {f'["{stack.user_id}", "{job_id}"]'}


def test_nothing_of_a_finished_job_stays_in_redis(stack: Stack) -> None:
    job_id = stack.submit(csv_report(), "report.csv")
    stack.wait_for(job_id)

    wait_until(lambda: not stack.valkey.client().keys(f"*{job_id}*"), 5, "the queue forgot the job")


def test_a_worker_is_seen_while_it_lives_and_gone_when_it_was_stopped(stack: Stack) -> None:
    wait_until(lambda: jobqueue.workers_alive() == 1, 10, "one worker is seen")
    second = stack.start_worker()
    wait_until(lambda: jobqueue.workers_alive() == 2, 10, "two workers are seen")

    end_process(second)

    assert jobqueue.workers_alive() == 1

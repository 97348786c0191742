"""A job's page: six stops in order, a retry that says when, a failure that says whose fault it is and what to do."""

from datetime import UTC, datetime, timedelta

import pytest

from medapp.domain.lifecycle import Stage
from medapp.services.jobs import JobView
from medapp.ui.views.history import show_open_job
from medapp.ui.views.job import show_job, show_size

NOW = datetime(2026, 11, 22, 14, 6, 20, tzinfo=UTC)


def make_job(status: str, **more: object) -> JobView:
    return JobView(
        **{
            "id": "job-1",
            "status": status,
            "stage": None,
            "attempt": 1,
            "rows_read": None,
            "created_at": NOW - timedelta(seconds=4),
            "started_at": None,
            "finished_at": None,
            "error_code": None,
            "error_values": {},
            "error_reference": None,
            "result_id": None,
            "file_name": "report.pdf",
            "size_bytes": 312_000,
            "is_sample": False,
            "next_at": None,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("status", "stage", "passed"),
    [
        ("queued", None, 1),
        ("processing", Stage.READING, 1),
        ("processing", Stage.RECOGNISING, 2),
        ("processing", Stage.CHECKING, 3),
        ("processing", Stage.SCORING, 4),
    ],
)
def test_stops_passed_are_done_and_one_is_now(status, stage, passed):
    stops = show_job(make_job(status, stage=stage), "en", NOW).stops
    assert [stop.classes for stop in stops] == ["done"] * passed + ["now"] + [""] * (5 - passed)
    assert [stop.current for stop in stops].count("step") == 1


def test_a_finished_job_has_no_stop_left_and_leads_to_its_result():
    view = show_job(make_job("done", result_id="result-1"), "en", NOW)
    assert view.kind == "done" and view.result_id == "result-1"
    assert {stop.classes for stop in view.stops} == {"done"}


def test_the_clock_starts_where_the_job_stands():
    assert show_job(make_job("processing", stage=Stage.READING), "en", NOW).delay == "-4s"


def test_rows_read_are_counted_in_the_readers_language():
    view = show_job(make_job("processing", stage=Stage.CHECKING, rows_read=22), "ru", NOW)
    assert view.rows == "Прочитано 22 строки"
    assert view.stops[2].caption == "22 строки"


def test_a_pause_before_the_next_attempt_says_when_and_why():
    view = show_job(make_job("queued", error_code="model_unavailable", next_at=NOW + timedelta(minutes=1)), "en", NOW)
    assert view.kind == "open"
    assert "try again by ourselves" in view.heading
    assert "score cannot be computed" in view.note


@pytest.mark.parametrize(
    ("code", "can_retry"),
    [("encrypted_file", False), ("gave_up", True), ("model_unavailable", True), ("internal", True)],
)
def test_trying_again_is_offered_first_only_where_it_may_help(code, can_retry):
    view = show_job(make_job("failed", error_code=code, error_reference="E-1"), "en", NOW)
    assert view.kind == "failed"
    assert view.failure.can_retry is can_retry
    assert view.failure.title and view.failure.detail and view.failure.next_step
    assert view.failure.reference == "E-1"


def test_an_unknown_code_is_told_as_our_own_fault():
    assert "our fault" in show_job(make_job("failed", error_code="never_heard_of"), "en", NOW).failure.detail


@pytest.mark.parametrize(("size", "words"), [(312_000, "0.3\u00a0MB"), (51_000, "51\u00a0kB"), (10, "1\u00a0kB")])
def test_sizes_are_said_in_one_step(size, words):
    assert show_size(size, "en") == words


def test_the_history_tells_what_stopped_from_what_waits():
    assert show_open_job(make_job("failed", error_code="encrypted_file"), "en").word == "The PDF has a password"
    assert show_open_job(make_job("queued", error_code="unavailable"), "en").word == "We will try again by ourselves"
    assert show_open_job(make_job("queued"), "en").word == "In the queue"

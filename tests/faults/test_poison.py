"""Files that crash, hog or hang the process that reads them end as failed, with a reason, and harm no other file."""

import pytest

from tests.servers import crowding
from tests.stack import Stack

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("poison", [b"segv", b"killed"])
def test_a_file_that_crashes_every_process_is_given_up(stack: Stack, poison: bytes) -> None:
    worker = stack.start_worker()
    poisoned = stack.submit(poison)
    healthy = stack.submit(b"ok")

    job = stack.wait_for(poisoned)

    assert (job.status, job.error_code, job.attempt) == ("failed", "gave_up", 3)
    assert job.error_values == {"attempts": 3}
    assert job.error_reference
    assert (stack.wait_for(healthy).status, worker.poll()) == ("done", None)


@pytest.mark.parametrize(("poison", "seconds"), [(b"memory", 5), (b"sleep 60", 4), (b"swallow", 7), (b"burn", 4)])
def test_a_file_beyond_the_limits_is_too_complex_and_not_tried_again(
    stack: Stack, poison: bytes, seconds: float
) -> None:
    worker = stack.start_worker()
    poisoned = stack.submit(poison)

    job = stack.wait_for(poisoned, timeout_s=seconds + 3)

    assert (job.status, job.error_code, job.attempt) == ("failed", "too_complex", 1)
    assert job.duration_ms is not None
    assert job.duration_ms < seconds * 1000 * crowding()
    assert (stack.wait_for(stack.submit(b"ok")).status, worker.poll()) == ("done", None)


@pytest.mark.slow
def test_a_file_that_does_not_even_take_signals_is_ended_by_the_processor_clock(make_stack) -> None:
    stack = make_stack(MEDAPP_READ_CPU_S="2")
    worker = stack.start_worker()

    job = stack.wait_for(stack.submit(b"deaf"))

    assert (job.status, job.error_code, job.attempt) == ("failed", "too_complex", 1)
    assert (stack.wait_for(stack.submit(b"ok")).status, worker.poll()) == ("done", None)


def test_a_passing_fault_is_retried_and_heals(stack: Stack) -> None:
    stack.start_housekeeping()
    stack.start_worker()

    job = stack.wait_for(stack.submit(b"away-once"))

    assert (job.status, job.attempt, job.error_code) == ("done", 2, None)


def test_a_lasting_fault_ends_in_a_controlled_failure(stack: Stack) -> None:
    stack.start_housekeeping()
    stack.start_worker()

    job = stack.wait_for(stack.submit(b"away"))

    assert (job.status, job.error_code, job.attempt) == ("failed", "storage_unavailable", 3)


def test_a_defect_shows_a_reference_that_finds_its_log_line(stack: Stack) -> None:
    stack.start_worker()

    job = stack.wait_for(stack.submit(b"defect"))

    assert (job.status, job.error_code, job.attempt) == ("failed", "internal", 1)
    assert job.error_reference
    assert job.error_reference in stack.log.read_text()
    assert "ValueError" in stack.log.read_text()


def test_what_an_exception_says_of_a_report_reaches_neither_logs_nor_redis(stack: Stack) -> None:
    stack.start_worker()
    stack.wait_for(stack.submit(b"defect", name="Anna-Ivanova.pdf"))
    stack.wait_for(stack.submit(b"segv", name="Anna-Ivanova.pdf"))

    client = stack.valkey.client()
    stored = " ".join(str(client.dump(key)) for key in client.keys("*"))
    for secret in ("Anna", "Haemoglobin"):
        assert secret not in stack.log.read_text()
        assert secret not in stored

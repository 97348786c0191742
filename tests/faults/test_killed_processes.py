"""kill -9 at the worst moment: each job still has exactly one result."""

import os
import signal

import pytest

from medapp import jobqueue
from medapp.services import processing
from medapp.services.processing import Claim
from tests.faults.conftest import StackMaker
from tests.faults.trial_outcome import trial_outcome
from tests.servers import children_of, kill_with_children, wait_until
from tests.stack import Stack

pytestmark = pytest.mark.faults


def test_a_killed_work_horse_is_replaced_long_before_its_lease_ends(make_stack: StackMaker) -> None:
    stack = make_stack(MEDAPP_LEASE_S="60")
    worker = stack.start_worker()
    job_id = stack.submit(b"sleep 1")
    os.kill(stack.wait_for_horse(worker, job_id), signal.SIGKILL)

    job = stack.wait_for(job_id)

    assert (job.status, job.attempt, stack.results(job_id)) == ("done", 2, 1)
    assert worker.poll() is None


def test_another_worker_finishes_what_a_killed_one_began(stack: Stack) -> None:
    stack.start_housekeeping()
    worker = stack.start_worker()
    job_id = stack.submit(b"sleep 1")
    stack.wait_for_horse(worker, job_id)
    kill_with_children(worker)
    stack.start_worker()

    job = stack.wait_for(job_id)

    assert (job.status, job.attempt, stack.results(job_id)) == ("done", 2, 1)


def test_a_web_process_that_died_before_it_could_enqueue_loses_nothing(stack: Stack) -> None:
    stack.start_housekeeping()
    stack.start_worker()
    job_id = stack.submit(b"ok", enqueue=False)

    job = stack.wait_for(job_id)

    assert (job.status, stack.results(job_id)) == ("done", 1)


def test_a_frozen_worker_that_wakes_after_its_lease_changes_nothing(stack: Stack) -> None:
    stack.start_housekeeping()
    frozen = stack.start_worker()
    job_id = stack.submit(b"sleep 1.5")
    horse = stack.wait_for_horse(frozen, job_id)
    runs = stack.folder / "runs.log"
    wait_until(runs.exists, 10, "the horse sleeps, and holds no lock of the database")
    for pid in (frozen.pid, horse):
        os.kill(pid, signal.SIGSTOP)
    stack.start_worker()
    stack.wait_for(job_id)
    for pid in (frozen.pid, horse):
        os.kill(pid, signal.SIGCONT)
    wait_until(lambda: not children_of(frozen), 5, "the late horse ended")

    assert (stack.job(job_id).attempt, stack.job(job_id).status, stack.results(job_id)) == (2, "done", 1)


def test_a_late_attempt_is_fenced_even_while_the_new_one_still_works(stack: Stack) -> None:
    job_id = stack.submit(b"ok", enqueue=False)
    late = _start(job_id)
    processing.horse_died(job_id)
    current = _start(job_id)

    assert not processing.complete(late, trial_outcome())
    assert stack.results(job_id) == 0
    assert processing.complete(current, trial_outcome())
    assert not processing.fail(late, ValueError())
    assert (stack.job(job_id).status, stack.results(job_id)) == ("done", 1)


def test_delivering_a_finished_job_again_does_nothing(stack: Stack) -> None:
    stack.start_worker()
    job_id = stack.submit(b"ok")
    stack.wait_for(job_id)
    marker = stack.submit(b"sleep 0.1")
    for attempt in (0, 1):
        jobqueue.enqueue(job_id, attempt)
    stack.wait_for(marker)
    stack.wait_for(stack.submit(b"ok"))

    assert (stack.job(job_id).attempt, stack.results(job_id)) == (1, 1)


def test_a_worker_asked_to_stop_finishes_its_job_first(stack: Stack) -> None:
    worker = stack.start_worker()
    job_id = stack.submit(b"sleep 1")
    stack.wait_for_horse(worker, job_id)
    worker.terminate()

    assert worker.wait(5) == 0
    assert (stack.job(job_id).status, stack.job(job_id).attempt) == ("done", 1)


def _start(job_id: str) -> Claim:
    claim = processing.start(job_id)
    assert claim is not None
    return claim

"""Redis forgets, stops and comes back during a burst: every accepted report is read, none twice."""

import os
import signal
import time

import pytest

from medapp import jobqueue
from tests.servers import wait_until
from tests.stack import Stack

pytestmark = pytest.mark.faults

BURST = 12


@pytest.mark.slow
def test_a_flushed_queue_loses_nothing(stack: Stack) -> None:
    stack.start_housekeeping()
    worker = stack.start_worker()
    jobs = [stack.submit(b"sleep 0.1") for _ in range(BURST)]
    stack.valkey.client().flushall()

    for job_id in jobs:
        assert stack.wait_for(job_id, timeout_s=25).status == "done"
    assert [stack.results(job_id) for job_id in jobs] == [1] * BURST
    assert worker.poll() is None
    wait_until(lambda: jobqueue.workers_alive() == 1, 10, "the worker signed in again")


@pytest.mark.slow
def test_a_queue_that_crashes_and_returns_empty_loses_nothing(stack: Stack) -> None:
    housekeeping, worker = stack.start_housekeeping(), stack.start_worker()
    jobs = [stack.submit(b"sleep 0.1") for _ in range(BURST // 2)]
    stack.valkey.kill()
    jobs += [stack.submit(b"sleep 0.1") for _ in range(BURST // 2)]  # accepted although there is no queue
    time.sleep(2)
    stack.valkey.restart()

    for job_id in jobs:
        assert stack.wait_for(job_id, timeout_s=30).status == "done"
    assert [stack.results(job_id) for job_id in jobs] == [1] * BURST
    assert worker.poll() is None
    assert housekeeping.poll() is None


def test_a_worker_started_before_its_queue_waits_for_it(stack: Stack) -> None:
    stack.valkey.kill()
    worker = stack.start_worker(wait=False)
    wait_until(lambda: "queue away" in stack.log.read_text(), 10, "the worker says what it waits for")
    stack.valkey.restart()
    wait_until(lambda: jobqueue.workers_alive() == 1, 15, "the worker signed in")

    assert stack.wait_for(stack.submit(b"ok")).status == "done"
    assert worker.poll() is None


def test_a_result_is_kept_when_the_queue_dies_during_the_job(stack: Stack) -> None:
    worker = stack.start_worker()
    job_id = stack.submit(b"sleep 1")
    stack.wait_for_horse(worker, job_id)
    stack.valkey.kill()

    assert stack.wait_for(job_id, timeout_s=5).status == "done"
    stack.valkey.restart()
    wait_until(lambda: jobqueue.workers_alive() == 1, 15, "the worker came back")
    assert stack.wait_for(stack.submit(b"ok")).status == "done"


def test_a_horse_killed_while_the_queue_is_away_is_settled(stack: Stack) -> None:
    stack.start_housekeeping()
    worker = stack.start_worker()
    job_id = stack.submit(b"sleep 1")
    horse = stack.wait_for_horse(worker, job_id)
    stack.valkey.kill()
    os.kill(horse, signal.SIGKILL)
    wait_until(lambda: "work-horse ended" in stack.log.read_text(), 5, "the foreman noticed")
    stack.valkey.restart()

    job = stack.wait_for(job_id, timeout_s=20)
    assert (job.status, job.attempt, stack.results(job_id)) == ("done", 2, 1)


def test_garbage_in_the_queue_harms_nobody(stack: Stack) -> None:
    worker = stack.start_worker()
    client = stack.valkey.client()
    client.hset("rq:job:garbage", mapping={"data": b"\x80\x04not json", "origin": "reports", "status": "queued"})
    client.rpush("rq:queue:reports", "garbage", "no-such-job")
    jobqueue.enqueue("no-such-row")

    assert stack.wait_for(stack.submit(b"ok")).status == "done"
    assert worker.poll() is None


def test_housekeeping_does_not_repeat_its_complaint(stack: Stack) -> None:
    housekeeping = stack.start_housekeeping()
    stack.submit(b"ok", enqueue=False)
    stack.valkey.kill()
    wait_until(lambda: "housekeeping waits: queue_unavailable" in stack.log.read_text(), 20, "it says so")
    time.sleep(1.5)

    assert stack.log.read_text().count("housekeeping waits") == 1
    assert housekeeping.poll() is None

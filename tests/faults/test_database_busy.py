"""A database that somebody else holds, and updates that must not be lost."""

import multiprocessing
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from medapp.db.engine import write
from medapp.db.tables import Job
from tests.stack import Stack

pytestmark = pytest.mark.faults

TIMES = 400


@contextmanager
def _locked(database: Path, seconds: float) -> Iterator[None]:
    """Hold the write lock for so long, as a backup or another program might."""
    taken = threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        taken.set()
        time.sleep(seconds)
        connection.execute("ROLLBACK")
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    yield
    holder.join()


def _database(stack: Stack) -> Path:
    return stack.folder / "data" / "medapp.sqlite3"


def test_a_lock_of_three_seconds_is_waited_for(make_stack) -> None:
    stack = make_stack(MEDAPP_LEASE_S="20", MEDAPP_JOB_TIMEOUT_S="15")
    stack.start_housekeeping()
    stack.start_worker()
    job_id = stack.submit(b"sleep 0.5")
    stack.wait_for(job_id, "processing")
    with _locked(_database(stack), 3):
        pass

    job = stack.wait_for(job_id)

    assert (job.status, job.attempt, stack.results(job_id)) == ("done", 1, 1)


@pytest.mark.slow
def test_a_longer_lock_costs_another_attempt_and_no_result(stack: Stack) -> None:
    stack.start_housekeeping()
    worker = stack.start_worker()
    job_id = stack.submit(b"sleep 0.5")
    stack.wait_for(job_id, "processing")
    with _locked(_database(stack), 9):
        pass

    job = stack.wait_for(job_id)

    assert (job.status, job.attempt, stack.results(job_id)) == ("done", 2, 1)
    assert worker.poll() is None


def _count_up(job_id: str, together: Any) -> None:
    together.wait()
    for _ in range(TIMES):
        with write() as session:
            job = session.exec(select(Job).where(Job.id == job_id)).one()
            job.rows_read = (job.rows_read or 0) + 1
            session.add(job)


def test_no_update_of_two_processes_is_lost(stack: Stack) -> None:
    job_id = stack.submit(b"ok", enqueue=False)
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(2)
    counters = [context.Process(target=_count_up, args=(job_id, together)) for _ in range(2)]
    for counter in counters:
        counter.start()
    for counter in counters:
        counter.join()

    assert stack.job(job_id).rows_read == 2 * TIMES

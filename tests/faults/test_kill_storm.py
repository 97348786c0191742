"""Everything at once: kills, a flushed queue and a restarted one during a burst, and still one result a job."""

import os
import random
import signal
import subprocess
from contextlib import suppress

import pytest

from tests.servers import children_of, kill_with_children, wait_until
from tests.stack import Stack

pytestmark = [pytest.mark.faults, pytest.mark.slow]

JOBS = 30
KILLS = 9


def test_a_storm_of_kills_loses_nothing_and_doubles_nothing(make_stack) -> None:
    chance = random.Random(11)
    stack: Stack = make_stack(MEDAPP_MAX_ATTEMPTS="15")
    stack.start_housekeeping()
    workers = [stack.start_worker(), stack.start_worker()]
    jobs = [stack.submit(b"sleep 0.4") for _ in range(JOBS)]
    for number in range(KILLS):
        place = number % 2
        with suppress(AssertionError):  # a worker that has just been replaced may not have a horse yet
            wait_until(lambda worker=workers[place]: children_of(worker), 2, "somebody works")
        workers[place] = _kill(stack, workers[place], chance)
        if number == KILLS // 3:
            stack.valkey.client().flushall()
        if number == 2 * KILLS // 3:
            stack.valkey.kill()
            stack.valkey.restart()

    ended = [stack.wait_for(job_id, timeout_s=90) for job_id in jobs]

    assert {job.status for job in ended} == {"done"}
    assert [stack.results(job_id) for job_id in jobs] == [1] * JOBS
    runs = (stack.folder / "runs.log").read_bytes().count(b"\n")
    print(f"{JOBS} jobs, {KILLS} kills, {runs} runs, at most {max(job.attempt for job in ended)} attempts")
    assert runs > JOBS, "no kill hit a working horse: this was no storm"


def _kill(stack: Stack, worker: "subprocess.Popen[bytes]", chance: random.Random) -> "subprocess.Popen[bytes]":
    """A horse, a worker, or both; a killed worker is replaced at once, as its supervisor would. Who works then."""
    kind = chance.choice(("horse", "worker", "both"))
    if kind == "horse":
        for horse in children_of(worker):
            with suppress(ProcessLookupError):
                os.kill(horse, signal.SIGKILL)
        return worker
    if kind == "both":
        kill_with_children(worker)
    else:
        worker.kill()  # its horse lives on as an orphan
        worker.wait()
    return stack.start_worker(wait=False)

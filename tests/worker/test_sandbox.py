"""What a stranger's file may cost. Each trial runs in a process of its own: the limits stay with the process."""

import hashlib
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from inspect import signature

from medapp.errors import TooComplex
from worker.sandbox import EXIT_OUT_OF_TIME, Confinement, Limits, confined, is_out_of_bounds

SMALL = Limits(memory_bytes=100 * 1024 * 1024, cpu_s=1, wall_s=5.0, file_bytes=1024)


@dataclass
class Trial:
    status: int
    cpu_s: float
    answer: str
    took_s: float


def _try(action: Callable[..., object], limits: Limits = SMALL) -> Trial:
    """Run the action confined in a forked child; what came out and how the child ended."""
    here, there = os.pipe()
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.write(there, _answer(action, limits).encode())
        os._exit(0)
    os.close(there)
    _, status, usage = os.wait4(pid, 0)
    with os.fdopen(here) as answers:
        return Trial(status, usage.ru_utime + usage.ru_stime, answers.read(), time.monotonic() - started)


def _answer(action: Callable[..., object], limits: Limits) -> str:
    try:
        with confined(limits) as confinement:
            action(confinement) if signature(action).parameters else action()
    except TooComplex as error:
        return str(error.values["limit"])
    except BaseException as error:  # noqa: BLE001  the answer says what came out
        return type(error).__name__
    return "finished"


def _burn() -> None:
    while True:
        pass


def _burn_and_swallow() -> None:
    while True:
        with suppress(BaseException):  # what a careless reader does
            _burn()


def _grow() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(1024 * 1024))


def _recurse() -> None:
    _recurse()


def test_more_memory_than_allowed_is_too_complex() -> None:
    assert _try(_grow).answer == "memory"


def test_a_loop_is_stopped_by_the_processor_clock() -> None:
    trial = _try(_burn)

    assert trial.answer == "time"
    assert trial.cpu_s < 2.5


def test_waiting_is_stopped_by_the_wall_clock() -> None:
    trial = _try(lambda: time.sleep(60), Limits(wall_s=0.5))

    assert trial.answer == "time"
    assert trial.took_s < 3


def test_endless_nesting_is_too_complex() -> None:
    assert _try(_recurse).answer == "nesting"


def test_who_swallows_the_alarm_is_ended_and_known_as_out_of_bounds() -> None:
    trial = _try(_burn_and_swallow, Limits(wall_s=0.5, cpu_s=30))

    assert os.WEXITSTATUS(trial.status) == EXIT_OUT_OF_TIME
    assert is_out_of_bounds(trial.status)


def test_who_does_not_even_take_signals_is_killed_and_known_as_out_of_bounds() -> None:
    trial = _try(lambda: hashlib.pbkdf2_hmac("sha256", b"x", b"y", 2_000_000_000))

    assert os.WTERMSIG(trial.status) == signal.SIGPROF
    assert is_out_of_bounds(trial.status)
    assert trial.cpu_s < 6


def test_a_step_that_needs_more_gets_more() -> None:
    def grow_and_wait(confinement: Confinement) -> None:
        confinement.use(Limits(memory_bytes=400 * 1024 * 1024, wall_s=5.0))
        hoard = bytearray(200 * 1024 * 1024)
        time.sleep(1)
        assert hoard

    assert _try(grow_and_wait, Limits(memory_bytes=100 * 1024 * 1024, wall_s=0.5)).answer == "finished"


def test_a_reader_cannot_fill_the_disk(tmp_path: object) -> None:
    def fill() -> None:
        with open(f"{tmp_path}/big", "wb") as file:
            file.write(b"x" * 10_000)

    assert _try(fill).answer == "OSError"


def test_our_own_code_called_from_inside_is_not_limited(tmp_path: object) -> None:
    def write() -> None:
        with open(f"{tmp_path}/ours", "wb") as file:
            file.write(b"x" * 10_000)

    def child() -> object:
        pid = os.fork()
        if pid == 0:
            with confined(SMALL) as confinement:
                confinement.outside(write)()
            os._exit(0)
        return os.waitpid(pid, 0)[1]

    assert child() == 0
    assert os.path.getsize(f"{tmp_path}/ours") == 10_000


def test_limits_are_gone_when_the_block_ends(tmp_path: object) -> None:
    def after() -> int:
        with confined(SMALL):
            pass
        with open(f"{tmp_path}/after", "wb") as file:
            file.write(b"x" * 10_000)
        return len(bytearray(200 * 1024 * 1024))

    pid = os.fork()
    if pid == 0:
        os._exit(0 if after() else 1)
    assert os.waitpid(pid, 0)[1] == 0


def test_a_kill_from_outside_is_not_the_files_fault() -> None:
    trial = _try(lambda: os.kill(os.getpid(), signal.SIGKILL))

    assert os.WTERMSIG(trial.status) == signal.SIGKILL
    assert not is_out_of_bounds(trial.status)

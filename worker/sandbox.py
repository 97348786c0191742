"""Limits on memory, processor time, wall time and written bytes while a stranger's file is read.

The limits hold for the process, so they belong into a work-horse that does
one job and ends. What cannot be stopped politely ends the process with a
signal or a known exit code, and `is_out_of_bounds` tells the parent which.
"""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import ParamSpec, TypeVar

from medapp.errors import TooComplex

P = ParamSpec("P")
R = TypeVar("R")

EXIT_OUT_OF_TIME = 75
# Polite first: the kernel repeats SIGXCPU each second of processor time; code that does not listen is killed.
CPU_GRACE_S = 3
# Reading code may swallow what a signal raises: ask again, and end the process when it does not listen.
REPEAT_S = 0.5
PATIENCE = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory_bytes` is headroom above what the process has already; `file_bytes` bounds each file it writes."""

    memory_bytes: int = 512 * 1024 * 1024
    cpu_s: int = 8
    wall_s: float = 30.0
    file_bytes: int = 1024 * 1024


class OutOfTime(BaseException):
    """Not an Exception, so that `except Exception` in a reader does not swallow it."""


class Confinement:
    """The limits in force; `outside` makes a function that runs without them."""

    def __init__(self, limits: Limits) -> None:
        self._kept = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)}
        self._size_bytes = _virtual_size_bytes()
        self._paused = True
        self._times_asked = 0
        self.use(limits)

    def use(self, limits: Limits) -> None:
        """Other limits from now on, for a step that needs more; both clocks start anew."""
        self._wanted = {resource.RLIMIT_FSIZE: limits.file_bytes}
        if self._size_bytes is not None:
            self._wanted[resource.RLIMIT_AS] = self._size_bytes + limits.memory_bytes
        _limit_cpu(limits.cpu_s)
        signal.setitimer(signal.ITIMER_REAL, limits.wall_s, REPEAT_S)
        if not self._paused:
            self.tighten()

    def outside(self, function: Callable[P, R]) -> Callable[P, R]:
        """Wrap our own code, such as a write to the database, that is called back from inside."""

        def unconfined(*args: P.args, **kwargs: P.kwargs) -> R:
            self.loosen()
            try:
                return function(*args, **kwargs)
            finally:
                self.tighten()

        return unconfined

    def tighten(self) -> None:
        """Soft limits only: they can be lifted again to save the result."""
        for kind, wanted in self._wanted.items():
            hard = self._kept[kind][1]
            resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
        self._paused = False

    def loosen(self) -> None:
        self._paused = True
        for kind, limit in self._kept.items():
            resource.setrlimit(kind, limit)

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """The handler of both clocks."""
        if self._paused:
            return
        self._times_asked += 1
        if self._times_asked > PATIENCE:
            os._exit(EXIT_OUT_OF_TIME)
        raise OutOfTime


@contextmanager
def confined(limits: Limits) -> Iterator[Confinement]:
    """Run the block under the limits. Raises TooComplex, with the limit that was met, instead of what it caused."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond the limit then fails with EFBIG instead of killing
    confinement = Confinement(limits)
    handlers = {number: signal.signal(number, confinement.ask_to_stop) for number in (signal.SIGALRM, signal.SIGXCPU)}
    confinement.tighten()
    try:
        yield confinement
    except OutOfTime:
        confinement.loosen()
        raise TooComplex(limit="time") from None
    except MemoryError:
        confinement.loosen()
        raise TooComplex(limit="memory") from None
    except RecursionError:
        raise TooComplex(limit="nesting") from None
    finally:
        confinement.loosen()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _limit_cpu(None)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def is_out_of_bounds(status: int) -> bool:
    """Whether a process with this wait status met a limit that its file made it meet, so that trying again is vain."""
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status) == EXIT_OUT_OF_TIME
    return os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGPROF)


def _limit_cpu(cpu_s: int | None) -> None:
    """SIGXCPU from now + `cpu_s` on, and SIGPROF, which nobody handles, a little later; None lifts both."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if cpu_s is None:
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    signal.setitimer(signal.ITIMER_PROF, cpu_s + CPU_GRACE_S)


def _virtual_size_bytes() -> int | None:
    """None where the system does not tell; the address space is then not limited."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        return None

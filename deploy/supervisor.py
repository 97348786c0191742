"""Keeps processes running: starts them, passes on what they say, restarts those that die, ends all of them together.

honcho and its kin read a Procfile and pass on output as well, but end everything when one process dies. A passing fault
must heal here, so this restarts with growing pauses instead.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import psutil

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
# A process that ran this long was well: the next pause is the first one again.
WELL_AFTER_S = 20.0
END_TIMEOUT_S = 12.0
# A line longer than this is passed on in pieces.
LINE_LIMIT_BYTES = 1 << 20
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_COLOURS = (36, 33, 35, 32, 34, 31)

Say = Callable[[str], None]
OnDeath = Callable[["Process"], None]


@dataclass
class Process:
    """One supervised command. `failures` counts deaths in a row, each before it had run for WELL_AFTER_S."""

    name: str
    command: Sequence[str]
    colour: int = 0
    failures: int = 0
    started_at: float = 0.0
    handle: asyncio.subprocess.Process | None = field(default=None, repr=False)


class Supervisor:
    """Runs processes until `stop`. `on_death` is told of every death that was not asked for."""

    def __init__(self, environment: dict[str, str], say: Say, on_death: OnDeath, *, prefix: bool = True) -> None:
        self._environment = environment
        self._say = say
        self._on_death = on_death
        self._prefix = prefix
        self._stopping = False
        self._processes: list[Process] = []
        self._tasks: list[asyncio.Task[None]] = []
        _adopt_orphans()

    def start(self, name: str, command: Sequence[str]) -> Process:
        """Begin to keep `command` running under `name`."""
        process = Process(name, command, _COLOURS[len(self._processes) % len(_COLOURS)])
        self._processes.append(process)
        self._tasks.append(asyncio.create_task(self._keep(process)))
        return process

    async def stop(self) -> None:
        """End everything, the first started last, and leave no descendant behind."""
        self._stopping = True
        await asyncio.gather(*(_end(process) for process in self._processes[1:]))
        await asyncio.gather(*(_end(process) for process in self._processes[:1]))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        _kill_descendants()

    async def _keep(self, process: Process) -> None:
        while not self._stopping:
            status = await self._run_once(process)
            _kill_group(process)
            if self._stopping:
                return
            lived_s = time.monotonic() - process.started_at
            process.failures = 1 if lived_s > WELL_AFTER_S else process.failures + 1
            self._on_death(process)
            pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (process.failures - 1))
            self._say(f"{process.name} ended ({_in_words(status)}); starting it again in {pause_s:g} s")
            await asyncio.sleep(pause_s)

    async def _run_once(self, process: Process) -> int:
        process.started_at = time.monotonic()
        process.handle = await asyncio.create_subprocess_exec(
            *process.command,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LINE_LIMIT_BYTES,
            start_new_session=True,  # Ctrl-C reaches us alone; we end the others in order
            preexec_fn=end_with_parent,
        )
        await self._pass_on(process)
        return await process.handle.wait()

    async def _pass_on(self, process: Process) -> None:
        assert process.handle and process.handle.stdout
        while True:
            try:
                line = await process.handle.stdout.readline()
            except ValueError:  # longer than the limit
                continue
            if not line:
                return
            self._print(process, line.decode(errors="replace").rstrip("\n"))

    def _print(self, process: Process, line: str) -> None:
        if self._prefix:
            name = f"{process.name:<13}| "
            line = (f"\x1b[{process.colour}m{name}\x1b[0m" if sys.stdout.isatty() else name) + line
        with contextlib.suppress(BrokenPipeError):  # whoever read our output has gone; the work goes on
            print(line, flush=True)


async def _end(process: Process) -> None:
    handle = process.handle
    if handle is None or handle.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        handle.terminate()
    try:
        await asyncio.wait_for(handle.wait(), END_TIMEOUT_S)
    except TimeoutError:
        _kill_group(process)
        await handle.wait()


def _kill_group(process: Process) -> None:
    """End what a dead process left in its group."""
    if process.handle:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.handle.pid, signal.SIGKILL)


def _kill_descendants() -> None:
    left = psutil.Process().children(recursive=True)
    for child in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
    psutil.wait_procs(left, timeout=3)


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        _libc.prctl(option, value, 0, 0, 0)


def end_with_parent() -> None:
    """Runs in a child before its program: the kernel ends it when its parent is killed."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _adopt_orphans() -> None:
    """A work-horse whose worker was killed becomes ours, so that `stop` can find it."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _in_words(status: int) -> str:
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit code {status}"


_libc = ctypes.CDLL(None)

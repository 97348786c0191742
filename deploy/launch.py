"""Starts everything and keeps it running: `python -m deploy.launch` (this is `make run`).

Front end if its sources changed, embedded Valkey unless REDIS_URL names another, migrations, then the Procfile.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from deploy import valkey
from deploy.frontend import build_if_needed
from deploy.places import ROOT, quiet_reflex, scripts_dir, system_certificates
from deploy.preflight import check_port, hold_data_dir
from deploy.readiness import what_is_missing
from deploy.supervisor import Process, Supervisor
from medapp.settings import Settings, get_settings, socket_path

# Before the first ready line a process that cannot start ends the launch; after it everything is tried for ever.
FAILURES_BEFORE_GIVING_UP = 3
READY_COMPLAINT_S = 45.0


class Launch:
    """One run of the product."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ended = asyncio.Event()
        self._is_ready = False
        self._exit_code = 0
        self._supervisor = Supervisor(_environment(), say, self._on_death, prefix=settings.log_format != "json")

    async def run(self) -> int:
        """Start, say when it is ready, wait for a signal, end all. The exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup stays in force
                loop.add_signal_handler(number, self._ended.set)
        preparing = asyncio.create_task(self._start())
        await asyncio.wait((preparing, asyncio.create_task(self._ended.wait())), return_when=asyncio.FIRST_COMPLETED)
        try:
            if preparing.done():
                preparing.result()  # raises what went wrong
                await self._ended.wait()
        finally:
            preparing.cancel()
            say("stopping")
            await self._supervisor.stop()
        return self._exit_code

    async def _start(self) -> None:
        started = time.monotonic()
        if self._embeds_valkey:
            self._supervisor.start("valkey", valkey.command(self._socket, self._valkey_dir))
        migrated, _ = await asyncio.gather(asyncio.to_thread(_migrate), self._until_valkey_answers())
        if not migrated:
            self._exit_code = 1
            self._ended.set()
            return
        for name, command in procfile():
            count = self._settings.workers if name == "worker" else 1
            for number in range(1, count + 1):
                self._supervisor.start(f"{name}.{number}" if count > 1 else name, ["/bin/sh", "-c", f"exec {command}"])
        await self._until_ready()
        self._is_ready = True
        say(f"medapp is ready at {address(self._settings)}")
        say(f"({time.monotonic() - started:.1f} s; data in {self._settings.data_dir}; Ctrl-C stops it)")

    @property
    def _embeds_valkey(self) -> bool:
        return not os.environ.get("REDIS_URL")

    @property
    def _socket(self) -> Path:
        return socket_path(self._settings.data_dir)

    @property
    def _valkey_dir(self) -> Path:
        return self._settings.data_dir / "valkey"

    async def _until_valkey_answers(self) -> None:
        while self._embeds_valkey and not _accepts(self._socket):
            await asyncio.sleep(0.02)

    async def _until_ready(self) -> None:
        complain_at = time.monotonic() + READY_COMPLAINT_S
        while missing := await asyncio.to_thread(what_is_missing, self._settings.host, self._settings.port):
            if time.monotonic() > complain_at:
                say(f"not ready yet: {missing}")
                complain_at = time.monotonic() + READY_COMPLAINT_S
            await asyncio.sleep(0.05)

    def _on_death(self, process: Process) -> None:
        if process.name == "valkey":
            say(f"valkey stopped: {valkey.why_it_stopped(self._valkey_dir)}")
            if process.failures == 2 and (kept := valkey.set_aside_damaged(self._valkey_dir)):
                say(f"its file could not be read and was set aside as {kept}; waiting jobs come back from the database")
        if not self._is_ready and process.failures >= FAILURES_BEFORE_GIVING_UP:
            say(f"{process.name} cannot start: its own words are above. Put it right and run again.")
            self._exit_code = 1
            self._ended.set()


def procfile() -> list[tuple[str, str]]:
    """(name, command) of each line of the Procfile."""
    lines = (ROOT / "Procfile").read_text().splitlines()
    parts = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return [(name.strip(), command.strip()) for name, _, command in parts]


def address(settings: Settings) -> str:
    """Where a browser on this machine finds it."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host and not host.startswith('[') else host}:{settings.port}"


def say(sentence: str) -> None:
    """The launcher's own voice, between the processes' lines."""
    print(sentence, flush=True)


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(scripts_dir()), os.environ.get("PATH", os.defpath)])
    return {**os.environ, **quiet_reflex(), **system_certificates(), "PATH": path, "PYTHONUNBUFFERED": "1"}


def _migrate() -> bool:
    """In a process of its own: the launcher stays small, it lives as long as the product."""
    command = [sys.executable, "-m", "deploy.migrate"]
    return subprocess.run(command, cwd=ROOT, env=_environment(), check=False).returncode == 0


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
        return True


def main() -> int:
    """Run until Ctrl-C or TERM; 0 when it was asked to stop, 1 when it could not start."""
    os.chdir(ROOT)
    settings = get_settings()
    check_port(settings.host, settings.port)
    lock = hold_data_dir(settings.data_dir)
    try:
        build_if_needed()
        return asyncio.run(Launch(settings).run())
    finally:
        lock.close()


if __name__ == "__main__":
    sys.exit(main())

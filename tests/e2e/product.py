"""The whole product, started as `make run` starts it, on data of its own; and the faults that can be done to it."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import psutil

from deploy.places import ROOT
from deploy.supervisor import end_with_parent

START_TIMEOUT_S = 90.0
# Short pauses between attempts, cheap password hashes, and no limit on how many accounts one address may open.
QUICK = {
    "MEDAPP_BCRYPT_COST": "4",
    "MEDAPP_REGISTRATIONS_PER_HOUR": "100000",
    "MEDAPP_RETRY_PAUSE_S": "1",
    "MEDAPP_SWEEP_S": "0.5",
    "MEDAPP_LEASE_S": "25",
    "MEDAPP_JOB_TIMEOUT_S": "20",
    "MEDAPP_LOG_FORMAT": "json",
}


class Product:
    """`url` is where it answers; `folder` holds its data, its log and its own copy of the model."""

    def __init__(self, **settings: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="medapp-product-"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.data_dir = self.folder / "data"
        self.model = Path(shutil.copytree(ROOT / "ml" / "artifacts", self.folder / "model"))
        self._log = self.folder / "product.log"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEDAPP_")},
            **QUICK,
            "PORT": str(self.port),
            "MEDAPP_DATA_DIR": str(self.data_dir),
            "MEDAPP_MODEL_PATH": str(self.model),
            **settings,
        }
        self._launcher: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start it and wait for the ready line; the seconds it took."""
        started = time.monotonic()
        seen = self.log().count("medapp is ready")
        with self._log.open("ab") as log:
            self._launcher = subprocess.Popen(
                [sys.executable, "-m", "deploy.launch"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )
        wait_until(lambda: self.log().count("medapp is ready") > seen or not self.is_running, START_TIMEOUT_S, "ready")
        assert self.is_running, f"it did not start:\n{self.log()[-4000:]}"
        return time.monotonic() - started

    def stop(self) -> float:
        """End it as Ctrl-C does; the seconds it took."""
        started = time.monotonic()
        if self._launcher and self.is_running:
            self._launcher.send_signal(signal.SIGINT)
            self._launcher.wait(40)
        return time.monotonic() - started

    def remove(self) -> None:
        """Stop it and forget its data."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        return self._launcher is not None and self._launcher.poll() is None

    def log(self) -> str:
        """Everything that any of its processes said."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def api(self) -> httpx.Client:
        """A fresh API client without a session."""
        return httpx.Client(base_url=self.url, timeout=20, headers={"Accept": "application/json"})

    def readiness(self) -> dict[str, bool]:
        """Which parts answer."""
        checks = httpx.get(f"{self.url}/readyz", timeout=10).json()["checks"]
        return {name: found["ok"] for name, found in checks.items()}

    def processes(self) -> list[psutil.Process]:
        assert self._launcher
        return psutil.Process(self._launcher.pid).children(recursive=True)

    def kill(self, part: str) -> None:
        """kill -9 the first process of a part and its children: "valkey-server", "worker.main" or "granian"."""
        for process in self.processes():
            try:
                words = " ".join(process.cmdline()) or process.name()
            except psutil.Error:
                continue
            if part in words:
                for victim in (process, *process.children(recursive=True)):
                    victim.kill()
                return
        raise AssertionError(f"no process of {part} runs")

    @contextmanager
    def model_away(self) -> Iterator[None]:
        """The model's folder is moved away, and put back afterwards."""
        away = self.model.rename(self.model.with_name("model-away"))
        try:
            yield
        finally:
            away.rename(self.model)

    @contextmanager
    def queue_away(self) -> Iterator[None]:
        """Valkey is stopped (SIGSTOP: it is there and answers nothing) and let go on afterwards."""
        valkey = next(process for process in self.processes() if "valkey-server" in process.name())
        valkey.suspend()
        try:
            yield
        finally:
            valkey.resume()

    @contextmanager
    def database_locked(self) -> Iterator[None]:
        """Somebody else holds the database's write lock, as a backup or another program might."""
        with closing(sqlite3.connect(self.database, isolation_level=None, timeout=10)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                connection.execute("ROLLBACK")

    def command(self, *arguments: str) -> str:
        """What an operator's command, `python -m medapp …`, says of this product."""
        done = subprocess.run(
            [sys.executable, "-m", "medapp", *arguments],
            cwd=ROOT,
            env=self._environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @property
    def database(self) -> Path:
        return self.data_dir / "medapp.sqlite3"

    def ask(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Rows of the database, for what no page shows: the audit log and the events."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10)) as connection:
            return connection.execute(query, values).fetchall()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(condition: Callable[[], object], timeout_s: float, what: str) -> float:
    """Wait for a condition; the seconds it took. Raises AssertionError naming `what` when it never came."""
    started = time.monotonic()
    while not condition():
        if time.monotonic() - started > timeout_s:
            raise AssertionError(f"not within {timeout_s:g} s: {what}")
        time.sleep(0.05)
    return time.monotonic() - started

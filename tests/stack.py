"""A small running product for tests: a data folder, a database, a queue, and workers that can be killed."""

import hashlib
import os
import signal
import subprocess
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import select

from medapp import storage
from medapp.db import migrate
from medapp.db import users as user_rows
from medapp.db.engine import read, write
from medapp.db.tables import Job, ResultRow, Upload, User, new_id
from medapp.services.actors import CONSENT_PURPOSE
from medapp.services.queueing import enqueue_softly
from tests.servers import ValkeyServer, children_of, end_process, start_process, wait_until

FINAL = ("done", "failed")


@dataclass
class Stack:
    """`environment` goes to every process; the test's own process must have it too (see the fixture)."""

    folder: Path
    valkey: ValkeyServer
    environment: dict[str, str]
    worker_module: str = "worker.main"
    processes: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def prepare(self) -> None:
        """Make the database and the account whose reports are read."""
        migrate.upgrade()
        self.user_id = new_id()
        with write() as session:
            session.add(User(id=self.user_id, email=f"{self.user_id}@example.org"))
            session.flush()
            user_rows.add_consent(session, self.user_id, CONSENT_PURPOSE, "test", "en")

    @property
    def log(self) -> Path:
        """What every process wrote."""
        return self.folder / "processes.log"

    def start_worker(self, *, wait: bool = True) -> "subprocess.Popen[bytes]":
        """Start a worker and, by default, wait until it asks the queue for work."""
        ready = self.log.read_text().count("worker ready") if self.log.exists() else 0
        process = self._start(["-m", self.worker_module])
        if not wait:
            return process
        wait_until(lambda: self.log.read_text().count("worker ready") > ready, 20, f"a worker is ready\n{self._tail()}")
        return process

    def start_housekeeping(self) -> "subprocess.Popen[bytes]":
        return self._start(["-m", "worker.housekeeping"])

    def _start(self, arguments: list[str]) -> "subprocess.Popen[bytes]":
        process = start_process(arguments, self.environment, self.log)
        self.processes.append(process)
        return process

    def submit(self, data: bytes, name: str = "report.pdf", *, enqueue: bool = True) -> str:
        """Accept a file as the product does: bytes, rows, commit, then the queue. The id of its job."""
        sha256 = hashlib.sha256(data + uuid.uuid4().bytes).hexdigest()
        upload = Upload(
            user_id=self.user_id, sha256=sha256, storage_key=storage.keep(data), original_name=name,
            media_type="application/pdf", size_bytes=len(data),
        )  # fmt: skip
        job = Job(upload_id=upload.id, user_id=self.user_id)
        job_id = job.id
        with write(durable=True) as session:
            session.add(upload)
            session.flush()
            session.add(job)
        if enqueue:
            enqueue_softly(job_id)
        return job_id

    def job(self, job_id: str) -> Job:
        with read() as session:
            return session.get_one(Job, job_id)

    def results(self, job_id: str) -> int:
        """How many results the job has: one or none, or something is wrong."""
        with read() as session:
            return len(session.exec(select(ResultRow.id).where(ResultRow.job_id == job_id)).all())

    def wait_for(self, job_id: str, *statuses: str, timeout_s: float = 20) -> Job:
        """The job once it has one of the statuses (done or failed by default)."""
        wanted = statuses or FINAL
        try:
            wait_until(lambda: self.job(job_id).status in wanted, timeout_s, f"{job_id} is {' or '.join(wanted)}")
        except AssertionError as error:
            raise AssertionError(f"{error}; it is {self.job(job_id)!r}\n{self._tail()}") from None
        return self.job(job_id)

    def wait_for_horse(self, worker: "subprocess.Popen[bytes]", job_id: str) -> int:
        """The pid of the work-horse once it works on the job."""
        self.wait_for(job_id, "processing")
        wait_until(lambda: children_of(worker), 5, "there is a work-horse")
        return children_of(worker)[0]

    def stop(self) -> None:
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGCONT)
            end_process(process)

    def _tail(self) -> str:
        return self.log.read_text()[-3000:] if self.log.exists() else ""

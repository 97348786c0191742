"""Our RQ worker: it refreshes the model, forks a work-horse, and settles the job when the horse does not return."""

import os
import signal
import time
from typing import Any

from loguru import logger
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue, worker_registration
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import Worker

from medapp import logs
from medapp.db.engine import get_engine
from medapp.errors import TooComplex
from medapp.jobqueue import KEEP_FINISHED_S, QUEUE_NAME
from medapp.services import processing
from medapp.services.queueing import enqueue_softly
from medapp.settings import get_settings
from worker.model import warm_model
from worker.sandbox import is_out_of_bounds

# A heartbeat every 5 s while idle (RQ waits 15 s less than its time to live) and every 2 s while busy.
TIME_TO_LIVE_S = 20
MONITORING_S = 2
MAINTENANCE_S = 30
# The horse's own clock ends it first; this is for a horse that does not even take signals.
OVERDUE_GRACE_S = 10


class Foreman(Worker):
    """One forked horse a job. What became of the job is asked of the database, never of Redis."""

    max_connection_wait_time = 5.0
    log_result_lifespan = False

    @classmethod
    def at_the_queue(cls) -> "Foreman":
        """A worker on the reports queue. Raises RedisError when the queue is away."""
        connection = Redis.from_url(get_settings().redis_url, socket_connect_timeout=1, retry=Retry(NoBackoff(), 1))
        return cls(
            [Queue(QUEUE_NAME, connection=connection, serializer=JSONSerializer)],
            connection=connection,
            serializer=JSONSerializer,
            worker_ttl=TIME_TO_LIVE_S,
            job_monitoring_interval=MONITORING_S,
            maintenance_interval=MAINTENANCE_S,
            default_result_ttl=KEEP_FINISHED_S,
            log_job_description=False,
        )

    @property
    def is_stopping(self) -> bool:
        """Whether a signal asked this process to end."""
        return self._shutdown_requested_date is not None

    def subscribe(self) -> None:
        """No remote commands: the thread that listens for them would be copied into every fork."""

    def unsubscribe(self) -> None:
        """Nothing was subscribed to."""

    def heartbeat(self, timeout: int | None = None, pipeline: Any = None) -> None:
        """Also sign in again: a Redis that lost its data does not know who works."""
        super().heartbeat(timeout, pipeline=pipeline)
        worker_registration.register(self, pipeline)

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Look at the model in the parent, so that it is loaded once for all horses."""
        warm_model().refresh()
        super().execute_job(job, queue)

    def fork_work_horse(self, job: Job, queue: Queue) -> None:
        self._horse_status: int | None = None
        self._horse_began = time.monotonic()
        super().fork_work_horse(job, queue)

    def wait_for_horse(self) -> tuple[int | None, int | None, Any]:
        pid, status, usage = super().wait_for_horse()
        if usage is not None:
            self._horse_status = status
        return pid, status, usage

    def maintain_heartbeats(self, job: Job, execution: Execution) -> None:
        """Keep watching the horse when Redis is away, and end one that takes no signals."""
        if time.monotonic() - self._horse_began > (job.timeout or 0) + OVERDUE_GRACE_S:
            self.kill_horse(signal.SIGKILL)
        try:
            super().maintain_heartbeats(job, execution)
        except RedisError as error:
            logger.warning("no heartbeat: {}", type(error).__name__)

    def monitor_work_horse(self, job: Job, queue: Queue, execution: Execution) -> None:
        """Settle the job whatever Redis thinks of it: RQ's own handler is skipped when Redis forgot the job."""
        try:
            super().monitor_work_horse(job, queue, execution)
        finally:
            if self._horse_status not in (None, os.EX_OK):
                self._settle(job.id.rpartition("-")[0])

    def _settle(self, job_id: str) -> None:
        """End the lease of a horse that died and send its job on, or fail it when its file is to blame."""
        status = self._horse_status or 0
        with logs.bound(job_id=job_id):
            logger.warning("work-horse ended with status {}", status)
            blame = TooComplex() if is_out_of_bounds(status) else None
            try:
                again = processing.horse_died(job_id, blame)
            except Exception as error:  # noqa: BLE001  the lease runs out and housekeeping takes over
                logs.log_defect(error)
                return
            finally:
                get_engine().dispose()  # no open database may cross the next fork
            if again:
                enqueue_softly(*again)

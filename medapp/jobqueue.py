"""Put work on the queue by name; see how much waits and who works on it.

The database row is the truth and Redis carries a hint: what is lost here is
put back by housekeeping. Payloads hold a job id and nothing else.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from math import ceil

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue, worker_registration
from rq.serializers import JSONSerializer

from medapp.errors import QueueUnavailable
from medapp.settings import get_settings

QUEUE_NAME = "reports"
FUNCTION = "worker.jobs.process"
CONNECT_TIMEOUT_S = 1.0
ANSWER_TIMEOUT_S = 3.0
# RQ keeps a failed job for a year by default, with its traceback and arguments.
KEEP_FINISHED_S = 0
KEEP_FAILED_S = 60
# A worker writes its heartbeat every 5 s when idle and every 2 s when busy.
ALIVE_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class WorkerSeen:
    """One worker as Redis knows it. `state` is started, idle or busy; `heartbeat_age_s` counts back from now."""

    name: str
    state: str
    heartbeat_age_s: float
    jobs_done: int

    @property
    def is_alive(self) -> bool:
        return self.heartbeat_age_s <= ALIVE_WITHIN_S


def enqueue(job_id: str, attempt: int = 0) -> None:
    """Put one job at the end of the queue. Call it after the row is committed. Raises QueueUnavailable."""
    with _answering():
        _push(_queue(), job_id, attempt)


def enqueue_missing(jobs: Iterable[tuple[str, int]]) -> int:
    """Put back those (job id, attempt) that do not wait already; how many that were. Raises QueueUnavailable."""
    wanted = list(jobs)
    if not wanted:
        return 0
    with _answering():
        queue = _queue()
        waiting = set(queue.get_job_ids())
        lost = [job for job in wanted if _rq_id(*job) not in waiting]
        for job_id, attempt in lost:
            _push(queue, job_id, attempt)
    return len(lost)


def depth() -> int:
    """How many jobs wait, those being worked on not counted. Raises QueueUnavailable."""
    with _answering():
        return _queue().count


def workers_alive() -> int:
    """How many workers gave a sign of life lately. Raises QueueUnavailable."""
    return sum(worker.is_alive for worker in list_workers())


def list_workers() -> list[WorkerSeen]:
    """Every worker that Redis still remembers, the silent ones too. Raises QueueUnavailable."""
    with _answering():
        connection = _connection(get_settings().redis_url)
        keys = sorted(worker_registration.get_keys(_queue()))
        with connection.pipeline(transaction=False) as pipeline:
            for key in keys:
                pipeline.hmget(key, ["last_heartbeat", "state", "successful_job_count"])
            answers = pipeline.execute()
    return [_worker_seen(key, *answer) for key, answer in zip(keys, answers, strict=True) if answer[0]]


def _worker_seen(key: str, heartbeat: bytes, state: bytes | None, jobs_done: bytes | None) -> WorkerSeen:
    at = datetime.fromisoformat(heartbeat.decode().replace("Z", "+00:00"))
    age_s = (datetime.now(UTC) - at).total_seconds()
    return WorkerSeen(key.rsplit(":", 1)[-1], (state or b"started").decode(), age_s, int(jobs_done or 0))


def _push(queue: Queue, job_id: str, attempt: int) -> None:
    settings = get_settings()
    queue.enqueue_call(
        FUNCTION,
        args=(job_id,),
        job_id=_rq_id(job_id, attempt),
        timeout=ceil(max(settings.job_timeout_s, settings.recognition_timeout_s)),
        result_ttl=KEEP_FINISHED_S,
        failure_ttl=KEEP_FAILED_S,
        description=FUNCTION,
    )


def _rq_id(job_id: str, attempt: int) -> str:
    return f"{job_id}-{attempt}"


def _queue() -> Queue:
    return Queue(QUEUE_NAME, connection=_connection(get_settings().redis_url), serializer=JSONSerializer)


@lru_cache(maxsize=4)
def _connection(url: str) -> Redis:
    """One retry at once covers a server that was restarted; the client's default would sleep for seconds."""
    return Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_TIMEOUT_S,
        socket_timeout=ANSWER_TIMEOUT_S,
        retry=Retry(NoBackoff(), 1),
    )


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise QueueUnavailable from error

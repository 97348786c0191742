"""What goes into Redis, what does not, and what happens when Redis is away."""

import json
import time
import zlib

import pytest
from rq import Queue

from medapp import jobqueue
from medapp.errors import QueueUnavailable
from medapp.settings import Settings, get_settings
from tests.servers import ValkeyServer


def test_a_job_waits_until_somebody_takes_it(settings: Settings) -> None:
    jobqueue.enqueue("a")
    jobqueue.enqueue("b", 2)

    assert jobqueue.depth() == 2


def test_redis_holds_the_job_id_and_the_name_of_the_function_only(settings: Settings, valkey: ValkeyServer) -> None:
    jobqueue.enqueue("0192-abc", 1)

    client = valkey.client()
    stored = {key: client.hgetall(key) for key in client.keys("rq:job:*")}
    assert list(stored) == [b"rq:job:0192-abc-1"]
    (fields,) = stored.values()
    assert json.loads(zlib.decompress(fields[b"data"])) == ["worker.jobs.process", None, ["0192-abc"], {}]
    assert fields[b"description"] == b"worker.jobs.process"
    assert int(fields[b"failure_ttl"]) <= 60


def test_only_lost_jobs_are_put_back(settings: Settings) -> None:
    jobqueue.enqueue("waits", 0)

    assert jobqueue.enqueue_missing([("waits", 0), ("lost", 0), ("again", 1)]) == 2
    assert jobqueue.enqueue_missing([("waits", 0), ("lost", 0)]) == 0
    assert jobqueue.depth() == 3


def test_a_queue_that_is_away_is_said_to_be_away_at_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", f"unix://{settings.data_dir}/nobody.sock")
    get_settings.cache_clear()
    started = time.monotonic()

    for call in (lambda: jobqueue.enqueue("a"), jobqueue.depth, jobqueue.workers_alive):
        with pytest.raises(QueueUnavailable):
            call()

    assert time.monotonic() - started < 1.0


def test_a_queue_that_came_back_takes_the_next_job(settings: Settings, valkey: ValkeyServer) -> None:
    jobqueue.enqueue("before")
    valkey.kill()
    with pytest.raises(QueueUnavailable):
        jobqueue.enqueue("meanwhile")
    valkey.restart()

    jobqueue.enqueue("after")

    assert jobqueue.depth() == 1


def test_nobody_works_on_an_empty_floor(settings: Settings) -> None:
    assert jobqueue.workers_alive() == 0


def test_a_worker_that_fell_silent_is_not_alive(settings: Settings, valkey: ValkeyServer) -> None:
    client = valkey.client()
    key = "rq:worker:w1"
    client.sadd("rq:workers:reports", key)
    client.hset(key, mapping={"last_heartbeat": "2026-01-01T00:00:00.000000Z", "state": "busy"})

    (seen,) = jobqueue.list_workers()

    assert (seen.name, seen.state, seen.is_alive) == ("w1", "busy", False)
    assert jobqueue.workers_alive() == 0


def test_a_strange_payload_does_not_stop_the_count(settings: Settings, valkey: ValkeyServer) -> None:
    valkey.client().rpush(Queue.redis_queue_namespace_prefix + "reports", "garbage")

    assert jobqueue.depth() == 1

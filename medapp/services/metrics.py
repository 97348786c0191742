"""Figures as Prometheus text, counted from the database so that every web process answers the same."""

from datetime import timedelta

from medapp import jobqueue
from medapp.db import figures, requests
from medapp.db.engine import read
from medapp.db.tables import utc_now
from medapp.domain.lifecycle import JobStatus
from medapp.errors import QueueUnavailable
from medapp.services import models, traffic

DAY = timedelta(days=1)


def exposition() -> str:
    """The text of GET /metrics. Raises DatabaseUnavailable."""
    traffic.flush()
    now = utc_now()
    since = now - DAY
    with read() as session:
        counted = figures.count_by_status(session, since)
        durations = figures.count_durations(session, since)
        quantiles = {share: figures.quantile_ms(session, since, durations, share) for share in (0.5, 0.95)}
        queued, processing, oldest = figures.queue_state(session)
        seen = requests.sum_since(session, since)
    lines = ["# All counts are of the last 24 hours."]
    lines += _gauge("medapp_jobs", "Jobs created, by status.", {f'status="{s}"': counted.get(s, 0) for s in JobStatus})
    lines += _gauge("medapp_requests", "Requests, by outcome.", {f'outcome="{k}"': n for k, n in sorted(seen.items())})
    lines += _gauge(
        "medapp_processing_seconds",
        "From upload to result, quantiles of jobs done.",
        {f'quantile="{share}"': ms / 1000 for share, ms in quantiles.items() if ms is not None},
    )
    lines += _gauge("medapp_processing_seconds_count", "Jobs behind the quantiles.", {"": sum(durations.values())})
    lines += _gauge("medapp_queue_depth", "Jobs that wait.", {"": queued})
    lines += _gauge("medapp_jobs_processing", "Jobs being read.", {"": processing})
    age_s = (now - oldest).total_seconds() if oldest else 0
    lines += _gauge("medapp_oldest_queued_seconds", "Age of the oldest job that waits.", {"": age_s})
    lines += _gauge("medapp_workers_alive", "Workers with a heartbeat; -1 when Redis is away.", {"": _workers()})
    lines += _gauge("medapp_model_present", "1 when there is a model.", {"": int(models.version() is not None)})
    return "\n".join(lines) + "\n"


def _workers() -> int:
    try:
        return jobqueue.workers_alive()
    except QueueUnavailable:
        return -1


def _gauge(name: str, meaning: str, values: dict[str, float]) -> list[str]:
    rows = [f"{name}{{{labels}}} {value:g}" if labels else f"{name} {value:g}" for labels, value in values.items()]
    return [f"# HELP {name} {meaning}", f"# TYPE {name} gauge", *rows]

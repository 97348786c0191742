"""Enqueue after the commit, best effort: the committed row is the outbox and housekeeping sends what was missed."""

from loguru import logger

from medapp import jobqueue
from medapp.errors import QueueUnavailable


def enqueue_softly(job_id: str, attempt: int = 0) -> bool:
    """Put the job on the queue; False when the queue is away and housekeeping will do it later."""
    try:
        jobqueue.enqueue(job_id, attempt)
    except QueueUnavailable:
        logger.bind(job_id=job_id).warning("queue away; the job waits in the database")
        return False
    return True

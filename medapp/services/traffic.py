"""How many requests ended well, refused or in error: counted in memory, kept per minute in the database."""

import threading
from collections import Counter
from datetime import datetime
from time import monotonic

from loguru import logger

from medapp.db import requests as request_rows
from medapp.db.engine import write
from medapp.db.tables import utc_now
from medapp.errors import DatabaseUnavailable

FLUSH_EVERY_S = 5.0
_counts: Counter[tuple[datetime, str]] = Counter()
_lock = threading.Lock()
_last_flush = 0.0


def outcome_of(status: int) -> str:
    """An HTTP status as ok, refused (the caller's) or error (ours)."""
    if status >= 500:
        return "error"
    return "refused" if status >= 400 else "ok"


def count(outcome: str) -> bool:
    """Count one request; True when it is time to `flush`, which is for a thread to do."""
    minute = utc_now().replace(second=0, microsecond=0)
    with _lock:
        _counts[minute, outcome] += 1
    return monotonic() - _last_flush > FLUSH_EVERY_S


def flush() -> None:
    """Add what was counted since the last time to the database; a busy database keeps it for the next time."""
    global _last_flush
    with _lock:
        taken = dict(_counts)
        _counts.clear()
        _last_flush = monotonic()
    if not taken:
        return
    try:
        with write() as session:
            request_rows.add_counts(session, taken)
    except DatabaseUnavailable:
        logger.warning("request counts not written; kept for the next time")
        with _lock:
            _counts.update(taken)

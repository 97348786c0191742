"""Counters of attempts per key, so that guessing slows down before anything expensive starts."""

from datetime import datetime, timedelta

from sqlalchemy import delete as delete_rows
from sqlmodel import Session, col

from medapp.db.engine import serialise
from medapp.db.tables import Throttle
from medapp.errors import TooManyAttempts

_LOCK = 4203
FORGOTTEN_AFTER = timedelta(hours=1)


def admit(
    session: Session, key: str, *, free: int, first_pause_s: float, longest_pause_s: float, now: datetime
) -> None:
    """Count one attempt in advance, or raise TooManyAttempts(retry_after_s) while the key is blocked.

    The first `free` attempts pass; each later one blocks the key twice as long as the one before. Counting
    before the answer is known keeps a hundred parallel guesses from slipping through together.
    """
    serialise(session, _LOCK)
    row = session.get(Throttle, key) or Throttle(key=key)
    if row.updated_at < now - FORGOTTEN_AFTER:
        row.failures, row.blocked_until = 0, None
    if row.blocked_until and row.blocked_until > now:
        raise TooManyAttempts(retry_after_s=max(1, round((row.blocked_until - now).total_seconds())))
    row.failures += 1
    row.updated_at = now
    if row.failures >= free:
        pause_s = min(first_pause_s * 2 ** min(row.failures - free, 30), longest_pause_s)
        row.blocked_until = now + timedelta(seconds=pause_s)
    session.add(row)


def forgive(session: Session, key: str) -> None:
    """Forget the attempts of a key: its owner proved who they are."""
    session.execute(delete_rows(Throttle).where(col(Throttle.key) == key))


def undo(session: Session, key: str) -> None:
    """Take back the one attempt counted in advance: it was a good one."""
    row = session.get(Throttle, key)
    if row:
        row.failures = max(0, row.failures - 1)
        row.blocked_until = None
        session.add(row)


def delete_old(session: Session, now: datetime) -> int:
    wanted = delete_rows(Throttle).where(col(Throttle.updated_at) < now - FORGOTTEN_AFTER)
    return session.connection().execute(wanted).rowcount

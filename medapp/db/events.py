"""Product events: the funnel, under pseudonyms, without values, names or file names."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from medapp.db.tables import ProductEvent
from medapp.settings import get_settings

FUNNEL = ("signup", "upload_started", "upload_success", "job_created", "result_viewed")


def emit(session: Session, name: str, user_id: str, job_id: str | None = None, **details: Any) -> None:
    """Note that something happened, inside the caller's transaction."""
    session.add(ProductEvent(name=name, subject=pseudonym(user_id), job_id=job_id, details=details or None))


def pseudonym(user_id: str) -> str:
    """The same for the same user, and no way back without the installation's secret."""
    return hmac.new(get_settings().secret_key, f"event:{user_id}".encode(), hashlib.sha256).hexdigest()[:24]


def count_funnel(session: Session, since: datetime) -> list[tuple[str, int]]:
    """How often each step of the funnel happened since then, in the funnel's order."""
    name, at = col(ProductEvent.name), col(ProductEvent.at)
    query = select(name, func.count()).where(at >= since, name.in_(FUNNEL)).group_by(name)
    counted = dict(session.exec(query).all())
    return [(step, counted.get(step, 0)) for step in FUNNEL]

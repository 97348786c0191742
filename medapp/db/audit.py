"""The audit log: who did what to which object, chained by hashes so that a gap or a change shows."""

import hashlib
import hmac
import json
from collections.abc import Collection, Iterator
from ipaddress import ip_address, ip_network
from typing import Any

from sqlalchemy import or_, union_all
from sqlmodel import Session, col, select

from medapp.db.engine import serialise
from medapp.db.tables import AuditLog, Job, PersonRow, ResultRow, Share, Upload, User, UserSession, utc_now
from medapp.db.visibility import SEE_DELETED
from medapp.logs import current
from medapp.settings import get_settings

_CHAIN_LOCK = 4201
_OWNED: tuple[Any, ...] = (Upload, Job, ResultRow, UserSession, PersonRow, Share)
_COVERED = ("actor", "act", "object_kind", "object_id", "outcome", "origin", "request_id", "job_id", "details")


def record(
    session: Session,
    actor: str,
    act: str,
    object_kind: str | None = None,
    object_id: str | None = None,
    *,
    outcome: str = "ok",
    job_id: str | None = None,
    **details: Any,
) -> AuditLog:
    """Append one row inside the caller's transaction. `details` hold codes and numbers, never values or names."""
    serialise(session, _CHAIN_LOCK)
    row = AuditLog(
        at=utc_now(),
        actor=actor,
        act=act,
        object_kind=object_kind,
        object_id=object_id,
        outcome=outcome,
        origin=network_of(current("origin")),
        request_id=current("request_id"),
        job_id=job_id or current("job_id"),
        details=details or None,
        previous_hash=_last_hash(session),
    )
    row.hash = _hash(row)
    session.add(row)
    session.flush()
    return row


def network_of(origin: str | None) -> str | None:
    """The network of an address (IPv4 /24, IPv6 /48): enough to recognise one's own, too little to name a person.

    The log outlives the account, so it must not hold what belongs to one; other origins are names of our processes.
    """
    try:
        address = ip_address(origin or "")
    except ValueError:
        return origin
    network = ip_network((address, 24 if address.version == 4 else 48), strict=False)
    return str(network.network_address)


def list_for(session: Session, object_ids: list[str], actor: str, limit: int = 1000) -> list[AuditLog]:
    """What was done by `actor` or to one of these objects: the newest `limit` rows, the oldest of them first."""
    wanted = (col(AuditLog.object_id).in_(object_ids)) | (AuditLog.actor == actor)
    found = session.exec(select(AuditLog).where(wanted).order_by(col(AuditLog.id).desc()).limit(limit))
    return list(found)[::-1]


def list_about(session: Session, object_ids: list[str]) -> list[AuditLog]:
    """What was done to these objects, the oldest first."""
    query = select(AuditLog).where(col(AuditLog.object_id).in_(object_ids))
    return list(session.exec(query.order_by(col(AuditLog.id))))


def list_of_owner(
    session: Session, user_id: str, *, acts: Collection[str] | None = None, before: int | None = None, limit: int = 5000
) -> list[AuditLog]:
    """What a person did and what was done to anything of theirs: the newest `limit` rows, the oldest of them first.

    `acts` narrows what was done, `before` is the row where an earlier page ends.
    """
    query = select(AuditLog).where(
        or_(col(AuditLog.actor) == user_id, col(AuditLog.object_id).in_(_belongings(user_id)))
    )
    if acts is not None:
        query = query.where(col(AuditLog.act).in_(acts))
    if before is not None:
        query = query.where(col(AuditLog.id) < before)
    found = session.exec(query.order_by(col(AuditLog.id).desc()).limit(limit), execution_options=SEE_DELETED)
    return list(found)[::-1]


def _belongings(user_id: str) -> Any:
    """Ids of everything of this person that acts name."""
    owned = (select(table.id).where(table.user_id == user_id) for table in _OWNED)
    return union_all(select(User.id).where(User.id == user_id), *owned)


def find_break(session: Session) -> int | None:
    """The id of the first row that was changed or that follows a missing one; None when the chain holds."""
    previous = ""
    for row in _each(session):
        if row.previous_hash != previous or row.hash != _hash(row):
            return row.id
        previous = row.hash
    return None


def _each(session: Session) -> Iterator[AuditLog]:
    yield from session.exec(select(AuditLog).order_by(col(AuditLog.id)).execution_options(yield_per=500))


def _last_hash(session: Session) -> str:
    return session.exec(select(AuditLog.hash).order_by(col(AuditLog.id).desc()).limit(1)).first() or ""


def _hash(row: AuditLog) -> str:
    """Keyed with the installation's secret: who can write the table cannot forge the chain."""
    facts = {name: getattr(row, name) for name in _COVERED} | {"at": row.at.isoformat(), "before": row.previous_hash}
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return hmac.new(get_settings().secret_key, text.encode(), hashlib.sha256).hexdigest()

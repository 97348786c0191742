"""Invitations and links to a new password in the database: only the hash of a token is kept."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete as delete_rows
from sqlalchemy import update
from sqlmodel import Session, col, select

from medapp.db.tables import AccessLink


def add(session: Session, kind: str, *, now: datetime, expires_at: datetime, user_id: str | None = None) -> str:
    """A new link: its token, shown once."""
    token = secrets.token_urlsafe(32)
    session.add(AccessLink(kind=kind, token_hash=_hash(token), user_id=user_id, created_at=now, expires_at=expires_at))
    session.flush()
    return token


def find(session: Session, kind: str, token: str, now: datetime) -> AccessLink | None:
    """The link when it still works."""
    query = select(AccessLink).where(AccessLink.kind == kind, AccessLink.token_hash == _hash(token))
    return session.exec(query.where(col(AccessLink.used_at).is_(None), AccessLink.expires_at > now)).first()


def use(session: Session, kind: str, token: str, now: datetime) -> AccessLink | None:
    """Spend the link; None when it does not work (any more). Of two at once one gets it."""
    link = find(session, kind, token, now)
    if link is None:
        return None
    spend = update(AccessLink).where(col(AccessLink.id) == link.id, col(AccessLink.used_at).is_(None))
    return link if session.connection().execute(spend.values(used_at=now)).rowcount == 1 else None


def end_of_user(session: Session, user_id: str, now: datetime) -> None:
    """Every unspent link of this account stops working."""
    open_ones = (col(AccessLink.user_id) == user_id, col(AccessLink.used_at).is_(None))
    session.execute(update(AccessLink).where(*open_ones).values(used_at=now))


def delete_expired(session: Session, now: datetime) -> int:
    return session.connection().execute(delete_rows(AccessLink).where(col(AccessLink.expires_at) <= now)).rowcount


def _hash(token: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()

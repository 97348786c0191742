"""Sessions in the database: only the hash of a token is kept."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete as delete_rows
from sqlalchemy import update
from sqlmodel import Session, col, select

from medapp.db.tables import User, UserSession

LONGEST_AGENT = 200


def add(session: Session, user_id: str, *, now: datetime, expires_at: datetime, agent: str | None) -> tuple[str, str]:
    """A new session: (token, session id). The token is shown once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    row = UserSession(
        user_id=user_id,
        token_hash=hash_of(token),
        created_at=now,
        seen_at=now,
        expires_at=expires_at,
        agent=(agent or "")[:LONGEST_AGENT] or None,
    )
    session.add(row)
    session.flush()
    return token, row.id


def find_by_token(session: Session, token: str, now: datetime) -> tuple[UserSession, User] | None:
    """The live session and its user; None when unknown, expired, or the account is closed."""
    query = select(UserSession, User).join(User, col(UserSession.user_id) == User.id)
    alive = (UserSession.token_hash == hash_of(token), UserSession.expires_at > now, col(User.disabled_at).is_(None))
    return session.exec(query.where(*alive)).first()


def list_live(session: Session, user_id: str, now: datetime) -> list[UserSession]:
    """The user's live sessions, the last used first."""
    query = select(UserSession).where(UserSession.user_id == user_id, UserSession.expires_at > now)
    return list(session.exec(query.order_by(col(UserSession.seen_at).desc())))


def touch(session: Session, session_id: str, now: datetime) -> None:
    session.execute(update(UserSession).where(col(UserSession.id) == session_id).values(seen_at=now))


def revoke(session: Session, session_id: str, owner_id: str) -> bool:
    """End one session of this user; False when there is none."""
    wanted = delete_rows(UserSession).where(col(UserSession.id) == session_id, col(UserSession.user_id) == owner_id)
    return session.connection().execute(wanted).rowcount == 1


def revoke_all(session: Session, owner_id: str) -> int:
    """End every session of this user; how many there were."""
    return session.connection().execute(delete_rows(UserSession).where(col(UserSession.user_id) == owner_id)).rowcount


def delete_expired(session: Session, now: datetime) -> int:
    return session.connection().execute(delete_rows(UserSession).where(col(UserSession.expires_at) <= now)).rowcount


def hash_of(token: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()

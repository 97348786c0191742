"""Links to shared results in the database: only the hash of a token is kept."""

import secrets
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from medapp.db.sessions import LONGEST_AGENT, hash_of
from medapp.db.tables import Share, ShareView, User
from medapp.errors import NotFound


def add(
    session: Session, owner_id: str, result_id: str, *, label: str | None, shown_name: str | None, expires_at: datetime
) -> tuple[str, Share]:
    """A new link: (token, row). The token is shown once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    row = Share(
        user_id=owner_id,
        result_id=result_id,
        token_hash=hash_of(token),
        label=label,
        shown_name=shown_name,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    return token, row


def find_by_token(session: Session, token: str) -> Share | None:
    """The link of a token, alive or over, unless its owner's account is closed.

    The database compares hashes of 256 random bits: how long it takes tells nothing.
    """
    query = select(Share).join(User, col(Share.user_id) == User.id).where(col(User.disabled_at).is_(None))
    row = session.exec(query.where(Share.token_hash == hash_of(token))).first()
    return row if row and secrets.compare_digest(row.token_hash, hash_of(token)) else None


def list_of_result(session: Session, result_id: str, owner_id: str) -> list[Share]:
    """The owner's links to a result, the newest first."""
    mine = select(Share).where(Share.result_id == result_id, Share.user_id == owner_id)
    return list(session.exec(mine.order_by(col(Share.created_at).desc())))


def list_views(session: Session, share_ids: list[str]) -> list[ShareView]:
    """When these links were opened, the newest first."""
    wanted = select(ShareView).where(col(ShareView.share_id).in_(share_ids))
    return list(session.exec(wanted.order_by(col(ShareView.at).desc())))


def note_view(session: Session, share_id: str, now: datetime, agent: str | None) -> None:
    session.add(ShareView(share_id=share_id, at=now, agent=(agent or "")[:LONGEST_AGENT] or None))


def revoke(session: Session, share_id: str, owner_id: str, now: datetime) -> Share:
    """Take a link of this owner back. Raises NotFound, also for a stranger's."""
    row = session.exec(select(Share).where(Share.id == share_id, Share.user_id == owner_id)).first()
    if row is None:
        raise NotFound
    unrevoked = update(Share).where(col(Share.id) == share_id, col(Share.revoked_at).is_(None))
    session.execute(unrevoked.values(revoked_at=now))
    return row

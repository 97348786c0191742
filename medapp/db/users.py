"""Users, their first person and their consent in the database."""

from datetime import date, datetime

from sqlalchemy import delete as delete_rows
from sqlalchemy import func, update
from sqlmodel import Session, col, select

from medapp.db.engine import serialise
from medapp.db.tables import Consent, MeasurementRow, PersonRow, ResultRow, Share, Upload, User
from medapp.db.visibility import SEE_DELETED

_FIRST_ADMIN_LOCK = 4202


def find_by_email(session: Session, email: str) -> User | None:
    """The account with this address, which is kept in lower case."""
    return session.exec(select(User).where(User.email == email)).first()


def get(session: Session, user_id: str) -> User:
    return session.get_one(User, user_id)


def find(session: Session, user_id: str) -> User | None:
    return session.get(User, user_id)


def has_admin(session: Session) -> bool:
    """Whether anybody may administer yet. Holds the answer until the commit when asked inside a write."""
    serialise(session, _FIRST_ADMIN_LOCK)
    return session.exec(select(User.id).where(User.role == "admin").limit(1)).first() is not None


def add(session: Session, user: User, *, sex: str | None = None, birth_date: date | None = None) -> User:
    """Insert an account with the person whose reports it will hold."""
    session.add(user)
    session.flush()
    session.add(PersonRow(user_id=user.id, sex=sex, birth_date=birth_date))
    session.flush()
    return user


def add_consent(session: Session, user_id: str, purpose: str, version: str, language: str) -> None:
    session.add(Consent(user_id=user_id, purpose=purpose, version=version, language=language))


def find_consent(session: Session, user_id: str, purpose: str) -> Consent | None:
    """The newest consent for this purpose that was not withdrawn."""
    query = select(Consent).where(
        Consent.user_id == user_id, Consent.purpose == purpose, col(Consent.revoked_at).is_(None)
    )
    return session.exec(query.order_by(col(Consent.given_at).desc())).first()


def list_consents(session: Session, user_id: str) -> list[Consent]:
    return list(session.exec(select(Consent).where(Consent.user_id == user_id).order_by(col(Consent.given_at))))


def end_consents(session: Session, user_id: str, purpose: str, now: datetime) -> int:
    """Mark what stands of this purpose as taken back; how many there were."""
    open_ones = (col(Consent.user_id) == user_id, col(Consent.purpose) == purpose, col(Consent.revoked_at).is_(None))
    return session.connection().execute(update(Consent).where(*open_ones).values(revoked_at=now)).rowcount


def end_shares(session: Session, user_id: str, now: datetime) -> int:
    """Every link of this person stops working; how many did."""
    live = (col(Share.user_id) == user_id, col(Share.revoked_at).is_(None))
    return session.connection().execute(update(Share).where(*live).values(revoked_at=now)).rowcount


def count_belongings(session: Session, user_id: str) -> dict[str, int]:
    """What an erasure will destroy: accounts, files, bytes, results, measurements; deleted ones too."""
    of_user = select(func.count(), func.coalesce(func.sum(Upload.size_bytes), 0)).where(Upload.user_id == user_id)
    files, size_bytes = session.exec(of_user, execution_options=SEE_DELETED).one()
    counts = {"accounts": 1, "files": files, "bytes": int(size_bytes)}
    for name, table in (("results", ResultRow), ("measurements", MeasurementRow)):
        query = select(func.count()).select_from(table).where(table.user_id == user_id)  # type: ignore[attr-defined]
        counts[name] = session.exec(query, execution_options=SEE_DELETED).one()
    return counts


def delete(session: Session, user_id: str) -> None:
    """Drop the account with everything that belongs to it; audit rows and pseudonymous events stay."""
    session.execute(delete_rows(User).where(col(User.id) == user_id))


def list_stale_guests(session: Session, before: datetime) -> list[str]:
    """Guests whose time is over."""
    query = select(User.id).where(User.role == "guest", User.created_at < before)
    return list(session.exec(query.limit(500)))


def count(session: Session) -> int:
    """Accounts, guests not counted."""
    return session.exec(select(func.count()).select_from(User).where(User.role != "guest")).one()

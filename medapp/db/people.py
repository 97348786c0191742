"""The people of an account: whose sex and birth date fill what a report leaves out."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from medapp.db.tables import PersonRow, ResultRow, Upload
from medapp.db.visibility import SEE_DELETED
from medapp.errors import NotFound


@dataclass(frozen=True, slots=True)
class Scope:
    """One person's reports; `with_unnamed` takes in those that name nobody, which are the first person's."""

    person_id: str
    with_unnamed: bool

    def covers(self) -> Any:
        """The condition on results."""
        own = col(ResultRow.person_id) == self.person_id
        return or_(own, col(ResultRow.person_id).is_(None)) if self.with_unnamed else own


def find_first(session: Session, owner_id: str) -> PersonRow | None:
    """The person made at registration."""
    query = select(PersonRow).where(PersonRow.user_id == owner_id)
    return session.exec(query.order_by(col(PersonRow.created_at)).limit(1)).first()


def find(session: Session, person_id: str | None) -> PersonRow | None:
    """The person of a result the caller may see; None when nobody is named or they are gone."""
    return session.get(PersonRow, person_id) if person_id else None


def find_of_upload(session: Session, upload: Upload) -> PersonRow | None:
    """Whom a file was uploaded for, else the first person; nobody for a sample."""
    named = find(session, upload.person_id)
    return named or (None if upload.is_sample else find_first(session, upload.user_id))


def list_of_owner(session: Session, owner_id: str) -> list[PersonRow]:
    """Everyone in the account, the first one first."""
    query = select(PersonRow).where(PersonRow.user_id == owner_id)
    return list(session.exec(query.order_by(col(PersonRow.created_at))))


def get(session: Session, owner_id: str, person_id: str) -> PersonRow:
    """Somebody of this account. Raises NotFound, also for another account's."""
    person = session.get(PersonRow, person_id)
    if person is None or person.user_id != owner_id:
        raise NotFound
    return person


def scope_of(session: Session, owner_id: str, person_id: str | None) -> Scope | None:
    """Whose reports to look at: the named person's, else the first one's; None when the account has nobody (a guest).

    Raises NotFound for a person of another account.
    """
    first = find_first(session, owner_id)
    if person_id is not None:
        get(session, owner_id, person_id)
    elif first is None:
        return None
    return Scope(person_id or (first.id if first else ""), first is None or person_id in (None, first.id))


def count_reports(session: Session, owner_id: str) -> dict[str | None, int]:
    """How many results each person has, samples left out; None counts those that name nobody."""
    counts: dict[str | None, int] = {}
    query: Any = select(ResultRow.person_id, func.count()).where(
        ResultRow.user_id == owner_id, col(ResultRow.is_sample).is_(False)
    )
    for person_id, count in session.exec(query.group_by(ResultRow.person_id)):
        counts[person_id] = counts.get(person_id, 0) + count
    return counts


def count_of(session: Session, owner_id: str, person_id: str) -> int:
    """Files of one person, read or not, also those whose deletion can still be undone."""
    results = select(func.count()).where(ResultRow.user_id == owner_id, ResultRow.person_id == person_id)
    uploads = select(func.count()).where(Upload.user_id == owner_id, Upload.person_id == person_id)
    return max(session.exec(query, execution_options=SEE_DELETED).one() for query in (results, uploads))


def list_results(session: Session, owner_id: str, person_id: str) -> list[ResultRow]:
    """Every result of one person; for the first one those that name nobody too, samples left out."""
    scope = scope_of(session, owner_id, person_id)
    query = select(ResultRow).where(ResultRow.user_id == owner_id, col(ResultRow.is_sample).is_(False))
    return list(session.exec(query.where(scope.covers()) if scope else query))

"""The people of an account: whose sex and birth date fill what a report leaves out."""

from sqlmodel import Session, col, select

from medapp.db.tables import PersonRow


def find_first(session: Session, owner_id: str) -> PersonRow | None:
    """The person made at registration."""
    query = select(PersonRow).where(PersonRow.user_id == owner_id)
    return session.exec(query.order_by(col(PersonRow.created_at)).limit(1)).first()


def find(session: Session, person_id: str | None) -> PersonRow | None:
    """The person of a result the caller may see; None when nobody is named or they are gone."""
    return session.get(PersonRow, person_id) if person_id else None


def list_of_owner(session: Session, owner_id: str) -> list[PersonRow]:
    """Everyone in the account, the first one first."""
    query = select(PersonRow).where(PersonRow.user_id == owner_id)
    return list(session.exec(query.order_by(col(PersonRow.created_at))))

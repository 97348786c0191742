"""Second factors in the database: one an account, in force once confirmed."""

from sqlalchemy import delete as delete_rows
from sqlalchemy import update
from sqlmodel import Session, col, select

from medapp.db.tables import SecondFactor


def find(session: Session, user_id: str) -> SecondFactor | None:
    """Also one that was begun and not confirmed yet."""
    return session.exec(select(SecondFactor).where(SecondFactor.user_id == user_id)).first()


def replace(session: Session, factor: SecondFactor) -> None:
    """Begin anew: whatever the account had before is gone."""
    delete(session, factor.user_id)
    session.add(factor)
    session.flush()


def advance(session: Session, factor_id: str, step: int) -> bool:
    """Take the code of this step; False when it, or a later one, was taken before."""
    newer = update(SecondFactor).where(col(SecondFactor.id) == factor_id, col(SecondFactor.last_step) < step)
    return session.connection().execute(newer.values(last_step=step)).rowcount == 1


def delete(session: Session, user_id: str) -> bool:
    return (
        session.connection().execute(delete_rows(SecondFactor).where(col(SecondFactor.user_id) == user_id)).rowcount > 0
    )

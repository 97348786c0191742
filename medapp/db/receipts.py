"""Receipts of erased reports, for their owner alone."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from medapp.db.tables import ReceiptRow
from medapp.errors import NotFound


def add(session: Session, owner_id: str, act: dict[str, Any], now: datetime) -> ReceiptRow:
    row = ReceiptRow(user_id=owner_id, act=act, created_at=now)
    session.add(row)
    session.flush()
    return row


def list_of_owner(session: Session, owner_id: str) -> list[ReceiptRow]:
    """The newest first."""
    query = select(ReceiptRow).where(ReceiptRow.user_id == owner_id)
    return list(session.exec(query.order_by(col(ReceiptRow.created_at).desc())))


def get(session: Session, receipt_id: str, owner_id: str) -> ReceiptRow:
    """Raises NotFound, also for a stranger's."""
    row = session.get(ReceiptRow, receipt_id)
    if row is None or row.user_id != owner_id:
        raise NotFound
    return row

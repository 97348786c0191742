"""What is left of an erased report: its receipt, for its owner."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medapp.db import receipts as receipt_rows
from medapp.db.engine import read
from medapp.db.tables import ReceiptRow
from medapp.services.actors import Actor


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """`act` holds the act of destruction and the extract of the log (see services.acts)."""

    id: str
    number: str
    erased_at: datetime
    act: dict[str, Any]


def list_receipts(actor: Actor) -> list[ReceiptView]:
    """The actor's receipts, the newest first."""
    with read() as session:
        return [_view(row) for row in receipt_rows.list_of_owner(session, actor.user_id)]


def get_receipt(actor: Actor, receipt_id: str) -> ReceiptView:
    """Raises NotFound, also for somebody else's."""
    with read() as session:
        return _view(receipt_rows.get(session, receipt_id, actor.user_id))


def _view(row: ReceiptRow) -> ReceiptView:
    return ReceiptView(row.id, str(row.act.get("number", row.id)), row.created_at, row.act)

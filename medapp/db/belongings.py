"""Everything of a person that no page lists as a whole: for the archive that they take along."""

from typing import Any

from sqlmodel import Session, col, select

from medapp.db.tables import MeasurementRow, Notice, PersonRow, ReceiptRow, ScoreVersion, Share, ShareView

_SECRET = {"user_id", "token_hash"}


def list_everything(session: Session, user_id: str) -> dict[str, list[dict[str, Any]]]:
    """Rows as dictionaries by kind, the oldest first: people, readings and corrections, shares, notices, receipts."""
    mine: dict[str, Any] = {
        "people": select(PersonRow).where(PersonRow.user_id == user_id),
        "readings_and_corrections": select(MeasurementRow).where(MeasurementRow.user_id == user_id),
        "shares": select(Share).where(Share.user_id == user_id),
        "share_views": select(ShareView)
        .join(Share, col(ShareView.share_id) == Share.id)
        .where(Share.user_id == user_id),
        "notices": select(Notice).where(Notice.user_id == user_id),
        "receipts": select(ReceiptRow).where(ReceiptRow.user_id == user_id),
    }
    return {kind: [_plain(row) for row in session.exec(query)] for kind, query in mine.items()}


def list_scores(session: Session, result_ids: list[str]) -> list[dict[str, Any]]:
    """Scores of these results by newer models."""
    query = select(ScoreVersion).where(col(ScoreVersion.result_id).in_(result_ids))
    return [_plain(row) for row in session.exec(query)]


def _plain(row: Any) -> dict[str, Any]:
    facts: dict[str, Any] = row.model_dump(exclude=_SECRET)
    return facts

"""Scores of old results by newer models."""

from sqlalchemy import delete
from sqlmodel import Session, col, select

from medapp.db.tables import ScoreVersion
from medapp.domain.results import ScoreResult, as_json


def list_versions(session: Session, result_id: str) -> list[ScoreVersion]:
    """The oldest first; the caller has checked whose result it is."""
    query = select(ScoreVersion).where(ScoreVersion.result_id == result_id)
    return list(session.exec(query.order_by(col(ScoreVersion.created_at))))


def add(session: Session, result_id: str, score: ScoreResult) -> None:
    """One version a model: asking again for the same model adds nothing."""
    known = {version.model_sha256 for version in list_versions(session, result_id)}
    if score.model_sha256 and score.model_sha256 not in known:
        session.add(
            ScoreVersion(
                result_id=result_id,
                model_name=score.model_name or "",
                model_version=score.model_version or "",
                model_sha256=score.model_sha256,
                score_detail=as_json(score),
            )
        )


def forget(session: Session, result_id: str) -> None:
    """Drop the versions: the values they were made of do not stand any more."""
    session.execute(delete(ScoreVersion).where(col(ScoreVersion.result_id) == result_id))

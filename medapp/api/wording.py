"""A result for programs: codes as they are stored, and beside them the words in the caller's language."""

from typing import Any

from medapp.api.findings import say
from medapp.domain.results import Finding, Rating, ScoreResult, State, as_json
from medapp.i18n import knows, translate
from medapp.services.reports import ResultView
from medapp.services.reviewing import Review


def result_in_words(view: ResultView, language: str) -> dict[str, Any]:
    """The body of GET /api/results/{id}."""
    score = view.score
    return {
        "id": view.id,
        "job_id": view.job_id,
        "created_at": view.created_at.isoformat(),
        "uploaded_at": view.uploaded_at.isoformat() if view.uploaded_at else None,
        "collected_at": view.collected_at.isoformat() if view.collected_at else None,
        "reported_at": view.reported_at.isoformat() if view.reported_at else None,
        "laboratory": view.laboratory,
        "file_name": view.file_name,
        "reader": view.reader,
        "language": view.language,
        "pages": view.pages,
        "sex": view.sex,
        "age_years": view.age_years,
        "is_sample": view.is_sample,
        "person_id": view.person_id,
        "note": view.note,
        "fasting": view.fasting,
        "status": score.status,
        "score": score.score,
        "class": score.score_class,
        "score_detail": _score(score, language),
        "interpretation": [_finding(finding, language) for finding in view.findings],
        "measurements": [
            as_json(row.measurement) | {"id": row.id, "rating": _rating(row.rating, language)} for row in view.rows
        ],
        "indices": [as_json(index) for index in view.indices],
        "unrecognised": [as_json(item) for item in view.unrecognised],
        "previous": [as_json(item) for item in view.previous],
        "warnings": list(view.warnings),
        "model": {"name": score.model_name, "version": score.model_version, "sha256": score.model_sha256},
        "catalogue_version": view.catalogue_version,
        "newer_scores": [
            {"created_at": item.created_at.isoformat(), **_score(item.score, language)} for item in view.newer_scores
        ],
    }


def review_in_words(review: Review, language: str) -> dict[str, Any]:
    """The body of GET /api/results/{id}/review."""
    return {
        "id": review.result_id,
        "waiting": review.n_waiting,
        "reviewed_at": review.reviewed_at.isoformat() if review.reviewed_at else None,
        "missing": list(review.missing),
        "rows": [
            {
                "id": row.id,
                "origin": row.origin,
                "measurement": as_json(row.measurement),
                "rating": _rating(row.rating, language),
                "doubt": as_json(row.doubt) if row.doubt else None,
                "versions": [
                    {
                        "id": version.id,
                        "origin": version.origin,
                        "at": version.at.isoformat(),
                        "measurement": as_json(version.measurement),
                    }
                    for version in row.versions
                ],
            }
            for row in review.rows
        ],
        "unrecognised": [as_json(line) | {"unread": number} for number, line in review.unread],
    }


def _score(score: ScoreResult, language: str) -> dict[str, Any]:
    return as_json(score) | {"class_words": _words(language, f"score.classes.{score.score_class}")}


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {"code": finding.code, "params": as_json(finding)["params"], "words": say(finding, language)}


def _rating(rating: Rating, language: str) -> dict[str, Any]:
    return as_json(rating) | {"words": _words(language, f"states.{_state_code(rating)}")}


def _state_code(rating: Rating) -> str:
    if rating.state is State.CRITICAL and rating.reason == "uncertain":
        return "check_first"
    if rating.state in (State.SLIGHTLY, State.CLEARLY):
        return f"{rating.state.value}_{'below' if rating.direction < 0 else 'above'}"
    return rating.state.value


def _words(language: str, code: str, **values: Any) -> str | None:
    return translate(language, code, **values) if knows(code) else None

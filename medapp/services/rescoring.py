"""The score of an old result by the model of today; the first score keeps its model and stays beside it."""

from collections.abc import Sequence

from medapp.db import audit, events, scores
from medapp.db import people as people_rows
from medapp.db import results as result_rows
from medapp.db.engine import read, write
from medapp.db.tables import PersonRow, ResultRow, ScoreVersion
from medapp.domain.certainty import certain_values
from medapp.domain.results import ScoreResult
from medapp.services import decoding, models
from medapp.services.actors import Actor
from medapp.services.inference import Scores
from medapp.services.reassessing import person_of

_UNKNOWN_PERSON = ("sex_missing", "age_missing")


def rescore(actor: Actor, result_id: str, model: Scores) -> ScoreResult:
    """Score the stored values again and keep it. Raises NotFound, also for somebody else's, and ModelUnavailable."""
    with read() as session:
        row, _, _ = result_rows.get(session, result_id, actor.user_id)
        rows = result_rows.list_measurements(session, result_id, actor.user_id)
        person = people_rows.find(session, row.person_id)
    score = model.predict(person_of(row, person), certain_values(decoding.measurement_of(item) for item in rows))
    with write() as session:
        if score.model_sha256 != row.model_sha256 or _is_known_since(row, person):
            scores.add(session, result_id, score)
        audit.record(session, actor.user_id, "result_rescored", "result", result_id, job_id=row.job_id)
        events.emit(session, "result_rescored", actor.user_id, row.job_id)
    return score


def is_offered(row: ResultRow, versions: Sequence[ScoreVersion], person: PersonRow | None) -> bool:
    """Whether scoring again can say something new: another model, or the sex or birth date was given since."""
    asked: set[str | None] = {version.model_sha256 for version in versions}
    return models.is_newer_than(asked if _is_known_since(row, person) else asked | {row.model_sha256})


def _is_known_since(row: ResultRow, person: PersonRow | None) -> bool:
    """There was no score for want of sex or age, and the account says both by now."""
    whose = person_of(row, person)
    return row.score_reason in _UNKNOWN_PERSON and whose.sex is not None and whose.age_years is not None

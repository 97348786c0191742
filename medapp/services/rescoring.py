"""The score of an old result by the model of today; the first score keeps its model and stays beside it."""

from medapp.db import audit, scores
from medapp.db import people as people_rows
from medapp.db import results as result_rows
from medapp.db.engine import read, write
from medapp.db.tables import PersonRow, ResultRow
from medapp.domain.certainty import certain_values
from medapp.domain.people import Person, age_on, parse_sex
from medapp.domain.results import ScoreResult
from medapp.services import decoding
from medapp.services.actors import Actor
from medapp.services.inference import Scores


def rescore(actor: Actor, result_id: str, model: Scores) -> ScoreResult:
    """Score the stored values again and keep it. Raises NotFound, also for somebody else's, and ModelUnavailable."""
    with read() as session:
        row, _, _ = result_rows.get(session, result_id, actor.user_id)
        rows = result_rows.list_measurements(session, result_id, actor.user_id)
        person = people_rows.find(session, row.person_id)
    score = model.predict(_person(row, person), certain_values(decoding.measurement_of(item) for item in rows))
    with write() as session:
        if score.model_sha256 != row.model_sha256:
            scores.add(session, result_id, score)
        audit.record(session, actor.user_id, "result_rescored", "result", result_id, job_id=row.job_id)
    return score


def _person(row: ResultRow, person: PersonRow | None) -> Person:
    """As when it was read: the report's own words first, then the account's."""
    birth = row.birth_date or (person.birth_date if person else None)
    day = row.collected_at or row.reported_at or row.created_at.date()
    age = float(age_on(birth, day)) if birth else row.age_years
    return Person(
        sex=parse_sex(row.sex or (person.sex if person else None)),
        age_years=row.age_years if row.birth_date is None and row.age_years is not None else age,
        pregnant=row.pregnant if row.pregnant is not None else (person.pregnant if person else None),
    )

"""An old result keeps its model; a newer one may score it again beside it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from medapp.db.engine import read
from medapp.db.tables import AuditLog, ProductEvent
from medapp.domain.people import Sex
from medapp.domain.results import ScoreResult
from medapp.errors import NotFound
from medapp.services import models, people, reports, rescoring
from tests.cast import Cast, make_outcome, read_report


class NewerModel:
    """Scores everybody 40 and keeps what it was asked."""

    def __init__(self, sha256: str = "cd" * 32) -> None:
        self.sha256, self.asked = sha256, []

    def predict(self, person, values):
        self.asked.append((person, dict(values)))
        return ScoreResult(
            "scored", score=40.0, score_class="typical",
            model_name="blood_profile", model_version="2.0.0", model_sha256=self.sha256,
        )  # fmt: skip


@pytest.fixture
def result_id(cast: Cast) -> str:
    accepted = read_report(cast.owner.actor)
    return reports.list_results(cast.owner.actor).items[0].id if accepted else ""


def test_a_stranger_cannot_rescore(cast: Cast, result_id: str) -> None:
    with pytest.raises(NotFound):
        rescoring.rescore(cast.stranger.actor, result_id, NewerModel())


def test_the_first_score_stays_and_the_newer_one_stands_beside_it(cast: Cast, result_id: str) -> None:
    before = reports.get_result(cast.owner.actor, result_id)
    assert before.can_rescore  # it was scored by a model that is not the one in use
    rescoring.rescore(cast.owner.actor, result_id, NewerModel())
    after = reports.get_result(cast.owner.actor, result_id)
    assert after.score == before.score
    assert [(item.score.score, item.score.model_version) for item in after.newer_scores] == [(40.0, "2.0.0")]


def test_asking_twice_keeps_one_version_a_model(cast: Cast, result_id: str) -> None:
    for _ in range(2):
        rescoring.rescore(cast.owner.actor, result_id, NewerModel())
    rescoring.rescore(cast.owner.actor, result_id, NewerModel("ef" * 32))
    assert len(reports.get_result(cast.owner.actor, result_id).newer_scores) == 2


def test_the_model_is_asked_for_the_same_person_and_certain_values(cast: Cast, result_id: str) -> None:
    model = NewerModel()
    rescoring.rescore(cast.owner.actor, result_id, model)
    person, values = model.asked[0]
    assert (str(person.sex), person.age_years) == ("female", 47)
    assert values == {"hemoglobin": 160.0, "glucose": 5.1}


def test_the_model_that_scored_it_adds_nothing(cast: Cast, result_id: str) -> None:
    rescoring.rescore(cast.owner.actor, result_id, NewerModel("ab" * 32))
    assert reports.get_result(cast.owner.actor, result_id).newer_scores == ()


def test_deleting_a_result_takes_its_versions_along(cast: Cast, result_id: str) -> None:
    rescoring.rescore(cast.owner.actor, result_id, NewerModel())
    reports.delete_result(cast.owner.actor, result_id)
    with pytest.raises(NotFound):
        reports.get_result(cast.owner.actor, result_id)


def test_sex_given_later_can_be_scored_with_the_same_model(cast: Cast) -> None:
    silent = replace(
        make_outcome(age_years=47.0),
        score=ScoreResult("abstained", reason="sex_missing", model_name="blood_profile", model_version="2.0.0",
                          model_sha256=models.manifest()["sha256"]),
    )  # fmt: skip
    read_report(cast.stranger.actor, outcome=silent)
    result_id = reports.list_results(cast.stranger.actor).items[0].id
    assert not reports.get_result(cast.stranger.actor, result_id).can_rescore
    people.change_own(cast.stranger.actor, Sex.FEMALE, date(1979, 3, 1), None, None)
    assert reports.get_result(cast.stranger.actor, result_id).can_rescore
    rescoring.rescore(cast.stranger.actor, result_id, NewerModel(models.manifest()["sha256"]))
    after = reports.get_result(cast.stranger.actor, result_id)
    assert [item.score.score for item in after.newer_scores] == [40.0]
    assert not after.can_rescore


def test_scoring_again_is_in_the_audit_log_and_among_the_events(cast: Cast, result_id: str) -> None:
    rescoring.rescore(cast.owner.actor, result_id, NewerModel())
    with read() as session:
        assert "result_rescored" in [row.act for row in session.exec(select(AuditLog))]
        assert "result_rescored" in [row.name for row in session.exec(select(ProductEvent))]

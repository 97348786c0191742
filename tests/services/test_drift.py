"""The drift watch compares values with the training population, for administrators only, and says when they are few."""

import math

import pytest

from medapp.domain.drift import shares_in, stability_index
from medapp.errors import Forbidden
from medapp.services import cards, drift
from tests.cast import CSV, Cast, read_report


def test_known_answer_of_the_index():
    assert stability_index([0.5, 0.5], [0.6, 0.4]) == pytest.approx(0.1 * math.log(1.2) - 0.1 * math.log(0.8))


def test_equal_shares_have_no_drift_and_empty_bins_stay_finite():
    assert stability_index([0.2, 0.8], [0.2, 0.8]) == 0
    assert math.isfinite(stability_index([0.5, 0.5], [1.0, 0.0]))


def test_a_value_on_an_edge_belongs_above():
    assert shares_in([1, 2, 3, 4], [2, 4]) == [0.25, 0.5, 0.25]


def test_it_agrees_with_the_models_own_index():
    numpy = pytest.importorskip("numpy")
    from ml.drift import stability_index as of_the_model

    was, now = [0.1, 0.2, 0.7], [0.3, 0.3, 0.4]
    assert stability_index(was, now) == pytest.approx(of_the_model(numpy.array(was), numpy.array(now)))


def test_only_administrators_see_it(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        drift.watch(cast.owner.actor)


def test_few_values_give_no_index(cast: Cast) -> None:
    read_report(cast.owner.actor)
    report = drift.watch(cast.admin.actor)
    hemoglobin = next(shift for shift in report.inputs if shift.name == "hemoglobin")
    assert (report.results, hemoglobin.count, hemoglobin.index) == (1, 1, None)
    assert [(week.results, week.abstained) for week in report.weeks] == [(1, 0)]


def test_many_values_far_from_the_training_population_are_called_different(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(drift, "ENOUGH", 3)
    for number in range(3):
        read_report(cast.owner.actor, CSV + f"\n# {number}".encode())
    hemoglobin = next(shift for shift in drift.watch(cast.admin.actor).inputs if shift.name == "hemoglobin")
    assert hemoglobin.index is not None
    assert hemoglobin.index > 0.25


def test_every_input_has_a_reference() -> None:
    reference = cards.current_card()["drift_reference"]
    assert len(reference["inputs"]) >= 39
    assert all(len(bins["shares"]) == len(bins["edges"]) + 1 for bins in reference["inputs"].values())

"""From bytes to what a report says, with the shipped model and catalogue, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from medapp.domain.assessment import owner_of
from medapp.domain.certainty import certain_values
from medapp.domain.lifecycle import Stage
from medapp.domain.people import Person, Sex
from medapp.domain.results import Measurement, ParsedReport
from medapp.errors import EmptyFile, ModelUnavailable, NoResultsFound, Rejected, UnsupportedFormat
from ml import store
from tests.worker.reports import csv_report, pdf_report, pdf_without_results
from worker.pipeline import process

WOMAN = Person(Sex.FEMALE, 47.0)
REPORT = ParsedReport("test", ())
ROW = Measurement("glucose", "Glucose", "5.4", "mmol/L", value=5.4, unit="mmol/L", confidence=0.99)


@pytest.fixture(scope="module")
def predictor() -> store.Predictor:
    return store.load()


def test_a_pdf_becomes_values_ratings_and_a_score(predictor: store.Predictor) -> None:
    outcome = process(pdf_report(), "report.pdf", Person(), predictor)

    values = {row.analyte: row.value for row in outcome.report.measurements}
    assert len(values) == 12
    assert (values["hemoglobin"], values["glucose"], values["chol_total"]) == (134.0, 7.4, 5.0)
    assert len(outcome.ratings) == len(outcome.report.measurements)
    assert outcome.score.status == "scored"
    assert outcome.score.score is not None
    assert outcome.catalogue_version


def test_the_same_blood_scores_the_same_from_either_format(predictor: store.Predictor) -> None:
    from_pdf = process(pdf_report(), "report.pdf", Person(), predictor)
    from_csv = process(csv_report(), "report.csv", WOMAN, predictor)

    assert from_csv.score == from_pdf.score


def test_without_age_and_sex_the_values_stand_and_the_score_abstains(predictor: store.Predictor) -> None:
    outcome = process(csv_report(), "report.csv", Person(), predictor)

    assert len(outcome.report.measurements) == 12
    assert outcome.score.status == "abstained"
    assert outcome.score.reason


def test_the_stages_are_told_in_order_with_the_rows_read(predictor: store.Predictor) -> None:
    told: list[tuple[Stage, int | None]] = []
    process(
        csv_report(), "report.csv", WOMAN, predictor, report_stage=lambda stage, rows=None: told.append((stage, rows))
    )

    assert told == [(Stage.READING, None), (Stage.CHECKING, 12), (Stage.SCORING, 12)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", EmptyFile), (b"MZ\x90\x00not a report", UnsupportedFormat), (pdf_without_results(), NoResultsFound)],
)
def test_what_is_not_a_report_is_refused_with_the_reason(
    predictor: store.Predictor, data: bytes, reason: type[Rejected]
) -> None:
    with pytest.raises(reason):
        process(data, "report.pdf", WOMAN, predictor)


def test_a_missing_model_does_not_hide_that_the_file_is_no_report() -> None:
    class NoModel:
        def predict(self, person: Person, values: dict[str, float]) -> None:
            raise ModelUnavailable

    with pytest.raises(NoResultsFound):
        process(pdf_without_results(), "report.pdf", WOMAN, NoModel())
    with pytest.raises(ModelUnavailable):
        process(csv_report(), "report.csv", WOMAN, NoModel())


def test_what_the_report_states_of_its_owner_wins_over_the_account() -> None:
    stated = replace(REPORT, sex=Sex.MALE, age_years=30.0, pregnant=False)

    assert owner_of(stated, Person(Sex.FEMALE, 47.0, True)) == Person(Sex.MALE, 30.0, False)
    assert owner_of(REPORT, WOMAN) == WOMAN


def test_the_age_is_that_of_the_day_of_sampling() -> None:
    born = replace(REPORT, birth_date=date(1979, 3, 2), collected_at=date(2026, 3, 1), age_years=50.0)

    assert owner_of(born, Person()).age_years == 46


@pytest.mark.parametrize(
    "doubtful",
    [
        replace(ROW, comparator="<"),
        replace(ROW, value=None),
        replace(ROW, analyte=None),
        replace(ROW, confidence=0.3),
    ],
)
def test_bounds_and_doubtful_rows_are_kept_out_of_the_score(doubtful: Measurement) -> None:
    assert certain_values([doubtful]) == {}


def test_of_several_dates_the_latest_value_counts() -> None:
    older, newer = (
        replace(ROW, collected_at=date(2024, 1, 1)),
        replace(ROW, value=6.1, collected_at=date(2026, 1, 1)),
    )

    assert certain_values([newer, older]) == {"glucose": 6.1}

"""The estimator as scikit-learn and a statistician expect it."""

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.metrics import roc_auc_score
from sklearn.utils.estimator_checks import parametrize_with_checks

from ml.cohort import Cohort
from ml.features import NAMES
from ml.models import find_models
from ml.models.additive import AdditiveSplineClassifier
from ml.models.penalised import fit_hazard, fit_logistic


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@parametrize_with_checks([AdditiveSplineClassifier()])
def test_it_is_a_scikit_learn_estimator(estimator: AdditiveSplineClassifier, check: object) -> None:
    check(estimator)


@pytest.fixture(scope="module")
def known() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A curve that rises at both ends, and a column without effect."""
    random = np.random.default_rng(3)
    columns = random.standard_normal((6000, 2))
    truth = columns[:, 0] ** 2 - 1.5
    return columns, (random.random(6000) < 1 / (1 + np.exp(-truth))).astype(int), truth


def test_it_finds_a_curve_and_leaves_noise_flat(known: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    columns, event, truth = known
    fitted = AdditiveSplineClassifier(ridge=5.0).fit(columns, event)
    inner = np.abs(columns[:, 0]) < 2
    assert np.corrcoef(fitted.decision_function(columns)[inner], truth[inner])[0, 1] > 0.98
    effects = fitted.contributions(columns)
    assert effects[:, 1].std() < 0.1 * effects[:, 0].std()


def test_contributions_sum_to_the_linear_predictor_when_everything_is_measured(cohort: Cohort) -> None:
    fitted = find_models()["blood_profile"].fit(cohort)
    whole = cohort.take(~np.isnan(cohort.rows).any(axis=1))
    expected = fitted.tables_.expected(whole.age, whole.group)
    total = expected + fitted.contributions(whole.inputs).sum(axis=1)
    assert np.abs(total - fitted.decision_function(whole.inputs)).max() < 1e-9


def test_a_missing_column_is_inferred_from_the_ones_it_goes_with() -> None:
    random = np.random.default_rng(4)
    one = random.standard_normal(4000)
    columns = np.column_stack([one, one + 0.1 * random.standard_normal(4000)])
    event = (random.random(4000) < 1 / (1 + np.exp(-one))).astype(int)
    fitted = AdditiveSplineClassifier(ridge=5.0).fit(columns, event)
    half = np.column_stack([columns[:, 0], np.full(4000, np.nan)])
    assert np.corrcoef(fitted.decision_function(half), fitted.decision_function(columns))[0, 1] > 0.99


def test_missingness_itself_says_nothing(cohort: Cohort) -> None:
    fitted = find_models()["blood_profile"].fit(cohort)
    blank = cohort.inputs
    blank[:, : len(NAMES)] = np.nan
    assert np.allclose(fitted.decision_function(blank), fitted.tables_.expected(cohort.age, cohort.group))


def test_follow_up_ranks_as_well_as_ten_year_labels(cohort: Cohort) -> None:
    fitted = find_models()["blood_profile"].fit(cohort)
    by_label = clone(fitted).fit(cohort.inputs, cohort.event.astype(int))
    area = [roc_auc_score(cohort.event, one.decision_function(cohort.inputs)) for one in (fitted, by_label)]
    assert area[0] > 0.7
    assert abs(area[0] - area[1]) < 0.05


def test_the_baseline_meets_the_observed_share_at_ten_years(cohort: Cohort) -> None:
    estimator = find_models()["blood_profile"].estimator()
    fitted = estimator.fit(cohort.inputs, cohort.died.astype(int), follow_up=cohort.months)
    assert fitted.predict_proba(cohort.inputs)[:, 1].mean() == pytest.approx(cohort.event.mean(), rel=0.03)


def test_the_baseline_is_that_of_the_last_years(cohort: Cohort) -> None:
    """Mortality fell by 1.6 % a year: whoever trains on older years expects a little less than they saw."""
    model = find_models()["blood_profile"]
    plain = model.estimator().fit(cohort.inputs, cohort.died.astype(int), follow_up=cohort.months)
    moved = model.fit(cohort).decision_function(cohort.inputs) - plain.decision_function(cohort.inputs)
    behind = 2007 - cohort.cycle[cohort.event].mean()
    assert np.allclose(moved, -0.01554 * behind, atol=1e-4)


def test_a_term_may_change_with_age() -> None:
    """One column that matters for the old only."""
    random = np.random.default_rng(5)
    column, age = random.standard_normal(8000), random.uniform(20, 80, 8000)
    event = (random.random(8000) < 1 / (1 + np.exp(-column * (age - 20) / 30))).astype(int)
    fitted = AdditiveSplineClassifier(age_column=1, ridge=1.0, size=1.0).fit(np.column_stack([column, age]), event)
    slopes = [
        np.diff(fitted.decision_function(np.array([[-1.0, years], [1.0, years]])))[0] / 2 for years in (25.0, 75.0)
    ]
    assert slopes[0] < 0.6
    assert slopes[1] > 1.4


def test_the_same_data_give_the_same_tables(cohort: Cohort) -> None:
    model = find_models()["blood_profile"]
    first, second = (model.fit(cohort).tables_.as_arrays() for _ in range(2))
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_a_single_class_is_refused() -> None:
    with pytest.raises(ValueError, match="binary"):
        AdditiveSplineClassifier().fit(np.arange(6.0).reshape(3, 2), [1, 1, 1])


def test_the_logistic_fit_is_the_textbook_one() -> None:
    """One binary column without penalty: the coefficient is the log odds ratio of the two-by-two table."""
    column = np.repeat([0.0, 1.0], [100, 100])
    event = np.r_[np.repeat([1.0, 0.0], [20, 80]), np.repeat([1.0, 0.0], [50, 50])]
    fit = fit_logistic(column[:, None], event, np.ones(200), np.zeros((1, 1)))
    assert fit.coefficients[0] == pytest.approx(np.log((50 / 50) / (20 / 80)), abs=1e-6)


def test_the_hazard_fit_is_the_partial_likelihood_one() -> None:
    """Deaths at 1 (x=1), 2 (x=0), 3 (x=1), alive at 4 (x=0): r^2 / ((2r+2)(r+2)(r+1)) peaks at r = 1.8508."""
    ratio = np.linspace(1.0, 4.0, 300001)
    best = ratio[np.argmax(2 * np.log(ratio) - np.log(2 * ratio + 2) - np.log(ratio + 2) - np.log(ratio + 1))]
    fit = fit_hazard(
        np.array([[1.0], [0.0], [1.0], [0.0]]), np.array([1.0, 1.0, 1.0, 0.0]), np.array([1.0, 2.0, 3.0, 4.0]),
        np.ones(4), np.zeros((1, 1)),
    )  # fmt: skip
    assert fit.coefficients[0] == pytest.approx(np.log(best), abs=1e-3)

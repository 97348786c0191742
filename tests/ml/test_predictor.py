"""One person's score: when it is given, what it consists of, and when the model keeps silent."""

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pytest

from medapp.domain.people import Person, Sex
from ml.features import CBC, FIELDS, NAMES, matrix
from ml.predictor import Predictor

WOMAN = Person(Sex.FEMALE, 47)
BLOOD_COUNT = tuple(field.analyte for field in FIELDS if field.panel == CBC)
CHECK_UP = ("wbc", "rbc", "hemoglobin", "hematocrit", "mcv", "mch", "mchc", "platelets", "glucose", "chol_total")
THIN_CHEMISTRY = ("alt", "ast", "ggt", "glucose", "chol_total", "hdl", "trig", "urea")


def only(values: dict[str, float], analytes: tuple[str, ...]) -> dict[str, float]:
    return {name: values[name] for name in analytes}


@pytest.mark.parametrize(
    ("person", "reason", "ranked"),
    [
        (Person(None, 47), "sex_missing", False),
        (Person(Sex.FEMALE, None), "age_missing", False),
        (Person(Sex.FEMALE, 17), "age_unsupported", False),
        (Person(Sex.FEMALE, 19.9), "age_unsupported", False),
        (Person(Sex.MALE, 80), "age_unsupported", False),
        (Person(Sex.MALE, 85), "age_unsupported", False),
        (Person(Sex.FEMALE, 30, pregnant=True), "pregnant", True),
    ],
)
def test_it_keeps_silent_about_people_it_does_not_know(
    shipped: Predictor, typical: dict[str, float], person: Person, reason: str, ranked: bool
) -> None:
    result = shipped.predict(person, typical)
    assert (result.status, result.reason) == ("abstained", reason)
    assert (result.score, result.score_class, result.low, result.high) == (None, None, None, None)
    assert (result.linear_predictor is not None) is ranked


@pytest.mark.parametrize(
    ("analytes", "reason"),
    [
        ((), "too_few_fields"),
        (("chol_total", "hdl", "trig", "glucose"), "too_few_fields"),
        (("wbc", "rbc", "hemoglobin", "platelets", "albumin", "creatinine", "alt"), "too_few_fields"),
        (THIN_CHEMISTRY, "unbalanced_panel"),
        ((*THIN_CHEMISTRY, "wbc", "rbc", "hemoglobin", "platelets"), "unbalanced_panel"),
        ((*THIN_CHEMISTRY, "creatinine"), None),
        ((*THIN_CHEMISTRY, "albumin"), None),
        (BLOOD_COUNT, None),
        (CHECK_UP, None),
        (NAMES, None),
    ],
)
def test_it_asks_for_enough_fields(
    shipped: Predictor, typical: dict[str, float], analytes: tuple[str, ...], reason: str | None
) -> None:
    result = shipped.predict(WOMAN, only(typical, analytes))
    assert result.reason == reason
    assert result.status == ("abstained" if reason else "scored")
    assert result.linear_predictor is not None
    assert (result.score is None) is (reason is not None)


def test_four_analytes_say_how_many_are_needed(shipped: Predictor, typical: dict[str, float]) -> None:
    result = shipped.predict(WOMAN, only(typical, ("chol_total", "hdl", "trig", "glucose")))
    assert result.reason_values == {"measured": 4, "needed": 8}


@pytest.mark.parametrize("age", [20, 33.5, 47, 79.9])
@pytest.mark.parametrize("sex", list(Sex))
def test_the_parts_add_up(shipped: Predictor, typical: dict[str, float], sex: Sex, age: float) -> None:
    random = np.random.default_rng(int(age))
    for share in (0.0, 0.3, 0.6):
        values = {name: value * random.uniform(0.7, 1.4) for name, value in typical.items() if random.random() >= share}
        result = shipped.predict(Person(sex, age), values)
        effects = sum(term.effect for term in result.contributions)
        assert result.relative == pytest.approx(effects + result.inferred, abs=1e-9)
        assert result.linear_predictor == pytest.approx(result.expected + result.relative, abs=1e-9)
        listed = {term.analyte for term in result.contributions} | {item.analyte for item in result.missing}
        assert listed | set(result.dropped) == set(NAMES)


def test_an_impossible_value_is_left_out_and_said(shipped: Predictor, typical: dict[str, float]) -> None:
    result = shipped.predict(WOMAN, typical | {"potassium": 41.0})
    without = shipped.predict(WOMAN, {name: value for name, value in typical.items() if name != "potassium"})
    assert result.dropped == ("potassium",)
    assert result.score == without.score
    assert "potassium" in {item.analyte for item in result.missing}


def test_the_band_holds_the_score_and_widens_with_what_is_missing(
    shipped: Predictor, typical: dict[str, float]
) -> None:
    widths = []
    for analytes in (NAMES, (*BLOOD_COUNT, "albumin", "creatinine", "alt", "ast", "glucose"), BLOOD_COUNT, CHECK_UP):
        result = shipped.predict(WOMAN, only(typical, analytes))
        assert result.low <= result.score <= result.high
        widths.append((result.information, result.high - result.low))
    assert [information for information, _ in widths] == sorted((i for i, _ in widths), reverse=True)
    assert widths[0][0] == pytest.approx(1.0)
    assert widths[0][1] < widths[1][1] < widths[2][1] < widths[3][1]


@pytest.mark.parametrize(("analytes", "limited"), [(NAMES, False), (BLOOD_COUNT, False), (CHECK_UP, True)])
@pytest.mark.parametrize("sex", list(Sex))
def test_a_thin_panel_is_marked(
    shipped: Predictor, typical: dict[str, float], sex: Sex, analytes: tuple[str, ...], limited: bool
) -> None:
    assert shipped.predict(Person(sex, 60), only(typical, analytes)).limited is limited


def test_a_known_burden_is_less_favourable(shipped: Predictor, typical: dict[str, float]) -> None:
    usual = shipped.predict(WOMAN, typical)
    burdened = shipped.predict(WOMAN, typical | {"albumin": 31, "rdw": 17.5, "crp": 40, "creatinine": 190, "ggt": 180})
    assert burdened.score < usual.score
    assert burdened.relative > usual.relative
    assert burdened.score_class == "markedly_elevated"
    assert burdened.contributions[0].effect > 0


def test_the_score_is_the_place_among_peers(shipped: Predictor) -> None:
    """Along the quantiles of 47-year-old women the score falls from one end of the scale to the other."""
    from ml import peers

    row = int(np.flatnonzero(shipped.peer_ages == 47)[0])
    quantiles = shipped.quantiles[0, row]
    scores = peers.score(
        quantiles, np.full(len(quantiles), 47.0), np.zeros(len(quantiles), int), shipped.quantiles, shipped.peer_ages
    )
    assert np.allclose(scores, 100.0 - peers.SHARES, atol=1e-6)


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (2, "markedly_elevated"),
        (5, "elevated"),
        (19.9, "elevated"),
        (20, "typical"),
        (80, "favourable"),
        (99, "favourable"),
    ],
)
def test_classes_change_at_their_bounds(score: float, name: str) -> None:
    from ml import peers

    assert peers.classify(np.array([score]))[0] == name


def test_what_would_tell_most_stands_first(shipped: Predictor, typical: dict[str, float]) -> None:
    result = shipped.predict(WOMAN, only(typical, CHECK_UP))
    gains = [item.gain for item in result.missing]
    assert gains == sorted(gains, reverse=True)
    assert all(0.0 <= gain <= 1.0 for gain in gains)


def test_one_person_and_a_table_get_the_same(shipped: Predictor, typical: dict[str, float]) -> None:
    values = only(typical, (*BLOOD_COUNT, "albumin", "sodium", "chloride"))
    one = shipped.predict(WOMAN, values)
    rows = matrix({name: [value] for name, value in values.items()}, 1)
    linear, relative, score = shipped.predict_rows(rows, np.array([47.0]), np.array([0]))
    assert (linear[0], relative[0], score[0]) == pytest.approx((one.linear_predictor, one.relative, one.score))


def test_it_names_its_model(shipped: Predictor, typical: dict[str, float]) -> None:
    result = shipped.predict(Person(), typical)
    assert (result.model_name, result.model_version) == (shipped.name, shipped.version)
    assert len(result.model_sha256) == 64


def test_predicting_needs_neither_scikit_learn_nor_pandas() -> None:
    code = (
        "import sys; from ml import store; from medapp.domain.people import Person, Sex;"
        "store.load().predict(Person(Sex.FEMALE, 47), {'albumin': 43.0});"
        "print([name for name in ('sklearn', 'pandas', 'scipy', 'matplotlib') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_batch_of_ten_thousand_takes_less_than_a_second(shipped: Predictor, typical: dict[str, float]) -> None:
    random = np.random.default_rng(0)
    rows = matrix({name: np.full(10_000, value) for name, value in typical.items()}, 10_000)
    rows[random.random(rows.shape) < 0.4] = np.nan
    ages, women = np.full(10_000, 47.0), np.zeros(10_000, int)
    assert min(_seconds(lambda: shipped.predict_rows(rows, ages, women)) for _ in range(3)) < 1.0


@pytest.mark.slow
def test_one_person_takes_less_than_a_millisecond(shipped: Predictor, typical: dict[str, float]) -> None:
    values = only(typical, CHECK_UP)
    medians = [np.median([_seconds(lambda: shipped.predict(WOMAN, values)) for _ in range(100)]) for _ in range(5)]
    assert min(medians) < 0.001


def _seconds(work: Callable[[], object]) -> float:
    """Processor time: what the work costs, however busy the machine is."""
    start = time.process_time()
    work()
    return time.process_time() - start

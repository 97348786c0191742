"""The evaluation: measures against hand counts, and the card against the bar and the artefact."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ml import drift, evidence, store
from ml.cohort import Cohort, build_cohort, load_cohort
from ml.concordance import Pairs
from ml.evaluate import CARDS, evaluate
from ml.models import find_models
from ml.phenoage import ERRATUM, PAPER
from ml.predictor import Predictor

REAL_DATA = Path(__file__).parents[3] / "shared" / "data" / "nhanes"
EXAMPLE = {
    "albumin": 42.0, "creatinine": 88.0, "glucose": 5.3, "crp": 0.5, "lymph_pct": 30.0, "mcv": 90.0, "rdw": 13.0,
    "alp": 70.0, "wbc": 6.5,
}  # fmt: skip


@pytest.fixture(scope="module")
def card() -> dict:
    return json.loads((CARDS / "blood_profile.json").read_text())


def five_people(cohort: Cohort) -> Cohort:
    return replace(
        cohort.take(np.arange(5)), age=np.array([50.0, 51, 60, 50, 50]), group=np.array([0, 0, 0, 1, 0]),
        died=np.array([True, False, True, False, True]), months=np.array([12.0, 150, 60, 150, 130]),
    )  # fmt: skip


def test_concordance_counts_pairs_as_by_hand(cohort: Cohort) -> None:
    """Two deaths in ten years: the first against four others, the second against three; peers: the first has two."""
    pairs = Pairs(five_people(cohort))
    found = pairs.concordance(np.array([2.0, 1.0, 1.0, 3.0, 2.0]))
    assert found["c"] == pytest.approx((1 + 1 + 0 + 0.5 + 0.5 + 0 + 0) / 7)
    assert found["c_peer"] == pytest.approx((1 + 0.5) / 2)


def test_a_predictor_does_not_differ_from_itself(cohort: Cohort) -> None:
    people = cohort.take(np.arange(400))
    scores = {"one": people.age, "same": people.age.copy()}
    found = Pairs(people).compare(scores, against="one", n_boot=50)
    assert found["same"]["c"].value == found["same"]["c"].low == found["same"]["c"].high == 0.0


def test_an_interval_holds_its_value_and_is_the_same_twice(cohort: Cohort) -> None:
    people = cohort.take(np.arange(400))
    first, second = (Pairs(people).compare({"age": people.age}, n_boot=100)["age"]["c"] for _ in range(2))
    assert first.low < first.value < first.high
    assert first == second


@pytest.mark.parametrize(("formula", "years"), [(ERRATUM, 35.11), (PAPER, 36.88)])
def test_phenoage_gives_its_published_example(formula: object, years: float) -> None:
    markers = {name: np.array([value]) for name, value in EXAMPLE.items()}
    assert formula.years(formula.linear_predictor(markers, np.array([40.0])))[0] == pytest.approx(years, abs=0.005)


def test_phenoage_needs_all_nine_markers() -> None:
    markers = {name: np.array([value]) for name, value in EXAMPLE.items()} | {"crp": np.array([np.nan])}
    assert np.isnan(ERRATUM.linear_predictor(markers, np.array([40.0]))[0])


def test_wilson_gives_the_textbook_interval() -> None:
    """Newcombe, Stat Med 1998;17:857: 15 of 148 gives 0.0624 to 0.1605."""
    assert evidence.wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_a_count_has_its_textbook_interval() -> None:
    """Garwood's table: 10 deaths give 4.80 to 18.39, none gives 0 to 3.69."""
    assert evidence.poisson(10) == pytest.approx((4.795, 18.390), abs=5e-3)
    assert evidence.poisson(0) == pytest.approx((0.0, 3.689), abs=5e-3)


def test_drift_index_is_zero_for_the_same_people_and_grows_with_a_shift(cohort: Cohort) -> None:
    albumin = cohort.column("albumin")[~np.isnan(cohort.column("albumin"))]
    edges = np.quantile(albumin, np.linspace(0, 1, 11)[1:-1])
    base = drift.shares_in(albumin, edges)
    assert drift.stability_index(base, drift.shares_in(albumin, edges)) == 0.0
    slight, large = (drift.stability_index(base, drift.shares_in(albumin + by, edges)) for by in (0.5, 5.0))
    assert 0.0 < slight < 0.1
    assert large > 0.25


def test_contributions_add_up_on_ten_thousand_rows_with_holes(shipped: Predictor, cohort: Cohort) -> None:
    assert evidence.additivity(shipped, cohort, 10_000) < 1e-6


@pytest.mark.slow
def test_a_card_can_be_made_of_any_cohort(cohort: Cohort, shipped: Predictor, card: dict) -> None:
    made = evaluate(find_models()["blood_profile"], cohort, shipped, n_boot=10)
    assert set(made) == set(card)
    assert made == json.loads(json.dumps(made))


def test_the_card_is_the_artefacts(card: dict) -> None:
    assert card["sha256"] == store.load().sha256
    assert card["version"] == store.load().version


def test_the_card_meets_the_bar(card: dict) -> None:
    measures = card["discrimination"]["measures"]["model"]
    assert measures["c"]["value"] >= 0.865
    assert measures["c_peer"]["value"] >= 0.718
    panels = {row["panel"]: row for row in card["panels"]}
    assert panels["blood_count"]["c_peer"]["value"] >= 0.65
    assert panels["biochemistry"]["c_peer"]["value"] >= 0.66
    assert all(abs(np.log(row["observed_expected"])) <= 0.2 for row in panels.values())
    assert card["additivity_error"] < 1e-6


def test_bands_hold_what_they_promise(card: dict) -> None:
    """The band is an 80 % one: a panel's holds the full panel's position about as often."""
    assert all(0.75 <= row["band_coverage"] <= 0.9 for row in card["panels"] if row["panel"] != "full")


def test_the_card_holds_no_rows_of_people(card: dict) -> None:
    """Every list is a list of groups, fields, bins or grid points, never as long as a cohort."""

    def longest(value: object) -> int:
        if isinstance(value, dict):
            return max((longest(item) for item in value.values()), default=0)
        if isinstance(value, list):
            return max([len(value), *(longest(item) for item in value)])
        return 0

    assert longest(card) < 50


@pytest.mark.slow
@pytest.mark.skipif(not (REAL_DATA / "train.parquet").exists(), reason="the training table is not at hand")
def test_the_settings_earn_their_figures_on_the_development_split(card: dict) -> None:
    cohort = load_cohort(REAL_DATA)
    train, test = cohort.take(cohort.cycle <= 2003), cohort.take(cohort.cycle > 2003)
    model = find_models()["blood_profile"]
    fitted = model.predictor(model.fit(train), train)
    found = evidence.discrimination(fitted, test, n_boot=100)
    assert found["people"] == 8691
    assert found["measures"]["phenoage"]["c"]["value"] == pytest.approx(0.8488, abs=0.0005)
    assert found["measures"]["model"]["c"]["value"] == card["discrimination"]["measures"]["model"]["c"]["value"]
    assert found["over_phenoage"]["model"]["c_peer"]["low"] > 0.03


def test_the_cohort_is_adults_with_an_exact_age_who_are_not_pregnant(table, cohort: Cohort) -> None:
    assert cohort.age.min() >= 20
    assert cohort.age.max() < 80
    expected = (table["age"].between(20, 79) & ~table["pregnant"]).sum()
    assert len(cohort) == len(build_cohort(table)) == expected

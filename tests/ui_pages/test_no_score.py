"""When there is no score the page says why, in both languages; a value that cannot be is left out and named."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.people import Person, Sex
from medapp.ui.views.score import show_made_of, show_score
from ml import store

PANEL = {
    "hemoglobin": 134.0, "rbc": 4.5, "wbc": 6.1, "platelets": 231.0, "mcv": 88.0, "rdw": 13.1, "lymph_pct": 33.0,
    "albumin": 44.0, "creatinine": 71.0, "alt": 17.0, "ast": 19.0, "chol_total": 5.1, "hdl": 1.5, "glucose": 5.2,
}  # fmt: skip
FOUR = {name: PANEL[name] for name in ("chol_total", "hdl", "glucose", "alt")}


@pytest.fixture(scope="module")
def model():
    return store.load()


@pytest.mark.parametrize(
    ("person", "values", "english", "russian"),
    [
        (Person(None, 47), PANEL, "the sex is not known", "пол"),
        (Person(Sex.FEMALE, None), PANEL, "the age is not known", "возраст"),
        (Person(Sex.FEMALE, 30, pregnant=True), PANEL, "pregnancy", "беременн"),
        (Person(Sex.MALE, 17), PANEL, "at this age", "возраст"),
        (Person(Sex.MALE, 85), PANEL, "at this age", "возраст"),
        (Person(Sex.MALE, 50), FOUR, "too few markers", "мало показателей"),
    ],
)
def test_silence_is_explained(model, person, values, english, russian):
    score = model.predict(person, values)
    assert score.status == "abstained"
    for language, words in (("en", english), ("ru", russian)):
        view = show_score(score, person.sex, person.age_years, language)
        assert view.kind == "none"
        assert words in f"{view.reason_title} {view.reason}".lower()


@pytest.mark.parametrize(("language", "name"), [("en", "Haemoglobin"), ("ru", "Гемоглобин")])
def test_an_impossible_value_is_left_out_and_named(model, language, name):
    score = model.predict(Person(Sex.FEMALE, 47), PANEL | {"hemoglobin": 1340.0})
    assert score.status == "scored"
    assert name in show_made_of(score, {}, load_catalogue(), language).dropped


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_was_not_measured_says_how_much_it_would_add(model, language):
    score = model.predict(Person(Sex.FEMALE, 47), PANEL)
    missing = show_made_of(score, {}, load_catalogue(), language).missing
    assert missing
    assert all(item.endswith("%") for item in missing)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("limited panel", "women aged 42–52")), ("ru", ("неполный набор", "среди женщин 42–52 лет"))],
)
def test_a_basic_check_up_shows_the_class_and_no_number(model, language, words):
    check_up = {"hematocrit": 41.0, "mch": 30.0, "mchc": 335.0} | {
        name: PANEL[name] for name in ("wbc", "rbc", "hemoglobin", "mcv", "platelets", "glucose", "chol_total")
    }
    view = show_score(model.predict(Person(Sex.FEMALE, 47), check_up), Sex.FEMALE, 47, language)
    assert (view.kind, view.number) == ("limited", "")
    assert view.class_word
    assert all(part in view.meaning.lower() for part in words)

"""Derived values: computed ones with what they are, and each of the others with what keeps it from being computed."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.indices import INDICES, compute_all
from medapp.domain.people import Person, Sex
from medapp.domain.results import IndexValue
from medapp.i18n import knows, languages, translate
from medapp.ui.views.derived import DerivedSection, show_derived


def shown(values: dict[str, float], person: Person, language: str = "en") -> DerivedSection:
    return show_derived(compute_all(values, person), load_catalogue(), language)


@pytest.mark.parametrize(("language", "missing"), [("en", "Insulin"), ("ru", "Инсулин")])
def test_a_missing_input_is_named_in_the_readers_language(language, missing):
    assert any(missing in view.words for view in shown({"glucose": 5.0}, Person(Sex.FEMALE, 40), language).rest)


def test_computed_values_stand_apart_from_the_rest():
    section = shown({"chol_total": 5.1, "hdl": 1.4, "trig": 9.0}, Person(Sex.MALE, 50))
    assert section.computed and section.rest
    assert all(view.value for view in section.computed)
    assert all(view.words and not view.value for view in section.rest)
    assert section.rest_title.startswith(str(len(section.rest)))


def test_a_missing_sex_is_named_in_words():
    assert any("sex" in view.words and "age" in view.words for view in shown({"creatinine": 80.0}, Person()).rest)


@pytest.mark.parametrize(
    ("values", "person", "why"),
    [
        ({"chol_total": 5.1, "hdl": 1.4, "trig": 9.5}, Person(Sex.MALE, 50), "triglycerides this high"),
        ({"creatinine": 60.0}, Person(Sex.MALE, 12), "made for adults"),
        ({"protein_total": 40.0, "albumin": 44.0}, Person(Sex.MALE, 50), "do not fit together"),
    ],
)
def test_a_formula_that_does_not_hold_says_why(values, person, why):
    assert why in shown(values, person).rest[0].words


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("index", INDICES)
def test_every_index_has_a_name_a_sentence_and_a_source(language, index):
    item = IndexValue(index, 1.0, INDICES[index].unit, INDICES[index].source, {})
    (view,) = show_derived([item], load_catalogue(), language).computed
    assert knows(f"indices.{index}")
    assert view.words == translate(language, f"index_texts.{index}")
    assert view.source

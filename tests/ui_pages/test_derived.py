"""Derived values: computed ones first, and each of the others says what keeps it from being computed."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.indices import compute_all
from medapp.domain.people import Person, Sex
from medapp.ui.views.leftovers import show_derived


@pytest.mark.parametrize(("language", "missing"), [("en", "Insulin"), ("ru", "Инсулин")])
def test_a_missing_input_is_named_in_the_readers_language(language, missing):
    shown = show_derived(compute_all({"glucose": 5.0}, Person(Sex.FEMALE, 40)), load_catalogue(), language)
    assert any(missing in view.note for view in shown)


def test_computed_values_stand_first():
    values = {"chol_total": 5.1, "hdl": 1.4, "trig": 9.0}
    shown = show_derived(compute_all(values, Person(Sex.MALE, 50)), load_catalogue(), "en")
    kinds = [bool(view.value) for view in shown]
    assert kinds == sorted(kinds, reverse=True)
    assert all(view.note for view in shown if not view.value)


def test_a_missing_sex_is_named_in_words():
    shown = show_derived(compute_all({"creatinine": 80.0}, Person()), load_catalogue(), "en")
    assert any("sex" in view.note and "age" in view.note for view in shown)

"""A picture's unit without its first letter is put right where the value fits one unit alone, and is never sure."""

import pytest

from medapp.domain.numbers import Style
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.measure import Setting, measure
from medapp.domain.parsing.rows import RawRow
from medapp.domain.results import Measurement


def read(name: str, value: str, unit: str, limits: str, legibility: float = 0.97) -> Measurement:
    result = parse_result(value)
    assert result is not None
    return measure(RawRow(name, result, unit, limits, legibility=legibility), Setting(Style()))


@pytest.mark.parametrize(
    ("name", "value", "unit", "limits", "whole"),
    [
        ("TIBC", "398", "g/dL", "250 - 425 ug/dL", "ug/dL"),
        ("Железо", "12,4", "моль/л", "9,0 - 30,4 мкмоль/л", "мкмоль/л"),
        ("Натрий", "141", "моль/л", "136 - 145", "ммоль/л"),
    ],
)
def test_the_lost_letter(name: str, value: str, unit: str, limits: str, whole: str) -> None:
    found = read(name, value, unit, limits)
    assert found.unit_as_printed == whole
    assert found.value is not None
    assert found.confidence < 0.95


def test_a_printed_unit_is_never_changed_where_nothing_was_recognised() -> None:
    assert read("TIBC", "398", "g/dL", "250 - 425 ug/dL", legibility=1.0).unit_as_printed == "g/dL"


def test_a_unit_that_may_be_true_stays() -> None:
    assert read("Гемоглобин", "126", "г/л", "120 - 140").unit_as_printed == "г/л"

"""A heading's unit stands last in its brackets, behind words about the method; a method alone is no heading."""

import pytest

from medapp.domain.parsing.freelines import read_line
from medapp.domain.parsing.sections import Sections
from tests.reading.drawn import line


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Лейкоцитарная формула (микроскопия, на 100 клеток, %)", "%"),
        ("Differential count (manual, %)", "%"),
        ("Белковые фракции (капиллярный электрофорез, г/л)", "г/л"),
        ("Гормоны (ИФА, натощак)", None),
        ("Лейкоцитарная формула (4,5 %, норма)", None),
    ],
)
def test_the_unit_of_a_group_in_its_brackets(text: str, unit: str | None) -> None:
    sections = Sections()
    sections.hear(line(0, (40, text)))
    assert sections.unit == unit


@pytest.mark.parametrize("word", ["Abnormal", "normal", "Норма"])
def test_a_word_behind_a_number_is_its_flag_and_no_range(word: str) -> None:
    row = read_line(list(line(0, (40, f"Ferritin 47 ug/L {word}")).words))
    assert row is not None
    assert (row.result.printed, row.unit, row.range_text, row.flag) == ("47", "ug/L", None, word)

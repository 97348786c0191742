"""A comparator stays with its number, wherever the edge between two columns ran."""

import pytest

from medapp.domain.documents import Word
from medapp.domain.parsing.comparators import keep_comparators
from tests.reading.drawn import line


def cell(text: str, x: float) -> list[Word]:
    return list(line(0, (x, text)).words)


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (["Прокальцитонин", "<", "0,02 нг/мл"], ["Прокальцитонин", "< 0,02", "нг/мл"]),
        (["ТТГ <", "0,01", "мЕд/л"], ["ТТГ", "< 0,01", "мЕд/л"]),
        (["СРБ", "1,2 <", "5"], ["СРБ", "1,2", "< 5"]),
    ],
)
def test_a_comparator_is_not_torn_from_its_number(cells: list[str], kept: list[str]) -> None:
    made: list[list[Word]] = []
    for text in cells:
        made.append(cell(text, made[-1][-1].x1 + 3 if made else 0))
    keep_comparators(made, [1])
    assert [" ".join(word.text for word in words) for words in made] == kept


def test_a_comparator_far_from_the_next_number_stays() -> None:
    made = [cell("Ферритин", 0), cell("<", 100), cell("15", 160)]
    keep_comparators(made, [1])
    assert [len(words) for words in made] == [1, 1, 1]

"""A table copied from a web page and pasted: one cell a line."""

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document

RUSSIAN = """Общий анализ крови
Пациент: Белова Н. А.
Пол: женский
Показатель
Результат
Ед. изм.
Референсные значения
Гемоглобин
134
г/л
117 - 155
МНО
1,02

0,9 - 1,2
Лейкоциты
11,3 ↑
10^9/л
4,0 - 10,0
Антитела к ВИЧ
Отрицательно

Отрицательно
Врач: Образцова И. И.
"""
ENGLISH = """Test
Result
Flag
Reference Range
Units
Hemoglobin
11.2
Low
12.0-15.5
g/dL
WBC
7.8

4.0-11.0
10*3/uL
"""


def _rows(text: str) -> list[tuple[str, str, str | None, float | None, float | None]]:
    read = parse(read_document(text.encode(), "pasted.txt")).measurements
    return [(m.name_as_printed, m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high) for m in read]


def test_each_row_gets_its_cells() -> None:
    assert _rows(RUSSIAN) == [
        ("Гемоглобин", "134", "г/л", 117, 155),
        ("МНО", "1,02", None, 0.9, 1.2),
        ("Лейкоциты", "11,3", "10^9/л", 4, 10),
        ("Антитела к ВИЧ", "Отрицательно", None, None, None),
    ]


def test_cells_may_stand_in_another_order() -> None:
    assert _rows(ENGLISH) == [("Hemoglobin", "11.2", "g/dL", 12, 15.5), ("WBC", "7.8", "10*3/uL", 4, 11)]


def test_whole_lines_stay_as_they_are() -> None:
    assert _rows("Гемоглобин 134 г/л 117 - 155\nЛейкоциты 6,1 10^9/л 4,0 - 10,0") == [
        ("Гемоглобин", "134", "г/л", 117, 155),
        ("Лейкоциты", "6,1", "10^9/л", 4, 10),
    ]

"""A form prints its labels on one line and the facts under them."""

from datetime import date

from medapp.domain.parsing.header import read_heading
from medapp.domain.parsing.labels_above import fact_lines
from medapp.domain.people import Sex
from tests.reading.drawn import line


def test_the_birth_date_is_the_one_under_its_label() -> None:
    labels = line(10, (16, "Пациент"), (240, "Дата рождения"), (361, "Пол"), (402, "Дата взятия"))
    facts = line(22, (16, "Осинова Мария"), (240, "30.03.2012"), (361, "Жен."), (402, "09.12.2024"))
    heading = read_heading(fact_lines([labels, facts]), date(2026, 1, 1))
    assert (heading.birth_date, heading.collected_at) == (date(2012, 3, 30), date(2024, 12, 9))
    assert heading.sex is Sex.FEMALE


def test_headings_of_results_are_no_labels() -> None:
    lines = [line(10, (16, "Показатель"), (240, "Результат")), line(22, (16, "Глюкоза"), (240, "5,1"))]
    assert fact_lines(lines) == ["Показатель  Результат", "Глюкоза  5,1"]

"""A panel in a sentence is read whole, with its own day, or not at all."""

from datetime import date

import pytest

from medapp.domain.parsing.rows import RawRow
from medapp.domain.parsing.told_panels import read_told_panels
from tests.reading.drawn import line


def read(*texts: str) -> list[RawRow]:
    return read_told_panels([line(100 + 12 * at, (40, text)) for at, text in enumerate(texts)], 1, None)


def told(*lines: str) -> list[tuple[str, str, str | None]]:
    return [(row.name, row.result.printed, row.unit) for row in read(*lines)]


def test_a_panel_with_its_day() -> None:
    rows = read("Коагулограмма от 12.03.2024: МНО 1,06, фибриноген", "4,8 г/л. Осмотрен.")
    assert rows == []  # the sentence does not end where its line does
    rows = read("Коагулограмма от 12.03.2024: МНО 1,06,", "фибриноген 4,8 г/л.")
    assert [(row.name, row.result.number, row.unit) for row in rows] == [
        ("МНО", "1,06", None), ("фибриноген", "4,8", "г/л"),
    ]  # fmt: skip
    assert {row.box for row in rows} == {rows[0].box} and rows[0].box is not None
    assert {row.collected_at for row in rows} == {date(2024, 3, 12)}
    assert told("Chemistry 12-Mar-2024: glucose 103 mg/dL, potassium 4.1 mmol/L.") == [
        ("glucose", "103", "mg/dL"), ("potassium", "4.1", "mmol/L"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Лечение 12.03.2024: глюкоза 5 ммоль/л, калий 4 ммоль/л.",  # no panel
        "Коагулограмма: МНО 1,06, фибриноген 4,8 г/л.",  # no day
        "Коагулограмма 12.03: МНО 1,06, фибриноген 4,8 г/л.",
        "Биохимия 12.03.2024: глюкоза 5 %, калий 4 ммоль/л.",  # a solution
        "Биохимия 12.03.2024: глюкоза 5,1 ммоль/л, печень 152 мм.",
        "Биохимия 12.03.2024: глюкоза 5,1 ммоль/л.",  # one alone
        "Биохимия 12.03.2024 (норма): глюкоза 5,1 ммоль/л, калий 4 ммоль/л.",
        "Chemistry 03/04/2024: glucose 103 mg/dL, potassium 4.1 mmol/L.",  # which month?
    ],
)
def test_what_is_not_surely_a_panel_is_left(text: str) -> None:
    assert told(text) == []

"""Numbers that count the rows are no part of the names."""

from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.row_numbers import set_numbers_apart
from medapp.domain.parsing.tables import TableLine
from tests.reading.drawn import line


def names(*texts: str) -> list[str]:
    rows = []
    for at, text in enumerate(texts):
        drawn = line(12 * at, (40, text), (200, "5,1"))
        row = TableLine(drawn, [])
        row.name, row.values = list(drawn.words[:-1]), [drawn.words[-1]]
        row.result = parse_result("5,1")
        rows.append(row)
    set_numbers_apart(rows)
    return [" ".join(word.text for word in row.name) for row in rows]


def test_row_numbers_are_set_apart() -> None:
    found = names("1 Глюкоза", "2. Мочевина", "3 — Креатинин", "АЛТ", "5 АСТ")
    assert found == ["Глюкоза", "Мочевина", "Креатинин", "АЛТ", "АСТ"]


def test_hours_of_a_tolerance_test_stay() -> None:
    assert names("1 hour", "2 hours", "3 hours") == ["1 hour", "2 hours", "3 hours"]


def test_numbers_that_do_not_rise_stay() -> None:
    assert names("17 Глюкоза", "3 Мочевина", "8 Креатинин")[0] == "17 Глюкоза"

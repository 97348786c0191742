"""Limits at the ends of a drawn bar are taken; other numbers that stand apart are not."""

import pytest

from medapp.domain.documents import Word
from medapp.domain.parsing.bar_limits import with_bar_limits
from medapp.domain.parsing.lines import Line
from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

ROWS = (("Haemoglobin", "151", "130", "170"), ("Platelets", "143", "150", "400"), ("Leucocytes", "4.87", "4.0", "9.0"))


def page(rows: tuple[tuple[str, ...], ...], lower: float, size: float = 6) -> list[Line]:
    lines = []
    for place, (name, value, *ends) in enumerate(rows):
        y = 100 + 40 * place
        words = [Word(name, 40, y, 110, y + 9, 9), Word(value, 240, y, 260, y + 9, 9)]
        words += [
            Word(text, x, y + lower, x + 12, y + lower + size, size)
            for x, text in zip((390, 500, 560), ends, strict=False)
        ]
        lines.append(Line(tuple(words)))
    return lines


def test_two_small_numbers_under_the_ends_are_the_range() -> None:
    read = with_bar_limits(page(ROWS, lower=6))
    assert [line.words[-1].text for line in read] == ["130–170", "150–400", "4.0–9.0"]


def test_they_may_stand_on_the_next_line() -> None:
    lines = page(ROWS, lower=0)
    split = [Line(part) for line in lines for part in (line.words[:2], line.words[2:])]
    lowered = [
        Line(tuple(Word(w.text, w.x0, w.y0 + 12, w.x1, w.y1 + 12, w.size) for w in line.words)) if at % 2 else line
        for at, line in enumerate(split)
    ]
    read = with_bar_limits(lowered)
    assert [line.text for line in read] == [
        "Haemoglobin 151 130–170", "Platelets 143 150–400", "Leucocytes 4.87 4.0–9.0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "lower", "size"),
    [
        (ROWS, 0, 9),  # level with the result and as large: two earlier results may look so
        (ROWS[:2], 6, 6),
        ((*ROWS, ("ESR", "4", "15", "2")), 6, 6),  # falls
        (tuple((*row, "900") for row in ROWS), 6, 6),  # a ruler
        (tuple((name, "9999", *ends) for name, _, *ends in ROWS), 6, 6),  # no result lies between them
    ],
)
def test_what_may_be_something_else_is_left_alone(rows: tuple[tuple[str, ...], ...], lower: float, size: float) -> None:
    lines = page(rows, lower, size)
    assert with_bar_limits(lines) == lines


def table(*rows: str) -> list[tuple[float | None, float | None]]:
    lines = ("Test                    Normal range           Result      Units", *rows)
    report = parse(read_document(set_text(lines), "report.pdf"))
    return [(found.ref_low, found.ref_high) for found in report.measurements]


HEADED = (
    "Calcium                 8.6         10.4       9.1         mg/dl",
    "Chloride                98          107        103         mmol/l",
    "Urea                    17          43         51          mg/dl",
)


def test_two_numbers_apart_under_a_heading_of_norms_are_the_range() -> None:
    assert table(*HEADED) == [(8.6, 10.4), (98, 107), (17, 43)]


@pytest.mark.parametrize(
    "rows",
    [
        HEADED[:2],
        (*HEADED, "Ferritin                300         150        80          ng/ml"),  # upper limits of two sexes
        tuple(row.replace("9.1", "13").replace("103", "130") for row in HEADED),  # no result lies between them
    ],
)
def test_two_numbers_that_may_be_two_norms_give_no_range(rows: tuple[str, ...]) -> None:
    assert set(table(*rows)) == {(None, None)}

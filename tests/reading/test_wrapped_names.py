"""Names of several lines stay with their own result, wherever it stands beside them."""

import pytest

from medapp.domain.documents import Document, Page, Word
from medapp.domain.parsing.report import parse
from tests.reading.drawn import line

NAMES = [
    ["Гемоглобин (HGB)"],
    ["Средний объем эритроцитов", "(MCV)"],
    ["Среднее содержание", "гемоглобина в эритроците", "(MCH)"],
    ["Средняя концентрация", "гемоглобина в эритроците", "(MCHC)"],
    ["СОЭ (по", "Вестергрену)"],
]
CELLS = [
    ("131", "г/л", "117 - 155"),
    ("86,2", "фл", "80 - 99"),
    ("28,1", "пг", "27 - 34"),
    ("331", "г/л", "320 - 355"),
    ("14", "мм/ч", "2 - 20"),
]
PITCH, PADDING = 11.0, 7.0


def _page(place: str, headings: bool) -> Document:
    """Results beside the first line of their names, the last, or in the middle of their height."""
    words: list[Word] = []
    if headings:
        words += line(20, (40, "Показатель"), (300, "Результат"), (400, "Ед. изм."), (480, "Норма")).words
    y = 50.0
    for name, (value, unit, limits) in zip(NAMES, CELLS, strict=True):
        share = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[place]
        row = y + share * PITCH * (len(name) - 1)
        words += line(row, (300, value), (400, unit), (480, limits)).words
        for at, part in enumerate(name):
            words += line(y + PITCH * at, (40, part)).words
        y += PITCH * len(name) + PADDING
    words += line(y, (40, "Биохимия крови")).words
    words += line(y + PITCH + PADDING, (40, "Глюкоза"), (300, "5,1"), (400, "ммоль/л"), (480, "4,1 - 5,9")).words
    return Document(reader="pdf_text", pages=(Page(1, 595, 842, tuple(words)),))


@pytest.mark.parametrize(("place", "headings"), [("top", True), ("middle", True), ("bottom", True), ("top", False)])
def test_every_name_is_whole_and_its_own(place: str, headings: bool) -> None:
    found = parse(_page(place, headings)).measurements

    assert [(row.name_as_printed, row.value_as_printed) for row in found] == [
        *((" ".join(name), value) for name, (value, _, _) in zip(NAMES, CELLS, strict=True)),
        ("Глюкоза", "5,1"),
    ]


def test_a_name_goes_on_where_the_lines_of_its_table_stand_wide() -> None:
    words = [*line(20, (40, "Показатель"), (300, "Результат"), (480, "Норма")).words]
    rows = [("Белок", "0,05", "0 - 0,1"), ("Относительная", "1,019", "1,010-1,025"), ("Реакция (pH)", "5,5", "5,0-7,0")]
    for y, (name, value, limits) in zip((40, 57, 91), rows, strict=True):
        words += line(y, (40, name), (300, value), (480, limits)).words
    words += line(74, (40, "плотность")).words
    found = parse(Document(reader="pdf_text", pages=(Page(1, 595, 842, tuple(words)),))).measurements
    assert [row.name_as_printed for row in found] == ["Белок", "Относительная плотность", "Реакция (pH)"]


def _two_lines(pitch: float, following: float, headings: bool) -> Document:
    """`ЛПВП` under a cholesterol, and then the next row."""
    heads = line(20, (40, "Показатель"), (300, "Результат"), (400, "Ед. изм."), (480, "Норма"))
    words = list(heads.words) if headings else []
    words += line(60, (40, "Холестерин"), (300, "0,95"), (400, "ммоль/л"), (480, "более 1,0")).words
    words += line(60 + pitch, (40, "ЛПВП")).words
    y = 60 + pitch + following
    words += line(y, (40, "Мочевина"), (300, "5,5"), (400, "ммоль/л"), (480, "2,8 - 7,2")).words
    words += line(y + following, (40, "Глюкоза"), (300, "5,1"), (400, "ммоль/л"), (480, "4,1 - 5,9")).words
    return Document(reader="pdf_text", pages=(Page(1, 595, 842, tuple(words)),))


@pytest.mark.parametrize("headings", [True, False])
def test_second_line_that_names_another_analyte_is_taken(headings: bool) -> None:
    found = parse(_two_lines(11, 15, headings)).measurements

    assert (found[0].name_as_printed, found[0].analyte) == ("Холестерин ЛПВП", "hdl")


@pytest.mark.parametrize("headings", [True, False])
def test_name_above_a_line_that_may_be_its_rest_is_not_sure(headings: bool) -> None:
    found = parse(_two_lines(13, 13, headings)).measurements

    assert [row.confidence >= 0.95 for row in found] == [False, True, True]

"""Limits over several lines of a cell stay with their own row, wherever the row's result stands in its height."""

import pytest

from medapp.domain.documents import Document, Page, Word
from medapp.domain.parsing.report import parse

Row = tuple[str, str, tuple[str, ...]]

ROWS: tuple[Row, ...] = (
    ("Мочевая кислота", "301 мкмоль/л", ("муж. 210 - 420", "жен. 150 - 350")),
    ("Креатинин", "71 мкмоль/л", ("муж. 64 - 110", "жен. 46 - 86")),
    ("Мочевина", "5,2 ммоль/л", ("2,6 - 8,1",)),
    ("АЛТ", "22 Ед/л", ("муж. до 44", "жен. до 32")),
    ("Железо", "17,1 мкмоль/л", ()),
    ("Гамма-ГТ", "25 Ед/л", ("муж. до 60", "жен. до 40")),
)
LIMITS = {
    "М": [(210, 420), (64, 110), (2.6, 8.1), (None, 44), (None, None), (None, 60)],
    "Ж": [(150, 350), (46, 86), (2.6, 8.1), (None, 32), (None, None), (None, 40)],
}
ANALYTES = ["uric_acid", "creatinine", "urea", "alt", "iron", "ggt"]


def _words(x: float, y: float, text: str, size: float = 11) -> list[Word]:
    words = []
    for part in text.split():
        words.append(Word(part, x, y, x + 0.5 * size * len(part), y + size, size))
        x += 0.5 * size * len(part) + 0.25 * size
    return words


def _document(rows: tuple[Row, ...], sex: str, method: str, padding: float, top: bool) -> Document:
    """A page with every cell in the middle of its row's height, or at its top; `method` stands small under a name."""
    words = _words(40, 30, f"Пол: {sex}")
    for x, heading in ((40, "Исследование"), (280, "Результат"), (420, "Норма")):
        words += _words(x, 60, heading)
    y, line, small = 84.0, 15.0, 8.0
    for name, value, limits in rows:
        name_height = line + (small if method else 0)
        height = max(name_height, line * len(limits))
        for x, text, cell in ((40, name, name_height), (280, value, line), (420, "", line * len(limits))):
            start = y if top else y + (height - cell) / 2
            for index, part in enumerate(limits if x == 420 else (text,)):
                words += _words(x, start + line * index, part)
            if method and x == 40:
                words += _words(x, start + line - 1, method, 6.5)
        y += height + padding
    return Document(reader="pdf_text", pages=(Page(1, 595, 842, tuple(words)),))


@pytest.mark.parametrize("sex", ["М", "Ж"])
@pytest.mark.parametrize("method", ["", "Кинетический, Модель 5, сыворотка"])
@pytest.mark.parametrize("padding", [4.0, 8.0, 14.0])
@pytest.mark.parametrize("top", [False, True])
def test_two_lines_of_limits_stay_with_their_own_row(sex: str, method: str, padding: float, top: bool) -> None:
    found = parse(_document(ROWS, sex, method, padding, top)).measurements
    assert [m.analyte for m in found] == ANALYTES
    assert [(m.ref_low, m.ref_high) for m in found] == LIMITS[sex]


@pytest.mark.parametrize("padding", [8.0, 14.0])
def test_four_lines_around_a_result_are_one_cell(padding: float) -> None:
    rows = tuple(
        (name, value, tuple(part for band in limits for part in band.split(" ", 1)) if len(limits) == 2 else limits)
        for name, value, limits in ROWS
    )
    found = parse(_document(rows, "Ж", "", padding, False)).measurements
    assert [(m.ref_low, m.ref_high) for m in found] == LIMITS["Ж"]


def test_a_row_without_limits_never_takes_a_second_pair_for_one_sex() -> None:
    rows = (("Креатинин", "71 мкмоль/л", ("муж. 64 - 110", "муж. 210 - 420", "жен. 46 - 86")),)
    (found,) = parse(_document(rows, "М", "", 6, True)).measurements
    assert found.ref_as_printed == "муж. 64 - 110"


def test_phases_that_break_between_word_and_limits_stay_whole() -> None:
    rows: tuple[Row, ...] = (
        ("ФСГ", "8,4 мМЕ/мл", ("фолл. 3,5-12,5; овул.", "4,7-21,5; лютеин. 1,7-", "7,7")),
        ("ЛГ", "14,2 мМЕ/мл", ("фолл. 2,4-12,6; овул.", "14,0-95,6; лютеин.", "1,0-11,4")),
        ("Пролактин", "388 мкМЕ/мл", ("102-496",)),
    )
    found = parse(_document(rows, "Ж", "", 14.0, top=False)).measurements
    assert [(m.ref_low, m.ref_high) for m in found] == [(None, None), (None, None), (102, 496)]
    assert [(m.ref_as_printed or "").split(";")[0] for m in found[:2]] == ["фолл. 3,5-12,5", "фолл. 2,4-12,6"]

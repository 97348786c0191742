"""A norm in the cell of the name, under it, beside it or around the result's line."""

import pytest

from medapp.domain.documents import Document, Page, Word
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from tests.reading.drawn import line

NAMES = [["Общий белок"], ["Холестерин"], ["Холестерин", "ЛПВП"], ["Билирубин", "прямой"], ["Креатинин"]]
NORMS = [(65.0, 85.0), (None, 5.2), (1.0, None), (0.0, 5.1), (62.0, 106.0)]
CELLS = [("71,2", "г/л"), ("6,1", "ммоль/л"), ("0,95", "ммоль/л"), ("3,3", "мкмоль/л"), ("97", "мкмоль/л")]
BRACKETED = ["(65-85)", "(до 5,2)", "(более 1,0)", "(0-5,1)", "(муж. 62-106, жен. 44-80)"]
LABELLED = [f"норма: {text.strip('()')}" for text in BRACKETED]
PITCH, PADDING = 11.0, 4.0


def _read(norms: list[str], place: float, heading: str = "Показатель (норма)") -> list[Measurement]:
    """Results at `place` of the height of their cells: 0 at the first line of the name, 1 at the norm."""
    words: list[Word] = [*line(10, (40, "Пациент: Ким Олег, пол: муж., возраст: 50 лет")).words]
    words += line(40, (40, heading), (300, "Результат"), (400, "Ед. изм.")).words
    y = 70.0
    for name, norm, (value, unit) in zip(NAMES, norms, CELLS, strict=True):
        words += line(y + PITCH * len(name) * place, (300, value), (400, unit)).words
        for part in (*name, norm):
            words += line(y, (40, part)).words
            y += PITCH
        y += PADDING
    return list(parse(Document(reader="pdf_text", pages=(Page(1, 595, 842, tuple(words)),))).measurements)


@pytest.mark.parametrize("norms", [BRACKETED, LABELLED])
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_norm_and_whole_name_are_the_results(norms: list[str], place: float) -> None:
    found = _read(norms, place)

    assert [(row.name_as_printed, row.value_as_printed, row.unit_as_printed) for row in found] == [
        (" ".join(name), *cells) for name, cells in zip(NAMES, CELLS, strict=True)
    ]
    assert [(row.ref_low, row.ref_high) for row in found] == NORMS


def test_codes_in_brackets_are_no_norms() -> None:
    codes = ["(TP)", "(CHOL)", "(HDL-C)", "(16-18)", "(CREA)"]

    assert all((row.ref_low, row.ref_high) == (None, None) for row in _read(codes, 0.0, "Показатель"))

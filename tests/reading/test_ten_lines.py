"""Ten lines that a popular peer reads wrongly by powers of ten."""

import pytest

from medapp.domain.documents import Document, Page, Word
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

LINES = (
    ("Гемоглобин 134 г/л 117 - 155", "hemoglobin", "134", "г/л", 117, 155, 134.0),
    ("Эритроциты 4,52 10^12/л 3,80 - 5,10", "rbc", "4,52", "10^12/л", 3.8, 5.1, 4.52),
    ("Лейкоциты 6,1 10^9/л 4,0 - 10,0", "wbc", "6,1", "10^9/л", 4.0, 10.0, 6.1),
    ("Тромбоциты 231 10^9/л 150 - 400", "platelets", "231", "10^9/л", 150, 400, 231.0),
    ("Глюкоза 5,4 ммоль/л 4,1 - 5,9", "glucose", "5,4", "ммоль/л", 4.1, 5.9, None),
    ("Креатинин 71 мкмоль/л 50 - 98", "creatinine", "71", "мкмоль/л", 50, 98, None),
    ("Холестерин общий 5,8 ммоль/л < 5,2", "chol_total", "5,8", "ммоль/л", None, 5.2, None),
    ("ТТГ 2,1 мЕд/л 0,4 - 4,0", "tsh", "2,1", "мЕд/л", 0.4, 4.0, 2.1),
    ("Glukose 5,4 mmol/l 4,1-5,9", "glucose", "5,4", "mmol/l", 4.1, 5.9, None),
    ("Kreatinin 0,91 mg/dl 0,76-1,27", "creatinine", "0,91", "mg/dl", 0.76, 1.27, None),
)


def _as_words() -> Document:
    """The lines as words of 5 points a letter, one space apart."""
    words = []
    for row, (text, *_) in enumerate(LINES):
        x = 40.0
        for piece in text.split():
            words.append(Word(piece, x, 50 + 14 * row, x + 5 * len(piece), 59 + 14 * row, 9.0))
            x += 5 * len(piece) + 3
    return Document("pdf_text", (Page(1, 595, 842, tuple(words)),))


def _as_pdf() -> Document:
    return read_document(set_text(tuple(line for line, *_ in LINES)), "lines.pdf")


@pytest.mark.parametrize("document", [_as_words(), _as_pdf()], ids=["words", "pdf"])
def test_every_one_of_the_ten_lines_is_read_as_printed(document: Document) -> None:
    found = parse(document).measurements

    assert [(m.analyte, m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high) for m in found] == [
        (analyte, value, unit, low, high) for _, analyte, value, unit, low, high, _ in LINES
    ]


@pytest.mark.parametrize("document", [_as_words(), _as_pdf()], ids=["words", "pdf"])
def test_the_same_concentration_in_two_languages_is_the_same_value(document: Document) -> None:
    by_name: dict[str, Measurement] = {m.name_as_printed: m for m in parse(document).measurements}

    assert by_name["Глюкоза"].value == pytest.approx(by_name["Glukose"].value)
    assert by_name["Гемоглобин"].value == 134.0
    assert all(m.confidence >= 0.95 for m in by_name.values())

"""A line that looks like a result and is not read as one is told; what was never a result is not."""

from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text


def _read(*lines: str) -> ParsedReport:
    return parse(read_document(set_text(lines), "report.pdf"))


def _told(report: ParsedReport) -> list[str]:
    return [item.text for item in report.unrecognised]


def test_a_value_in_the_column_of_remarks_is_told_with_its_place() -> None:
    report = _read(
        "Test         Result   Flag   Units    Reference",
        "Glucose      98              mg/dL    70 - 99",
        "Potassium                    mmol/L   3.5 - 5.1     4.4 hemolyzed",
        "Sodium       140             mmol/L   136 - 145",
    )
    assert [row.name_as_printed for row in report.measurements] == ["Glucose", "Sodium"]
    (line,) = report.unrecognised
    assert (line.text, line.page, line.reason) == ("Potassium | mmol/L | 3.5 - 5.1 | 4.4 hemolyzed", 1, "not_read")
    assert line.bbox is not None and line.bbox[0] < line.bbox[2] and line.bbox[1] < line.bbox[3]


def test_lines_among_rows_without_headings_are_told() -> None:
    report = _read(
        "Гемоглобин            134         г/л        117 - 155",
        "Эритроциты            4,52        1012/n",
        "Лейкоциты             6,1         10^9/л     4,0 - 10,0",
        "Тромбоциты            231         10^9/л     150 - 400",
        "Глюкоза               5,4  7,1  6,2  8,1",
    )
    assert [row.value_as_printed for row in report.measurements] == ["134", "6,1", "231"]
    assert _told(report) == ["Эритроциты | 4,52 | 1012/n", "Глюкоза | 5,4 | 7,1 | 6,2 | 8,1"]


def test_norms_blanks_sentences_and_the_sample_are_not_told() -> None:
    report = _read(
        "Кровь венозная, проба № 4417",
        "Показатель            Результат   Ед.        Норма",
        "Глюкоза               5,4         ммоль/л    4,1 - 5,9",
        "Глюкоза натощак 6,1 - 6,9 ммоль/л: нарушенная гликемия, от 7,0 ммоль/л нужен повтор анализа.",
        "Тромбоциты                        10^9/л     150 - 400",
        "ЛДГ                   —           Ед/л       до 248",
        "Креатинин             88          мкмоль/л   53 - 97",
        "Витамин D: дефицит менее 20 нг/мл; недостаточность 20-30 нг/мл",
        "ЛПНП при вашем риске менее 2,6",
    )
    assert [row.name_as_printed for row in report.measurements] == ["Глюкоза", "Креатинин"]
    assert _told(report) == []


def test_drugs_that_a_microbe_yields_to_are_not_told() -> None:
    report = _read(
        "Test                  Result      Units      Reference",
        "Glucose               98          mg/dL      70 - 99",
        "Creatinine            0.9         mg/dL      0.6 - 1.2",
        "",
        "Antibiotic            MIC         Interpretation",
        "Gentamicin            <=1         S",
        "Vancomycin            2           S",
    )
    assert [row.name_as_printed for row in report.measurements] == ["Glucose", "Creatinine"]
    assert _told(report) == []

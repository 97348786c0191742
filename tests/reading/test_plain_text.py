"""Pasted text is read by the same rules as a page, and a table in text stays a table."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.errors import NoResultsFound, TooComplex, UnsupportedFormat
from medapp.ingest.formats import read_document, sniff
from medapp.ingest.limits import Limits
from tests.corpus.cases import Case, all_cases
from tests.corpus.measuring import score_rows
from tests.reading.test_ten_lines import LINES


def read(text: str, name: str = "pasted.txt"):
    return parse(read_document(text.encode(), name))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_the_ten_lines_pasted_are_read_as_printed(encoding: str) -> None:
    data = "\r\n".join(line for line, *_ in LINES).encode(encoding)
    document = read_document(data, "pasted.txt")

    assert document.reader == "plain_text"
    assert [
        (m.analyte, m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high) for m in parse(document).measurements
    ] == [(analyte, value, unit, low, high) for _, analyte, value, unit, low, high, _ in LINES]


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_a_layout_kept_by_spaces_is_read_like_its_page(case: Case) -> None:
    score = score_rows(list(case.rows), list(read("\n".join(case.page)).measurements), case.free)

    assert not score.misses
    assert score.counts["value"] == score.counts["truth"] == score.counts["found"]


def test_head_lines_say_whose_and_when() -> None:
    report = read("Пол: Ж   Возраст: 47 лет\nДата взятия: 14.11.2026\n\nГемоглобин 134 г/л 117 - 155\n")

    assert (report.sex, report.age_years, str(report.collected_at)) == ("female", 47, "2026-11-14")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Гемоглобин: 134 г/л (117-155)", ("134", "г/л", 117, 155)),
        ("Глюкоза - 5,4 ммоль/л (норма 4,1-5,9)", ("5,4", "ммоль/л", 4.1, 5.9)),
        ("Моноциты, % 7 % 3-11", ("7", "%", 3, 11)),
        ("Cholesterol, total = 5.8 mmol/L (< 5.2)", ("5.8", "mmol/L", None, 5.2)),
    ],
)
def test_what_people_type_in_a_message_is_read(line: str, expected: tuple[str, str, float, float]) -> None:
    (row,) = read(line).measurements

    assert (row.value_as_printed, row.unit_as_printed, row.ref_low, row.ref_high) == expected
    assert row.warnings == ()


@pytest.mark.parametrize("head", ["", "Показатель\tРезультат\tЕд. изм.\tНорма\n", "Дата взятия: 14.11.2026\n\n"])
def test_cells_pasted_from_a_table_stay_cells(head: str) -> None:
    table = "Гемоглобин\t134\tг/л\t117 - 155\nГлюкоза\t5,4\tммоль/л\t4,1 - 5,9\nЛимфоциты, %\t34,1\t%\t19 - 37\n"
    report = read(head + table)

    assert report.reader == "csv"
    assert [(m.analyte, m.value, m.ref_low, m.ref_high) for m in report.measurements] == [
        ("hemoglobin", 134.0, 117, 155), ("glucose", 5.4, 4.1, 5.9), ("lymph_pct", 34.1, 19, 37),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table", ["Test,Result,Unit\nIron,12,umol/L\nUrea,5.1,mmol/L\n", "Test, Result, Unit\nIron, 12, umol/L\n"]
)
def test_a_table_with_commas_is_still_a_table(table: str) -> None:
    assert sniff(table.encode(), "a.txt").name == "csv"


def test_a_letter_is_no_report() -> None:
    with pytest.raises(NoResultsFound):
        read("Добрый день, анализы будут готовы 5 мая, кабинет 12.")
    with pytest.raises(UnsupportedFormat):
        read("Добрый день")


def test_endless_text_is_refused() -> None:
    with pytest.raises(TooComplex):
        read_document(b"Iron 12 umol/L\n" * 300, "a.txt", limits=Limits(cells=200))

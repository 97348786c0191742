"""The day of each result in a workbook: titles, sheets' names, dates across, months, and tables under one another."""

from datetime import date

import pytest

from medapp.domain.documents import Document, Table
from medapp.domain.parsing.report import parse

HEAD = ("Показатель", "Результат", "Ед.", "Норма")
GLUCOSE = ("Глюкоза", "5,3", "ммоль/л", "3,9-6,1")
FERRITIN = ("Ферритин", "31", "мкг/л", "10-120")
MARCH, OCTOBER = date(2024, 3, 12), date(2024, 10, 5)


def told(*tables: Table):
    report = parse(Document("spreadsheet", tables=tables))
    return [(m.name_as_printed, m.value_as_printed, m.collected_at or report.collected_at) for m in report.measurements]


BOTH = [("Глюкоза", "5,3", MARCH), ("Ферритин", "31", OCTOBER)]


@pytest.mark.parametrize(
    ("one", "two"), [("12.03.2024", "05.10.2024"), ("Анализы от 12.03.2024", "05.10.2024 г. (Инвитро)")]
)
def test_dates_as_titles_are_the_days_of_the_rows_below(one, two):
    assert told(Table((HEAD, (one,), GLUCOSE, (), (two,), FERRITIN))) == BOTH
    assert told(Table((("Мои анализы",), (one,), GLUCOSE[:3], (two,), FERRITIN[:3]))) == BOTH


def test_the_day_of_printing_is_no_title():
    rows = (("Дата печати: 30.12.2024",), ("12.03.2024",), HEAD, GLUCOSE, FERRITIN, ("Дата выдачи 01.01.2025",))
    assert {day for *_, day in told(Table(rows))} == {MARCH}


def test_a_sheet_a_day_is_dated_by_its_name_or_its_head():
    assert told(Table((HEAD, GLUCOSE), "12.03.2024"), Table((HEAD, FERRITIN), "05.10.2024")) == BOTH
    one, two = (("Дата взятия: 12.03.2024",), HEAD, GLUCOSE), (("Дата взятия: 05.10.2024",), HEAD, FERRITIN)
    assert told(Table(one, "ОАК"), Table(two, "Биохимия")) == BOTH


def test_a_day_that_only_the_first_sheet_says_is_that_of_all():
    sheets = Table((("Дата взятия: 12.03.2024",), HEAD, GLUCOSE), "1"), Table((HEAD, FERRITIN), "2")
    assert {day for *_, day in told(*sheets)} == {MARCH}


def test_a_second_table_has_dates_across_of_its_own():
    rows = (
        ("ОАК", "ед.", "20.01.2023", "11.02.2024", "норма"),
        ("Лейкоциты", "10^9/л", "5,5", "6,1", "4-9"),
        (),
        ("Биохимия", "", "12.03.2024", "05.10.2024", ""),
        ("Глюкоза", "ммоль/л", "5,3", "5,8", "3,9-6,1"),
    )
    assert told(Table(rows)) == [
        ("Лейкоциты", "5,5", date(2023, 1, 20)), ("Лейкоциты", "6,1", date(2024, 2, 11)),
        ("Глюкоза", "5,3", MARCH), ("Глюкоза", "5,8", OCTOBER),
    ]  # fmt: skip
    report = parse(Document("csv", tables=(Table(rows),)))
    assert [(m.unit_as_printed, m.ref_high) for m in report.measurements[2:]] == [("ммоль/л", 6.1)] * 2


@pytest.mark.parametrize("months", [("янв.2024", "фев.2025"), ("01.2024", "02.2025"), ("2024-01", "2025-02")])
def test_months_across_head_results(months):
    rows = (("Показатель", *months, "Ед."), ("Ферритин", "12", "41", "мкг/л"), ("Железо", "7,1", "15,2", "мкмоль/л"))
    assert [(name, value) for name, value, _ in told(Table(rows))] == [
        ("Ферритин", "12"), ("Ферритин", "41"), ("Железо", "7,1"), ("Железо", "15,2"),
    ]  # fmt: skip


def test_results_of_a_day_are_said_to_be_of_it():
    head = ("Показатель", "Результат", "Предыдущий результат (12.01.2024)", "Ед.", "Норма")
    rows = (("Результаты от 12.03.2024",), head, ("АЛТ", "31", "64", "Ед/л", "< 41"), ("АСТ", "28", "51", "Ед/л", ""))
    assert {day for *_, day in told(Table(rows))} == {MARCH}


@pytest.mark.parametrize(
    "line",
    [
        ("Collected on {}   Final result   Ordering provider: A. Rowan, MD, Lakeside Family Medicine",),
        ("Specimen collected:", "{}", "Result date:", "12/30/2024"),
        ("Заказ 1204-77. Дата взятия биоматериала: {}, назначил врач Осипова, готово 30.12.2024",),
        ("Final result {} 7:52 AM", "Collected: {}"),
    ],
)
def test_a_line_above_each_panel_says_its_day_among_other_things(line):
    said = [tuple(cell.format(day) for cell in line) for day in ("12.03.2024", "05.10.2024")]
    head = ("Показатель", "Результат", "Норма")
    one, two = ("Глюкоза", "5,3 ммоль/л", "3,9-6,1"), ("Ферритин", "31 мкг/л", "10-120")
    exported = ("Exported: 31.12.2024",)
    assert told(Table((exported, (), said[0], head, one, (), said[1], head, two))) == BOTH


def test_a_day_in_a_remark_beside_a_result_is_no_title():
    rows = (
        HEAD,
        ("12.03.2024",),
        (*GLUCOSE, "взято 01.02.2024"),
        FERRITIN,
        ("05.10.2024",),
        ("Калий", "4,1", "ммоль/л"),
    )
    assert [day for *_, day in told(Table(rows))] == [MARCH, MARCH, OCTOBER]


def test_dates_across_under_a_label_of_collection_are_no_title():
    rows = (
        ("Дата забора", "12.03.2024", "05.10.2024"),
        ("Глюкоза, ммоль/л", "5,3", "5,5"),
        ("Ферритин, мкг/л", "", "31"),
    )
    assert {day for *_, day in told(Table(rows))} == {MARCH, OCTOBER}

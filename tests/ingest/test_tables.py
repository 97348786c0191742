"""Tables of cells in every order people keep them in become the same results."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement, ParsedReport
from medapp.errors import TooComplex
from medapp.ingest.formats import read_document


def read(text: str, encoding: str = "utf-8") -> ParsedReport:
    return parse(read_document(text.encode(encoding), "results.csv"))


def row(found: Measurement) -> tuple[str | None, float | None, float | None, float | None]:
    return found.analyte, found.value, found.ref_low, found.ref_high


def test_title_lines_with_a_date_are_no_headings():
    report = read(
        "Клиника\nПациент;Образцов Е.;;Пол;М\nДата взятия;14.03.2025\n\n"
        "№;Показатель;Норма;Ед. изм.;Результат\n1;Гемоглобин;130 - 160;г/л;143\n2;СОЭ;до 15;мм/ч;14\n",
        "cp1251",
    )
    assert [row(found) for found in report.measurements] == [("hemoglobin", 143, 130, 160), ("esr", 14, None, 15)]
    assert (str(report.sex), str(report.collected_at)) == ("male", "2025-03-14")


def test_the_separator_that_excel_names_is_believed():
    report = read("sep=;\ncollection_date;analyte;val;uom;lower;upper;abn\n02/13/2025;Glucose;108;mg/dL;70;99;H\n")
    [found] = report.measurements
    assert (found.value_as_printed, found.unit_as_printed, found.ref_low, found.ref_high) == ("108", "mg/dL", 70, 99)
    assert str(report.collected_at) == "2025-02-13" and found.flag_as_printed == "H"


def test_analytes_across_and_days_down():
    report = read(
        '"Date","Hemoglobin (g/dL)","WBC (10^3/uL)","Ferritin, ng/mL","Notes"\n'
        '"2025-01-10","12.1","5.9","18","fasting"\n"2025-04-11","12.9","","<5","10 am"\n'
    )
    assert [(found.analyte, found.value_as_printed, str(found.collected_at)) for found in report.measurements] == [
        ("hemoglobin", "12.1", "2025-01-10"),
        ("wbc", "5.9", "2025-01-10"),
        ("ferritin", "18", "2025-01-10"),
        ("hemoglobin", "12.9", "2025-04-11"),
        ("ferritin", "<5", "2025-04-11"),
    ]


@pytest.mark.parametrize("headings", ["Наименование;Значение;Единица", "analyte;val;uom"])
def test_headings_printed_again_are_no_result(headings: str):
    report = read(f"{headings}\nКалий;4,2;ммоль/л\n{headings}\nНатрий;140;ммоль/л\n")
    assert [found.analyte for found in report.measurements] == ["potassium", "sodium"]


def test_a_single_date_heads_a_wide_sheet_when_results_stand_under_it():
    report = read("Показатель;03.02.2025\nКалий, ммоль/л;4,2\nНатрий, ммоль/л;140\n")
    assert [found.value_as_printed for found in report.measurements] == ["4,2", "140"]


def test_headings_hold_their_unit_and_the_reference_goes_before_the_optimum():
    report = read(
        '"\ufeffMarker Name","Result, unit","Unit","Optimal Range","Standard Range"\n'
        '"Hemoglobin","13.9","n/a","n/a","13.0-17.0"\n"Ferritin, ng/mL","31","","40-100","15-150"\n'
    )
    first, second = report.measurements
    assert (first.unit_as_printed, first.ref_low, first.ref_high) == (None, 13, 17)
    assert (second.unit_as_printed, second.ref_low, second.ref_high) == ("ng/mL", 15, 150)


@pytest.mark.slow
def test_more_results_than_a_life_has_are_too_complex():
    with pytest.raises(TooComplex):
        read("Показатель;Результат;Ед.\n" + "Калий;4,2;ммоль/л\n" * 6_000)


@pytest.mark.slow
def test_cells_of_endless_prose_end_soon():
    prose = f"{'а, ' * 20_000};5,1;{'1 - 2 ' * 9_000}"
    report = read(f"Показатель;Результат;Норма\nКалий;4,2;3,5 - 5,1\nНатрий;140;135 - 145\n{prose}\n")
    assert [found.analyte for found in report.measurements][:2] == ["potassium", "sodium"]


@pytest.mark.parametrize(
    "headings",
    [
        "Норма (мин);Норма (макс)",
        "Реф. от;Реф. до",
        "ref_range_low;ref_range_high",
        "LLN;ULN",
        "Нижн. гр. нормы;Верхн. гр. нормы",
        "Reference Min;Reference Max",
    ],
)
def test_the_ends_of_a_range_in_columns_of_their_own(headings: str):
    [found] = read(f"Показатель;Результат;Ед.;{headings}\nКалий;4,2;ммоль/л;3,5;5,1\n").measurements
    assert (found.ref_low, found.ref_high) == (3.5, 5.1)

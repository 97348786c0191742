# ruff: noqa: E501 - tables a line
"""What a person reckons beside his results is none of them: averages, extremes, changes, counts, goals."""

from datetime import date

import pytest

from medapp.domain.documents import Document, Table
from medapp.domain.parsing.report import parse
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_summaries import is_summary
from medapp.errors import NoResultsFound
from medapp.ingest.formats import read_document

SUMMARIES = """Среднее|Ср. знач.|Среднее за 2024|Медиана|Изменение, %|Δ|Разница|Тренд|Кол-во измерений|Цель|Целевой уровень|Ст. откл.|% от нормы|
Average|Mean value|Avg|Median|% change|Change since 2023|Diff|Trend|Count|My goal|Target value|Std dev|Z-score"""
ANALYTES = (
    "Mean corpuscular volume|Средний объем эритроцита|Total protein|Total cholesterol|Общий белок|Total T4|Delta-ALA"
)


def told(text: str):
    found = parse(read_document(text.encode(), "a.csv")).measurements
    return [(m.analyte, m.value_as_printed, m.ref_low, m.ref_high, str(m.collected_at)) for m in found]


@pytest.mark.parametrize("head", SUMMARIES.replace("\n", "").split("|"))
def test_a_column_that_was_reckoned_is_never_the_result(head):
    assert is_summary(head)
    with pytest.raises(NoResultsFound):
        told(f"Показатель;Ед.;Норма;{head}\nГлюкоза;ммоль/л;3,9-6,1;5,1\nКреатинин;мкмоль/л;53-97;72\n")


@pytest.mark.parametrize("name", ANALYTES.split("|"))
def test_an_analyte_is_not_taken_for_a_summary(name):
    assert not is_summary(name)


def test_days_under_one_heading_beside_an_average():
    found = told(
        "Анализ;Единицы;Норма;Когда сдавали: дата сдачи;;;Ср. знач.\n;;;12.02.2024;25.02.2025;;\n"
        "Глюкоза;ммоль/л;3,9-6,1;4,8;5,0;;4,9\nФерритин;нг/мл;10-120;;38;;38\n"
    )
    assert found == [
        ("glucose", "4,8", 3.9, 6.1, "2024-02-12"),
        ("glucose", "5,0", 3.9, 6.1, "2025-02-25"),
        ("ferritin", "38", 10.0, 120.0, "2025-02-25"),
    ]


def test_a_single_day_under_its_heading_beside_an_average():
    found = told(
        "Анализ;Ед.;Норма;Дата;;Среднее\n;;;12.02.2024;;\nГлюкоза;ммоль/л;3,9-6,1;4,8;;4,9\nКреатинин;мкмоль/л;53-97;71;;70\n"
    )
    assert [row[:3] for row in found] == [("glucose", "4,8", 3.9), ("creatinine", "71", 53.0)]


def test_years_merged_over_days_and_months():
    rows = (
        ("Test", "Units", "Lab range", "2024", "", "Average 2024", "2025", "Average 2025"),
        ("", "", "", "12.03", "15.09", "", "20.04", ""),
        ("Glucose", "mg/dL", "65-99", "92", "94", "93", "97", "97"),
        ("Creatinine", "mg/dL", "0.50-0.99", "0.79", "0.81", "0.8", "0.85", "0.85"),
    )
    found = parse(Document(reader="spreadsheet", tables=(Table(rows=rows, name="Me"),))).measurements
    assert [(m.analyte, m.value_as_printed, m.ref_high, m.collected_at) for m in found] == [
        ("glucose", "92", 99.0, date(2024, 3, 12)),
        ("glucose", "94", 99.0, date(2024, 9, 15)),
        ("glucose", "97", 99.0, date(2025, 4, 20)),
        ("creatinine", "0.79", 0.99, date(2024, 3, 12)),
        ("creatinine", "0.81", 0.99, date(2024, 9, 15)),
        ("creatinine", "0.85", 0.99, date(2025, 4, 20)),
    ]


def test_extremes_of_the_days_are_no_limits_and_the_latest_again_no_result():
    found = told(
        "Показатель;12.02.2024;25.02.2025;Мин;Макс;Последнее значение\nГлюкоза, ммоль/л;4,8;5,3;4,8;5,3;5,3\n"
        "Креатинин, мкмоль/л;71;68;68;71;68\n"
    )
    assert found == [
        ("glucose", "4,8", None, None, "2024-02-12"),
        ("glucose", "5,3", None, None, "2025-02-25"),
        ("creatinine", "71", None, None, "2024-02-12"),
        ("creatinine", "68", None, None, "2025-02-25"),
    ]


def test_limits_beside_days_stay_limits():
    found = told("Показатель;Мин;Макс;12.02.2024;25.02.2025\nГлюкоза;3,9;6,1;4,8;5,3\nКреатинин;53;97;71;68\n")
    assert [row[2:4] for row in found] == [(3.9, 6.1)] * 2 + [(53.0, 97.0)] * 2


def test_rows_that_were_reckoned_below_days_and_below_one_analyte():
    across = "Дата;Глюкоза, ммоль/л;Креатинин, мкмоль/л\n12.02.2024;4,8;71\n25.02.2025;5,3;68\n"
    below = "Среднее за 2024-2025;5,05;69,5\nМин;4,8;68\nИзменение;0,5;-3\nКол-во;2;2\nn;2;2\n"
    assert told(across + below) == told(across)
    top = "Дата;Глюкоза, ммоль/л;Креатинин, мкмоль/л\nМин;4,8;68\nМакс;5,3;71\n12.02.2024;4,8;71\n25.02.2025;5,3;68\n"
    assert told(top) == told(across)
    assert (
        len(
            told("Анализ;Дата;Результат;Ед.\nГлюкоза;12.02.2024;4,8;ммоль/л\n;25.02.2025;5,3;ммоль/л\n;Среднее;5,05;\n")
        )
        == 2
    )


@pytest.mark.parametrize(
    "head", ["Lab range", "Laboratory normal range", "Their norms", "Range per lab", "Норма лаборатории", "Лаб. норма"]
)
def test_the_range_of_the_laboratory_is_one(head):
    assert told(f"Test,Result,Units,{head},Notes\nGlucose,92,mg/dL,65-99,\nTSH,2.31,mIU/L,0.40-4.50,\n") == [
        ("glucose", "92", 65.0, 99.0, "None"), ("tsh", "2.31", 0.4, 4.5, "None"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head", ["% от нормы", "Отклонение от нормы, %", "Ratio to upper limit", "Deviation from norm"]
)
def test_what_is_reckoned_from_a_limit_is_none(head):
    assert kind_of(head) not in ("low", "high", "range")


def test_vital_signs_of_an_examination_are_no_results():
    found = told(
        "Date,Test,Value,Units\n12-Mar-2024,O/E - weight,91.5,Kg\n12-Mar-2024,O/E - blood pressure reading,142/86,mmHg\n"
        "12-Mar-2024,O/E - pulse rate,72,bpm\n12-Mar-2024,Serum creatinine,88,umol/L\n"
    )
    assert [row[0] for row in found] == ["creatinine"]

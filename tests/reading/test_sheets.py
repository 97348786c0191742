"""Exports and workbooks of every shape: which column is what, also where headings are doubled, missing or across."""

from datetime import date

import pytest

from medapp.domain.documents import Document, Table
from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document


def read(text: str):
    return parse(read_document(text.encode(), "a.csv")).measurements


def told(measurements):
    return [(m.analyte, m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high) for m in measurements]


def test_the_panel_is_no_name_beside_the_component():
    found = read(
        "Date,Test Name,Component,Your Value,Standard Range,Units\n"
        '03/14/2026,LIPID PANEL,"CHOLESTEROL, TOTAL",212,<200,mg/dL\n'
        "03/14/2026,CBC,WHITE BLOOD CELL COUNT,5.4,3.8-10.8,Thousand/uL\n"
    )
    assert told(found) == [
        ("chol_total", "212", "mg/dL", None, 200.0), ("wbc", "5.4", "Thousand/uL", 3.8, 10.8),
    ]  # fmt: skip


def test_the_number_of_a_person_is_never_the_value():
    found = read(
        "subject,drawn,what,num,uom\n10000032,2026-03-23,Creatinine,0.9,mg/dL\n10000032,2026-03-23,Glucose,95,mg/dL\n"
    )
    assert [(m.analyte, m.value_as_printed) for m in found] == [("creatinine", "0.9"), ("glucose", "95")]


@pytest.mark.parametrize(
    "head",
    [
        "label,valuenum,valueuom,ref_range_lower,ref_range_upper",
        "Bezeichnung,Wert,Einheit,unterer Grenzwert,oberer Grenzwert",
        "Test Description,Result Value,Result Units,Reference Range Low,Reference Range High",
        "Показатель,Значение,Ед. изм.,Нижняя граница нормы,Верхняя граница нормы",
        "Untranslatable,Result,Unit,Low,High",
    ],
)
def test_limits_in_two_columns_under_any_heading(head):
    assert told(read(f"{head}\nHemoglobin,13.4,g/dL,12,16\nGlucose,92,mg/dL,70,99\n")) == [
        ("hemoglobin", "13.4", "g/dL", 12.0, 16.0), ("glucose", "92", "mg/dL", 70.0, 99.0),
    ]  # fmt: skip


def test_the_comparator_in_a_column_of_its_own_belongs_to_the_number():
    found = read("test_name,operator,value_as_number,value_as_concept_name,unit\nCRP,<,0.3,,mg/L\nHBsAg,,,Negative,\n")
    assert [(m.comparator, m.value_as_printed, m.value_text) for m in found] == [
        ("<", "<0.3", None), (None, "Negative", "negative"),
    ]  # fmt: skip


def test_what_an_export_calls_vital_signs_is_no_laboratory_result():
    found = read(
        "DATE,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS\n"
        "2026-01-22,vital-signs,8302-2,Body Height,179.1,cm\n"
        "2026-01-22,laboratory,6690-2,Leukocytes [#/volume] in Blood by Automated count,6.5,10*3/uL\n"
    )
    assert [(m.analyte, m.loinc, m.value) for m in found] == [("wbc", "6690-2", 6.5)]


def test_a_table_of_nothing_but_numbers_under_analytes_is_no_prose():
    found = read("Date,Hemoglobin (g/dL),Ferritin (ng/mL)\n2026-01-05,13.1,24\n2026-07-11,13.6,31\n")
    assert [(m.analyte, m.value_as_printed, m.collected_at) for m in found] == [
        ("hemoglobin", "13.1", date(2026, 1, 5)), ("ferritin", "24", date(2026, 1, 5)),
        ("hemoglobin", "13.6", date(2026, 7, 11)), ("ferritin", "31", date(2026, 7, 11)),
    ]  # fmt: skip


def test_units_and_ranges_may_stand_in_rows_under_the_analytes():
    table = Table(
        (
            ("Дата", "Гемоглобин", "Лейкоциты"), ("Ед. изм.", "г/л", "10^9/л"), ("Норма", "117-155", "4,0-10,0"),
            ("2026-01-12", "121", "5,2"), ("2026-07-02", "128", "6,0"),
        )
    )  # fmt: skip
    found = parse(Document(reader="spreadsheet", tables=(table,))).measurements
    assert told(found)[:2] == [
        ("hemoglobin", "121", "г/л", 117.0, 155.0), ("wbc", "5,2", "10^9/л", 4.0, 10.0),
    ]  # fmt: skip
    assert len(found) == 4


def test_a_norm_over_from_and_to_is_two_columns():
    table = Table(
        (("Показатель", "Результат", "Ед.", "Норма", ""), ("", "", "", "от", "до"), ("АЛТ", "23", "Ед/л", "0", "35"))
    )
    assert told(parse(Document(reader="spreadsheet", tables=(table,))).measurements) == [
        ("alt", "23", "Ед/л", 0.0, 35.0)
    ]


def test_a_day_with_its_hour_is_a_heading_of_a_day():
    table = Table((("Анализ", "Ед.", "2026-01-12", "2026-06-15 08:30:00"), ("Ферритин", "мкг/л", "8,5", "22")))
    found = parse(Document(reader="spreadsheet", tables=(table,))).measurements
    assert [(m.value_as_printed, m.collected_at) for m in found] == [
        ("8,5", date(2026, 1, 12)),
        ("22", date(2026, 6, 15)),
    ]


def test_troponin_i_is_never_troponin_t():
    assert read("Test,Result,Unit\nTroponin I.cardiac,0.01,ng/mL\nSodium,140,mmol/L\n")[0].analyte != "troponin_t"


def test_headings_in_camel_case_and_the_state_of_a_report_are_understood():
    found = read("Test;Res;Status;Unit;RefLo;RefHi\nCREA;1.14;final;mg/dL;0.70;1.20\nALT;61;final;U/L;0;41\n")
    assert told(found) == [("creatinine", "1.14", "mg/dL", 0.7, 1.2), ("alt", "61", "U/L", 0.0, 41.0)]
    assert [m.flag_as_printed for m in found] == [None, None]


def test_decimal_commas_do_not_part_cells_that_semicolons_part():
    found = read("Дата;Глюкоза, ммоль/л;HbA1c, %\n05.01.2026;6,1;6,4\n06.04.2026;5,8;6,1\n")
    assert told(found)[:2] == [("glucose", "6,1", "ммоль/л", None, None), ("hba1c", "6,4", "%", None, None)]


def test_months_across_are_days_not_known():
    found = read("Test,Jan 2026,Apr 2026\nTSH (mIU/L),4.8,3.1\nFree T4 (pmol/L),11.2,13.4\n")
    assert [(m.analyte, m.value_as_printed, m.collected_at) for m in found] == [
        ("tsh", "4.8", None), ("tsh", "3.1", None), ("ft4", "11.2", None), ("ft4", "13.4", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("Leukocytes [#/volume] in Blood by Automated count", "10*3/uL", "wbc"),
        ("Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", "mg/dL", "ldl"),
        ("Гематокрит крови методом автоматизированного подсчёта", "%", "hematocrit"),
    ],
)
def test_the_long_names_of_registers_are_known_without_their_codes(name, unit, analyte):
    assert read(f'Test,Result,Unit\n"{name}",4.5,{unit}\nSodium,140,mmol/L\n')[0].analyte == analyte


def test_a_second_table_further_down_has_columns_of_its_own():
    table = Table(
        (
            ("Показатель", "Результат", "Ед.", "Норма"), ("АЛТ", "23", "Ед/л", "0 - 35"), ("", "", "", ""),
            ("Гормоны", "", "", ""), ("Анализ", "Единицы", "Референс", "Значение"),
            ("ТТГ", "мЕд/л", "0,4 - 4,0", "2,1"),
        )
    )  # fmt: skip
    assert told(parse(Document(reader="spreadsheet", tables=(table,))).measurements) == [
        ("alt", "23", "Ед/л", 0.0, 35.0), ("tsh", "2,1", "мЕд/л", 0.4, 4.0),
    ]  # fmt: skip


def test_what_a_sheet_says_once_holds_for_the_rows_below():
    table = Table(
        (
            ("Дата", "Раздел", "Показатель", "Результат", "Ед."),
            ("01.02.2026", "Общий анализ мочи", "Белок", "0,05", "г/л"), ("", "", "Глюкоза", "0,5", "ммоль/л"),
            ("15.02.2026", "Биохимия крови", "Глюкоза", "5,4", "ммоль/л"), ("20.02.2026", "", "", "5,9", ""),
        )
    )  # fmt: skip
    found = parse(Document(reader="spreadsheet", tables=(table,))).measurements
    assert [(m.analyte, m.value_as_printed, m.unit_as_printed, str(m.collected_at)) for m in found] == [
        ("urine_protein", "0,05", "г/л", "2026-02-01"), ("urine_glucose", "0,5", "ммоль/л", "2026-02-01"),
        ("glucose", "5,4", "ммоль/л", "2026-02-15"), ("glucose", "5,9", "ммоль/л", "2026-02-20"),
    ]  # fmt: skip


def test_a_row_without_a_name_and_a_day_of_its_own_is_nobodys():
    assert len(read("Test,Result,Unit\nSodium,140,mmol/L\n,999,mmol/L\nPotassium,4.2,mmol/L\n")) == 2


@pytest.mark.parametrize("said", ["н/д", "н.д.", "Н/Д", "нет данных", "no data", "-", "—", "n/a"])
def test_what_says_that_there_is_no_result_is_no_row(said):
    rows = (("Тест", "Результат", "Ед.", "Норма"), ("СРБ", said, "мг/л", "до 5"), ("АЛТ", "31", "Ед/л", "до 41"))
    assert [m.name_as_printed for m in parse(Document("csv", tables=(Table(rows),))).measurements] == ["АЛТ"]


def test_a_title_left_of_the_names_is_the_heading_of_the_rows_below():
    rows = (
        ("№", "Показатель", "Значение", "Ед.", "Норма"),
        ("1", "Гемоглобин", "141", "г/л", "130-160"),
        ("Общий анализ мочи", "", "", "", ""),
        ("1", "Реакция (pH)", "5,5", "", "5,0-7,0"),
    )
    found = parse(Document("csv", tables=(Table(rows),))).measurements
    assert [m.analyte for m in found] == ["hemoglobin", "urine_ph"]


def test_machine_names_across_carry_their_units():
    found = read("date,glucose_mg_dl,hba1c_pct,tsh_miu_l\n2022-03-01,91,5.3,1.8\n2023-03-14,95,,2.1\n")
    assert [(m.analyte, m.value_as_printed, m.unit_as_printed) for m in found] == [
        ("glucose", "91", "mg/dl"), ("hba1c", "5.3", "%"), ("tsh", "1.8", "miu/l"),
        ("glucose", "95", "mg/dl"), ("tsh", "2.1", "miu/l"),
    ]  # fmt: skip


def test_an_apostrophe_that_marks_a_text_is_no_part_of_the_number():
    (row, _) = read("test,result,units\nInsulin,'7.4,uIU/mL\nGlucose,'95,mg/dL\n")
    assert (row.value_as_printed, row.unit_as_printed) == ("7.4", "uIU/mL")


def across(*rows: tuple[str, ...]):
    return parse(Document("spreadsheet", tables=(Table(rows),))).measurements


ACROSS_HEAD = ("", "Дата", "Креатинин", "Натощаковая проба", "АЛТ")
ACROSS_UNITS = ("", "ед.", "мкмоль/л", "ммоль/л", "Ед/л")
DAY_ONE, DAY_TWO = ("1", "2023-01-18", "66", "5,1", "24"), ("2", "2023-07-25", "69", "4,8", "-")


def test_rows_of_limits_and_sums_are_no_results_across():
    low, high = ("", "мин", "53", "3,9", ""), ("", "макс", "97", "6,1", "33")
    found = across(ACROSS_HEAD, ACROSS_UNITS, low, high, DAY_ONE, DAY_TWO, ("", "среднее", "67,5", "4,95", "24"))
    assert [(m.name_as_printed, m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high) for m in found] == [
        ("Креатинин", "66", "мкмоль/л", 53, 97), ("Натощаковая проба", "5,1", "ммоль/л", 3.9, 6.1),
        ("АЛТ", "24", "Ед/л", None, 33), ("Креатинин", "69", "мкмоль/л", 53, 97),
        ("Натощаковая проба", "4,8", "ммоль/л", 3.9, 6.1),
    ]  # fmt: skip


def test_norms_behind_all_results_and_the_least_of_them_across():
    last = ("", "норма", "53-97", "3,9-6,1", "до 33"), ("", "макс", "69", "5,1", "24")
    found = across(ACROSS_HEAD, ACROSS_UNITS, DAY_ONE, DAY_TWO, *last)
    assert [(m.value_as_printed, m.ref_high) for m in found] == [
        ("66", 97), ("5,1", 6.1), ("24", 33), ("69", 97), ("4,8", 6.1),
    ]  # fmt: skip


def test_a_remark_beside_results_across_is_no_label():
    rows = (("Дата", "АЛТ, Ед/л", "Калий, ммоль/л", "Вывод"), ("18.01.2023", "24", "4,4", "норма"))
    assert [m.value_as_printed for m in across(*rows, ("19.07.2023", "31", "4,6", "среднее"))] == [
        "24",
        "4,4",
        "31",
        "4,6",
    ]


def test_measures_of_the_body_are_no_analytes_across():
    head = ("Дата", "Вес, кг", "Рост, см", "Глюкоза утром, ммоль/л", "АЛТ, Ед/л", "Калий, ммоль/л")
    found = across(head, ("2023-01-18", "81", "178", "5,6", "24", "4,4"))
    assert [m.name_as_printed for m in found] == ["Глюкоза утром", "АЛТ", "Калий"]


def test_tables_side_by_side_are_read_each():
    head = ("Test", "Result", "Units", "Ref. range")
    found = across(
        (*head, "", *head),
        ("Haemoglobin", "13.2", "g/dL", "13.0-17.0", "", "Sodium", "134 L", "mmol/L", "135-145"),
        ("", "", "", "", "", "Urea", "8.8 H", "mmol/L", "2.8-8.1"),
    )
    assert told(found) == [
        ("hemoglobin", "13.2", "g/dL", 13, 17), ("sodium", "134", "mmol/L", 135, 145),
        ("urea", "8.8", "mmol/L", 2.8, 8.1),
    ]  # fmt: skip


def test_a_list_without_headings_has_its_days():
    found = read("12.03.2021;глюкоза;5,4;ммоль/л\n12.03.2021;ТТГ;2,75;мМЕ/л\n05.10.2021;глюкоза;5,2;ммоль/л\n")
    assert [(m.value_as_printed, m.collected_at) for m in found] == [
        ("5,4", date(2021, 3, 12)), ("2,75", date(2021, 3, 12)), ("5,2", date(2021, 10, 5)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "name", "unit", "low", "high"),
    [
        ("Железо 9-30 мкмоль/л", "Железо", "мкмоль/л", 9, 30), ("АЛТ, Ед/л (до 41)", "АЛТ", "Ед/л", None, 41),
        ("СОЭ до 15 мм/ч", "СОЭ", "мм/ч", None, 15), ("Гемоглобин (120-140 г/л)", "Гемоглобин", "г/л", 120, 140),
        ("МНО (2,0-3,0)", "МНО", None, 2, 3),
    ],
)  # fmt: skip
def test_a_name_may_say_its_norm(heading, name, unit, low, high):
    found = across(("Дата", heading, "Калий, ммоль/л"), ("2023-01-18", "11", "4,4"), ("2023-07-25", "12", "4,6"))
    assert [(m.unit_as_printed, m.ref_low, m.ref_high) for m in found[::2]] == [(unit, low, high)] * 2
    assert {m.name_as_printed for m in found[::2]} == {name}
    row = across(("Анализ", "12.03.2024", "05.10.2024"), (heading, "11", "12"), ("Калий, ммоль/л", "4,4", ""))[0]
    assert (row.unit_as_printed, row.ref_low, row.ref_high) == (unit, low, high)


@pytest.mark.parametrize("name", ["CA 19-9", "ВПЧ 16-18", "Витамин B12", "25-OH витамин D"])
def test_numbers_of_a_name_are_no_norm(name):
    row = across(("Анализ", "12.03.2024", "05.10.2024"), (name, "11", "12"), ("Калий, ммоль/л", "4,4", ""))[0]
    assert (row.name_as_printed, row.ref_low, row.ref_high) == (name, None, None)


def test_a_row_of_laboratories_under_days_is_no_result():
    rows = (("Показатель", "12.03.2024", "05.10.2024"), ("Лаборатория", "Инвитро", "Гемотест"), ("АЛТ", "24", "31"))
    assert {m.name_as_printed for m in across(*rows)} == {"АЛТ"}


@pytest.mark.parametrize(("norm", "analyte"), [("5.0-8.0", "urine_ph"), ("7.35-7.45", "blood_ph")])
def test_a_norm_says_whose_ph_it_is(norm, analyte):
    value = "6.0" if analyte == "urine_ph" else "7.38"
    rows = (("Test", "Result", "Range"), ("pH", value, norm), ("Potassium", "4.4", "3.5-5.1"))
    assert across(*rows)[0].analyte == analyte


def test_a_column_of_numbers_under_a_strange_heading_is_told_as_unread():
    rows = (
        ("Дата", "Гемоглобин, г/л", "Ферритин, мкг/л", "Заратустрин", "Вес", "Замечания"),
        ("12.03.2024", "131", "34", "5,4", "61", "после отпуска"),
        ("05.10.2024", "128", "21", "6,1", "62", ""),
    )
    report = parse(Document("spreadsheet", tables=(Table(rows),)))
    assert [m.name_as_printed for m in report.measurements] == ["Гемоглобин", "Ферритин"] * 2
    assert [(u.text, u.reason) for u in report.unrecognised] == [("Заратустрин | 5,4 | 6,1", "unknown_name")]


def test_the_order_above_a_row_says_what_was_tested():
    rows = (
        ("Order Name", "Test Name", "Result", "Units", "Reference Range"),
        ("BASIC METABOLIC PANEL", "GLUCOSE", "98", "mg/dL", "65-99"),
        ("URINALYSIS, COMPLETE", "PH", "6.0", "", "5.0-8.0"),
        ("URINALYSIS, COMPLETE", "COLOR", "YELLOW", "", "YELLOW"),
    )
    report = parse(Document("csv", tables=(Table(rows),)))
    assert [m.analyte for m in report.measurements] == ["glucose", "urine_ph", "urine_colour"]


def test_years_across_head_results():
    found = across(
        ("Показатель", "Ед", "2019", "2020"), ("Глюкоза", "ммоль/л", "5,0", "5,3"), ("ПСА", "нг/мл", "", "1,1")
    )
    assert [(m.analyte, m.value_as_printed) for m in found] == [
        ("glucose", "5,0"),
        ("glucose", "5,3"),
        ("psa", "1,1"),
    ]


@pytest.mark.parametrize(
    ("cell", "unit", "low", "high"),
    [("4.4 mmol/L [3.5 - 5.3]", "mmol/L", 3.5, 5.3), ("4,4 ммоль/л (< 5,3)", "ммоль/л", None, 5.3)],
)
def test_one_cell_may_hold_value_unit_and_norm(cell, unit, low, high):
    (row, _) = across(("Description", "Result"), ("Serum potassium", cell), ("Serum sodium", "141 mmol/L"))
    assert (row.value, row.unit_as_printed, row.ref_low, row.ref_high) == (4.4, unit, low, high)


def test_a_day_once_for_several_samples_across():
    head, units = ("Дата", "Время", "Глюкоза, ммоль/л", "Кортизол, нмоль/л"), ("", "среднее", "5,2", "286")
    found = across(head, ("2025-02-03", "08:00", "4,9", "512"), ("", "23:00", "5,4", "61"), units)
    assert [(m.value_as_printed, m.collected_at) for m in found] == [(v, None) for v in ("4,9", "512", "5,4", "61")]

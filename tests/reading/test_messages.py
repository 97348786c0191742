"""What a message's fields become: measurements with values, or words that are no result."""

import pytest

from medapp.domain.documents import Document, StructuredReport, StructuredRow
from medapp.domain.parsing.report import parse
from medapp.domain.units import parse_unit


def read(*rows: StructuredRow):
    return parse(Document(reader="hl7_v2", structured=StructuredReport(rows=rows)))


def test_a_number_with_its_unit_in_a_text_value_is_a_number():
    row = read(StructuredRow("Hemoglobin", "=12.9 g/dL", ref_low="12.2", ref_high="16.2")).measurements[0]
    assert (row.value_as_printed, row.unit_as_printed, row.value) == ("12.9", "g/dL", 129.0)


@pytest.mark.parametrize("said", ["Pending", "Unable to calculate", "see note", "not performed", "2026-03-01"])
def test_words_in_place_of_a_result_are_told_and_not_measured(said):
    report = read(StructuredRow("LDL Cholesterol", said, "mg/dL"), StructuredRow("Sodium", "140", "mmol/L"))
    assert [m.analyte for m in report.measurements] == ["sodium"]
    assert [(u.text, u.reason) for u in report.unrecognised] == [("LDL Cholesterol", "no_value")]


def test_a_remark_where_a_number_belongs_is_not_sure():
    assert read(StructuredRow("Potassium", "haemolysed", "mmol/L")).measurements[0].confidence < 0.95


def test_a_remark_is_no_result_of_the_quantity_its_code_names():
    row = read(StructuredRow("Leukocyte morphology", "Reactive lymphoid cells", loinc="6690-2")).measurements[0]
    assert (row.analyte, row.loinc) == (None, "6690-2")


@pytest.mark.parametrize(
    ("ucum", "plain"),
    [
        ("mmol/mol{Hb}", "mmol/mol"),
        ("%{HemoglobinA1C}", "%"),
        ("10*3{cells}/uL", "10*3/uL"),
        ("{cells}/uL", "/uL"),
        ("pg/{cell}", "pg"),
        ("ng/mL{FEU}", "ng{FEU}/mL"),
        ("m[iU]/L", "m[IU]/L"),
        ("ml/min/{1.73_m2}", "mL/min/{1.73_m2}"),
        ("{ratio}", "1"),
        ("10+3/ul", "10*3/uL"),
        ("{Ehrlich'U}/dL", None),
    ],
)
def test_the_annotations_of_ucum_mean_nothing_but_where_they_are_the_unit(ucum, plain):
    assert parse_unit(ucum) == plain


def test_a_code_that_contradicts_the_name_is_the_one_that_is_wrong():
    report = read(
        StructuredRow("Thrombozyten", "280", "10*9/L", loinc="789-8"),
        StructuredRow("Glucose", "12", "mg/dL", loinc="5792-7"),
    )
    assert [(m.analyte, m.loinc) for m in report.measurements] == [("platelets", "777-3"), ("urine_glucose", "5792-7")]


@pytest.mark.parametrize(("specimen", "analyte"), [("UR", "urine_glucose"), ("Serum", "glucose"), (None, "glucose")])
def test_what_was_tested_decides_which_glucose_it_is(specimen, analyte):
    assert read(StructuredRow("Glucose", "12", "mg/dL", specimen=specimen)).measurements[0].analyte == analyte


@pytest.mark.parametrize(
    ("name", "said", "analyte"),
    [
        ("Glucose", "Negative", "urine_glucose"),
        ("Белок", "не обнаружено", "urine_protein"),
        ("Protein", "trace", "urine_protein"),
    ],
)
def test_a_finding_in_urine_is_not_a_days_excretion(name, said, analyte):
    row = read(StructuredRow(name, said, specimen="Urine")).measurements[0]
    assert row.analyte == analyte
    assert row.confidence >= 0.95


@pytest.mark.parametrize(
    ("section", "name", "value", "analyte"),
    [
        ("URINALYSIS", "PH", "6.5", "urine_ph"),
        ("Общий анализ мочи", "Белок", "отрицательно", "urine_protein"),
        ("COMPREHENSIVE METABOLIC PANEL", "Glucose", "Negative", "glucose"),
        (None, "PH", "7.38", "blood_ph"),
    ],
)
def test_the_panel_around_a_row_says_what_was_measured(section, name, value, analyte):
    assert read(StructuredRow(name, value, section=section)).measurements[0].analyte == analyte


@pytest.mark.parametrize(("value", "percent"), [("0.31", 31.0), ("31", None)])
def test_a_bare_number_of_one_is_a_share(value, percent):
    row = read(StructuredRow("Lymphocytes", value, "1", ref_low="0.19", ref_high="0.37")).measurements[0]
    assert (row.analyte, row.value, row.unit_as_printed) == ("lymph_pct", percent, "1")


@pytest.mark.parametrize("unit", ["1", "{ratio}", "{INR}"])
def test_what_ucum_writes_for_no_unit_is_not_shown_as_one(unit):
    row = read(StructuredRow("INR", "1.1", unit, ref_low="0.9", ref_high="1.2")).measurements[0]
    assert (row.analyte, row.value, row.unit_as_printed, row.warnings) == ("inr", 1.1, None, ())


def test_a_ratio_that_is_said_to_be_calculated_has_no_unit():
    row = read(StructuredRow("ALBUMIN/GLOBULIN RATIO", "1.6", "(calc)", ref_text="1.0-2.5")).measurements[0]
    assert (row.value, row.unit_as_printed, row.warnings) == (1.6, None, ())


@pytest.mark.parametrize(("value", "unit"), [("не обнаружен", None), ("8,1", "МЕ/мл"), ("< 10", "МЕ/мл")])
def test_a_unit_behind_limits_is_that_of_a_number(value, unit):
    row = read(StructuredRow("Ревматоидный фактор", value, ref_text="< 14 МЕ/мл")).measurements[0]
    assert row.unit_as_printed == unit


def test_a_remark_in_a_row_of_its_own_is_no_result():
    report = read(StructuredRow("Комментарий", "Гемолиз умеренный"), StructuredRow("Glucose", "5.4", "mmol/L"))
    assert [m.name_as_printed for m in report.measurements] == ["Glucose"]


@pytest.mark.parametrize(
    ("value", "limits", "warnings"),
    [
        ("<0.01", "0.4 - 4.0", ()), (">1000", "0 - 5.6", ()),
        ("0.01", "0.4 - 4.0", ("far_from_range",)), ("<1000", "0 - 5.6", ("far_from_range",)),
    ],
)  # fmt: skip
def test_an_end_of_measuring_outside_the_range_is_no_doubt(value, limits, warnings):
    row = read(StructuredRow("Thyroglobulin antibodies", value, "IU/mL", ref_text=limits)).measurements[0]
    assert row.warnings == warnings

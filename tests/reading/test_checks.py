"""Rows of a blood count are checked against each other; a contradiction is said and never asserted with certainty."""

import pytest

from medapp.domain.documents import Document, Table
from medapp.domain.parsing.checks import cross_check
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from medapp.i18n import knows

SURE = 0.95


def _read(*rows: tuple[str, str, str]) -> dict[str, Measurement]:
    report = parse(Document("csv_file", tables=(Table((("Test", "Result", "Units"), *rows)),)))
    return {m.analyte or m.name_as_printed: m for m in report.measurements}


CELLS = (("Hemoglobin", "140", "g/L"), ("Erythrocytes", "4.67", "10^12/L"), ("MCH", "30.0", "pg"))
SHARES = (("Neutrophils", "60", "%"), ("Lymphocytes", "30", "%"), ("Monocytes", "6", "%"), ("Eosinophils", "3", "%"))


def test_a_haematocrit_that_fits_neither_index_is_doubted_and_the_others_are_not() -> None:
    rows = (*CELLS, ("Hematocrit", "24.1", "%"), ("MCV", "90", "fL"), ("MCHC", "333", "g/L"))
    read = _read(*rows)
    assert "red_cell_indices_disagree" in read["hematocrit"].warnings
    assert read["hematocrit"].confidence < SURE
    assert read["hemoglobin"].confidence >= SURE and read["rbc"].confidence >= SURE


def test_figures_that_agree_are_left_alone() -> None:
    read = _read(*CELLS, ("Hematocrit", "42.0", "%"), ("MCV", "90", "fL"), ("MCHC", "333", "g/L"))
    assert not any(m.warnings for m in read.values())
    assert all(m.confidence >= SURE for m in read.values())


@pytest.mark.parametrize(("last", "is_doubted"), [("1", False), ("11", True)])
def test_shares_of_white_cells_sum_to_a_hundred(last: str, is_doubted: bool) -> None:
    read = _read(*SHARES, ("Basophils", last, "%"))
    assert any("differential_does_not_sum" in m.warnings for m in read.values()) is is_doubted
    assert (min(m.confidence for m in read.values()) < SURE) is is_doubted


@pytest.mark.parametrize(("count", "is_doubted"), [("2.1", False), ("21", True), ("0.21", True)])
def test_a_count_follows_from_its_share(count: str, is_doubted: bool) -> None:
    read = _read(("Leukocytes", "7.0", "10^9/L"), ("Lymphocytes, %", "30", "%"), ("Lymphocytes, abs", count, "10^9/L"))
    doubted = read.get("lymph_abs")
    assert doubted is not None
    assert ("percent_and_count_disagree" in doubted.warnings or doubted.value is None) is is_doubted


def test_what_another_relation_confirms_is_not_suspected() -> None:
    read = _read(
        ("Leukocytes", "7.0", "10^9/L"), ("Neutrophils, %", "60", "%"), ("Neutrophils, abs", "4.2", "10^9/L"),
        ("Lymphocytes, %", "30", "%"), ("Lymphocytes, abs", "4.1", "10^9/L"),
    )  # fmt: skip
    assert "percent_and_count_disagree" in read["lymph_abs"].warnings
    assert not read["wbc"].warnings and not read["neut_abs"].warnings


def test_results_of_different_days_are_not_compared() -> None:
    rows = (("Test", "Units", "01.02.2025", "13.02.2025"), ("Leukocytes", "10^9/L", "7.0", ""))
    rows += (("Lymphocytes, %", "%", "30", ""), ("Lymphocytes, abs", "10^9/L", "", "4.1"))
    report = parse(Document("csv_file", tables=(Table(rows),)))
    assert not any(m.warnings for m in (*report.measurements, *report.previous))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_warning_of_a_check_has_words(language: str) -> None:
    codes = ("red_cell_indices_disagree", "differential_does_not_sum", "percent_and_count_disagree")
    assert all(knows(f"marks.warning.{code}") for code in (*codes, "settled_by_other_rows"))


def _ambiguous(printed: str) -> Measurement:
    return Measurement("lymph_abs", "Lymphocytes", printed, "10^9/L", warnings=("ambiguous_number",), confidence=0.39)


def _sure(analyte: str, value: float, unit: str) -> Measurement:
    return Measurement(analyte, analyte, f"{value:g}", unit, value=value, unit=unit, confidence=0.99)


def test_a_doubtful_number_becomes_the_only_one_that_fits_and_stays_for_review() -> None:
    rows = [_sure("wbc", 7.0, "10*9/L"), _sure("lymph_pct", 30.0, "%"), _ambiguous("2,100")]
    settled = cross_check(rows)[2]
    assert settled.value == pytest.approx(2.1)
    assert settled.value_as_printed == "2,100"
    assert settled.warnings == ("settled_by_other_rows",)
    assert 0.5 < settled.confidence < SURE


def test_a_doubtful_number_that_fits_no_way_stays_without_value() -> None:
    rows = [_sure("wbc", 7.0, "10*9/L"), _sure("lymph_pct", 60.0, "%"), _ambiguous("2,100")]
    assert cross_check(rows)[2] == rows[2]

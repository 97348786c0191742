"""Portals that print a labelled norm beside the name and the value below: the norm is never the result."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.errors import NoResultsFound
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text


def _rows(page: str) -> dict[str, tuple[str, str | None, float | None, float | None, str | None]]:
    try:
        read = parse(read_document(set_text(tuple(page.splitlines())), "page.pdf")).measurements
    except NoResultsFound:
        return {}
    return {
        m.name_as_printed: (m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high, m.flag_as_printed)
        for m in read
    }


@pytest.mark.parametrize(
    "label", ["Normal value:", "Reference range:", "Standard range:", "Норма:", "Референсные значения:", "Normal:"]
)
@pytest.mark.parametrize("below", ["", "    Pending", "    See note"])
def test_a_norm_without_a_result_is_no_result(label: str, below: str) -> None:
    page = f"""
Leukocyte Esterase, Urine                {label} Negative
{below}
Nitrite, Urine                           {label} Negative
{below}
Glucose                                  {label} 70 - 99 mg/dL
{below}
"""
    assert _rows(page) == {}


def test_grades_flags_and_values_without_a_unit() -> None:
    page = """
Protein, Urine                           Standard range: Negative
   1+ Abnormal
Uric acid                                Standard range: 3.5 - 7.2 mg/dL
   7.9 High
Specific Gravity, Urine                  Standard range: 1.005 - 1.030
   1.033                                 High
"""
    assert _rows(page) == {
        "Protein, Urine": ("1+", None, None, None, "Abnormal"),
        "Uric acid": ("7.9", "mg/dL", 3.5, 7.2, "High"),
        "Specific Gravity, Urine": ("1.033", None, 1.005, 1.030, "High"),
    }


def test_cards_side_by_side_keep_to_themselves() -> None:
    page = """
Sodium             Normal range: 135 - 145 mmol/L        Calcium             Normal range: 8.6 - 10.3 mg/dL
  133 mmol/L       Low                                     9.1 mg/dL
Potassium          Normal range: 3.5 - 5.1 mmol/L        Albumin             Normal range: 3.5 - 5.0 g/dL
  4.4 mmol/L                                               5.3 g/dL          High
"""
    assert _rows(page) == {
        "Sodium": ("133", "mmol/L", 135, 145, "Low"),
        "Calcium": ("9.1", "mg/dL", 8.6, 10.3, None),
        "Potassium": ("4.4", "mmol/L", 3.5, 5.1, None),
        "Albumin": ("5.3", "g/dL", 3.5, 5.0, "High"),
    }


def test_values_over_their_names_are_not_taken_for_the_next_name() -> None:
    page = """
   133 mmol/L
Sodium                         Normal range: 135 - 145 mmol/L
   4.4 mmol/L
Potassium                      Normal range: 3.5 - 5.1 mmol/L
   102 mmol/L
Chloride                       Normal range: 98 - 107 mmol/L
"""
    assert not {("Sodium", "4.4"), ("Potassium", "102")} & {(name, row[0]) for name, row in _rows(page).items()}


def test_the_heading_over_cards_says_of_what_they_are() -> None:
    page = """
METABOLIC PANEL
Glucose                        Normal range: 70 - 99 mg/dL
   91 mg/dL
Sodium                         Normal range: 135 - 145 mmol/L
   139 mmol/L
URINALYSIS
Glucose                        Normal value: Negative
   Negative
"""
    read = parse(read_document(set_text(tuple(page.splitlines())), "page.pdf")).measurements
    assert [m.analyte for m in read] == ["glucose", "sodium", "urine_glucose"]


def test_the_headings_of_two_tables_are_no_card() -> None:
    page = """
Парам.   Резул.    Ед. изм.   Реф. знач.       Парам.   Резул.    Ед. изм.   Реф. знач.
WBC      14.37     10^9/L     4.00 - 10.00     HGB      118       g/L        110 - 150
RBC      4.03      10^12/L    3.50 - 5.00      HCT      35.9      %          37.0 - 47.0
"""
    rows = _rows(page)
    assert {name: rows[name][0] for name in rows} == {"WBC": "14.37", "RBC": "4.03", "HGB": "118", "HCT": "35.9"}

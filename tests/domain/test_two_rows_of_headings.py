"""Sheets whose second row of headings parts the results into days."""

from datetime import date

from medapp.domain.documents import Document, Table
from medapp.domain.parsing.report import parse

ROWS = (
    ("Marker", "Unit", "Reference", "", "Results", ""),
    ("", "", "Low", "High", "2023-01-10", "2024-01-16"),
    ("Kidney", "", "", "", "", ""),
    ("Creatinine", "µmol/L", "62", "106", "97", "101"),
    ("Potassium", "mmol/L", "3.5", "5.3", "4.4", ""),
)


def test_every_day_under_the_results_is_read_with_the_limits():
    found = parse(Document("spreadsheet", tables=(Table(ROWS),))).measurements
    assert [(m.name_as_printed, m.value_as_printed, m.ref_low, m.ref_high, m.collected_at) for m in found] == [
        ("Creatinine", "97", 62, 106, date(2023, 1, 10)),
        ("Creatinine", "101", 62, 106, date(2024, 1, 16)),
        ("Potassium", "4.4", 3.5, 5.3, date(2023, 1, 10)),
    ]

"""Strips print a grade beside the amount: the amount is the result, the grade alone is no amount."""

import pytest

from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document


@pytest.mark.parametrize(
    ("cell", "printed", "unit", "grade"),
    [
        ("+1 70 лейк/мкл", "70", "лейк/мкл", "+1"),
        ("2+ 125 Leu/uL", "125", "Leu/uL", "2+"),
        ("+- 10 Ery/uL", "10", "Ery/uL", "+-"),
        ("norm 3.4 umol/L", "3.4", "umol/L", "norm"),
        ("- 0 mmol/L", "0", "mmol/L", "-"),
        ("70 лейк/мкл 1+", "70", "лейк/мкл", "1+"),
    ],
)
def test_a_grade_beside_an_amount_is_its_flag(cell: str, printed: str, unit: str, grade: str) -> None:
    result = parse_result(cell)

    assert result is not None
    assert (result.printed, result.number, result.unit, result.flag) == (printed, printed, unit, grade)


def test_a_dash_before_an_amount_is_no_grade_unless_nothing_was_found() -> None:
    result = parse_result("- 5.5 mmol/L")

    assert result is not None
    assert result.printed == "- 5.5"


@pytest.mark.parametrize("printed", ["+1", "2+", "+-", "norm", "NEG"])
def test_a_grade_alone_is_no_number(printed: str) -> None:
    text = f"Urine strip\n\nTest     Result\nKET      {printed}\nSG       1.015\npH       6.0\n"
    row = parse(read_document(text.encode(), "pasted.txt")).measurements[0]

    assert (row.value_as_printed, row.value) == (printed, None)
    assert row.value_text

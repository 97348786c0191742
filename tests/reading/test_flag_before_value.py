"""A letter between name and result, set apart from the name, is the result's flag."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document

PAGE = """TEST                     RESULT      UNIT        NORMAL RANGE
HAEMOGLOBIN (Hb)      L  9.6         g/dL        12.0 - 15.0
MCV                   L  64.8        fL          83.0 - 101.0
PLATELET COUNT           312         10^3/uL     150 - 410
ESR (WESTERGREN)      H  31          mm/h        0 - 20
Vitamin A                0.52        mg/L        0.30 - 0.70
"""


@pytest.mark.parametrize(
    ("at", "analyte", "name", "flag"),
    [
        (0, "hemoglobin", "HAEMOGLOBIN (Hb)", "L"),
        (1, "mcv", "MCV", "L"),
        (2, "platelets", "PLATELET COUNT", None),
        (3, "esr", "ESR (WESTERGREN)", "H"),
        (4, "vita", "Vitamin A", None),
    ],
)
def test_a_letter_apart_is_the_flag(at: int, analyte: str, name: str, flag: str | None) -> None:
    row = parse(read_document(PAGE.encode(), "pasted.txt")).measurements[at]
    assert (row.analyte, row.name_as_printed, row.flag_as_printed) == (analyte, name, flag)

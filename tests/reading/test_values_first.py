"""Results of a portal whose value stands before the name, and what only looks so."""

import pytest

from medapp.domain.certainty import is_sure
from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.errors import NoResultsFound
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

RESULTS = [
    ("141 mmol/L", "Sodium", "133 - 146"),
    ("5.9 H mmol/L", "Potassium", "3.5 - 5.3"),
    ("2.31 mmol/L", "Adjusted calcium", "2.20 - 2.60"),
    ("36 g/L", "Albumin", "35 - 50"),
]


def portal(above: str = "", behind: str = "", left: str = "") -> ParsedReport:
    """`above` each name, `behind` it on its line, or in the values' column above them something else stands."""
    lines = ["Patient portal     Collected: 14 Apr 2025", ""]
    for value, name, limits in RESULTS:
        lines += [f"{left:<26}{above}"] if above or left else []
        lines += [f"{value:<26}{name:<40}{behind}", f"{'':<26}Reference range: {limits}", ""]
    return parse(read_document(set_text(tuple(lines)), "a.pdf"))


def test_a_value_before_its_name_is_read() -> None:
    read = portal()
    assert [(m.name_as_printed, m.value_as_printed) for m in read.measurements] == [
        ("Sodium", "141"), ("Potassium", "5.9"), ("Adjusted calcium", "2.31"), ("Albumin", "36"),
    ]  # fmt: skip
    assert [m.ref_high for m in read.measurements] == [146, 5.3, 2.6, 50]
    assert all(is_sure(m) for m in read.measurements) and read.measurements[1].flag_as_printed == "H"


@pytest.mark.parametrize("place", [{"above": "Non-HDL"}, {"behind": "128 mmol/L"}, {"left": "Urea"}])
def test_the_value_is_not_taken_where_it_may_be_anothers(place: dict[str, str]) -> None:
    try:
        read = portal(**place)
    except NoResultsFound:
        return
    said = {(name, value.split()[0]) for value, name, _ in RESULTS}
    assert not said & {(m.name_as_printed, m.value_as_printed) for m in read.measurements if is_sure(m)}

"""A base excess may be below nothing; before any other number a dash is a flag, a range or a doubt."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.certainty import MIN_CONFIDENCE
from medapp.domain.documents import Document, Table
from medapp.domain.interpretation import flags
from medapp.domain.parsing.report import parse
from medapp.domain.people import Person
from medapp.domain.ranges import parse_range
from medapp.domain.results import Measurement, State
from medapp.ingest.formats import read_document

GASES = """Blood gas

pH            7.36               7.35 - 7.45
{row}
Sodium         139  mmol/L    136 - 145
Potassium      4.2  mmol/L    3.5 - 5.1
"""


def _cell(name: str, value: str, unit: str = "mmol/L", limits: str = "") -> Measurement:
    table = Table((("Test", "Result", "Units", "Reference range"), (name, value, unit, limits)))
    return parse(Document("csv_file", tables=(table,))).measurements[0]


@pytest.mark.parametrize(
    ("printed", "value"), [("-2.65", -2.65), ("−2,6", -2.6), ("- 2.65", -2.65), ("+1.4", 1.4), ("1.4", 1.4)]
)
def test_a_base_excess_keeps_its_sign(printed: str, value: float) -> None:
    row = _cell("Base excess", printed, limits="-2.0 - 3.0")
    assert (row.analyte, row.value, row.value_as_printed) == ("base_excess", value, printed)
    assert (row.ref_low, row.ref_high) == (-2.0, 3.0)
    assert row.confidence >= MIN_CONFIDENCE
    rating = flags.rate(row, Person(), load_catalogue())
    assert rating.state is (State.IN_RANGE if value > 0 else State.SLIGHTLY)


@pytest.mark.parametrize(
    "limits",
    ["-2.0 - 3.0", "-2.0 - +3.0", "(-2.0) - (+3.0)", "-2,0…3,0", "−2,0 – 3,0", "-2.0 to 3.0", "от -2,0 до 3,0"],
)
def test_limits_below_nothing(limits: str) -> None:
    found = parse_range(limits, is_signed=True)
    assert (float(found.low or 0), float(found.high or 0)) == (-2.0, 3.0)


def test_both_limits_below_nothing() -> None:
    found = parse_range("-20 - -10", is_signed=True)
    assert (found.low, found.high) == (-20, -10)


@pytest.mark.parametrize("printed", ["- 2.65", "+2.65"])
def test_beside_another_number_the_sign_is_a_flag(printed: str) -> None:
    row = _cell("Potassium", printed, limits="3.5 - 5.1")
    assert (row.value, row.value_as_printed, row.flag_as_printed) == (2.65, "2.65", printed[0])


def test_a_glued_dash_before_another_number_is_a_doubt() -> None:
    row = _cell("Potassium", "-2.65", limits="3.5 - 5.1")
    assert row.value is None and row.value_as_printed == "-2.65" and row.confidence < MIN_CONFIDENCE


def test_a_dash_in_the_flag_column_of_a_balance_is_a_doubt() -> None:
    row = _cell("Base excess", "2.65 -", limits="-2.0 - 3.0")
    assert row.value is None and row.confidence < MIN_CONFIDENCE


@pytest.mark.parametrize(
    ("row", "value", "limits"),
    [
        ("Base excess    -2.6  mmol/L   -2.0 - 3.0", -2.6, (-2.0, 3.0)),
        ("Base excess     1.2  mmol/L   -2.0 - 3.0", 1.2, (-2.0, 3.0)),
        ("Base excess     1.2  -2.0 - 3.0  mmol/L", 1.2, (-2.0, 3.0)),
        ("Base excess    -2.6  mmol/L   (-2.0) - (+3.0)", -2.6, (-2.0, 3.0)),
        ("BE             -4.1  mmol/L", -4.1, (None, None)),
    ],
)
def test_a_line_of_text_keeps_the_sign(row: str, value: float, limits: tuple[float | None, float | None]) -> None:
    report = parse(read_document(GASES.format(row=row).encode(), "gases.txt"))
    read = {m.analyte: m for m in report.measurements}
    found = read["base_excess"]
    assert (found.value, (found.ref_low, found.ref_high)) == (value, limits)
    assert read["sodium"].value == 139 and read["potassium"].value == 4.2


def test_a_message_keeps_the_sign() -> None:
    message = (
        "MSH|^~\\&|LIS|LAB|APP|ME|20250301||ORU^R01|1|P|2.5.1\rPID|1||1||Doe^J||19800101|F\r"
        "OBR|1||1|BG^Blood gas|||20250301080000\rOBX|1|NM|1925-7^Base excess^LN||-2.65|mmol/L|-2.0-3.0|L|||F\r"
        "OBX|2|SN|1925-7^Base excess^LN||^-3.1|mmol/L|-2.0 - 3.0|L|||F\r"
    )
    rows = parse(read_document(message.encode(), "gas.hl7")).measurements
    assert [(m.value, m.ref_low, m.ref_high) for m in rows] == [(-2.65, -2.0, 3.0), (-3.1, -2.0, 3.0)]


def test_the_norm_of_an_unknown_balance_says_that_it_is_one() -> None:
    row = _cell("Strong ion gap", "-1.3", limits="-2.0 - 2.0")
    assert row.value_as_printed == "-1.3" and (row.ref_low, row.ref_high) == (-2.0, 2.0)

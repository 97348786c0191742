"""HL7 messages that carry their report as it was printed: lines of text, or a PDF file in base64."""

import base64
from datetime import date

from medapp.domain.parsing.report import parse
from medapp.ingest.formats import read_document

HEAD = ["MSH|^~\\&|LIS|LAB|APP|CLINIC|202502070913||ORU^R01|1|P|2.3", "PID|1||M1||ROE^ANN||19850530|F"]
ORDER = "OBR|1||77|CMP^METABOLIC PANEL|||202502070640|||||||||||||||202502071500|||F"
LINES = [
    "TEST                RESULT   FLAG   UNITS      REFERENCE",
    "SODIUM              137             mmol/L     136-145",
    "POTASSIUM           5.3      H      mmol/L     3.5-5.1",
    "   Specimen slightly hemolyzed.",
]
DRAWN = [("Test", "Result", "Units", "Range"), ("Ferritin", "27", "ng/mL", "13-150"), ("Iron", "44", "ug/dL", "50-170")]


def _pdf(rows: list[tuple[str, ...]], ballast: int = 0) -> bytes:
    shown = "".join(
        f"BT /F1 10 Tf 1 0 0 1 {50 + 120 * column} {700 - 20 * line} Tm ({cell}) Tj ET\n"
        for line, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(shown)}>>\nstream\n{shown}endstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    text += "%" + "x" * ballast + "\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF"
    return (text + end).encode()


def _file(data: bytes) -> str:
    return f"OBX|1|ED|PDF^Report^L||^application^pdf^Base64^{base64.b64encode(data).decode()}||||||F"


def _read(*segments: str):
    return parse(read_document("\r".join([*HEAD, ORDER, *segments]).encode(), "a.hl7"))


def test_a_report_sent_as_lines_is_read_as_it_was_printed():
    report = _read(*(f"OBX|{i}|TX|CMP^METABOLIC PANEL||{line}||||||F" for i, line in enumerate(LINES, 1)))
    found = [
        (m.name_as_printed, m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high) for m in report.measurements
    ]
    assert found == [
        ("SODIUM", "137", "mmol/L", 136, 145),
        ("POTASSIUM", "5.3", "mmol/L", 3.5, 5.1),
    ]
    assert (report.birth_date, report.collected_at) == (date(1985, 5, 30), date(2025, 2, 7))


def test_lines_taken_back_are_no_results():
    lines = [f"OBX|{i}|TX|CMP^METABOLIC PANEL||{line}||||||{'D' if i == 3 else 'F'}" for i, line in enumerate(LINES, 1)]
    assert [m.name_as_printed for m in _read(*lines).measurements] == ["SODIUM"]


def test_a_file_in_a_message_without_results_is_read_whatever_its_size():
    report = _read(_file(_pdf(DRAWN, ballast=300_000)))
    assert [(m.name_as_printed, m.value_as_printed, m.unit_as_printed) for m in report.measurements] == [
        ("Ferritin", "27", "ng/mL"),
        ("Iron", "44", "ug/dL"),
    ]
    assert report.collected_at == date(2025, 2, 7)


def test_a_file_beside_coded_results_is_not_read_twice():
    coded = "OBX|1|NM|2276-4^Ferritin^LN||27|ng/mL|13-150||||F"
    assert [m.name_as_printed for m in _read(coded, _file(_pdf(DRAWN))).measurements] == ["Ferritin"]

"""Reports that a message encloses as a file: FHIR presentedForm and Binary, the body of a C-CDA, an HL7 observation."""

import base64
import io
import json

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from medapp.domain.parsing.report import parse
from medapp.errors import EncryptedFile, NoResultsFound
from medapp.ingest.formats import read_document
from medapp.ingest.page_image import WIDTH, draw_page

ROWS = (
    ("Test", "Result", "Units", "Reference"),
    ("Ferritin", "27", "ng/mL", "13 - 150"),
    ("Iron", "44", "ug/dL", "50 - 170"),
)
READ = [("Ferritin", "27", "ng/mL", 13, 150), ("Iron", "44", "ug/dL", 50, 170)]
PATIENT = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1979-06-30"}


def _pdf(password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), encrypt=password)
    for line, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            canvas.drawString(50 + 120 * column, 700 - 20 * line, cell)
    canvas.save()
    return out.getvalue()


def _scan() -> bytes:
    sheet, out = Image.new("L", (1240, 1754), 255), io.BytesIO()
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(30)
    for line, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            draw.text((100 + 260 * column, 200 + 60 * line), cell, 0, font)
    sheet.save(out, "PDF", resolution=150)
    return out.getvalue()


def _base64(data: bytes) -> str:
    text = base64.b64encode(data).decode()
    return "\n".join(text[at : at + 76] for at in range(0, len(text), 76))


def _bundle(*resources: dict) -> bytes:
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": r} for r in resources]}).encode()


def _report(**attachment: str) -> dict:
    return {
        "resourceType": "DiagnosticReport", "id": "r", "status": "final", "effectiveDateTime": "2025-10-21",
        "code": {"text": "Iron studies"}, "presentedForm": [attachment],
    }  # fmt: skip


def _fhir(data: bytes) -> bytes:
    return _bundle(PATIENT, _report(contentType="application/pdf", data=_base64(data)))


def _fhir_pointing(data: bytes) -> bytes:
    file = {"resourceType": "Binary", "id": "b", "contentType": "application/pdf", "data": _base64(data)}
    return _bundle(_report(contentType="application/pdf", url="Binary/b"), PATIENT, file)


def _fhir_xml(data: bytes) -> bytes:
    return (
        '<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><gender value="female"/>'
        '<birthDate value="1979-06-30"/></Patient></resource></entry><entry><resource><DiagnosticReport>'
        '<status value="final"/><effectiveDateTime value="2025-10-21"/><presentedForm><contentType '
        f'value="application/pdf"/><data value="{_base64(data)}"/></presentedForm>'
        "</DiagnosticReport></resource></entry></Bundle>"
    ).encode()


def _ccda(data: bytes) -> bytes:
    return (
        '<ClinicalDocument xmlns="urn:hl7-org:v3"><recordTarget><patientRole><patient>'
        '<administrativeGenderCode code="F"/><birthTime value="19790630"/></patient></patientRole></recordTarget>'
        f'<component><nonXMLBody><text mediaType="application/pdf" representation="B64">{_base64(data)}</text>'
        "</nonXMLBody></component></ClinicalDocument>"
    ).encode()


def _hl7(data: bytes) -> bytes:
    text = base64.b64encode(data).decode()
    return (
        "MSH|^~\\&|LIS|LAB|APP|CLINIC|202510210913||ORU^R01|1|P|2.3\rPID|1||M1||ROE^ANN||19790630|F\r"
        f"OBR|1||77|FE^IRON|||202510210640\rOBX|1|ED|PDF^Report^L||^application^pdf^Base64^{text}||||||F"
    ).encode()


MESSAGES = [_fhir, _fhir_pointing, _fhir_xml, _ccda, _hl7]


@pytest.mark.parametrize("message", MESSAGES)
def test_the_enclosed_report_is_read_with_the_person_of_the_message(message):
    report = parse(read_document(message(_pdf()), "a"))
    found = [
        (m.name_as_printed, m.value_as_printed, m.unit_as_printed, m.ref_low, m.ref_high) for m in report.measurements
    ]
    assert found == READ
    assert (report.sex, str(report.birth_date), report.reader) == ("female", "1979-06-30", "pdf_text")


@pytest.mark.parametrize("message", MESSAGES)
def test_its_page_is_drawn_from_the_message(message):
    data = message(_pdf())
    report = parse(read_document(data, "a"))
    boxes = [m.bbox for m in report.measurements if m.bbox]
    picture = Image.open(io.BytesIO(draw_page(data, report.reader, 1, report.page_sizes[0], boxes)))
    across = WIDTH / report.page_sizes[0][0]
    for left, top, right, bottom in boxes:
        row = picture.convert("L").crop(tuple(round(side * across) for side in (left, top, right, bottom)))
        assert row.getextrema()[0] < 128


def test_coded_results_go_before_the_file():
    coded = {
        "resourceType": "Observation", "status": "final", "code": {"text": "Ferritin"},
        "valueQuantity": {"value": 27, "unit": "ng/mL"},
    }  # fmt: skip
    report = parse(read_document(_bundle(_report(data=_base64(_pdf())), coded), "a.json"))
    assert [(m.name_as_printed, report.reader) for m in report.measurements] == [("Ferritin", "fhir_json")]


def test_a_report_that_was_withdrawn_is_not_read():
    withdrawn = _report(data=_base64(_pdf())) | {"status": "entered-in-error"}
    with pytest.raises(NoResultsFound):
        read_document(_bundle(PATIENT, withdrawn), "a.json")


def test_a_table_of_markup_is_read_as_well():
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = f"<html><table>{cells}</table></html>".encode()
    report = parse(read_document(_bundle(_report(contentType="text/html", data=_base64(page))), "a.json"))
    assert [m.name_as_printed for m in report.measurements] == ["Ferritin", "Iron"]


def test_what_is_wrong_with_the_only_file_is_said():
    with pytest.raises(EncryptedFile):
        read_document(_ccda(_pdf(password="closed")), "a.xml")


@pytest.mark.slow
def test_an_enclosed_scan_goes_on_to_recognition():
    report = parse(read_document(_fhir(_scan()), "a.json"))
    assert [m.name_as_printed for m in report.measurements] == ["Ferritin", "Iron"]
    assert report.reader == "pdf_scan"
    assert draw_page(_fhir(_scan()), "pdf_scan", 1, report.page_sizes[0])[:4] == b"\x89PNG"

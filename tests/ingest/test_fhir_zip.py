"""ZIPs of FHIR records: Apple Health's export and plain folders; bombs end clearly; other archives are refused."""

import io
import json
import struct
import zipfile

import pytest

from medapp.domain.parsing.report import parse
from medapp.domain.people import Sex
from medapp.errors import (
    TooComplex,
    UnreadableFile,
    UnsupportedFormat,
)
from medapp.ingest.formats import Limits, accepted_suffixes, read_document, sniff
from medapp.ingest.refusals import ArchiveWithoutRecords, HealthExportWithoutRecords

HEALTH = (
    '<?xml version="1.0"?><!DOCTYPE HealthData [ <!ELEMENT HealthData (Me)> ]><HealthData locale="ru_RU">'
    '<Me HKCharacteristicTypeIdentifierDateOfBirth="1988-02-11"'
    ' HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexFemale"/>'
    '<Record type="HKQuantityTypeIdentifierHeartRate" value="62"/></HealthData>'
)


def observation(name: str, value: float, unit: str, day: str = "2026-02-20") -> str:
    return json.dumps({
        "resourceType": "Observation", "status": "final", "code": {"text": name}, "effectiveDateTime": day,
        "valueQuantity": {"value": value, "unit": unit},
    })  # fmt: skip


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def health(*, record: str | None = None, **more: str) -> bytes:
    folder = "apple_health_export"
    records = {f"{folder}/clinical-records/Observation-1.json": record} if record else {}
    return zipped({f"{folder}/экспорт.xml": HEALTH, f"{folder}/export_cda.xml": "<x/>", **records, **more})


def test_the_clinical_records_of_a_health_export_are_read():
    report = parse(read_document(health(record=observation("Ferritin", 31, "ng/mL")), "export.zip"))
    assert [(m.analyte, m.value, m.unit_as_printed) for m in report.measurements] == [("ferritin", 31.0, "ng/mL")]
    assert (report.reader, report.sex, str(report.birth_date)) == ("fhir_zip", Sex.FEMALE, "1988-02-11")


def test_a_clinic_that_says_otherwise_of_the_person_is_not_overruled():
    other = json.dumps({"resourceType": "Patient", "gender": "male", "birthDate": "2015-05-05"})
    report = parse(read_document(health(record=observation("Ferritin", 31, "ng/mL"), **{"a/Patient-1.json": other})))
    assert (report.sex, str(report.birth_date)) == (Sex.MALE, "2015-05-05")


def test_a_folder_of_records_is_one_report_with_days_of_their_own():
    files = {
        "lab/one.json": observation("Натрий", 140, "ммоль/л"),
        "lab/two.json": observation("Калий", 4.1, "ммоль/л", "2026-03-01"),
        "lab/manifest.json": '{"made": "by hand"}',
        "__MACOSX/lab/._one.json": b"\x00\x05\x16\x07",
        "readme.txt": "two results",
    }
    report = parse(read_document(zipped(files), "lab.zip"))
    assert {m.analyte: str(m.collected_at or report.collected_at) for m in report.measurements} == {
        "sodium": "2026-02-20", "potassium": "2026-03-01",
    }  # fmt: skip
    assert ".zip" in accepted_suffixes()


@pytest.mark.parametrize("data", [HEALTH.encode(), health()], ids=["export.xml alone", "without records"])
def test_a_health_export_without_results_says_what_to_send(data):
    with pytest.raises(HealthExportWithoutRecords):
        sniff(data, "export.zip")


def test_any_other_archive_is_refused_as_one():
    with pytest.raises(ArchiveWithoutRecords):
        sniff(zipped({"report.pdf": "%PDF-1.4", "photo.jpg": "x"}), "results.zip")
    with pytest.raises(UnsupportedFormat) as refused:
        sniff(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "letter.docx")
    assert refused.value.code == "unsupported_format"


def test_a_record_of_blanks_that_unpacks_to_too_much_is_too_complex():
    files = {"a.json": observation("Натрий", 140, "ммоль/л"), "b.json": b" " * 8_000_000}
    with pytest.raises(TooComplex):
        read_document(zipped(files))


def test_records_that_are_too_much_together_are_too_complex():
    one = observation("Натрий", 140, "ммоль/л") + " " * 50_000
    data = zipped({f"{number}.json": one for number in range(40)})
    assert len(parse(read_document(data)).measurements) == 40
    with pytest.raises(TooComplex):
        read_document(data, limits=Limits(size_bytes=1_000_000))


def test_a_size_that_lies_is_not_believed():
    data = bytearray(zipped({"a.json": observation("Натрий", 140, "ммоль/л"), "b.json": b" " * 8_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 100)
    with pytest.raises(UnreadableFile):
        read_document(bytes(data))


def test_an_endless_directory_is_not_read():
    data = zipped({"a.json": observation("Натрий", 140, "ммоль/л")})
    at = data.rfind(b"PK\x05\x06")
    many = data[: at + 8] + struct.pack("<2H", 60_000, 60_000) + data[at + 12 :]
    with pytest.raises(UnsupportedFormat):
        sniff(many)


def test_an_archive_with_a_password_is_not_opened():
    data = bytearray(zipped({"a.json": observation("Натрий", 140, "ммоль/л")}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(ArchiveWithoutRecords):
        read_document(bytes(data))

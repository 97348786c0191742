"""The workbook holds numbers as numbers, nothing that Excel would run, and is read back by our own reader."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement, ParsedReport
from medapp.ingest.formats import read_document, sniff
from medapp.services.workbook import workbook_of
from tests.services.test_fhir import CASES, facts, read_case, view_of


def test_our_own_import_finds_the_same_values(tmp_path) -> None:
    report = read_case(CASES["labcorp"])
    back = parse(read_document(workbook_of(view_of(report), "en"), "result.xlsx"))

    def shown(read: ParsedReport) -> list[object]:
        return [facts(replace(row, name_as_printed=""), read)[:8] for row in read.measurements]

    assert shown(back) == shown(report)
    assert back.collected_at == report.collected_at


def test_every_part_is_well_formed_and_headings_speak_the_readers_language() -> None:
    data = workbook_of(view_of(read_case(CASES["helix"])), "ru")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        texts = {name: package.read(name) for name in package.namelist()}
    for text in texts.values():
        ElementTree.fromstring(text)

    assert sniff(data, "result.xlsx").name == "spreadsheet"
    assert "Показатель" in texts["xl/worksheets/sheet1.xml"].decode()


def test_digits_stay_and_formulas_are_text() -> None:
    rows = (
        Measurement(None, "=HYPERLINK(1)", "5,80", "ммоль/л\x07", confidence=0.99),
        Measurement(None, "@x", "<0,1", ref_low=3.5, confidence=0.99),
    )
    with zipfile.ZipFile(io.BytesIO(workbook_of(view_of(ParsedReport("csv", rows)), "en"))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    assert "<v>5.80</v>" in sheet and "<v>3.5</v>" in sheet
    assert "<f>" not in sheet and "\x07" not in sheet
    assert sheet.count('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(1)') == 2

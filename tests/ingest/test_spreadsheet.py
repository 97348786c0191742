"""Spreadsheets become tables of text; formulas do not run and bombs do not unpack."""

import io
import zipfile

import pytest

from medapp.errors import TooComplex, UnreadableFile
from medapp.ingest.formats import read_document

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>'
)
RELS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Кровь" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def xlsx(cells: str, extra: dict[str, bytes] | None = None) -> bytes:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELS.format(kind="worksheet", target="worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def text(cell: str, value: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{value}</t></is></c>'


def test_cells_read_as_a_person_sees_them():
    numbers = '<c r="B1"><v>4.2</v></c><c r="C1"><v>134</v></c><c r="D1"><v>0.30000000000000004</v></c>'
    row = f'<row r="1">{text("A1", "Калий")}{numbers}</row>'
    table = read_document(xlsx(row), "a.xlsx").tables[0]
    assert (table.name, table.rows) == ("Кровь", (("Калий", "4.2", "134", "0.3"),))


def test_a_formula_shows_its_stored_value_only():
    row = f'<row r="1">{text("A1", "Калий")}<c r="B1"><f>CMD("calc")</f><v>4.2</v></c></row>'
    assert read_document(xlsx(row)).tables[0].rows[0] == ("Калий", "4.2")


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(TooComplex):
        read_document(xlsx("<row/>", {"xl/media/huge.bin": b"\0" * 250_000_000}))


def test_a_damaged_archive_says_so():
    with pytest.raises(UnreadableFile):
        read_document(xlsx("<row/>")[:400], "a.xlsx")


def test_cells_at_the_far_ends_of_a_sheet_are_refused_before_memory_is_asked_for():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(TooComplex):
        read_document(xlsx(rows), "a.xlsx")


OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def ods(rows: str) -> bytes:
    names = " ".join(f'xmlns:{name}="{OPEN_DOCUMENT}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content {names} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Кровь">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{OPEN_DOCUMENT}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
    return out.getvalue()


def cell(value: str, times: int = 1) -> str:
    shown = f'office:value-type="string"><text:p>{value}</text:p></table:table-cell>' if value else "/>"
    return f'<table:table-cell table:number-columns-repeated="{times}" {shown}'


def row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


GOOD = row(cell("Глюкоза") + cell("5,4") + cell("ммоль/л"))


def test_an_open_document_is_read_with_its_endless_empty_rows():
    table = read_document(ods(GOOD + row(cell("", 16_384), 1_048_575)), "a.ods").tables[0]
    assert table.rows[0][:3] == ("Глюкоза", "5,4", "ммоль/л")


@pytest.mark.parametrize(
    "rows", [row(cell("x", 16_384), 1_000_000), row(cell("5", 2_000_000_000)), row(cell("x", 1_000), 1_000) * 200]
)
def test_cells_repeated_without_end_are_refused_before_memory_is_asked_for(rows):
    with pytest.raises(TooComplex):
        read_document(ods(GOOD + rows), "a.ods")


def test_a_workbook_with_macros_is_read_and_its_macros_are_not_looked_at():
    cells = f'<row r="1">{text("A1", "Глюкоза")}<c r="B1"><v>5.4</v></c></row>'
    book = xlsx(cells, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not a project"})
    assert read_document(book, "a.xlsm").tables[0].rows == (("Глюкоза", "5.4"),)


def test_a_share_shown_as_a_percentage_is_read_as_it_is_shown():
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    cells = (
        f'<row r="3">{text("B3", "Лимфоциты")}<c r="C3" s="2"><v>0.352</v></c></row>'
        f'<row r="4">{text("B4", "Гематокрит")}<c r="C4" s="1"><v>0.41</v></c></row>'
        f'<row r="5">{text("B5", "Моноциты")}<c r="C5" s="0"><v>0.41</v></c></row>'
    )
    table = read_document(xlsx(cells, {"xl/styles.xml": styles.encode()}), "a.xlsx").tables[0]
    assert [row[-1] for row in table.rows] == ["35.2%", "41%", "0.41"]


def test_a_share_of_an_open_document_is_read_as_it_is_shown():
    value = 'office:value-type="percentage" office:value="0.352"'
    share = f"<table:table-cell {value}><text:p>35,2%</text:p></table:table-cell>"
    rows = "<table:table-column/>" + row(cell("Показатель") + cell("Результат")) + row(cell("Лимфоциты") + share)
    assert read_document(ods(rows), "a.ods").tables[0].rows[1][:2] == ("Лимфоциты", "35.2%")

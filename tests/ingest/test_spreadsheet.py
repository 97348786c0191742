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

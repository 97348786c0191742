"""Binary workbooks of old programs (.xls): a share shown as a percentage is never read as a fraction."""

import io
import struct

import pytest
import xlwt

from medapp.errors import MedAppError, TooComplex, UnreadableFile
from medapp.ingest.formats import read_document
from tests.ingest.test_spreadsheet import MAIN, text, xlsx


def xls(*sheets: list[tuple[str, float, str]]) -> bytes:
    """Sheets of name, number and number format, from the third row and the second column on."""
    book = xlwt.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.add_sheet(f"Лист{number}")
        for row, (name, value, code) in enumerate(rows, 2):
            sheet.write(row, 1, name)
            sheet.write(row, 2, value, xlwt.easyxf(num_format_str=code))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(book: bytes) -> list[list[str]]:
    return [[row[-1] for row in table.rows] for table in read_document(book, "a.xls").tables]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.371, "0.0%", "37.1%"),
        (0.067, "0.00%", "6.7%"),
        (1, "0%", "100%"),  # a whole number is stored in another way
        (0.42, '[Color10]0" доля "%', "42%"),
        (0.41, "0.00", "0.41"),
        (37.1, '0.0"%"', "37.1"),  # only writes the mark: what is stored is what is seen
        (37.1, "0.0\\%", "37.1"),
    ],
)
def test_a_share_is_read_as_it_is_shown(value, code, shown):
    assert values(xls([("Гематокрит", value, code)])) == [[shown]]


def test_neighbours_stored_together_and_other_sheets_keep_their_own_formats():
    book = xlwt.Workbook()
    for percent in (1, 2):
        sheet = book.add_sheet(f"Лист{percent}")
        for column in range(4):
            code = "0%" if column == percent else "0.00"
            sheet.write(0, column, 0.42, xlwt.easyxf(num_format_str=code))
    out = io.BytesIO()
    book.save(out)
    tables = read_document(out.getvalue(), "a.xls").tables
    assert [t.rows for t in tables] == [(("0.42", "42%", "0.42", "0.42"),), (("0.42", "0.42", "42%", "0.42"),)]


def test_a_mark_that_is_only_written_does_not_multiply_in_a_newer_workbook_either():
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
        '<numFmt numFmtId="164" formatCode="0.0&quot;%&quot;"/></numFmts>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    row = f'<row r="1">{text("A1", "Гематокрит")}<c r="B1" s="1"><v>37.1</v></c></row>'
    assert read_document(xlsx(row, {"xl/styles.xml": styles.encode()}), "a.xlsx").tables[0].rows[0][1] == "37.1"


def test_formats_that_cannot_be_read_assert_no_fraction():
    good = xls([("Гематокрит", 0.371, "0.0%")])
    for cut in range(512, len(good), 256):
        try:
            assert values(good[:cut]) == [["37.1%"]]
        except UnreadableFile:
            continue


def test_sheets_that_point_at_one_another_are_refused_before_they_are_all_walked():
    long = [("Показатель", i / 7, "0.0%") for i in range(200)]
    book = bytearray(xls(long, [], [], [], [], []))
    first, at = None, 0
    while (at := book.find(b"\x85\x00", at + 1)) >= 0:
        (size,) = struct.unpack_from("<H", book, at + 2)
        if 8 <= size < 40:
            first = first or bytes(book[at + 4 : at + 8])
            book[at + 4 : at + 8] = first
    with pytest.raises(TooComplex):
        values(bytes(book))


def test_a_damaged_workbook_is_refused_or_read_but_never_breaks_the_reader():
    good = xls([("Гематокрит", 0.371, "0.0%")])
    for place in range(0, len(good), 97):
        spoilt = bytearray(good)
        spoilt[place] ^= 0xFF
        try:
            values(bytes(spoilt))
        except MedAppError:
            continue

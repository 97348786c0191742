"""Cells of a workbook that show a share as a percentage: 0.35 is stored where a person reads and typed 35%."""

import re
import zipfile
from xml.etree.ElementTree import Element, ParseError

from medapp.errors import UnreadableFile

Places = dict[str, set[tuple[int, int]]]  # of each sheet by name: (row, column) from 0

_PERCENT_FORMATS = {9, 10}  # 0% and 0.00% (ECMA-376 part 1, 18.8.30)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_OPEN = re.compile(rb"<(?:\w+:)?(?:(table-row)|((?:covered-)?table-cell)|(table))(?=[\s>/])([^>]*)>")
_NAME = re.compile(rb'\bname="([^"]*)"')
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,12})"')
_MOST_REPEATED = 1_000
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')  # quoted, escaped, space as wide as, filled with, colour


def shows_percent(code: str) -> bool:
    """Whether a number format multiplies by 100; `0.0"%"` and `0.0\\%` only write the mark (ECMA-376 1, 18.8.31)."""
    return "%" in _LITERAL.sub("", code)


def percent_cells(archive: zipfile.ZipFile) -> Places:
    """Office Open XML by the cells' styles, OpenDocument by the kind of their values. Raises UnreadableFile."""
    names = set(archive.namelist())
    try:
        if "content.xml" in names:
            return _in_open_document(archive.read("content.xml"))
        if "xl/styles.xml" in names:
            return _in_office_open(archive, names)
    except (ParseError, ValueError, KeyError) as error:
        raise UnreadableFile from error
    return {}


def _in_office_open(archive: zipfile.ZipFile, names: set[str]) -> Places:
    styles = _percent_styles(_parse(archive.read("xl/styles.xml")))
    if not styles:
        return {}
    targets = {r.get("Id"): r.get("Target", "") for r in _parse(archive.read("xl/_rels/workbook.xml.rels"))}
    found: Places = {}
    for sheet in (e for e in _parse(archive.read("xl/workbook.xml")).iter() if _tag(e) == "sheet"):
        ident = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        path = "xl/" + targets.get(ident, "").removeprefix("/xl/").removeprefix("xl/")
        if path in names:
            found[sheet.get("name", "")] = _styled(archive.read(path), styles)
    return found


def _percent_styles(root: Element) -> set[int]:
    """The places in cellXfs whose number format shows per cent."""
    formats = {
        int(e.get("numFmtId", 0)) for e in root.iter() if _tag(e) == "numFmt" and shows_percent(e.get("formatCode", ""))
    }
    shown = [e for block in root if _tag(block) == "cellXfs" for e in block]
    return {place for place, e in enumerate(shown) if int(e.get("numFmtId", 0)) in formats | _PERCENT_FORMATS}


def _styled(sheet: bytes, styles: set[int]) -> set[tuple[int, int]]:
    found = set()
    for cell in _CELL.finditer(sheet):
        style, place = _STYLE.search(cell[1]), _PLACE.search(cell[1])
        if style and place and int(style[1]) in styles:
            column = 0
            for letter in place[1]:
                column = 26 * column + letter - 64
            found.add((int(place[2]) - 1, column - 1))
    return found


def _in_open_document(content: bytes) -> Places:
    found: Places = {}
    name, row, rows, column = "", -1, 1, 0
    for match in _OPEN.finditer(content):
        repeated = _REPEATED.search(match[4])
        times = int(repeated[1]) if repeated else 1
        if match[3]:
            named = _NAME.search(match[4])
            name, row, rows = named[1].decode("utf-8", "replace") if named else "", -1, 1
        elif match[1]:
            row, rows, column = row + rows, times, 0
        else:
            if b'value-type="percentage"' in match[4]:
                span = range(min(rows, _MOST_REPEATED)), range(min(times, _MOST_REPEATED))
                found.setdefault(name, set()).update(
                    (row + down, column + right) for down in span[0] for right in span[1]
                )
            column += times
    return found


def _parse(xml: bytes) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring  # loaded when a workbook is read

    try:
        root: Element = fromstring(xml)
    except DefusedXmlException as error:
        raise UnreadableFile from error
    return root


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""

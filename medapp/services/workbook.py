"""A result as an Excel workbook: numbers are numbers, so every Excel shows them with its own decimal sign.

Written by hand, since one sheet of one kind needs no package: ECMA-376, the parts a reader insists on.
Text stands in inline strings, which no spreadsheet takes for a formula.
"""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from xml.sax.saxutils import escape

from medapp.domain.analytes import load_catalogue
from medapp.domain.interpretation.reading import printed_span
from medapp.domain.numbers import readings_of
from medapp.domain.results import Rating, State
from medapp.i18n import translate
from medapp.services.fhir import has_own_unit
from medapp.services.reports import ResultView, RowView

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (("marker", 34), ("printed", 30), ("value", 12), ("unit", 14), ("low", 10), ("high", 10), ("range", 22),
           ("state", 18), ("date", 12), ("page", 9))  # fmt: skip
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = date(1899, 12, 30)  # the day 0 of a workbook
_DECIMALS = 6  # cell styles 0..6 show so many decimals; then date, then heading
_DATE, _HEADING = _DECIMALS + 1, _DECIMALS + 2


class _Cell(NamedTuple):
    value: str | Decimal | date | None
    style: int = 0


def workbook_of(view: ResultView, language: str) -> bytes:
    """The bytes of an .xlsx with one row a measurement and headings in `language`."""
    head = [_Cell(translate(language, f"workbook.{name}"), _HEADING) for name, _ in COLUMNS]
    rows = [head, *(_row(row, view, language) for row in view.rows)]
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _book(translate(language, "workbook.sheet")),
        "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": _sheet(rows),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return data.getvalue()


def _row(row: RowView, view: ResultView, language: str) -> list[_Cell]:
    m = row.measurement
    analyte = load_catalogue().entry_of(m)
    name = (analyte.names.get(language) or analyte.names.get("en")) if analyte else None
    sampled = m.collected_at or view.collected_at
    return [
        _Cell(name or m.name_as_printed),
        _Cell(m.name_as_printed),
        _value(row),
        _Cell(m.unit_as_printed),
        _limit(m.ref_low if has_own_unit(m) else None),
        _limit(m.ref_high if has_own_unit(m) else None),
        _Cell(m.ref_as_printed),
        _Cell(_state(row.rating, language)),
        _Cell(sampled, _DATE),
        _Cell(Decimal(m.page) if m.page else None),
    ]


def _value(row: RowView) -> _Cell:
    """A number with the decimals of the report; what is no plain number stays the text that is printed."""
    m = row.measurement
    span = printed_span(m, load_catalogue().entry_of(m)) if m.value_text is None and not m.comparator else None
    printed = [number for number in readings_of(m.value_as_printed) if span and float(number) == span.value]
    return _number(printed[0]) if printed else _Cell(m.value_as_printed)


def _limit(limit: float | None) -> _Cell:
    return _Cell(None) if limit is None else _number(Decimal(f"{limit:.12g}"))


def _number(number: Decimal) -> _Cell:
    places = -int(number.as_tuple().exponent)
    return _Cell(number, min(max(places, 0), _DECIMALS))


def _state(rating: Rating, language: str) -> str:
    if rating.state is State.CRITICAL and rating.reason == "uncertain":
        return translate(language, "states.check_first")
    directed = rating.state in (State.SLIGHTLY, State.CLEARLY)
    side = ("_below" if rating.direction < 0 else "_above") if directed else ""
    return translate(language, f"states.{rating.state.value}{side}")


def _sheet(rows: list[list[_Cell]]) -> str:
    widths = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, (_, w) in enumerate(COLUMNS, 1))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    body = "".join(
        f'<row r="{number}">{"".join(_xml(cell, f"{chr(65 + place)}{number}") for place, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}">{view}<cols>{widths}</cols><sheetData>{body}</sheetData>'
        f'<autoFilter ref="A1:{chr(64 + len(COLUMNS))}{len(rows)}"/></worksheet>'
    )


def _xml(cell: _Cell, place: str) -> str:
    value, style = cell
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        text = escape(_FORBIDDEN.sub("", value))
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    number = (value - _EPOCH).days if isinstance(value, date) else f"{value:f}"
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def _styles() -> str:
    formats = "".join(
        f'<numFmt numFmtId="{164 + places}" formatCode="0.{"0" * places}"/>' for places in range(1, _DECIMALS + 1)
    )
    plain = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    cells = [plain.format(0), *(plain.format(164 + places) for places in range(1, _DECIMALS + 1)), plain.format(14)]
    cells.append('<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>')
    font = '<sz val="11"/><name val="Calibri"/>'
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{_DECIMALS}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs></styleSheet>'
    )


def _book(sheet: str) -> str:
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f'<sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kind}.{suffix}+xml"/>' for name, suffix in parts
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )

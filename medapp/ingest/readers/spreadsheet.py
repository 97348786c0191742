"""XLSX, XLS and ODS through calamine: values only, so formulas and macros never run."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from medapp.domain.documents import Document, Table
from medapp.errors import EncryptedFile, TooComplex, UnreadableFile
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits
from medapp.ingest.percent_cells import Places, percent_cells
from medapp.ingest.percent_cells_biff import percent_cells_biff

MAX_UNPACKED_BYTES = 200_000_000
MAX_SPAN = 20_000_000
MAX_REPEATED = 2_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,200}?\br="(\d{1,9})"')
_COLUMN = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{1,3})\d')
_OPEN_DOCUMENT = re.compile(
    rb"<(?:\w+:)?(?:(?P<row>table-row)|(?:covered-)?table-cell)\b(?P<attributes>[^>]*?)(?P<empty>/?)>"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,12})"')

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (b"word/document.xml", b"ppt/presentation.xml")  # of the same office package
_ZIP_MARKS = (b"xl/", b"[Content_Types].xml", b"application/vnd.oasis.opendocument.spreadsheet")


def looks_like_spreadsheet(data: bytes, filename: str) -> bool:
    if data.startswith(_OLE):
        return filename.lower().endswith((".xls", ".xlsx"))
    return data.startswith(b"PK\x03\x04") and any(m in data for m in _ZIP_MARKS) and not any(m in data for m in _OTHERS)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    from python_calamine import (  # loaded when needed
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    shares = _refuse_bombs(data)
    in_order = percent_cells_biff(data) if data.startswith(_OLE) else None
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if in_order is not None:
            if len(in_order) != len(workbook.sheet_names):
                raise UnreadableFile()
            shares = dict(zip(workbook.sheet_names, in_order, strict=True))
        known = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
        shown = [s.name for s in known if s.visible == SheetVisibleEnum.Visible]
        sheets = shown or [s.name for s in known]  # what an export hides is its own: calibrators, lists of codes
        tables, cells = [], 0
        for name in sheets:
            sheet = workbook.get_sheet_by_name(name)
            cells += sheet.total_height * sheet.total_width
            if cells > limits.cells:
                raise TooComplex()
            tables.append(
                Table(rows=_rows(sheet.to_python(), sheet.start or (0, 0), shares.get(name, set())), name=name)
            )
    except PasswordError as error:
        raise EncryptedFile() from error
    except CalamineError as error:
        raise UnreadableFile() from error
    return Document(reader="spreadsheet", tables=tuple(tables))


def _rows(
    cells: Sequence[Sequence[object]], start: tuple[int, int], shares: set[tuple[int, int]]
) -> tuple[tuple[str, ...], ...]:
    """The cells as text; `start` is the place of the first one, `shares` are the places that show per cent."""
    return tuple(
        tuple(
            _shown(Decimal(str(cell)) * 100) + "%"
            if isinstance(cell, int | float) and not isinstance(cell, bool) and (down, right) in shares
            else _shown(cell)
            for right, cell in enumerate(row, start[1])
        )
        for down, row in enumerate(cells, start[0])
    )


def _refuse_bombs(data: bytes) -> Places:
    """Sizes are read from the archive's own directory before anything is unpacked. The cells that show per cent."""
    if not data.startswith(b"PK"):
        if "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e".encode("latin-1") in data[:65_536]:
            raise EncryptedFile()
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise TooComplex()
            for entry in archive.infolist():
                if _SHEET.fullmatch(entry.filename):
                    _refuse_far_cells(archive.read(entry))
                elif entry.filename == "content.xml":
                    _refuse_repeated_cells(archive.read(entry))
            return percent_cells(archive)
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableFile() from error


def _refuse_far_cells(sheet: bytes) -> None:
    """Two cells at the far ends of a sheet span 17 thousand million others, for which memory would be asked."""
    last_row = max((int(row) for row in _ROW.findall(sheet)), default=0)
    letters = max(_COLUMN.findall(sheet), key=lambda name: (len(name), name), default=b"")
    last_column = 0
    for letter in letters:
        last_column = 26 * last_column + letter - 64
    if last_row * last_column > MAX_SPAN:
        raise TooComplex(limit=MAX_SPAN)


def _refuse_repeated_cells(content: bytes) -> None:
    """OpenDocument writes a cell once and says how often it stands there: a line may mean thousands of millions."""
    rows, filled, total = 1, 0, 0
    for match in _OPEN_DOCUMENT.finditer(content):
        repeated = _REPEATED.search(match["attributes"])
        times = int(repeated[1]) if repeated else 1
        if match["row"]:
            total += rows * filled
            rows, filled = times, 0
        elif not match["empty"] or b"value" in match["attributes"]:
            filled += times
        if total + rows * filled > MAX_REPEATED:
            raise TooComplex(limit=MAX_REPEATED)


def _shown(cell: object) -> str:
    """A cell as a person would read it; floats without their binary tail, dates as ISO."""
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    if isinstance(cell, float | Decimal):
        exact = Decimal(format(cell, ".12g"))
        return format(exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize(), "f")
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time() else cell)
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell).strip()


READER = Reader(
    name="spreadsheet",
    suffixes=(".xlsx", ".xlsm", ".xls", ".ods"),
    media_types=(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    sniff=looks_like_spreadsheet,
    read=read,
)

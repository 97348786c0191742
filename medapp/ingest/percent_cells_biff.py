"""Cells of an old binary workbook (.xls, BIFF5 and BIFF8) that show a share as a percentage. [MS-XLS] 2.4"""

import io
import struct
from collections.abc import Iterator

from medapp.errors import EncryptedFile, TooComplex, UnreadableFile
from medapp.ingest.percent_cells import shows_percent

_BOF, _EOF, _SHEET, _FILE_PASS, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x002F, 0x041E, 0x00E0
_CELLS = {0x0203, 0x027E, 0x0006, 0x0206, 0x0406}  # NUMBER, RK and FORMULA, this in the spellings of three versions
_ROW_OF_CELLS = 0x00BD  # MULRK: row, first column, then style and number of each cell, then last column
_BUILT_IN = {9: "0%", 10: "0.00%"}
_BIFF8 = 0x0600


def percent_cells_biff(data: bytes) -> list[set[tuple[int, int]]]:
    """(row, column) from 0 of each sheet, in the workbook's order. Raises UnreadableFile, EncryptedFile, TooComplex."""
    try:
        return _percent_cells(_Walk(_stream(data)))
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError, struct.error, RecursionError) as error:
        raise UnreadableFile from error


def _stream(data: bytes) -> bytes:
    from olefile import OleFileIO  # loaded when a workbook is read

    with OleFileIO(io.BytesIO(data)) as container:
        stream: bytes = container.openstream("Workbook" if container.exists("Workbook") else "Book").read()
        return stream


class _Walk:
    """Substreams do not overlap: sheets that point into each other would be walked once for every pair."""

    def __init__(self, book: bytes) -> None:
        self.book, self.left = book, 2 * len(book)

    def records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """Kind and body from the BOF at `at` to its EOF, without the charts inside."""
        if self.book[at : at + 2] != _BOF.to_bytes(2, "little"):
            raise ValueError("not the start of a substream")
        depth = 0
        while at + 4 <= len(self.book):
            kind, size = struct.unpack_from("<HH", self.book, at)
            at, body = at + 4 + size, self.book[at + 4 : at + 4 + size]
            self.left -= 4 + len(body)
            if self.left < 0:
                raise TooComplex(limit=2 * len(self.book))
            depth += (kind == _BOF) - (kind == _EOF)
            if depth < 1:
                break
            if depth == 1:
                yield kind, body
        if depth:
            raise ValueError("a substream does not end")


def _percent_cells(walk: _Walk) -> list[set[tuple[int, int]]]:
    formats = dict(_BUILT_IN)
    version, of_style, sheets = 0, [], []
    for kind, body in walk.records(0):
        if kind == _BOF:
            (version,) = struct.unpack_from("<H", body)
        elif kind == _FILE_PASS:
            raise EncryptedFile
        elif kind == _SHEET:
            sheets.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _code(body, version)
        elif kind == _XF:
            of_style.append(struct.unpack_from("<H", body, 2)[0])
    styles = {style for style, used in enumerate(of_style) if shows_percent(formats.get(used, ""))}
    return [_styled(walk, at, styles) for at in sheets]


def _code(body: bytes, version: int) -> str:
    if version != _BIFF8:
        return body[3 : 3 + body[2]].decode("latin-1")  # the mark and its quotes are ASCII in every code page
    length, wide = struct.unpack_from("<HB", body, 2)
    return body[5 : 5 + 2 * length].decode("utf-16-le") if wide & 1 else body[5 : 5 + length].decode("latin-1")


def _styled(walk: _Walk, at: int, styles: set[int]) -> set[tuple[int, int]]:
    found = set()
    for kind, body in walk.records(at):
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<3H", body)
            if style in styles:
                found.add((row, column))
        elif kind == _ROW_OF_CELLS:
            row, first = struct.unpack_from("<2H", body)
            inside = body[4 : 4 + (len(body) - 6) // 6 * 6]
            found |= {
                (row, first + i) for i, (style, _) in enumerate(struct.iter_unpack("<HI", inside)) if style in styles
            }
    return found

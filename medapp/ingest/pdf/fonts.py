"""Fonts of a page, each read once, with a quick way through the table that maps codes to letters."""

import re
import struct
from typing import Any

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1

# Only these words may stand in a table that the quick way understands.
_LONG = 512
_NO_BREAK_SPACE = 0xA0
_BLOCK = re.compile(rb"begin(bfchar|bfrange)\b(.*?)end\1\b", re.DOTALL)
_UNUSUAL = re.compile(rb"usecmap|cidrange|cidchar|notdef")
_HEX = rb"<([0-9A-Fa-f\s]*)>"
_PAIRS = re.compile(rb"(?:\s*+<[0-9A-Fa-f]++>\s*+<[0-9A-Fa-f\s]*+>)*+\s*+$")
_RANGE = re.compile(rb"\s*" + _HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_ITEM = re.compile(_HEX)


class _Table(dict[int, str]):
    """Code to text. A long range (an OCR layer maps all 65536 codes) is worked out code by code when asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.long_ranges: list[tuple[int, int, bytes]] = []

    def __missing__(self, code: int) -> str:
        for start, stop, first in reversed(self.long_ranges):
            if start <= code <= stop:
                return _shifted(first, code - start).decode("utf-16-be", "ignore")
        raise KeyError(code)


class Fonts:
    """All fonts of one document by object id; `of(resources, name)` reads a font when it is first shown."""

    def __init__(self, manager: PDFResourceManager) -> None:
        self._manager = manager
        self._by_id: dict[int, PDFFont] = {}

    def of(self, resources: dict[str, Any], name: str) -> PDFFont:
        """Raises KeyError for a font that the resources do not name."""
        spec = dict_value(resources["Font"])[name]
        number = spec.objid if isinstance(spec, PDFObjRef) else None
        if number is None:
            return self._manager.get_font(None, dict_value(spec))  # type: ignore[arg-type]
        if number not in self._by_id:
            self._by_id[number] = self._read(dict_value(spec))
        return self._by_id[number]

    def _read(self, spec: dict[str, Any]) -> PDFFont:
        stream = resolve1(spec.get("ToUnicode"))
        table = read_unicode_table(stream.get_data()) if isinstance(stream, PDFStream) else None
        if table is None:
            return self._manager.get_font(None, spec)  # type: ignore[arg-type]
        font = self._manager.get_font(None, _without_letters(spec))  # type: ignore[arg-type]
        letters = FileUnicodeMap()
        letters.cid2unichr = table
        font.unicode_map = letters  # type: ignore[attr-defined]
        return font


def _without_letters(spec: dict[str, Any]) -> dict[str, Any]:
    """The font without its table of letters and its outlines, which pdfminer unpacks to look for such a table."""
    bare = {key: value for key, value in spec.items() if key != "ToUnicode"}
    if getattr(bare.get("Subtype"), "name", "") == "Type0":
        inner = dict(dict_value(list_value(bare["DescendantFonts"])[0]))
        inner["FontDescriptor"] = {
            key: value for key, value in dict_value(inner.get("FontDescriptor")).items() if key != "FontFile2"
        }
        bare["DescendantFonts"] = [inner]
    return bare


def read_unicode_table(data: bytes) -> dict[int, str] | None:
    """Code to text of a ToUnicode table; None when it holds anything unusual."""
    if _UNUSUAL.search(data) or b"begincmap" not in data:
        return None
    table = _Table()
    for block in _BLOCK.finditer(data):
        done = _pairs(block[2], table) if block[1] == b"bfchar" else _ranges(block[2], table)
        if not done:
            return None
    return table


def _pairs(body: bytes, table: _Table) -> bool:
    if _PAIRS.match(body) is None:
        return False
    codes = _ITEM.findall(body)
    for code, letters in zip(codes[::2], codes[1::2], strict=True):
        letter = int(letters, 16) if len(letters) == 4 and letters.isalnum() else _NO_BREAK_SPACE
        if letter != _NO_BREAK_SPACE and not 0xD800 <= letter < 0xE000 and len(code) % 2 == 0:
            table[int(code, 16)] = chr(letter)
        else:
            _put(table, int.from_bytes(_bytes(code), "big"), _bytes(letters))
    return True


def _ranges(body: bytes, table: _Table) -> bool:
    end = 0
    for match in _RANGE.finditer(body):
        if match.start() != end:
            return False
        end = match.end()
        first, last = _bytes(match[1]), _bytes(match[2])
        start, stop = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        if len(first) != len(last) or stop - start > 0xFFFF:
            return False
        if match[4] is not None:
            for offset, item in enumerate(_ITEM.findall(match[4])[: stop - start + 1]):
                _put(table, start + offset, _bytes(item))
            continue
        code = _bytes(match[3])
        tail = code[-4:]
        base = int.from_bytes(tail, "big")
        if base + stop - start > 0xFFFFFFFF:
            return False
        if stop - start >= _LONG and not table:
            table.long_ranges.append((start, stop, code))
            continue
        for offset in range(stop - start + 1):
            _put(table, start + offset, _shifted(code, offset))
    return not body[end:].strip()


def _shifted(code: bytes, offset: int) -> bytes:
    """The code `offset` places on, counted in its last four bytes."""
    tail = code[-4:]
    return code[:-4] + struct.pack(">L", int.from_bytes(tail, "big") + offset)[-len(tail) :]


def _bytes(digits: bytes) -> bytes:
    text = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(text + "0" if len(text) % 2 else text)


def _put(table: dict[int, str], code: int, value: bytes) -> None:
    letters = value.decode("utf-16-be", "ignore")
    if letters != "\u00a0" or table.get(code) != " ":
        table[code] = letters

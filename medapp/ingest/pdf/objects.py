"""The quick way to a file's objects: one regular expression instead of pdfminer's tokenizer of single characters.

It reads what writers of reports write. Whatever else an object holds, pdfminer's own parser takes that object, so that
both give the same.
"""

import io
import re
import struct
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFXRef, PDFXRefStream
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERALS_ASCII85_DECODE, PDFStream, int_value

from medapp.ingest.pdf.values import END, TOKEN, UnusualObjectError, read_value

_HEADER = re.compile(rb"\s*+(\d++)\s++\d++\s++obj" + END)
_LINE_END = re.compile(rb"[^\r\n]*+(?:\r\n|\r|\n)")
_STREAM_END = re.compile(rb"\s*+endstream")
_STARTXREF = re.compile(rb"startxref\s++(\d{1,9})\s++%%EOF\s*+$")
_XREF = re.compile(rb"\s*+xref\s*+(?=\d)")
_SECTION = re.compile(rb"(\d{1,9}) (\d{1,7})[ \r\n]++(?=\d|t)")
_ENTRIES = re.compile(rb"(?:\d{10} \d{5} [nf](?: \r| \n|\r\n))*+")
_TRAILER = re.compile(rb"\s*+trailer")
_ENTRY_LENGTH = 20
_RARE_85 = re.compile(rb"[^!-u]")
_ZERO_85 = 33 * (85**4 + 85**3 + 85**2 + 85 + 1)


class QuickDocument(PDFDocument):
    """pdfminer's document over bytes in memory, with quick ways to its objects and its table of places."""

    def __init__(self, data: bytes) -> None:
        self._bytes = data
        super().__init__(PDFParser(io.BytesIO(data)), password="")

    def find_xref(self, parser: PDFParser) -> int:
        match = _STARTXREF.search(self._bytes, max(0, len(self._bytes) - 1024))
        return int(match[1]) if match else super().find_xref(parser)

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[Any]) -> None:
        try:
            table = self._table(start) if _XREF.match(self._bytes, start) else self._table_in_stream(start)
        except (UnusualObjectError, ValueError):
            super().read_xref_from(parser, start, xrefs)
            return
        xrefs.append(table)
        for key in ("XRefStm", "Prev"):
            if key in table.get_trailer():
                self.read_xref_from(parser, int_value(table.get_trailer()[key]), xrefs)

    def _table(self, start: int) -> PDFXRef:
        data, table = self._bytes, PDFXRef()
        position = _behind(_XREF.match(data, start))
        while section := _SECTION.match(data, position):
            first, count = int(section[1]), int(section[2])
            position = section.end()
            end = position + count * _ENTRY_LENGTH
            if _behind(_ENTRIES.match(data, position, end)) != end:
                raise UnusualObjectError
            for number in range(count):
                place = position + number * _ENTRY_LENGTH
                if data[place + 17] == 0x6E:
                    table.offsets[first + number] = (
                        None,
                        int(data[place : place + 10]),
                        int(data[place + 11 : place + 16]),
                    )
            position = end
        trailer, _ = read_value(data, _behind(_TRAILER.match(data, position)), self)
        if not isinstance(trailer, dict):
            raise UnusualObjectError
        table.trailer.update(trailer)
        return table

    def _table_in_stream(self, start: int) -> PDFXRefStream:
        stream, table = self._quick_object(start, None), PDFXRefStream()
        if not isinstance(stream, PDFStream) or getattr(stream.get("Type"), "name", "") != "XRef":
            raise UnusualObjectError
        ranges, widths = stream.get("Index", [0, stream.get("Size")]), stream.get("W")
        if (
            len(ranges) % 2
            or len(widths) != 3
            or not all(isinstance(number, int) and number >= 0 for number in [*ranges, *widths])
        ):
            raise UnusualObjectError
        table.ranges = list(zip(ranges[::2], ranges[1::2], strict=True))
        table.fl1, table.fl2, table.fl3 = widths
        table.entlen, table.data, table.trailer = sum(widths), stream.get_data(), stream.attrs  # type: ignore[attr-defined]
        return table

    def _getobj_parse(self, pos: int, objid: int) -> object:
        try:
            return self._quick_object(pos, objid)
        except UnusualObjectError:
            return super()._getobj_parse(pos, objid)

    def _quick_object(self, pos: int, objid: int | None) -> object:
        """The object at a place, with its own number unless it is None."""
        data = self._bytes
        header = _HEADER.match(data, pos)
        if header is None or (objid is not None and int(header[1]) != objid) or self._parser.fallback:  # type: ignore[attr-defined]
            raise UnusualObjectError
        value, position = read_value(data, header.end(), self)
        end = TOKEN.match(data, position)
        if end is None or end["word"] not in (b"endobj", b"stream"):
            raise UnusualObjectError
        if end["word"] == b"endobj":
            return value
        if not isinstance(value, dict) or "Length" not in value:
            raise UnusualObjectError
        start = _behind(_LINE_END.match(data, end.end()))
        stop = start + int_value(value["Length"])
        if stop < start or _STREAM_END.match(data, stop) is None:
            raise UnusualObjectError
        return QuickStream(value, data[start:stop], self.decipher)

    def _getobj_objstm(self, stream: PDFStream, index: int, objid: int) -> object:
        try:
            data, first = stream.get_data(), int_value(stream.get("First"))
            places = stream.__dict__.get("_places")
            if places is None:
                places = [first + int(number) for number in data[:first].split()[1::2]]
                stream.__dict__["_places"] = places
            return read_value(data, places[index], self)[0]
        except (UnusualObjectError, IndexError, ValueError, KeyError):
            return super()._getobj_objstm(stream, index, objid)


class QuickStream(PDFStream):
    """pdfminer's stream with a quick way through ASCII base 85, in which some writers wrap everything."""

    _unwrapped = 0

    def get_filters(self) -> list[tuple[Any, Any]]:
        return super().get_filters()[self._unwrapped :]

    def decode(self) -> None:
        filters, wrapped = self.get_filters(), self.get_rawdata()
        if filters and filters[0][0] in LITERALS_ASCII85_DECODE and not filters[0][1] and wrapped and not self.decipher:
            plain = _from_85(wrapped)
            if plain is not None:
                self.rawdata, self._unwrapped = plain, 1
        super().decode()


def _from_85(data: bytes) -> bytes | None:
    """The bytes that groups of five letters stand for; None for the rare forms."""
    letters = b"".join(data.split()).removesuffix(b"~>")
    if _RARE_85.search(letters):
        return None
    short = -len(letters) % 5
    letters += b"u" * short
    places = (letters[place::5] for place in range(5))
    try:
        numbers = [
            (((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _ZERO_85 for a, b, c, d, e in zip(*places, strict=True)
        ]
        return struct.pack(f">{len(numbers)}I", *numbers)[: len(numbers) * 4 - short]
    except struct.error:
        return None


def _behind(match: re.Match[bytes] | None) -> int:
    if match is None:
        raise UnusualObjectError
    return match.end()

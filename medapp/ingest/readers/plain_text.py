"""Pasted text and .txt files: lines as they stand in a letter, a message or on a page, set like type of one width."""

import csv
import re

from medapp.domain.documents import Document, Page, Word
from medapp.errors import TooComplex, UnreadableFile
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits
from medapp.ingest.readers.cell_lines import rows_of_cells
from medapp.ingest.readers.csv_file import decode, find_separator, is_text

# Points: a letter, a line, the height of its type, and how much of a letter's width stays free beside it.
_LETTER, _LINE, _SIZE, _GAP = 5.0, 14.0, 9.0, 3.0
_MARGIN = 40.0
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_WORD = re.compile(r"\S+")
# "Glucose - 5.4", "Glucose = 5.4": the mark between a name and its number, which elsewhere is a flag or a range.
_JOINER = re.compile(r"^([^\d<>≤≥]*[^\W\d][ \t]+)[-–—=:](?=[ \t]+[<>≤≥]?\d)")


def sniff(data: bytes, filename: str) -> bool:
    """Text that holds a number and does not fall into the cells of a table."""
    text = decode(data) if is_text(data) else None
    return text is not None and any(char.isdigit() for char in text) and not is_table(text)


def is_table(text: str) -> bool:
    """Whether a separator parts the lines into cells. A decimal comma does not, nor the comma of "Lymphocytes, %"."""
    if _is_headed(text):
        return True
    bare = _DECIMAL_COMMA.sub(".", text)
    separator = find_separator(bare)
    if separator != ",":
        return separator is not None
    return bare.count(", ") < bare.count(",") or max(line.count(",") for line in bare.splitlines()) > 1


def _is_headed(text: str) -> bool:
    """A first line of three words or more between commas, and lines of as many: numbers alone may stand below it."""
    lines = [line for line in text.splitlines() if line.strip()]
    rows = list(csv.reader(lines[:200]))
    if len(rows) < 2 or len(rows[0]) < 3 or _DECIMAL_COMMA.search(lines[0]) or ", " in lines[0]:
        return False
    return all(any(char.isalpha() for char in cell) for cell in rows[0]) and all(len(r) == len(rows[0]) for r in rows)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    """A page for each form feed; columns stand where spaces put them. Raises UnreadableFile or TooComplex."""
    text = decode(data)
    if text is None:
        raise UnreadableFile
    sheets = [sheet for sheet in text.lstrip("\ufeff").split("\f") if sheet.strip()]
    if len(sheets) > limits.pages or text.count("\n") > limits.cells or len(text) > limits.glyphs:
        raise TooComplex(limit=limits.pages)
    return Document(reader="plain_text", pages=tuple(_page(number, sheet) for number, sheet in enumerate(sheets, 1)))


def _page(number: int, text: str) -> Page:
    lines = [_JOINER.sub(r"\1 ", line.expandtabs(8)) for line in rows_of_cells(text.splitlines())]
    words = tuple(word for place, line in enumerate(lines) for word in _words(line, _MARGIN + _LINE * place))
    width = max((word.x1 for word in words), default=0.0) + _MARGIN
    return Page(number, width, 2 * _MARGIN + _LINE * len(lines), words)


def _words(line: str, top: float) -> list[Word]:
    return [
        Word(
            found[0],
            _MARGIN + _LETTER * found.start(),
            top,
            _MARGIN + _LETTER * found.end() + _LETTER - _GAP,
            top + _SIZE,
            _SIZE,
        )
        for found in _WORD.finditer(line)
    ]


READER = Reader("plain_text", (".txt",), ("text/plain",), sniff, read, priority=80)

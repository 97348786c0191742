"""CSV and TSV files in whatever encoding and separator they come."""

import codecs
import csv
import io
import re
from collections import Counter

from medapp.domain.documents import Document, Table
from medapp.errors import TooComplex, UnreadableFile
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits

_SEPARATORS = ";\t|,"  # a comma last: between digits it parts nothing
# What Excel writes on the first line, or is told by it.
_DECLARED = re.compile(r"\ufeff?\"?sep=(\\t|[,;\t|])\"?\r?\n", re.IGNORECASE)
_STRUCTURED_STARTS = ("{", "[{", "<", "MSH|", "FHS|", "BHS|")
_SUFFIXES = (".csv", ".tsv", ".txt")
_COMMON_RUSSIAN = frozenset("оеаинтсрвлкмдпуыьябгзчйхжшюцщэфъё")


def decode(data: bytes) -> str | None:
    """The text, or None for bytes that are no text: byte order marks first, then UTF-8, UTF-16 and cp1251."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, name)
    zeros = data[:4000].count(0)
    if zeros:
        even = data[:4000:2].count(0)
        wide = zeros > len(data[:4000]) // 8
        return _strict(data, "utf-16-be" if even > zeros - even else "utf-16-le") if wide else None
    text = _strict(data, "utf-8")
    return text if text is not None else _eight_bit(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _eight_bit(data: bytes) -> str | None:
    """cp1251, cp866, koi8-r or Latin: the one whose letters look most like words."""
    best, best_score = None, 0.0
    for encoding in ("cp1251", "cp866", "koi8-r", "cp1252"):
        text = _strict(data, encoding)
        if text is None:
            continue
        high = [char for char in text if char > "\x7f"]
        likely = sum(1 for char in high if char in _COMMON_RUSSIAN or char in "µ°²³éèêëàâäöüßñçíóúáãõåøæ")
        if high and likely / len(high) > best_score:
            best, best_score = text, likely / len(high)
    return best


def find_separator(text: str) -> str | None:
    """The separator that gives the most lines the same number of cells, at least two; None when no one does."""
    declared = _DECLARED.match(text)
    if declared:
        return "\t" if declared[1] == "\\t" else declared[1]
    best, best_score = None, 0.0
    for separator in _SEPARATORS:
        if separator not in text:
            continue
        rows = [row for row in csv.reader(io.StringIO(text[:60_000], newline=""), delimiter=separator) if any(row)][
            :200
        ]
        if len(rows) < 2:
            continue
        (columns, lines) = Counter(len(row) for row in rows).most_common(1)[0]
        score = lines / len(rows) * min(columns, 6)
        if columns >= 2 and score > best_score and lines >= 2:
            best, best_score = separator, score
    return best


def is_text(data: bytes) -> bool:
    """Text without control characters that is no markup."""
    if data.startswith((b"%PDF", b"MZ", b"PK")):
        return False
    text = decode(data)
    if text is None:
        return False
    head = text[:4000].lstrip("\ufeff \t\r\n")
    return not (head.startswith(_STRUCTURED_STARTS) or any(ord(char) < 9 or 13 < ord(char) < 32 for char in head))


def sniff(data: bytes, filename: str) -> bool:
    """Text that falls into columns."""
    text = decode(data) if is_text(data) else None
    return text is not None and find_separator(text) is not None


def read(data: bytes, filename: str, limits: Limits) -> Document:
    """One table of stripped cells; raises UnreadableFile or TooComplex."""
    text = decode(data)
    separator = find_separator(text) if text else None
    if text is None or separator is None:
        raise UnreadableFile
    rows: list[tuple[str, ...]] = []
    cells = 0
    try:
        plain = _DECLARED.sub("", text).replace("\ufeff", "")
        for row in csv.reader(io.StringIO(plain, newline=""), delimiter=separator):
            cells += len(row)
            if cells > limits.cells:
                raise TooComplex(limit="cells")
            rows.append(tuple(cell.strip() for cell in row))
    except csv.Error as error:
        raise UnreadableFile from error
    return Document(reader="csv", tables=(Table(tuple(rows)),))


READER = Reader("csv", _SUFFIXES, ("text/csv", "text/tab-separated-values", "text/plain"), sniff, read, priority=90)

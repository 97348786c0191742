# ruff: noqa: E501 - patterns
"""How an object is written in a PDF file: names, numbers, strings, lists and dictionaries, by one regular expression."""

import re
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT, PSLiteral

END = rb"(?=[\s/\[\]()<>{}%]|$)"
TOKEN = re.compile(
    rb"(?:\s++|%[^\r\n]*+)*+(?:/(?P<name>[^\s\[\]()<>{}/%]*+)"
    rb"|(?P<reference>\d++)\s++\d++\s++R"
    + END
    + rb"|(?P<whole>[-+]?\d++)"
    + END
    + rb"|(?P<broken>[-+]?(?:\d++\.\d*+|\.\d++))"
    + END
    + rb""
    rb"|\[(?P<numbers>[-+.\d\s]*+)\]|(?P<opens><<|\[)|(?P<closes>>>|\])|\((?P<string>(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+)\)|<(?P<hex>[0-9A-Fa-f\s]*+)>"
    rb"|(?P<word>true|false|null|endobj|stream)" + END + rb")",
    re.DOTALL,
)
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|\r|\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NUMBER = re.compile(rb"\s*+(?:[-+]?(?:\d++(?:\.\d*+)?+|\.\d++)(?:\s++|$))*+$")
_WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}


class UnusualObjectError(Exception):
    """The object holds something that only pdfminer's parser reads."""


def read_value(data: bytes, position: int, document: PDFDocument | None) -> tuple[Any, int]:
    """The object at a place and the place behind it."""
    outer: list[tuple[bytes, list[Any]]] = []
    opened, items = b"", []  # type: tuple[bytes, list[Any]]
    token = TOKEN.match
    while match := token(data, position):
        position, kind = match.end(), match.lastgroup
        if kind == "opens":
            outer.append((opened, items))
            opened, items = match["opens"], []
            continue
        if kind == "closes":
            value = _closed(opened, match["closes"], items)
            opened, items = outer.pop()
        elif kind == "reference":
            value = PDFObjRef(document, int(match["reference"]))
        else:
            value = _simple(str(kind), match)
        if not outer:
            return value, position
        items.append(value)
    raise UnusualObjectError


def _closed(opened: bytes, closing: bytes, items: list[Any]) -> Any:
    if opened == b"[" and closing == b"]":
        return items
    if opened != b"<<" or closing != b">>" or len(items) % 2:
        raise UnusualObjectError
    made: dict[str, Any] = {}
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, PSLiteral) or not isinstance(key.name, str):
            raise UnusualObjectError
        if value is not None:
            made[key.name] = value
    return made


def _simple(kind: str, match: re.Match[bytes]) -> Any:
    """A name, a number, a list of numbers, a string or a word."""
    text = match[kind]
    if kind == "name":
        return _literal(text)
    if kind == "whole":
        return int(text)
    if kind == "numbers":
        return [float(part) if b"." in part else int(part) for part in text.split()] if _plain(text) else _unusual()
    if kind == "broken":
        return float(text)
    if kind == "string":
        return ESCAPE.sub(unescape, text) if b"\\" in text else text
    if kind == "hex":
        digits = b"".join(text.split())
        return bytes.fromhex(digits.decode("ascii")) if len(digits) % 2 == 0 else _unusual()
    return _WORDS[text] if text in _WORDS else _unusual()


def _plain(numbers: bytes) -> bool:
    return _NUMBER.match(numbers) is not None


def _unusual() -> Any:
    raise UnusualObjectError


def _literal(text: bytes) -> PSLiteral:
    if b"#" in text:
        if len(_NAME_CODE.findall(text)) != text.count(b"#"):
            raise UnusualObjectError
        text = _NAME_CODE.sub(lambda match: bytes((int(match[1], 16),)), text)
    try:
        return LIT(text.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnusualObjectError from error


def unescape(match: re.Match[bytes]) -> bytes:
    """What a backslash and the letters behind it stand for in a string."""
    code = match[1]
    if code in _ESCAPED:
        return _ESCAPED[code]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes((int(code, 8) & 255,))
    return b"" if code in (b"\n", b"\r", b"\r\n") else code

"""The pieces of a content stream: one whole operator at a time, or token by token where a writer sets it unusually."""

import re
from typing import Any

from medapp.ingest.pdf.values import ESCAPE, unescape

_TOKEN = re.compile(
    rb"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?=[\s/\[\]()<>{}%]|$))|/(?P<name>[^\s\[\]()<>{}/%]*)|\((?P<string>(?:[^()\\]|\\.)*)\)|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|(?P<open>\[)|(?P<close>\])|(?P<op>[A-Za-z'\"][A-Za-z0-9*'\"]*)|(?P<dict><<|>>)|(?P<strange>[^\s])",
    re.DOTALL,
)
# One whole operator with its operands, as nearly every writer sets it.
_NUMBER = rb"[-+]?(?:\d++\.?\d*+|\.\d++)"
_SHOWN = rb"\((?:[^()\\]|\\.)*+\)|<[0-9A-Fa-f\s]*+>"
STEP = re.compile(
    rb"\s*+(?:\[(?P<array>(?:\s*+(?:" + _SHOWN + rb"|[-+.\d]++))*+)\s*+\]\s*+TJ|(?P<shown>" + _SHOWN + rb")\s*+Tj"
    rb"|(?P<move>(?:" + _NUMBER + rb"\s++){2})T(?P<moving>[dD])|(?P<place>(?:" + _NUMBER + rb"\s++){6})Tm"
    rb"|/(?P<font>[^\s\[\]()<>{}/%#]++)\s++(?P<size>" + _NUMBER + rb")\s++Tf"
    rb"|(?P<idle>(?:"
    + _NUMBER
    + rb"\s++)*+(?:[gGkKwJjMi]|rg|RG|scn?|SCN?))|(?P<end>ET)|(?P<line>T\*))(?=[\s/\[(<%]|$)",
    re.DOTALL,
)
_PIECE = re.compile(rb"\(((?:[^()\\]|\\.)*+)\)|<([0-9A-Fa-f\s]*+)>|([-+.\d]++)", re.DOTALL)
Matrix = tuple[float, float, float, float, float, float]


class Unfamiliar(Exception):
    """The page holds something that only the careful way reads."""


def pieces_of(shown: bytes) -> list[Any]:
    """Strings and the steps between them, as one show operator holds them."""
    return [
        _string(text) if text else float(step) if step else _from_hex(digits)
        for text, digits, step in _PIECE.findall(shown)
    ]


def string_of(shown: bytes) -> bytes:
    return _string(shown[1:-1]) if shown[:1] == b"(" else _from_hex(shown[1:-1])


def _string(text: bytes) -> bytes:
    return ESCAPE.sub(unescape, text) if b"\\" in text else text


def _from_hex(text: bytes) -> bytes:
    try:
        return bytes.fromhex(text.decode("ascii"))
    except ValueError:
        digits = b"".join(text.split()).decode("ascii")
        return bytes.fromhex(digits + "0" if len(digits) % 2 else digits)


def next_operation(data: bytes, position: int) -> tuple[bytes, list[Any], int]:
    """The next operator, token by token, with its operands and the place behind it; ET at the end."""
    stack: list[Any] = []
    outer: list[Any] | None = None
    for match in _TOKEN.finditer(data, position):
        kind = match.lastgroup
        if kind == "number":
            stack.append(float(match["number"]))
        elif kind == "string":
            stack.append(_string(match["string"]))
        elif kind == "hex":
            stack.append(_from_hex(match["hex"]))
        elif kind == "name":
            stack.append(match["name"].decode("latin-1"))
        elif kind == "open":
            if outer is not None:
                raise Unfamiliar
            outer, stack = stack, []
        elif kind == "close":
            if outer is None:
                raise Unfamiliar
            outer.append(stack)
            stack, outer = outer, None
        elif kind == "op":
            return match["op"], stack, match.end()
        elif kind == "strange":
            raise Unfamiliar
    return b"ET", [], len(data)


def matrix_of(operands: bytes) -> Matrix:
    try:
        a, b, c, d, e, f = map(float, operands.split())
    except ValueError as error:
        raise Unfamiliar from error
    return a, b, c, d, e, f

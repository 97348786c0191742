# ruff: noqa: E501 - patterns
"""The quick way to a page's glyphs: a tokenizer of regular expressions over pdfminer's fonts.

It knows what reports are made of. Anything else raises `Unfamiliar`, and the careful way takes the page.
"""

import re
from typing import Any

from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.utils import mult_matrix

from medapp.ingest.pdf.fonts import Fonts
from medapp.ingest.pdf.glyphs import Glyph
from medapp.ingest.pdf.light import Budget, place

# Outside of text only these matter; the rest is drawing.
_OUTSIDE = re.compile(
    rb"(?<![^\s\]>)])(?:(?P<text>BT)|(?P<push>q)|(?P<pop>Q)|(?P<cm>(?:[-+.\d]+\s+){6})cm|(?P<setting>T[fcwzLsr])|(?P<strange>BI|Tj|TJ|Td|TD|Tm|T\*))(?=[\s/\[(<%]|$)"
    rb"|/(?P<do>[^\s\[\]()<>{}/%]+)\s+Do(?=[\s/\[(<%]|$)|(?P<string>[(%])"
)
_TOKEN = re.compile(
    rb"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?=[\s/\[\]()<>{}%]|$))|/(?P<name>[^\s\[\]()<>{}/%]*)|\((?P<string>(?:[^()\\]|\\.)*)\)|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|(?P<open>\[)|(?P<close>\])|(?P<op>[A-Za-z'\"][A-Za-z0-9*'\"]*)|(?P<dict><<|>>)|(?P<strange>[^\s])",
    re.DOTALL,
)
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|%[^\r\n]*", re.DOTALL)
_BEFORE = re.compile(rb"(?:/(?P<name>[^\s\[\]()<>{}/%]+)\s+)?(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))\s+$")
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|\r|\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_IDLE = frozenset(
    b"g G rg RG k K cs CS sc SC scn SCN gs w J j M d i ri BDC BMC EMC DP MP BX EX sh n re m l c v y h f F f* S s B B* b b* W W*".split()
)
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Unfamiliar(Exception):
    """The page holds something that only the careful way reads."""


class _State:
    """The text state, as `q` saves it and `Q` brings it back."""

    __slots__ = ("char", "font", "leading", "matrix", "mode", "position", "rise", "scale", "size", "word")

    def __init__(self) -> None:
        self.font: Any = None
        self.size = self.char = self.word = self.leading = self.rise = 0.0
        self.scale = 1.0
        self.mode = 0
        self.matrix: Matrix = _IDENTITY
        self.position = (0.0, 0.0)

    def copy(self) -> "_State":
        other = _State.__new__(_State)
        for slot in _State.__slots__:
            setattr(other, slot, getattr(self, slot))
        return other


class FastPage:
    """Reads one page; `glyphs` fills in the order of painting."""

    def __init__(self, fonts: Fonts, budget: Budget) -> None:
        self.fonts, self.budget = fonts, budget
        self.glyphs: list[Glyph] = []

    def run(self, data: bytes, resources: dict[str, Any], ctm: Matrix, depth: int = 0) -> None:
        """One content stream or form."""
        if depth > self.budget.form_depth:
            raise Unfamiliar
        if b"BT" not in data and b"Do" not in data:
            return
        state, saved = _State(), []
        position = 0
        while match := _OUTSIDE.search(data, position):
            kind = match.lastgroup
            position = match.end()
            if kind == "text":
                position = self._text(data, position, resources, ctm, state)
            elif kind == "push":
                saved.append((ctm, state.copy()))
            elif kind == "pop":
                if saved:
                    ctm, state = saved.pop()
            elif kind == "cm":
                ctm = mult_matrix(_matrix(match["cm"]), ctm)
            elif kind == "do":
                self._form(match["do"], resources, ctm, depth)
            elif kind == "string":
                position = _behind_string(data, match.start())
            elif kind == "setting":
                self._operate(match["setting"], _operands_before(data, match.start()), resources, ctm, state)
            else:
                raise Unfamiliar
        self.budget.check_time()

    def _form(self, name: bytes, resources: dict[str, Any], ctm: Matrix, depth: int) -> None:
        if b"#" in name:
            raise Unfamiliar
        forms = dict_value(resources.get("XObject") or {})
        if name.decode("latin-1") not in forms:
            return
        form = stream_value(forms[name.decode("latin-1")])
        if getattr(form.get("Subtype"), "name", "") != "Form" or "BBox" not in form:
            return
        self.budget.spend_form()
        matrix = tuple(float(resolve1(part)) for part in list_value(form.get("Matrix", [1, 0, 0, 1, 0, 0])))
        inner = form.get("Resources")
        self.run(form.get_data(), dict_value(inner) if inner else resources, mult_matrix(matrix, ctm), depth + 1)  # type: ignore[arg-type]

    def _text(self, data: bytes, position: int, resources: dict[str, Any], ctm: Matrix, state: _State) -> int:
        """From BT to ET; returns the place behind ET."""
        state.matrix, state.position = _IDENTITY, (0.0, 0.0)
        stack: list[Any] = []
        outer: list[Any] | None = None
        for match in _TOKEN.finditer(data, position):
            kind = match.lastgroup
            if kind == "number":
                stack.append(float(match["number"]))
            elif kind == "string":
                text = match["string"]
                stack.append(_ESCAPE.sub(_unescape, text) if b"\\" in text else text)
            elif kind == "hex":
                digits = b"".join(match["hex"].split()).decode("ascii")
                stack.append(bytes.fromhex(digits + "0" if len(digits) % 2 else digits))
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
                op = match["op"]
                if op == b"ET":
                    return match.end()
                self._operate(op, stack, resources, ctm, state)
                stack = []
            elif kind == "strange":
                raise Unfamiliar
        return len(data)

    def _operate(self, op: bytes, stack: list[Any], resources: dict[str, Any], ctm: Matrix, state: _State) -> None:
        try:
            if op == b"TJ" or op == b"Tj":
                self._show(stack[-1] if op == b"TJ" else [stack[-1]], ctm, state)
            elif op == b"Td" or op == b"TD":
                x, y = stack[-2] + 0.0, stack[-1] + 0.0
                a, b, c, d, e, f = state.matrix
                state.matrix, state.position = (a, b, c, d, x * a + y * c + e, x * b + y * d + f), (0.0, 0.0)
                if op == b"TD":
                    state.leading = y
            elif op == b"Tm":
                if len(stack) != 6:
                    raise Unfamiliar
                state.matrix, state.position = tuple(part + 0.0 for part in stack), (0.0, 0.0)  # type: ignore[assignment]
            elif op == b"Tf":
                if "#" in stack[-2]:
                    raise Unfamiliar
                state.font, state.size = self.fonts.of(resources, stack[-2]), stack[-1] + 0.0
            elif op == b"T*":
                _next_line(state)
            elif op == b"'":
                _next_line(state)
                self._show([stack[-1]], ctm, state)
            else:
                _adjust(op, stack, state)
        except (IndexError, KeyError, TypeError) as error:
            raise Unfamiliar from error

    def _show(self, pieces: Any, ctm: Matrix, state: _State) -> None:
        if state.font is None or not isinstance(pieces, list):
            raise Unfamiliar
        before = len(self.glyphs)
        state.position = place(
            self.glyphs, pieces, mult_matrix(state.matrix, ctm), state.position, state.font, state.size, state.scale,
            state.char, state.word, state.rise, state.mode,
        )  # fmt: skip
        self.budget.spend_glyphs(len(self.glyphs) - before)


def _behind_string(data: bytes, start: int) -> int:
    """The place behind a string or a comment between text objects, as marked content has them."""
    match = _STRING.match(data, start)
    if match is None:
        raise Unfamiliar
    return match.end()


def _operands_before(data: bytes, start: int) -> list[Any]:
    """The operands of a text setting that stands between text objects."""
    match = _BEFORE.search(data[max(0, start - 120) : start])
    if match is None:
        raise Unfamiliar
    return [match["name"].decode("latin-1") if match["name"] else "#", float(match["number"])]


def _next_line(state: _State) -> None:
    a, b, c, d, e, f = state.matrix
    state.matrix, state.position = (a, b, c, d, state.leading * c + e, state.leading * d + f), (0.0, 0.0)


def _adjust(op: bytes, stack: list[Any], state: _State) -> None:
    if op in _IDLE:
        return
    if op == b"Tc":
        state.char = stack[-1] + 0.0
    elif op == b"Tw":
        state.word = stack[-1] + 0.0
    elif op == b"Tz":
        state.scale = stack[-1] * 0.01
    elif op == b"TL":
        state.leading = -stack[-1]
    elif op == b"Ts":
        state.rise = stack[-1] + 0.0
    elif op == b"Tr":
        state.mode = int(stack[-1])
    elif op not in (b"true", b"false", b"null"):
        raise Unfamiliar


def _matrix(operands: bytes) -> Matrix:
    try:
        a, b, c, d, e, f = (float(part) for part in operands.split())
    except ValueError as error:
        raise Unfamiliar from error
    return a, b, c, d, e, f


def _unescape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code in _ESCAPED:
        return _ESCAPED[code]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes((int(code, 8) & 255,))
    return b"" if code in (b"\n", b"\r", b"\r\n") else code


def fast_glyphs(page: Any, matrix: Any, fonts: Fonts, budget: Budget) -> list[Glyph]:
    """All glyphs of one page; raises `Unfamiliar` when the careful way has to read it."""
    reader = FastPage(fonts, budget)
    streams = [resolve1(item) for item in list_value(page.contents)]
    if not all(isinstance(stream, PDFStream) for stream in streams):
        raise Unfamiliar
    data = b"\n".join(stream.get_data() for stream in streams)
    reader.run(data, dict_value(page.resources), matrix)
    return reader.glyphs

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
from medapp.ingest.pdf.tokens import STEP, Matrix, Unfamiliar, matrix_of, next_operation, pieces_of, string_of

# Outside of text only these matter; the rest is drawing.
_OUTSIDE = re.compile(
    rb"(?<![^\s\]>)])(?:(?P<text>BT)|(?P<push>q)|(?P<pop>Q)|(?P<cm>(?:[-+.\d]+\s+){6})cm|(?P<setting>T[fcwzLsr])|(?P<strange>BI|Tj|TJ|Td|TD|Tm|T\*))(?=[\s/\[(<%]|$)"
    rb"|/(?P<do>[^\s\[\]()<>{}/%]+)\s+Do(?=[\s/\[(<%]|$)|(?P<string>[(%])"
)
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|%[^\r\n]*", re.DOTALL)
_BEFORE = re.compile(rb"(?:/(?P<name>[^\s\[\]()<>{}/%]+)\s+)?(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))\s+$")
_IDLE = frozenset(
    b"g G rg RG k K cs CS sc SC scn SCN gs w J j M d i ri BDC BMC EMC DP MP BX EX sh n re m l c v y h f F f* S s B B* b b* W W*".split()
)
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


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
        other.font, other.size, other.char, other.word = self.font, self.size, self.char, self.word
        other.leading, other.rise, other.scale, other.mode = self.leading, self.rise, self.scale, self.mode
        other.matrix, other.position = self.matrix, self.position
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
                ctm = mult_matrix(matrix_of(match["cm"]), ctm)
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
        step = STEP.match
        try:
            while position < len(data):
                match = step(data, position)
                if match is None:
                    op, stack, position = next_operation(data, position)
                    if op == b"ET":
                        break
                    self._operate(op, stack, resources, ctm, state)
                    continue
                position = match.end()
                kind = match.lastgroup
                if kind == "array":
                    self._show(pieces_of(match["array"]), ctm, state)
                elif kind == "shown":
                    self._show([string_of(match["shown"])], ctm, state)
                elif kind == "line":
                    _move(0.0, state.leading, state)
                elif kind == "moving":
                    x, y = map(float, match["move"].split())
                    _move(x, y, state, match["moving"] == b"D")
                elif kind == "place":
                    state.matrix, state.position = matrix_of(match["place"]), (0.0, 0.0)
                elif kind == "size":
                    state.font, state.size = (
                        self.fonts.of(resources, match["font"].decode("latin-1")),
                        float(match["size"]),
                    )
                elif kind == "end":
                    break
        except (IndexError, KeyError, TypeError, ValueError) as error:
            raise Unfamiliar from error
        return position

    def _operate(self, op: bytes, stack: list[Any], resources: dict[str, Any], ctm: Matrix, state: _State) -> None:
        try:
            if op == b"TJ" or op == b"Tj":
                self._show(stack[-1] if op == b"TJ" else [stack[-1]], ctm, state)
            elif op == b"Td" or op == b"TD":
                _move(stack[-2], stack[-1], state, op == b"TD")
            elif op == b"Tm":
                if len(stack) != 6:
                    raise Unfamiliar
                state.matrix, state.position = tuple(part + 0.0 for part in stack), (0.0, 0.0)  # type: ignore[assignment]
            elif op == b"Tf":
                if "#" in stack[-2]:
                    raise Unfamiliar
                state.font, state.size = self.fonts.of(resources, stack[-2]), stack[-1] + 0.0
            elif op == b"T*":
                _move(0.0, state.leading, state)
            elif op == b"'":
                _move(0.0, state.leading, state)
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


def _move(x: float, y: float, state: _State, sets_leading: bool = False) -> None:
    a, b, c, d, e, f = state.matrix
    state.matrix, state.position = (a, b, c, d, x * a + y * c + e, x * b + y * d + f), (0.0, 0.0)
    if sets_leading:
        state.leading = y + 0.0


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


def fast_glyphs(page: Any, matrix: Any, fonts: Fonts, budget: Budget) -> list[Glyph]:
    """All glyphs of one page; raises `Unfamiliar` when the careful way has to read it."""
    reader = FastPage(fonts, budget)
    streams = [resolve1(item) for item in list_value(page.contents)]
    if not all(isinstance(stream, PDFStream) for stream in streams):
        raise Unfamiliar
    data = b"\n".join(stream.get_data() for stream in streams)
    reader.run(data, dict_value(page.resources), matrix)
    return reader.glyphs

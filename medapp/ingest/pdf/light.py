"""The careful way to a page's glyphs: pdfminer's interpreter with a device that only collects text."""

import time
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.utils import mult_matrix

from medapp.errors import TooComplex
from medapp.ingest.limits import Limits
from medapp.ingest.pdf.glyphs import Glyph

_UNKNOWN = "\ufffd"


class Budget:
    """Glyphs, forms and seconds that one document may still use."""

    def __init__(self, limits: Limits) -> None:
        self.glyphs = limits.glyphs
        self.shows = 0
        self.forms = limits.forms
        self.form_depth = limits.form_depth
        self.deadline = time.thread_time() + limits.seconds

    def spend_glyphs(self, count: int) -> None:
        self.glyphs -= count
        if self.glyphs < 0:
            raise TooComplex(limit="glyphs")
        self.shows += 1
        if self.shows % 64 == 0:
            self.check_time()

    def spend_form(self) -> None:
        self.forms -= 1
        if self.forms < 0:
            raise TooComplex(limit="forms")
        self.check_time()

    def check_time(self) -> None:
        if time.thread_time() > self.deadline:
            raise TooComplex(limit="seconds")


class GlyphDevice(PDFTextDevice):
    """Collects `Glyph`s and ignores paths, pictures and tags."""

    def __init__(self, manager: PDFResourceManager, budget: Budget) -> None:
        super().__init__(manager)
        self.budget = budget
        self.glyphs: list[Glyph] = []

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ARG002 pdfminer's
        font = textstate.font
        if font is None:
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        before = len(self.glyphs)
        textstate.linematrix = place(
            self.glyphs, seq, matrix, textstate.linematrix, font, textstate.fontsize, textstate.scaling * 0.01,
            textstate.charspace, textstate.wordspace, textstate.rise, textstate.render,
        )  # fmt: skip
        self.budget.spend_glyphs(len(self.glyphs) - before)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:  # noqa: ARG002 pdfminer's
        self.budget.spend_form()


def place(
    out: list[Glyph], seq: Any, matrix: Any, position: Any, font: PDFFont, size: float, scaling: float,
    charspace: float, wordspace: float, rise: float, mode: int,
) -> tuple[float, float]:  # fmt: skip
    """Put the glyphs of one show operator on `out`; returns the position after them, in text space."""
    if font.is_vertical():
        return _place_downwards(out, seq, matrix, position, font, size, charspace, wordspace, rise, mode)
    a, b, c, d, e, f = matrix
    x, y = position
    charspace *= scaling
    wordspace = 0.0 if font.is_multibyte() else wordspace * scaling
    step, stretch = 0.001 * size * scaling, size * scaling
    seen = abs(size) * (c * c + d * d) ** 0.5
    bold = is_bold(font) or mode == 2
    across, up = c * (y + rise) + e, d * (y + rise) + f
    known, new, put = _known(font), tuple.__new__, out.append
    spaced = False
    for item in seq:
        if isinstance(item, bytes):
            for cid in font.decode(item):
                text, width = known[cid] if cid in known else _learn(known, font, cid)
                if spaced:
                    x += charspace
                advance = width * stretch
                put(new(Glyph, (a * x + across, b * x + up, a * advance, b * advance, seen, text, bold, mode)))
                x += advance + wordspace if cid == 32 else advance
                spaced = True
        elif isinstance(item, int | float):
            x -= item * step
            spaced = True
    return x, y


def _place_downwards(
    out: list[Glyph], seq: Any, matrix: Any, position: Any, font: PDFFont, size: float,
    charspace: float, wordspace: float, rise: float, mode: int,
) -> tuple[float, float]:  # fmt: skip
    """`place` for a font that is written from the top down."""
    a, b, c, d, e, f = matrix
    x, y = position
    wordspace = 0.0 if font.is_multibyte() else wordspace
    step = 0.001 * size
    seen = abs(size) * (c * c + d * d) ** 0.5
    bold = is_bold(font) or mode == 2
    known = _known(font)
    spaced = False
    for item in seq:
        if isinstance(item, bytes):
            for cid in font.decode(item):
                text, width = known[cid] if cid in known else _learn(known, font, cid)
                if spaced:
                    y += charspace
                gx, gy = a * x + c * (y + rise) + e, b * x + d * (y + rise) + f
                out.append(Glyph(gx, gy, a * abs(size), b * abs(size), seen, text, bold, mode))
                y += width * size + (wordspace if cid == 32 else 0.0)
                spaced = True
        elif isinstance(item, int | float):
            y -= item * step
            spaced = True
    return x, y


_Known = dict[int, tuple[str, float]]


def _known(font: PDFFont) -> _Known:
    """Letter and width of the codes that a font has shown so far."""
    known: _Known | None = font.__dict__.get("_known")
    if known is None:
        known = font.__dict__["_known"] = {}
    return known


def _learn(known: _Known, font: PDFFont, cid: int) -> tuple[str, float]:
    known[cid] = found = (_text(font, cid), font.char_width(cid))
    return found


def is_bold(font: PDFFont) -> bool:
    """By the font's name or weight; the only flag some laboratories print."""
    known = font.__dict__.get("_is_bold")
    if known is None:
        name = str(getattr(font, "fontname", "") or "").lower()
        descriptor = getattr(font, "descriptor", None) or {}
        weight = descriptor.get("FontWeight", 0)
        heavy = isinstance(weight, int | float) and weight >= 600
        known = heavy or any(part in name for part in ("bold", "black", "heavy", "-bd", "demi"))
        font.__dict__["_is_bold"] = known
    return bool(known)


def _text(font: PDFFont, cid: int) -> str:
    try:
        return font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return _UNKNOWN


class GuardedInterpreter(PDFPageInterpreter):
    """pdfminer's interpreter with an end to nested forms and to time."""

    depth = 0

    def subinterp(self) -> "GuardedInterpreter":
        inner = type(self)(self.rsrcmgr, self.device)
        inner.depth = self.depth + 1
        budget = self.device.budget  # type: ignore[attr-defined]
        if inner.depth > budget.form_depth:
            raise TooComplex(limit="form_depth")
        return inner

    def do_q(self) -> None:
        self.device.budget.check_time()  # type: ignore[attr-defined]
        super().do_q()


def page_glyphs(page: Any, matrix: Any, manager: PDFResourceManager, budget: Budget) -> list[Glyph]:
    """All glyphs of one page, `matrix` taking user space to the page as seen."""
    device = GlyphDevice(manager, budget)
    interpreter = GuardedInterpreter(manager, device)
    interpreter.render_contents(page.resources, page.contents, ctm=matrix)
    return device.glyphs

"""Sets type and draws on one PDF page: places in points from the top left corner, black and greys only."""

import re
from functools import lru_cache
from typing import Any

from medapp.settings import PROJECT_ROOT

FONTS = PROJECT_ROOT / "assets" / "fonts" / "print"
PLAIN, BOLD, SERIF = "GolosText", "GolosText-Bold", "Literata"
_FILES = {PLAIN: "GolosText-Regular.ttf", BOLD: "GolosText-Bold.ttf", SERIF: "Literata-Medium.ttf"}
SIZE = 8.25
_RAISED = {char: str(digit) for digit, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_PIECES = re.compile(f"[{''.join(_RAISED)}]+|[^{''.join(_RAISED)}]+")
# What the fonts do not hold, in signs they hold.
_SPELLED = str.maketrans(
    {"μ": "µ", "≤": "<=", "≥": ">=", "‰": "o/oo", "→": ">", "\u202f": "\u00a0", "\u2009": "\u00a0"}
)


@lru_cache(maxsize=1)
def load_fonts() -> dict[str, frozenset[int]]:
    """Register the shipped fonts once; font name -> the code points it holds."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    held = {}
    for name, file in _FILES.items():
        font = TTFont(name, str(FONTS / file))
        pdfmetrics.registerFont(font)
        held[name] = frozenset(font.face.charToGlyph)
    return held


class Pen:
    """`height` is the page's, in points; y grows downwards and names the baseline of text."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas, self.height = canvas, height
        load_fonts()

    def text(
        self, x: float, y: float, text: str, font: str = PLAIN, size: float = SIZE, *, right: bool = False
    ) -> None:
        """Set one line; `right` makes `x` its right end."""
        text = printable(text, font)
        if right:
            x -= width_of(text, font, size)
        for piece in _PIECES.findall(text):
            raised = piece[0] in _RAISED
            shown = "".join(_RAISED.get(char, char) for char in piece)
            its_size = 0.68 * size if raised else size
            self.canvas.setFont(font, its_size)
            self.canvas.drawString(x, self.height - y + (0.36 * size if raised else 0), shown)
            x += width_of(piece, font, size)

    def fitted(
        self, x: float, y: float, text: str, width: float, font: str = PLAIN, size: float = SIZE, *, right: bool = False
    ) -> None:
        """Set one line in at most `width`, smaller when it is too long: a value or a unit is never cut."""
        text = printable(text, font)
        own = width_of(text, font, size)
        self.text(x, y, text, font, size * min(1.0, width / own) if own else size, right=right)

    def lines(self, x: float, y: float, lines: list[str], step: float, font: str = PLAIN, size: float = SIZE) -> None:
        for place, line in enumerate(lines):
            self.text(x, y + place * step, line, font, size)

    def rule(self, x0: float, x1: float, y: float, width: float = 0.4, grey: float = 0.0, dash: bool = False) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(grey)
        self.canvas.setDash([2, 2] if dash else [])
        self.canvas.line(x0, self.height - y, x1, self.height - y)
        self.canvas.setDash([])

    def upright(self, x: float, y0: float, y1: float, width: float) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(0)
        self.canvas.line(x, self.height - y0, x, self.height - y1)

    def box(
        self, x: float, y: float, width: float, height: float, fill: float | None = None, line: float = 0.5
    ) -> None:
        """A rectangle with its top left corner at (x, y); `fill` is a grey, 1 is white."""
        self.canvas.setLineWidth(line)
        self.canvas.setStrokeGray(0.35 if fill is not None else 0)
        self.canvas.setFillGray(1 if fill is None else fill)
        self.canvas.rect(x, self.height - y - height, width, height, stroke=1, fill=int(fill is not None))
        self.canvas.setFillGray(0)

    def shape(
        self, points: list[tuple[float, float]], *, filled: bool, closed: bool = True, width: float = 0.9
    ) -> None:
        """A polygon or an open line through the points."""
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], self.height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self.height - y)
        if closed:
            path.close()
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(1 if filled else 0)
        self.canvas.setFillGray(0)
        self.canvas.drawPath(path, stroke=1, fill=int(filled))

    def disc(self, x: float, y: float, radius: float, *, filled: bool = True) -> None:
        self.canvas.setLineWidth(0.9)
        self.canvas.setStrokeGray(1 if filled else 0)
        self.canvas.setFillGray(0)
        self.canvas.setDash([] if filled else [1.2, 1.2])
        self.canvas.circle(x, self.height - y, radius, stroke=1, fill=int(filled))
        self.canvas.setDash([])


def printable(text: str, font: str) -> str:
    """The text in signs the font holds; what it does not hold becomes a question mark, never a gap."""
    held = load_fonts()[font]
    spelled = text.translate(_SPELLED)
    return "".join(char if ord(char) in held or char in _RAISED else "?" for char in spelled)


def width_of(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    load_fonts()
    total = 0.0
    for piece in _PIECES.findall(text):
        raised = piece[0] in _RAISED
        shown = "".join(_RAISED.get(char, char) for char in piece)
        total += stringWidth(shown, font, 0.68 * size if raised else size)
    return total


def wrap(text: str, width: float, font: str = PLAIN, size: float = SIZE, most: int = 0) -> list[str]:
    """The text in lines of at most `width`; `most` cuts it after so many, 0 means all."""
    lines: list[str] = []
    line = ""
    for word in printable(text, font).split(" "):
        longer = f"{line} {word}".strip()
        if line and width_of(longer, font, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return lines

"""Colours, outlines and letters of the explaining pictures, and their legend."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib
from PIL import ImageDraw, ImageFont

INK, FADED, LINE = "#1b2430", "#68727f", "#c9d0d8"
DOUBT, SURE_BAR = "#b4460f", 0.95
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Pen:
    """`dash` is the length of its strokes in pixels, 0 for a whole line: told apart without colours too."""

    label: str
    colour: str
    width: int = 2
    dash: int = 0
    fill: str | None = None


PENS = {
    "name": Pen("name", "#1d5fae", 2),
    "value": Pen("value", "#0a7a3d", 4),
    "unit": Pen("unit", "#7a3fa8", 2, 2),
    "range": Pen("range", "#b06a00", 2, 6),
    "flag": Pen("flag", "#c2274f", 3, 3),
    "previous": Pen("previous result", "#5a6b7d", 1, 4),
    "loose": Pen("not recognised", "#c01f1f", 4, 8),
    "column": Pen("column", "#2a8f9c", 2, 12),
    "word": Pen("other word", "#c9d0d8", 1),
}


@cache
def letters(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """DejaVu Sans, which matplotlib brings along and which has Cyrillic."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name), size)


def outline(draw: ImageDraw.ImageDraw, box: Box, pen: Pen, margin: float = 0.0) -> None:
    """The box's border in the pen's colour and strokes, `margin` pixels outside of it."""
    x0, y0, x1, y1 = box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin
    for start, end in (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))):
        stroke(draw, start, end, pen)


def stroke(draw: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float], pen: Pen) -> None:
    """A level or upright line."""
    if not pen.dash:
        draw.line((*start, *end), fill=pen.colour, width=pen.width)
        return
    length = max(abs(end[0] - start[0]), abs(end[1] - start[1]))
    steps = max(int(length / (2 * pen.dash)), 1)
    for step in range(steps + 1):
        a, b = 2 * step * pen.dash, min((2 * step + 1) * pen.dash, length)
        if a >= length:
            break
        share = [(start[axis] + (end[axis] - start[axis]) * at / length) for at in (a, b) for axis in (0, 1)]
        draw.line(share, fill=pen.colour, width=pen.width)


def legend(draw: ImageDraw.ImageDraw, x: float, y: float, width: float) -> float:
    """The pens side by side, in as many lines as `width` asks for; the y below them."""
    font, at, height = letters(15), x, 26
    for pen in PENS.values():
        need = 40 + font.getlength(pen.label) + 18
        if at + need > x + width:
            at, y = x, y + height
        outline(draw, (at, y + 3, at + 28, y + 18), pen)
        draw.text((at + 36, y + 2), pen.label, fill=INK, font=font)
        at += need
    return y + height


def fitted(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """The text, shortened with an ellipsis to `width` pixels."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"

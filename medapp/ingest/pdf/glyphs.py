"""Glyphs as a PDF page paints them, and the words they make, as a person sees the page."""

import math
from typing import NamedTuple

from medapp.domain.documents import Word

# Fonts lie about ascent and descent; one shape for all keeps boxes of a line alike.
_ASCENT = 0.76
_DESCENT = 0.22
_WORD_GAP = 0.18
_STRAIGHT = 0.05
_INVISIBLE = 3
# Soft hyphens are printed ones here; joined letters are two.
_LETTERS = {0xAD: "-", 0x200B: "", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
OCR_LAYER_CONFIDENCE = 0.85


class Glyph(NamedTuple):
    """`x`, `y` the origin on the base line and `dx`, `dy` the advance, in points from the page's bottom left."""

    x: float
    y: float
    dx: float
    dy: float
    size: float
    text: str
    bold: bool
    mode: int


def words_of(glyphs: list[Glyph], width: float, height: float) -> tuple[list[Word], float, float]:
    """Words from the top left, and the page's width and height, turned so that most of its text is upright.

    Slanted glyphs (watermarks) and those across the reading direction are left out; invisible
    ones count only on a page that has nothing else: the layer that a scanner's OCR leaves.
    """
    shown = [glyph for glyph in glyphs if glyph[7] != _INVISIBLE]
    letters = "".join([glyph[5] for glyph in shown])
    has_visible_text = len("".join(letters.split())) > 0.2 * len(glyphs)
    chosen = shown if has_visible_text else glyphs
    confidence = 1.0 if has_visible_text else OCR_LAYER_CONFIDENCE
    upright = [glyph for glyph in chosen if glyph[3] == 0 and glyph[2] >= 0]
    if len(upright) < len(chosen):
        upright, width, height = _turned_upright(chosen, width, height)
    return _group(upright, width, height, confidence), width, height


def _turned_upright(glyphs: list[Glyph], width: float, height: float) -> tuple[list[Glyph], float, float]:
    turned: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        quarter = _quarter(glyph)
        if quarter is not None:
            turned.setdefault(quarter, []).append(glyph)
    if not turned:
        return [], width, height
    quarter = max(turned, key=lambda q: len(turned[q]))
    upright = [_turn(glyph, quarter, width, height) for glyph in turned[quarter]]
    return (upright, height, width) if quarter % 2 else (upright, width, height)


def _quarter(glyph: Glyph) -> int | None:
    """Quarter turns counter-clockwise of the reading direction; None for a slanted glyph."""
    dx, dy = glyph.dx, glyph.dy
    if abs(dy) <= _STRAIGHT * abs(dx):
        return 0 if dx >= 0 else 2
    if abs(dx) <= _STRAIGHT * abs(dy):
        return 1 if dy > 0 else 3
    return None


def _turn(glyph: Glyph, quarter: int, width: float, height: float) -> Glyph:
    if quarter == 0:
        return glyph
    x, y, advance = glyph.x, glyph.y, math.hypot(glyph.dx, glyph.dy)
    if quarter == 1:
        x, y = y, width - x
    elif quarter == 2:
        x, y = width - x, height - y
    else:
        x, y = height - y, x
    return glyph._replace(x=x, y=y, dx=advance, dy=0.0)


def _group(glyphs: list[Glyph], width: float, height: float, confidence: float) -> list[Word]:
    """Words: runs of glyphs as they were painted, then runs that touch on one base line joined."""
    runs: list[list[Glyph]] = []
    run: list[Glyph] = []
    base = size = limit = low = high = 0.0
    for glyph in glyphs:
        x, y, dx, _, glyph_size, text, _, _ = glyph
        if not text or text.isspace() or text == "\x00" or glyph_size <= 0.5:
            run = []
            continue
        if run and low <= x <= high and y == base and glyph_size == size:
            run.append(glyph)
        else:
            run = [glyph]
            runs.append(run)
            base, size, limit = y, glyph_size, _WORD_GAP * glyph_size
        end = x + dx
        low, high = end - limit, end + limit
    inside = [run for run in runs if -2 <= run[0].x <= width + 2 and -2 <= run[0].y <= height + 2]
    lines: dict[int, list[list[Glyph]]] = {}
    for run in inside:
        lines.setdefault(round(run[0].y), []).append(run)
    words: list[Word] = []
    for key in sorted(lines, reverse=True):
        _join_line(lines[key], height, confidence, words)
    return words


def _join_line(runs: list[list[Glyph]], height: float, confidence: float, words: list[Word]) -> None:
    """Pieces that touch become one word; the same piece painted twice in one place is kept once, as bold."""
    runs.sort(key=lambda run: run[0].x)
    joined: list[list[Glyph]] = []
    for run in runs:
        first = run[0]
        if any(_same_place(run, other) for other in joined[-3:]):
            continue
        if joined:
            last = joined[-1][-1]
            gap = first.x - last.x - last.dx
            size = min(first.size, last.size)
            alike = abs(first.size - last.size) <= 0.15 * size and abs(first.y - last.y) <= 0.05 * size
            if alike and -0.12 * size <= gap <= _WORD_GAP * size:
                joined[-1] = joined[-1] + run
                continue
        joined.append(run)
    for run in joined:
        _close(run, height, confidence, words)


def _same_place(run: list[Glyph], other: list[Glyph]) -> bool:
    one, two = run[0], other[0]
    if len(run) != len(other) or abs(one.x - two.x) >= 0.12 * one.size or abs(one.y - two.y) >= 0.12 * one.size:
        return False
    return all(a.text == b.text for a, b in zip(run, other, strict=True))


def _close(run: list[Glyph], height: float, confidence: float, words: list[Word]) -> None:
    text = "".join([glyph[5] for glyph in run]).translate(_LETTERS).strip()
    if not text:
        return
    first, last = run[0], run[-1]
    size = first.size
    top = height - first.y - _ASCENT * size
    bold = 2 * [glyph[6] for glyph in run].count(True) > len(run)
    words.append(Word(text, first.x, top, last.x + last.dx, height - first.y + _DESCENT * size, size, bold, confidence))

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
    shown = [glyph for glyph in glyphs if glyph.mode != _INVISIBLE]
    has_visible_text = sum(1 for glyph in shown if not glyph.text.isspace()) > 0.2 * len(glyphs)
    chosen = shown if has_visible_text else glyphs
    confidence = 1.0 if has_visible_text else OCR_LAYER_CONFIDENCE
    turned: dict[int, list[Glyph]] = {}
    for glyph in chosen:
        quarter = _quarter(glyph)
        if quarter is not None:
            turned.setdefault(quarter, []).append(glyph)
    if not turned:
        return [], width, height
    quarter = max(turned, key=lambda q: len(turned[q]))
    upright = [_turn(glyph, quarter, width, height) for glyph in turned[quarter]]
    if quarter % 2:
        width, height = height, width
    return _group(upright, width, height, confidence), width, height


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
    end = base = size = 0.0
    for glyph in glyphs:
        text = glyph.text
        if not text or text.isspace() or text == "\x00" or glyph.size <= 0.5:
            run = []
            continue
        x = glyph.x
        limit = _WORD_GAP * size
        if run and -limit <= x - end <= limit and glyph.y == base and glyph.size == size:
            run.append(glyph)
        else:
            run = [glyph]
            runs.append(run)
            base, size = glyph.y, glyph.size
        end = x + glyph.dx
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
    near = abs(one.x - two.x) < 0.12 * one.size and abs(one.y - two.y) < 0.12 * one.size
    return near and len(run) == len(other) and all(a.text == b.text for a, b in zip(run, other, strict=True))


def _close(run: list[Glyph], height: float, confidence: float, words: list[Word]) -> None:
    text = "".join([glyph.text for glyph in run]).replace("\u00ad", "-").replace("\u200b", "").strip()
    if not text:
        return
    first, last = run[0], run[-1]
    size = first.size
    top = height - first.y - _ASCENT * size
    bold = 2 * sum(1 for glyph in run if glyph.bold) > len(run)
    words.append(Word(text, first.x, top, last.x + last.dx, height - first.y + _DESCENT * size, size, bold, confidence))

"""Glyphs as a PDF page paints them, and the words they make, as a person sees the page."""

import math
from collections import Counter
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
    """Runs of glyphs on one base line without a gap; text painted twice is kept once, as bold."""
    lines: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if -2 <= glyph.x <= width + 2 and -2 <= glyph.y <= height + 2 and glyph.size > 0.5:
            lines.setdefault(round(glyph.y * 2), []).append(glyph)
    words: list[Word] = []
    for key in sorted(lines, reverse=True):
        line = lines[key]
        line.sort(key=lambda glyph: glyph.x)
        run: list[Glyph] = []
        end = 0.0
        for glyph in line:
            text = glyph.text
            if not text or text.isspace() or text == "\x00":
                if run and glyph.x > run[-1].x + 0.1:
                    _close(run, height, confidence, words)
                    run = []
                continue
            if run:
                last = run[-1]
                if text == last.text and abs(glyph.x - last.x) < 0.12 * glyph.size:
                    run[-1] = last._replace(bold=True)
                    continue
                gap = glyph.x - end
                size = min(glyph.size, last.size)
                if gap > _WORD_GAP * size or gap < -0.5 * size or abs(glyph.size - last.size) > 0.15 * size:
                    _close(run, height, confidence, words)
                    run = []
            run.append(glyph)
            end = glyph.x + glyph.dx
        _close(run, height, confidence, words)
    return words


def _close(run: list[Glyph], height: float, confidence: float, words: list[Word]) -> None:
    if not run:
        return
    text = "".join([glyph.text for glyph in run]).replace("\u00ad", "-").replace("\u200b", "").strip()
    if not text:
        return
    first, last = run[0], run[-1]
    size = first.size
    top = height - first.y - _ASCENT * size
    bold = 2 * sum(1 for glyph in run if glyph.bold) > len(run)
    words.append(
        Word(text, first.x, top, last.x + last.dx, height - first.y + _DESCENT * size, size, bold, confidence)
    )


def dominant_size(words: list[Word]) -> float:
    """The size most letters on the page have, in points."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0

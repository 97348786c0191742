"""A picture -> a page of words: prepare, read, read the numbers again, and bring the boxes back to the picture."""

from dataclasses import replace
from statistics import fmean, median

import cv2
import numpy as np

from medapp.domain.documents import Page, Word
from medapp.ingest.ocr.numbers import agree, read_numbers
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.prepare import Prepared, is_uneven, prepare
from medapp.ingest.ocr.tesseract import BLOCKS, SPARSE, LineReader, Seen, read_words

GOOD = 0.78  # mean confidence from which on no second attempt is worth its seconds
FAINTEST = 0.25  # words below are specks and rules
CUT_HEIGHT = 64  # px of a line that is looked at again
LINE_POINTS = 9.0  # the height that the median word gets on the page handed on


def recognise(picture: Grey, number: int) -> Page:
    """The best reading of the picture among the ways worth trying, as a page in points."""
    best, best_prepared, best_rate = _attempt(picture)
    if not best:  # not even a speck in two ways of looking: a blank page needs no further seconds
        return _page(best, best_prepared, number)
    if best_rate < GOOD and (turned := _upright(picture, best_rate)) is not picture:
        best, best_prepared, best_rate = _attempt(turned)
        picture = turned
    return _page(_with_sure_numbers(best, best_prepared, picture), best_prepared, number)


def _with_sure_numbers(words: list[Seen], prepared: Prepared, picture: Grey) -> list[Seen]:
    lines = LineReader()
    seconds = [
        replace(second, seen=replace(second.seen, **_sides(prepared.forth(*_box_of(second.seen)))))
        for second in read_numbers(picture)
    ]
    try:
        return agree(words, seconds, lambda seen: lines.read(_cut(picture, prepared.back_box(*_box_of(seen)))))
    finally:
        lines.close()


def _cut(picture: Grey, box: tuple[float, float, float, float]) -> Grey:
    """The place with a little margin, enlarged to the height of a line that reads well."""
    x0, y0, x1, y1 = box
    margin = 0.15 * (y1 - y0)
    top, left = max(0, int(y0 - margin)), max(0, int(x0 - margin))
    piece = picture[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    scale = CUT_HEIGHT / max(piece.shape[0], 1)
    return cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)


def _box_of(seen: Seen) -> tuple[float, float, float, float]:
    return seen.x0, seen.y0, seen.x1, seen.y1


def _sides(box: tuple[float, float, float, float]) -> dict[str, float]:
    return dict(zip(("x0", "y0", "x1", "y1"), box, strict=True))


def _attempt(picture: Grey) -> tuple[list[Seen], Prepared, float]:
    """Flat scans first; uneven light, sparse layout when that went badly."""
    ways = [(False, BLOCKS), (True, SPARSE)]
    if is_uneven(picture):
        ways.reverse()
    found: list[tuple[list[Seen], Prepared, float]] = []
    for flatten, segmentation in ways:
        prepared = prepare(picture, flatten=flatten)
        words = [word for word in read_words(prepared.grey, segmentation) if word.confidence >= FAINTEST]
        found.append((words, prepared, _rate(words)))
        if found[-1][2] >= GOOD:
            break
    return max(found, key=lambda item: item[2] * len(item[0]) ** 0.5)


def _rate(words: list[Seen]) -> float:
    return fmean(word.confidence for word in words) if words else 0.0


def _upright(picture: Grey, rate: float) -> Grey:
    """The quarter turn that reads clearly best on a small copy, else the picture itself."""
    ratio = min(1.0, 1500 / max(picture.shape))
    small = cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
    scores = []
    for quarter in range(4):
        words = read_words(prepare(np.ascontiguousarray(np.rot90(small, quarter)), flatten=True).grey, SPARSE)
        scores.append(sum(word.confidence * len(word.text) for word in words if word.confidence > 0.6))
    quarter = int(np.argmax(scores))
    return (
        picture
        if quarter == 0 or scores[quarter] < 1.3 * scores[0]
        else np.ascontiguousarray(np.rot90(picture, quarter))
    )


def _page(words: list[Seen], prepared: Prepared, number: int) -> Page:
    """Boxes in the pixels of the straightened picture, scaled so that a line of text is about nine points high."""
    heights = [word.y1 - word.y0 for word in words if any(char.isalnum() for char in word.text)]
    scale = LINE_POINTS / median(heights) if heights else 1.0
    height, width = prepared.grey.shape
    made = tuple(
        Word(
            text=word.text, x0=word.x0 * scale, y0=word.y0 * scale, x1=word.x1 * scale, y1=word.y1 * scale,
            size=LINE_POINTS, confidence=round(word.confidence, 3),
        )
        for word in words
    )  # fmt: skip
    return Page(number=number, width=width * scale, height=height * scale, words=made)

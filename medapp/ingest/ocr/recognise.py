"""A picture -> a page of words: prepare, read, read the numbers again, and bring the boxes back to the picture."""

from statistics import fmean, median

import cv2
import numpy as np

from medapp.domain.documents import Page, Word
from medapp.ingest.ocr.numbers import agree, read_numbers
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.prepare import Prepared, is_uneven, prepare
from medapp.ingest.ocr.tesseract import BLOCKS, SPARSE, Seen, read_words

GOOD = 0.78  # mean confidence from which on no second attempt is worth its seconds
FAINTEST = 0.25  # words below are specks and rules
LINE_POINTS = 9.0  # the height that the median word gets on the page handed on


def recognise(picture: Grey, number: int) -> Page:
    """The best reading of the picture among the ways worth trying, as a page in points."""
    best, best_prepared, best_rate = _attempt(picture)
    if best_rate < GOOD and (turned := _upright(picture, best_rate)) is not picture:
        best, best_prepared, best_rate = _attempt(turned)
        picture = turned
    return _page(agree(best, read_numbers(best_prepared.grey)), best_prepared, picture, number)


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


def _page(words: list[Seen], prepared: Prepared, picture: Grey, number: int) -> Page:
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

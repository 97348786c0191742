"""A picture -> a page of words: straighten, read, read the numbers and doubtful cells again."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from importlib import import_module
from statistics import fmean, median

import cv2
import numpy as np

from medapp.domain.analytes import load_catalogue
from medapp.domain.documents import Document, Page, Word
from medapp.domain.pictures import PICTURE_TROUBLES
from medapp.errors import NoReadableText
from medapp.ingest.limits import DEFAULT_ENGINE
from medapp.ingest.ocr.engines import Engine, engine_named
from medapp.ingest.ocr.filling import filled
from medapp.ingest.ocr.numbers import agree
from medapp.ingest.ocr.paddle import Second, read_numbers, warm_careful, warm_quick
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.prepare import Prepared, bared, straight_by, straightened, upside_down
from medapp.ingest.ocr.runs import evened
from medapp.ingest.ocr.seen import Seen, moved
from medapp.ingest.ocr.slant import doubted_when_slanted, is_level, is_slanted, slopes_of
from medapp.ingest.ocr.tesseract import BLOCK, read_line, read_place, read_words
from medapp.ingest.ocr.trouble import trouble_of

GOOD = 0.78  # mean confidence from which on no second attempt is worth its seconds
READABLE = 0.6  # below it, the page may stand on its head
_LOOKS = 2  # what the first leaves of a bend, the second finds
FAINTEST = 0.25  # words below are specks and rules
DOUBTFUL = 0.6  # marks below are specks
SPECK = 0.33  # of the height of a word: a star has 0.4
_MEANING = "<>≤≥%+*-–↑↓‰#"
_RULES = ("", "|", "¦", "‖", "_", "‘", "’", "'", "`")  # what is left of a table's lines
LINE_POINTS = 9.0  # the height that the median word gets on the page handed on


def read_pages(pictures: Iterable[Grey], reader: str, engine: str) -> Document:
    """The pictures as a document of `reader`; its warnings say what is wrong with pictures that were read badly.

    Raises NoReadableText, in the kind that names the trouble, when nothing was read.
    """
    seen = [look_at(picture, number, engine) for number, picture in enumerate(pictures, start=1)]
    troubles = tuple(dict.fromkeys(trouble for _, trouble in seen if trouble))
    if not any(page.words for page, _ in seen):
        raise next((PICTURE_TROUBLES[code] for code in troubles if code in PICTURE_TROUBLES), NoReadableText)
    return Document(reader=reader, pages=tuple(page for page, _ in seen), warnings=troubles)


def recognise(picture: Grey, number: int, engine: str = DEFAULT_ENGINE) -> Page:
    """The picture's words as a page in points of the straightened picture."""
    return look_at(picture, number, engine)[0]


def look_at(picture: Grey, number: int, engine: str) -> tuple[Page, str | None]:
    """The best reading among the ways worth trying, and the code of what is wrong with the picture, if anything is.

    `engine` names the first reader. Raises Unavailable when it is not there.
    """
    first = engine_named(engine)
    with ThreadPoolExecutor(1) as beside:
        warmed = beside.submit(_warm, first)
        prepared = straightened(picture)
        seconds = beside.submit(read_numbers, prepared.whole)
        beside.submit(_warm_the_rest)
        prepared = bared(prepared)
        warmed.result()
        if prepared.was_turned and _is_upside_down(prepared):
            prepared = upside_down(prepared)
            seconds = beside.submit(read_numbers, prepared.whole)
        words = _words(first, prepared, first.ways[0])
        if words and _rate(words) < GOOD and not prepared.was_turned and _is_upside_down(prepared):
            prepared = upside_down(prepared)
            seconds = beside.submit(read_numbers, prepared.whole)
            words = _words(first, prepared, first.ways[0])
        if is_slanted(words):
            prepared, words, is_other = _straight(first, prepared, words)
            seconds = beside.submit(read_numbers, prepared.whole) if is_other else seconds
        numbers = seconds.result()
        again = partial(_read_again, prepared)
        words = filled(words, numbers, again)
        for way in first.ways[1:]:
            if _rate(words) < GOOD and any(word.confidence > READABLE and len(word.text) > 2 for word in words):
                others = filled(_words(first, prepared, way), numbers, again)
                words = max(words, others, key=_worth)
    trouble = trouble_of(picture, prepared, words, _rate(words))
    if not words:
        return _page(words, prepared, number), trouble
    return weighed(words, numbers, prepared, number), trouble


def _warm(first: Engine) -> None:
    """What the page needs at once, loaded while it is straightened: a third of a second of another core."""
    warm_quick()
    first.warm()


def _warm_the_rest() -> None:
    """What it needs when its words are read, loaded beside the first reader."""
    import_module("medapp.ingest.ocr.mending")
    load_catalogue()
    warm_careful()


def weighed(words: list[Seen], numbers: list[Second], prepared: Prepared, number: int) -> Page:
    """The first reader's words, their numbers weighed against the second reader's, doubtful cells looked at again."""
    from medapp.ingest.ocr.mending import mend  # with all rules of the parser: loaded beside the engines

    cut = partial(_cut, prepared)
    mended = mend(agree(words, numbers, cut, read_line), numbers, cut, read_line)
    return _page(doubted_when_slanted(mended), prepared, number)


def _straight(engine: Engine, prepared: Prepared, words: list[Seen]) -> tuple[Prepared, list[Seen], bool]:
    """The page without the bend that its words show, read again; as it was when that does not make it level."""
    page, found = prepared, words
    for _ in range(_LOOKS):
        page = straight_by(page, slopes_of(found))
        found = _words(engine, page, engine.ways[0])
        if is_level(found) and _worth(found) > _worth(words):
            return page, found, True
    return prepared, words, False


def _words(engine: Engine, prepared: Prepared, way: str) -> list[Seen]:
    return _without_specks(engine.read(prepared, way))


def _read_again(prepared: Prepared, place: Seen) -> list[Seen]:
    """The words of one place of the page, cut out."""
    top, left, piece = _piece(prepared, place)
    return _without_specks([moved(word, left, top) for word in read_place(piece)])


def _without_specks(words: list[Seen]) -> list[Seen]:
    """What was read, without specks and what is left of rules."""
    found = []
    for word in words:
        bare = word.text.strip("|¦‖") if len(word.text) > 1 else word.text
        is_mark = not any(char.isalnum() or char in _MEANING for char in bare)
        if bare not in _RULES and word.confidence >= (DOUBTFUL if is_mark else FAINTEST):
            found.append(replace(word, text=bare))
    height = median([word.y1 - word.y0 for word in found]) if found else 0.0
    return [word for word in found if not _is_speck(word, height)]


def _is_speck(word: Seen, height: float) -> bool:
    """Much smaller than letters, whatever it was taken for, and no dash."""
    down, across = word.y1 - word.y0, word.x1 - word.x0
    return down < SPECK * height and across < (0.5 * SPECK if any(c in "-–—" for c in word.text) else 1) * height


def _rate(words: list[Seen]) -> float:
    """Mean confidence of the letters; 0 for no words."""
    lettered = [word.confidence for word in words if any(char.isalnum() for char in word.text)]
    return fmean(lettered) if lettered else 0.0


def _worth(words: list[Seen]) -> float:
    """Of two readings of a page, the one with more words and surer letters is worth more."""
    return _rate(words) * len(words) ** 0.5


def _cut(prepared: Prepared, seen: Seen) -> Grey:
    return _piece(prepared, seen)[2]


def _piece(prepared: Prepared, seen: Seen) -> tuple[int, int, Grey]:
    """The place with a little margin, dark on light, and where it begins on the page: top, left; px."""
    margin = 0.2 * (seen.y1 - seen.y0)
    top, left = max(0, int(seen.y0 - margin)), max(0, int(seen.x0 - 1.5 * margin))
    piece = prepared.bare[top : int(seen.y1 + margin) + 1, left : int(seen.x1 + 1.5 * margin) + 1]
    if not piece.size:
        return top, left, np.full((8, 8), 255, np.uint8)
    return top, left, piece if np.median(piece) > 100 else 255 - piece


def _is_upside_down(prepared: Prepared) -> bool:
    """A band of the page with much ink reads clearly better the other way up."""
    bare = prepared.bare
    ink = cv2.reduce(255 - bare, 1, cv2.REDUCE_AVG, dtype=cv2.CV_32F)[:, 0]
    size = min(len(ink), 700)
    start = int(np.argmax(np.convolve(ink, np.ones(size), "valid")))
    band = bare[start : start + size]
    upright, turned = (_letters(read_words(np.ascontiguousarray(way), BLOCK)) for way in (band, np.rot90(band, 2)))
    return turned > 1.3 * upright


def _letters(words: list[Seen]) -> float:
    return sum(word.confidence * len(word.text) for word in words if word.confidence > READABLE)


def _page(words: list[Seen], prepared: Prepared, number: int) -> Page:
    """Boxes in the pixels of the straightened picture, scaled so that a line of text is about nine points high."""
    heights = [word.y1 - word.y0 for word in words if any(char.isalnum() for char in word.text)]
    scale = LINE_POINTS / median(heights) if heights else 1.0
    height, width = prepared.whole.shape
    made = tuple(
        Word(
            text=word.text, x0=word.x0 * scale, y0=word.y0 * scale, x1=word.x1 * scale, y1=word.y1 * scale,
            size=LINE_POINTS, confidence=round(word.confidence, 3),
        )
        for word in evened(words)
    )  # fmt: skip
    slopes = tuple((round(x * scale, 1), round(slope, 5)) for x, slope in prepared.slopes)
    return Page(number=number, width=width * scale, height=height * scale, words=made, slopes=slopes)

"""The first reader: Tesseract with Russian and English together."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import Lock

import cv2
import tesserocr

from medapp.errors import Unavailable
from medapp.ingest.ocr.lanes import LANES, bands, side_by_side
from medapp.ingest.ocr.language_data import LANGUAGE_CODES, language_data
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen, moved

RUSSIAN, ENGLISH = LANGUAGE_CODES
LANGUAGES = f"{RUSSIAN}+{ENGLISH}"
BLOCKS = 4  # page segmentation: a column of text of various sizes - flat scans
BLOCK = 6  # one uniform block: a band of a page
LINE = 7  # one line, cut out
SPARSE = 11  # as much text as possible in no order - photos
_EDGE = 10  # px of paper around a line cut out


# Opened engines that nobody uses at the moment, by their languages: opening one takes a tenth of a second.
_idle: dict[str, "list[tesserocr.PyTessBaseAPI]"] = {}

# Engines of one language read single cells in a hundredth of a second: both lanes use one, in turn.
_in_turn = {RUSSIAN: Lock(), ENGLISH: Lock()}


def _open(languages: str) -> "tesserocr.PyTessBaseAPI":
    try:
        return tesserocr.PyTessBaseAPI(path=str(language_data().folder), lang=languages, oem=tesserocr.OEM.LSTM_ONLY)
    except RuntimeError as error:
        raise Unavailable from error


@contextmanager
def _engine(segmentation: int, languages: str) -> "Iterator[tesserocr.PyTessBaseAPI]":
    """An engine for this thread alone; it waits for the next picture afterwards. Raises Unavailable."""
    idle = _idle.setdefault(languages, [])
    with _in_turn.get(languages, nullcontext()):
        try:
            engine = idle.pop()
        except IndexError:
            engine = _open(languages)
        engine.SetPageSegMode(segmentation)
        yield engine
        engine.Clear()
        idle.append(engine)


def warm() -> None:
    """Open what a page needs, beside other work."""
    for languages in (LANGUAGES, RUSSIAN, ENGLISH):
        idle = _idle.setdefault(languages, [])
        idle += [_open(languages) for _ in range((1 if languages in _in_turn else LANES) - len(idle))]


def _show(engine: "tesserocr.PyTessBaseAPI", grey: Grey) -> None:
    height, width = grey.shape
    engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
    engine.SetSourceResolution(300)


def read_line(grey: Grey, languages: str = LANGUAGES) -> str:
    """The text of a line cut out, dark on light. Raises Unavailable when the engine cannot start."""
    with _engine(LINE, languages) as engine:
        _show(engine, cv2.copyMakeBorder(grey, _EDGE, _EDGE, _EDGE, _EDGE, cv2.BORDER_CONSTANT, value=255))
        return str(engine.GetUTF8Text()).strip()


def read_place(grey: Grey) -> list[Seen]:
    """The words of a line cut out, in its px."""
    with _engine(LINE, LANGUAGES) as engine:
        _show(engine, cv2.copyMakeBorder(grey, _EDGE, _EDGE, _EDGE, _EDGE, cv2.BORDER_CONSTANT, value=255))
        return [moved(word, -_EDGE, -_EDGE) for word in _recognised(engine)]


def read_words(grey: Grey, segmentation: int) -> list[Seen]:
    """Every word of the picture. Raises Unavailable when the engine cannot start."""
    found = side_by_side(lambda band: _read_band(*band, segmentation), bands(grey))
    return [word for words in found for word in words]


def _read_band(top: int, grey: Grey, segmentation: int) -> list[Seen]:
    with _engine(segmentation, LANGUAGES) as engine:
        _show(engine, grey)
        return [moved(word, 0, top) for word in _recognised(engine)]


def _recognised(engine: "tesserocr.PyTessBaseAPI") -> list[Seen]:
    engine.Recognize()
    iterator = engine.GetIterator()
    # On a blank page the engine's own iterator raises when asked for its first word.
    return [] if iterator is None or iterator.Empty(tesserocr.RIL.WORD) else list(_words(iterator))


def _words(iterator: "tesserocr.PyResultIterator") -> "list[Seen]":
    level, found = tesserocr.RIL.WORD, []
    for item in tesserocr.iterate_level(iterator, level):
        text = (item.GetUTF8Text(level) or "").strip()
        if text and (box := item.BoundingBox(level)) is not None:
            found.append(Seen(text, *(float(side) for side in box), item.Confidence(level) / 100))
    return found

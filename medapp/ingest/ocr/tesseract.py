"""The first reader: Tesseract with the Russian and English data that the project carries."""

import lzma
import os
import tempfile
from functools import cache
from pathlib import Path

import cv2
import tesserocr
from PIL import Image

from medapp.errors import Unavailable
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen

RUSSIAN, ENGLISH = "rus", "eng"
LANGUAGES = f"{RUSSIAN}+{ENGLISH}"
BLOCKS = 4  # page segmentation: a column of text of various sizes - flat scans
BLOCK = 6  # one uniform block: a band of a page
LINE = 7  # one line, cut out
SPARSE = 11  # as much text as possible in no order - photos
_DATA = Path(__file__).with_name("tessdata")


def _open(segmentation: int, languages: str = LANGUAGES) -> "tesserocr.PyTessBaseAPI":
    try:
        return tesserocr.PyTessBaseAPI(
            path=str(data_folder()), lang=languages, psm=segmentation, oem=tesserocr.OEM.LSTM_ONLY
        )
    except RuntimeError as error:
        raise Unavailable from error


class LineReader:
    """Reads single lines cut out of a picture; the engine of each language starts with its first line and stays."""

    def __init__(self) -> None:
        self._engines: dict[str, tesserocr.PyTessBaseAPI] = {}

    def read(self, grey: Grey, languages: str = LANGUAGES) -> str:
        """The text of a line, dark on light."""
        if languages not in self._engines:
            self._engines[languages] = _open(LINE, languages)
        engine = self._engines[languages]
        engine.SetImage(Image.fromarray(cv2.copyMakeBorder(grey, 10, 10, 10, 10, cv2.BORDER_CONSTANT, value=255)))
        engine.SetSourceResolution(300)
        return str(engine.GetUTF8Text()).strip()

    def close(self) -> None:
        for engine in self._engines.values():
            engine.End()
        self._engines.clear()


def read_words(grey: Grey, segmentation: int) -> list[Seen]:
    """Every word of the picture. Raises Unavailable when the engine cannot start."""
    with _open(segmentation) as api:
        api.SetImage(Image.fromarray(grey))
        api.SetSourceResolution(300)
        api.Recognize()
        iterator = api.GetIterator()
        # On a blank page the engine's own iterator raises when asked for its first word.
        return [] if iterator is None or iterator.Empty(tesserocr.RIL.WORD) else list(_words(iterator))


def _words(iterator: "tesserocr.PyResultIterator") -> "list[Seen]":
    level, found = tesserocr.RIL.WORD, []
    for item in tesserocr.iterate_level(iterator, level):
        text = (item.GetUTF8Text(level) or "").strip()
        if text and (box := item.BoundingBox(level)) is not None:
            found.append(Seen(text, *(float(side) for side in box), item.Confidence(level) / 100))
    return found


@cache
def data_folder() -> Path:
    """Where the language data lies unpacked: beside its archive, or in a private folder when that cannot be written."""
    wanted = os.environ.get("TESSDATA_PREFIX")
    if wanted and all((Path(wanted) / f"{code}.traineddata").is_file() for code in LANGUAGES.split("+")):
        return Path(wanted)
    folder = _DATA if os.access(_DATA, os.W_OK) else Path(tempfile.mkdtemp(prefix="medapp-tessdata-"))
    for code in LANGUAGES.split("+"):
        target = folder / f"{code}.traineddata"
        if not target.exists():
            _unpack(_DATA / f"{code}.traineddata.xz", target)
    return folder


def _unpack(archive: Path, target: Path) -> None:
    """Written under another name first: a second process never sees half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(lzma.decompress(archive.read_bytes()))
    Path(name).chmod(0o644)
    Path(name).replace(target)

"""The default: Tesseract with the data that the project carries (Apache-2.0)."""

from medapp.ingest.ocr.engines import Engine
from medapp.ingest.ocr.prepare import Prepared
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.tesseract import BLOCKS, SPARSE, read_words, warm

_WAYS = {"blocks": BLOCKS, "sparse": SPARSE}


class Tesseract:
    """Reads the page without rules and filled cells: as blocks, or as scattered words when it is a photo."""

    name = "tesseract"
    ways = tuple(_WAYS)

    def is_installed(self) -> bool:
        return True

    def warm(self) -> None:
        warm()

    def read(self, prepared: Prepared, way: str) -> list[Seen]:
        return read_words(prepared.bare, _WAYS[way])


ENGINE: Engine = Tesseract()

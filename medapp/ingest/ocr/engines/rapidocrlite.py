"""RapidOCRLite, which an operator may install and choose: better and ten times as quick, under a licence of its own.

Its code is Apache-2.0; its weights are under a modified OpenRAIL-M licence that shuts out some organisations and
passes its terms on to what it reads (docs/operations.md says more). Never among the product's requirements.
"""

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

import cv2

from medapp.errors import Unavailable
from medapp.ingest.ocr.engines import Engine
from medapp.ingest.ocr.prepare import X_HEIGHT, Prepared
from medapp.ingest.ocr.seen import Seen

_LETTERS = 14.0  # px; rules and filled cells do not disturb it, large letters do
_MODEL = {"Det.model_type": "lite", "Rec.model_type": "lite", "Global.use_cls": False}


@cache
def _reader() -> Any:
    try:
        from rapidocr import RapidOCR  # type: ignore[import-not-found, unused-ignore]  # installed by choice
    except ImportError as error:
        raise Unavailable(engine=RapidOcrLite.name) from error
    return RapidOCR(params=_MODEL)


class RapidOcrLite:
    """Reads the straightened page as it is."""

    name = "rapidocrlite"
    ways = ("lines",)

    def is_installed(self) -> bool:
        try:
            distribution(self.name)  # another package, rapidocr, has the same import name
        except PackageNotFoundError:
            return False
        return True

    def warm(self) -> None:
        _reader()

    def read(self, prepared: Prepared, way: str) -> list[Seen]:  # noqa: ARG002  the one way
        ratio = min(1.0, _LETTERS / X_HEIGHT)
        small = cv2.resize(prepared.whole, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
        seen = _reader()(small)
        if seen.boxes is None:
            return []
        return [
            word
            for corners, text, confidence in zip(seen.boxes, seen.txts, seen.scores, strict=True)
            for word in _words(str(text), corners / ratio, float(confidence))
        ]


def _words(text: str, corners: Any, confidence: float) -> list[Seen]:
    """A line's words, placed by their share of its letters: the engine's own word boxes tear words apart."""
    (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    step = (x1 - x0) / max(len(text), 1)
    return [
        Seen(word[0], x0 + word.start() * step, y0, x0 + word.end() * step, y1, confidence)
        for word in re.finditer(r"\S+", text)
    ]


ENGINE: Engine = RapidOcrLite()

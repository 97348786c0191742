"""The kinds of pictures that reading is measured on: what was drawn, and what happened to it."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import Browser

from medapp.ingest.ocr.pictures import Grey
from tests.corpus.reports import Row
from tests.ocr.degrade import coarse, dim, photographed, quarter_turned, scanned, shaken
from tests.ocr.drawn import draw_table, draw_typeset
from tests.ocr.looks import draw_look
from tests.ocr.papers import faxed, folded, on_screen, screenshot, stamped, tinted

Drawn = tuple[Grey, list[Row]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`group` is what is promised of it: flat pictures and scans, or photos."""

    group: str
    spoil: Callable[[Grey, int], Grey]


def _turned(picture: Grey, seed: int) -> Grey:
    return quarter_turned(scanned(picture, seed), 1 + seed % 3)


def _fold(picture: Grey, seed: int) -> Grey:
    return photographed(folded(picture, seed), seed)


def _table_photo(picture: Grey, seed: int) -> Grey:
    return photographed(stamped(picture, seed) if seed % 2 else tinted(picture, seed), seed)


KINDS: dict[str, Kind] = {
    "scan": Kind("flat", scanned),
    "turned": Kind("flat", _turned),
    "fax": Kind("flat", faxed),
    "coarse": Kind("flat", coarse),
    "tint": Kind("flat", lambda picture, seed: scanned(tinted(picture, seed), seed)),
    "stamp": Kind("flat", lambda picture, seed: scanned(stamped(picture, seed), seed)),
    "screenshot": Kind("flat", screenshot),
    "photo": Kind("photo", _table_photo),
    "fold": Kind("photo", _fold),
    "moire": Kind("photo", on_screen),
    "dim": Kind("photo", dim),
    "shaken": Kind("photo", shaken),
}


def draw(kind: str, seed: int, browser: Browser | None) -> Drawn:
    """A report of one of three makes, spoilt; without a browser only the two that need none."""
    make = seed % 3
    if browser is not None and make == 2:
        picture, rows = draw_look(seed, browser)
    else:
        picture, rows = draw_typeset(seed) if make == 1 else draw_table(seed)
    number = random.Random(f"{kind} {seed}").randrange(2**31)
    return np.ascontiguousarray(KINDS[kind].spoil(picture, number)), rows

"""Readers of numbers that know nothing of the first reader.

The quick engine looks at the whole page and finds numbers that the first reader missed or tore apart. The careful
engine reads every number again, cut out and set into sheets of cells, so that it spends no time on words.
"""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import cv2
import faster_paddle
import numpy as np

from medapp.ingest.ocr.lanes import LANES, side_by_side
from medapp.ingest.ocr.light import shrunk
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen

NUMBER = re.compile(r"\d[\d.,:/]*\d|\d")
MOST_CELLS = 240
_CELL_HEIGHT, _CELL_WIDTH, _LETTERS = 56, 220, 34  # px of a cell in a sheet, and of the line of text in it
_COLUMNS, _ROWS = 6, 24  # of a sheet
_FEW = 24  # cells that are read before a second engine were loaded
_PAGE_SIDE = 2000  # px of the page that the quick engine gets
# px on which an engine seeks text; it reads from the full picture. On sheets the readings at 1600 and at 704 px were
# the same and took two and a half times as long.
_SEEKING = {"tiny": 1280, "small": 704}


@dataclass(frozen=True, slots=True)
class Second:
    """A run of text of the quick reader, with the numbers in it."""

    seen: Seen
    numbers: tuple[str, ...]


@cache
def _engine(size: str, lane: int) -> Any:
    """One engine a lane: an engine reads one picture at a time, and its own threads wait by spinning."""
    return faster_paddle.OcrEngine(model_size=size, threads=1, det_max_side=_SEEKING[size], det_min_side=0)


def warm_quick() -> None:
    """Load the quick engine, beside other work."""
    _engine("tiny", 0)


def warm_careful() -> None:
    """Load the careful engine, beside other work. A second one is loaded where a page has many cells for it."""
    _engine("small", 0)


def _read(engine: Any, picture: Grey) -> list[Seen]:
    encoded, data = cv2.imencode(".bmp", picture)
    if not encoded:
        return []
    found = []
    for bound in engine.ocr(data.tobytes())["bounds"].values():
        (x0, y0), (x1, y1) = bound["topLeftCoord"], bound["bottomRightCoord"]
        found.append(
            Seen(bound["text"], min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), float(bound["confidence"]))
        )
    return found


def read_numbers(whole: Grey) -> list[Second]:
    """What the quick engine sees on the page with its rules and filled cells, in the page's px."""
    small = shrunk(whole, _PAGE_SIDE)
    ratio = whole.shape[0] / small.shape[0]
    found = []
    for seen in _read(_engine("tiny", 0), small):
        placed = replace(seen, x0=seen.x0 * ratio, y0=seen.y0 * ratio, x1=seen.x1 * ratio, y1=seen.y1 * ratio)
        found.append(Second(placed, tuple(NUMBER.findall(seen.text))))
    return found


def read_cells(cells: list[Grey]) -> list[str]:
    """The careful engine's reading of each cut-out, in order; "" where it sees nothing."""
    lanes = LANES if len(cells) > _FEW else 1
    size = max(_COLUMNS, min(_COLUMNS * _ROWS, -(-len(cells) // lanes)))
    sheets = [cells[start : start + size] for start in range(0, len(cells), size)]
    read = side_by_side(lambda lane: [_read_sheet(sheet, lane) for sheet in sheets[lane::lanes]], range(lanes))
    return [text for number in range(len(sheets)) for text in read[number % lanes][number // lanes]]


def _read_sheet(cells: list[Grey], lane: int) -> list[str]:
    sheet = np.full((-(-len(cells) // _COLUMNS) * _CELL_HEIGHT, _COLUMNS * _CELL_WIDTH), 255, np.uint8)
    for index, cell in enumerate(cells):
        scale = min(_LETTERS / cell.shape[0], (_CELL_WIDTH - 24) / cell.shape[1])
        small = cv2.resize(cell, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        y, x = index // _COLUMNS * _CELL_HEIGHT + 11, index % _COLUMNS * _CELL_WIDTH + 12
        sheet[y : y + small.shape[0], x : x + small.shape[1]] = small
    texts = [""] * len(cells)
    for seen in sorted(_read(_engine("small", lane), sheet), key=lambda seen: seen.x0):
        index = int((seen.y0 + seen.y1) / 2 // _CELL_HEIGHT) * _COLUMNS + int((seen.x0 + seen.x1) / 2 // _CELL_WIDTH)
        if index < len(texts) and seen.x1 - seen.x0 < 1.1 * _CELL_WIDTH:
            texts[index] = f"{texts[index]} {seen.text}".strip()
    return texts

"""Cases written as text: the page as it looks, then `---`, then what must be read from it.

Each run of text without two spaces in it is set at the place where it stands; `?` in the truth is not compared.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.reports import Row
from tests.corpus.typeset import _register

FOLDER = Path(__file__).parent / "cases"
_SIZE = 8.0


@dataclass(frozen=True)
class Case:
    name: str
    page: tuple[str, ...]
    rows: tuple[Row, ...]
    facts: dict[str, str]
    free: frozenset[tuple[str, str]]


def load_case(path: Path) -> Case:
    page, _, truth = path.read_text(encoding="utf-8").partition("\n---\n")
    return Case(path.stem, tuple(page.splitlines()), *read_truth(truth.strip().splitlines()))


def read_truth(lines: list[str]) -> tuple[tuple[Row, ...], dict[str, str], frozenset[tuple[str, str]]]:
    """The rows, the facts, and what of which row is not compared."""
    rows, facts, free = [], {}, set()
    for line in lines:
        if "|" not in line:
            key, _, value = line.partition(" ")
            facts[key] = value
            continue
        name, value, unit, low, high = line.split("|")
        if unit == "?":
            free.add((name, "unit"))
        if low == "?":
            free.add((name, "range"))
        rows.append(Row(name, value, unit, "", _number(low), _number(high)))
    return tuple(rows), facts, frozenset(free)


def _number(text: str) -> float | None:
    return float(text) if text not in ("", "?") else None


def all_cases() -> list[Case]:
    return [load_case(path) for path in sorted(FOLDER.glob("*.txt"))]


def set_text(lines: tuple[str, ...], font: str = "Sans", size: float = _SIZE, step: float = 1.5) -> bytes:
    """The lines as a one-page PDF; a proportional font keeps the columns where the text has them."""
    _register()
    pitch = pdfmetrics.stringWidth("0", "Mono", size) * (1.12 if font != "Mono" else 1.0)
    width = max(len(line) for line in lines) * pitch + 60
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, max(842.0, len(lines) * step * size + 80)))
    y = canvas._pagesize[1] - 40
    for line in lines:
        canvas.setFont(font, size)
        for piece in re.finditer(r"\S+(?: \S+)*", line):
            canvas.drawString(30 + piece.start() * pitch, y, piece[0])
        y -= step * size
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()

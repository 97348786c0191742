"""What a reader makes of a file: words with their places, or rows of cells.

Coordinates are points (1/72 inch) from the top left corner of the page as a
person sees it, after rotation: x grows to the right, y grows downwards.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs without a gap. `confidence` is 1.0 for a text layer."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float = 0.0
    bold: bool = False
    confidence: float = 1.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        return (self.x0, self.y0, self.x1, self.y1)


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text, the first row first; `name` is the sheet's."""

    rows: tuple[tuple[str, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Either `pages` (PDF, picture) or `tables` (CSV, spreadsheet), or a report already structured."""

    reader: str
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    structured: object | None = None  # a ParsedReport made by a structured reader (FHIR, HL7, C-CDA)
    warnings: tuple[str, ...] = field(default=())

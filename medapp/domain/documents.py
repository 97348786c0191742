"""What a reader makes of a file: words with their places, or rows of cells.

Coordinates are points (1/72 inch) from the top left corner of the page as a
person sees it, after rotation: x grows to the right, y grows downwards.
"""

from dataclasses import dataclass, field
from datetime import date

# How lines rise and fall across a page: the slope (down is positive) at some x, from left to right.
Slopes = tuple[tuple[float, float], ...]


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
    """`number` counts from 1.

    `slopes` are those by which the words of a slanted picture showed how to straighten it; `words` stand where they
    stood after that. Empty for every other page.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    slopes: Slopes = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as text, the first row first; `name` is the sheet's."""

    rows: tuple[tuple[str, ...], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class StructuredRow:
    """One result of a message or resource whose fields are already told apart, all as the source has them.

    `value` is the text a person would see, comparator included (">60", "1:64", "Negative").
    `specimen` is the source's own word or code, `section` what the order or panel around the row is called; `loinc`
    only when the source says it is one; `analyte` is the catalogue's id when a person chose it from the catalogue.
    """

    name: str
    value: str
    unit: str | None = None
    loinc: str | None = None
    other_names: tuple[str, ...] = ()
    ref_low: str | None = None
    ref_high: str | None = None
    ref_text: str | None = None
    flag: str | None = None
    specimen: str | None = None
    section: str | None = None
    collected_at: date | None = None
    analyte: str | None = None


@dataclass(frozen=True, slots=True)
class StructuredReport:
    """What a message says of the person and the report; `skipped` are (text, reason) of rows without a result."""

    rows: tuple[StructuredRow, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    sex: str | None = None
    birth_date: date | None = None
    collected_at: date | None = None
    reported_at: date | None = None
    laboratory: str | None = None
    age_years: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Either `pages` (PDF, picture), `tables` (CSV, spreadsheet) or `structured` (FHIR, HL7, C-CDA)."""

    reader: str
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    structured: StructuredReport | None = None
    warnings: tuple[str, ...] = field(default=())

"""One result row as the page shows it, before it is known what it measures."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from medapp.domain.documents import Word
from medapp.domain.parsing.cells import ResultText
from medapp.domain.parsing.names import Context


@dataclass(frozen=True, slots=True)
class Earlier:
    """A result of another day, printed for comparison."""

    value: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class RawRow:
    """`bound` says how the cells were told apart: "header", "content" or "cells" (a spreadsheet, a message).

    `heading_unit` stands in the heading over all results and is a row's own only where it has none and can have it.
    `legibility` is how surely the result was recognised; `name_` and `range_legibility` the same of the cells beside.
    """

    name: str
    result: ResultText
    unit: str | None = None
    range_text: str | None = None
    flag: str | None = None
    context: Context = field(default_factory=Context)
    loinc: str | None = None
    other_names: tuple[str, ...] = ()
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    bound: str = "header"
    bold: bool = False
    legibility: float = 1.0
    name_legibility: float = 1.0
    range_legibility: float = 1.0
    earlier: tuple[Earlier, ...] = ()
    collected_at: date | None = None
    warnings: tuple[str, ...] = ()
    heading_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that looked like a result and could not be bound."""

    text: str
    page: int | None
    reason: str
    box: tuple[float, float, float, float] | None = None


def box_of(words: Iterable[Word]) -> tuple[float, float, float, float] | None:
    """The smallest box around the words, in points, rounded to a tenth."""
    words = list(words)
    if not words:
        return None
    return (
        round(min(word.x0 for word in words), 1),
        round(min(word.y0 for word in words), 1),
        round(max(word.x1 for word in words), 1),
        round(max(word.y1 for word in words), 1),
    )


def legibility_of(words: Iterable[Word], numbers_only: bool = False) -> float:
    """The least certain word's confidence; of the words with digits alone when `numbers_only` and there are some."""
    words = list(words)
    numbers = [word for word in words if any(char.isdigit() for char in word.text)] if numbers_only else []
    return min((word.confidence for word in numbers or words), default=1.0)

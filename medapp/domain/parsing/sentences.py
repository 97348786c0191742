"""Results told in sentences, as in a discharge summary: the last resort for a page that has no row at all."""

import re

from medapp.domain.analytes import load_catalogue
from medapp.domain.numbers import COMPARATOR, NUMBER
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.names import Context
from medapp.domain.parsing.rows import RawRow
from medapp.domain.units import parse_unit

_PART = re.compile(r"[,;](?=\s)|(?<=\D)\.(?=\s|$)|:\s|[()]")
_TOLD = re.compile(
    rf"(?P<name>[^\d<>]*?[^\W\d])\s*[-–—=]?\s*(?P<value>(?:{COMPARATOR}\s*)?{NUMBER})\s*(?P<unit>\D.{{0,18}})"
)
_FEWEST = 3


def read_sentences(texts: list[str], page: int | None) -> list[RawRow]:
    """Analytes by their exact names, each with a number and a unit of its own right behind; three or none."""
    rows: list[RawRow] = []
    for part in _PART.split(" ".join(texts)):
        match = _TOLD.fullmatch(part.strip())
        unit = parse_unit(match["unit"]) if match else None
        if match is None or unit is None:
            continue
        name = " ".join(match["name"].split())
        result = parse_result(match["value"])
        if result is not None and any(analyte.accepts(unit) for analyte in load_catalogue().by_alias(name)):
            rows.append(RawRow(name, result, match["unit"].strip(), context=Context(), page=page, bound="content"))
    return rows if len(rows) >= _FEWEST else []


def untabled(cells: tuple[str, ...]) -> str:
    """A sentence that its commas made look like cells."""
    return re.sub(r",(?!\d)", ", ", ",".join(cells))

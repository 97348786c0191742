"""A range in the remark under a row whose own cells hold none: `Reference range: <100`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from medapp.domain.parsing.card_zones import label_in
from medapp.domain.parsing.cells import looks_like_unit
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.rows import RawRow
from medapp.domain.parsing.tables import TableLine
from medapp.domain.ranges import parse_range

_FAR, _MOST_LINES, _FEW_WORDS = 2, 8, 4
_HOLDS_LIMITS = re.compile(
    r".{0,60}?(?:[<>≤≥]|\b(?:below|above|up to|до|более|менее)\b|\d\s*[-–])\s*=?\s*\d", re.IGNORECASE
)


def with_noted_range(row: RawRow, below: Sequence[TableLine]) -> RawRow:
    """The row with the limits that a labelled remark close below it gives, when it has none of its own."""
    if row.range_text and parse_range(row.range_text).has_limits:
        return row
    noted = _noted(below)
    if noted is None:
        return row
    unit = row.unit or (row.range_text if row.range_text and looks_like_unit(row.range_text) else None)
    return replace(row, unit=unit, range_text=noted)


def _noted(below: Sequence[TableLine]) -> str | None:
    remarks = []
    for line in below[:_MOST_LINES]:
        if line.is_anchor and is_known_name(text_of(line.name)):
            break
        remarks.append(line.line.text.strip())
    for index, remark in enumerate(remarks[:_FAR]):
        label = label_in(remark)
        if label is not None:
            text = label.strip(" :.-–") or " ".join(takewhile(_is_band, remarks[index + 1 :]))
            return text if _HOLDS_LIMITS.search(text) else None
    return None


def _is_band(remark: str) -> bool:
    """A band, or the few words over bands: `Adult Male`, `Pregnancy Ranges`."""
    few_words = len(remark.split()) <= _FEW_WORDS and not any(char.isdigit() for char in remark)
    return few_words or parse_range(remark).has_limits or _HOLDS_LIMITS.match(remark) is not None

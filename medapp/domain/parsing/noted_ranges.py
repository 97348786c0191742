"""A range in the remark under a row whose own cells hold none: `Reference range: <100`."""

from collections.abc import Sequence
from dataclasses import replace

from medapp.domain.parsing.card_zones import label_in
from medapp.domain.parsing.cells import looks_like_unit
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.rows import RawRow
from medapp.domain.parsing.tables import TableLine
from medapp.domain.ranges import parse_range

_FAR, _MOST_LINES = 2, 8


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
            text = label or " ".join(remarks[index + 1 :])
            return text if parse_range(text).has_limits or not label else None
    return None

"""A group's word beside the first name of its group, in a column of its own: `Differential | Neutrophils`."""

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import segments
from medapp.domain.parsing.tables import TableLine

_SAME_START = 3.0  # points
_FEWEST = 2


def set_groups_apart(rows: list[TableLine]) -> None:
    """Take out of the names what stands before them where the names of other rows begin further right."""
    starts = [row.name[0].x0 for row in rows if row.is_anchor and row.name and len(segments(row.name)) == 1]
    for row in rows:
        parts = segments(row.name)
        if row.spans or len(parts) < 2 or not _is_word(parts[0]):
            continue
        if sum(1 for start in starts if abs(start - parts[1][0].x0) <= _SAME_START) >= _FEWEST:
            row.group = parts[0]
            row.name = [word for part in parts[1:] for word in part]


def _is_word(part: list[Word]) -> bool:
    return any(char.isalpha() for word in part for char in word.text)

"""A second line that makes another analyte of a name that is whole without it: `ЛПВП` under `Холестерин`."""

import re
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.names import Context, is_exact_name, is_known_name, resolve
from medapp.domain.parsing.rows import RawRow
from medapp.domain.parsing.tables import TableLine

_BEHIND = re.compile(r",\s*[^,]+$|\s*\([^()]*\)$")  # a unit or a remark behind the name
_NEXT_LINE = 1.75  # letter heights
_ALIGNED = 6.0  # points
_CLOSER = 0.95
_CERTAIN = 0.85  # of a name's match


def tells_another(upper: TableLine, row: TableLine, lower: TableLine | None, pitch: float) -> bool:
    """The line is the rest of such a name: it stands closer under it than two rows of the table do, `pitch` points.

    Where it stands no closer, it may be a row that has no result, and the name above is marked as doubtful.
    """
    if not row.only_name or not upper.name or not is_another(text_of(upper.name_words()), text_of(row.name)):
        return False
    last = upper.below_names[-1] if upper.below_names else upper.name
    gap = row.line.y0 - last[0].y0
    if gap > _NEXT_LINE * row.line.size:
        return False
    following = lower.line.y0 - row.line.y0 if lower is not None else pitch
    closer = gap < _CLOSER * min(following, pitch)
    upper.is_name_doubtful = not closer
    return closer


def is_another(head: str, tail: str) -> bool:
    """Head alone is one analyte, both together are another's whole name, which the tail alone may be as well."""
    whole = f"{head} {_BEHIND.sub('', tail)}"
    if not is_exact_name(whole) or not is_known_name(head):
        return False
    one, both, other = (_analyte(text) for text in (head, whole, tail))
    return one is not None and both is not None and one != both and other in (None, both)


def is_closer(gap: float, part: list[Word], following: list[list[Word]], rows: list[RawRow]) -> bool:
    """The part stands closer, by `gap` points, under its row than to the next line, and than two rows ever do."""
    below = (other[0].y0 - part[0].y0 for other in following if abs(other[0].x0 - part[0].x0) <= _ALIGNED)
    tops = [row.box[1] for row in rows if row.box is not None and row.page == rows[-1].page]
    pitches = (lower - upper for upper, lower in pairwise(tops) if lower > upper)
    return gap < _CLOSER * min((step for step in (*below, *pitches) if step > 0), default=0.0)


def _analyte(name: str) -> str | None:
    match = resolve(name, None, Context())
    return match.analyte.id if match.analyte is not None and match.reason is None and match.score >= _CERTAIN else None

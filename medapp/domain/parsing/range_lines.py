"""Lines of limits between two results: which of the two rows a line of a range cell belongs to.

The lines of one cell stand closer to each other than to the next cell's, a cell in the middle of its row reaches as
far below the result as above it, and no row has limits for men or for women twice.
"""

import re

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.tables import TableLine
from medapp.domain.people import Sex
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_NEXT_LINE = 1.9
_CLOSER = 0.85
_SEX_ALONE = re.compile(
    r"\W*(?:(?P<female>ж|жен\w*|f|female|women)|(?:м|муж\w*|m|male|men))\b[\s.:]*"
    r"(?:(?:до|от|менее|более|[<>≤≥])?\s*\d[\d.,]*(?:\s*[-–—]\s*(?:\d[\d.,]*)?)?)?\W*",
    re.IGNORECASE,
)


def owner_of(
    row: TableLine, following: list[TableLine], upper: TableLine | None, lower: TableLine | None, opened: bool
) -> TableLine | None:
    """The row that the limits on this line belong to; None when no row is theirs for sure.

    `following` are the lines between this one and `lower`; `opened` when a line above this one is `lower`'s already.
    """
    above = row.line.middle - _last_middle(upper) if upper else float("inf")
    next_line = next((other for other in following if other.ranges and not other.values), lower)
    below = next_line.line.middle - row.line.middle if next_line else float("inf")
    limit = _NEXT_LINE * row.line.size
    if lower is not None and heads(row, lower):
        return lower
    awaits = not any(other.ranges for other in following) and _awaits_limits(row.ranges)
    opens = lower is not None and (_is_open(lower) or awaits or (_is_grade(row.ranges) and _is_grade(lower.ranges)))
    if lower is not None and (opened or (not row.name and opens and below < limit)):
        last = next((other for other in reversed(following) if other.ranges), row)
        reached = lower.line.middle - last.line.middle < limit
        if opened or (reached and (below < _CLOSER * above or _is_past(row, upper))):
            return lower
    if upper is None or _is_past(row, upper):
        return None
    return upper if above <= limit * (1 + len(upper.below_names) + len(upper.more_units)) else None


def heads(row: TableLine, lower: TableLine) -> bool:
    """The name on this line was given to the row below."""
    return any(part is row.name for part in lower.above_names)


def repeats_a_sex(parts: list[list[Word]], words: list[Word]) -> bool:
    """The limits are for men, or for women, of any age, and the parts hold such limits already."""
    sex = _sex_alone(words)
    return sex is not None and any(_sex_alone(part) is sex for part in parts)


def names_a_sex(words: list[Word]) -> bool:
    """The words are limits for men or for women, or only say that such limits follow."""
    return _sex_alone(words) is not None


def _sex_alone(words: list[Word]) -> Sex | None:
    match = _SEX_ALONE.fullmatch(text_of(words))
    if match is None:
        return None
    return Sex.FEMALE if match["female"] else Sex.MALE


def _is_open(lower: TableLine) -> bool:
    """The row's own line does not hold its whole limits."""
    return not lower.name or not parse_range(text_of(lower.ranges)).has_limits


def _awaits_limits(words: list[Word]) -> bool:
    """`фолл. 3,5-12,5; овул.`: ends in the word for limits that stand on the next line."""
    last = words[-1].text if words else ""
    return len(words) > 1 and last[0].isalpha() and last[-1] in ".:" and parse_unit(last.rstrip(".:")) is None


def _is_grade(words: list[Word]) -> bool:
    """`Prediabetes: 5.7 - 6.4`, `сомн. 0.9 - 1.1`: one of several bands, each with its word."""
    return len(words) > 1 and words[0].text[:1].isalpha() and not names_a_sex(words) and words[0].text[-1:] in ":."


def _is_past(row: TableLine, upper: TableLine | None) -> bool:
    """The limits of the row above began over its result, and this line is further below it than they began above."""
    first = upper.ranges[0] if upper and upper.ranges else None
    if upper is None or first is None:
        return False
    height = upper.line.middle - (first.y0 + first.y1) / 2
    return height > 0.4 * upper.line.size and row.line.middle - upper.line.middle > height + 0.75 * row.line.size


def _last_middle(row: TableLine) -> float:
    """The height of the row's last range line so far, in points."""
    last = row.more_ranges[-1] if row.more_ranges else None
    return max(row.line.middle, (last[0].y0 + last[0].y1) / 2) if last else row.line.middle

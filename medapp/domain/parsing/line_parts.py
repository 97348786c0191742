"""Lines without headings: where one ends and its neighbour begins, and which go together."""

from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import looks_like_unit, parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.freelines import FreeRow, read_line
from medapp.domain.parsing.lines import Line, height_of, segments, text_of
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.parsing.rows import RawRow

_FEWEST = 3  # results that make a block of its own


def below(lines: list[Line], rows: list[RawRow]) -> list[Line]:
    """The lines below the last of the rows."""
    bottom = max((row.box[3] for row in rows if row.box is not None), default=0.0)
    return [line for line in lines if line.y0 > bottom] if rows else []


def hold_results(lines: list[Line]) -> bool:
    """A block without headings under a table: `Urinalysis`, and its findings in two columns."""
    read = [row for line in lines for part in independent_parts(line) if (row := read_line(part)) is not None]
    return sum(is_exact_name(row.name) for row in read) >= _FEWEST


def whole_name(before: list[Word], row: FreeRow) -> str:
    """The name with its beginning from the line above, when its own line starts in the middle."""
    text = text_of(before)
    goes_on = row.name.split()[0].islower() or row.name.startswith("(")  # pH and ctHb begin a name of their own
    if not before or not goes_on or is_exact_name(row.name) or any(char.isdigit() for char in text):
        return row.name
    first = next((word for word in row.words if not is_flag(word.text)), row.words[0])
    near = 0 < first.y0 - before[0].y0 <= 1.7 * height_of(first) and abs(before[0].x0 - first.x0) <= 6
    return f"{text} {row.name}" if near and len(before) <= 8 and not decoys.is_administrative(text) else row.name


def stands_among(row: FreeRow, sure: list[FreeRow]) -> bool:
    """A line of an unknown name in the columns of its certain neighbours."""
    says_something = row.unit or row.range_text or row.result.kind != "number"
    if (
        row.strange
        or not says_something
        or decoys.is_legend(text_of(row.words))
        or len(row.name.split()) > 8
        or row.name.endswith(".")
    ):
        return False
    start, value = row.words[0].x0, row.value
    columns = [other for other in sure if abs(other.words[0].x0 - start) <= 3]
    aligned = [
        other
        for other in columns
        if min(abs(other.value.x0 - value.x0), abs(other.value.x1 - value.x1)) <= 3
        or abs(other.value.x0 + other.value.x1 - value.x0 - value.x1) <= 6
    ]
    reach = 4 * (value.y1 - value.y0)
    return len(aligned) >= 2 and any(abs(other.value.y0 - value.y0) <= reach for other in sure)


def independent_parts(line: Line) -> list[list[Word]]:
    """The line, or its halves when two results stand beside each other."""
    whole = list(line.words)
    parts = segments(whole)
    starts = [index for index, part in enumerate(parts) if index and _begins_a_row(text_of(part))]
    if not starts or decoys.is_prose(line.text):
        return [whole]
    cuts = [0, *starts, len(parts)]
    halves = [[word for part in parts[a:b] for word in part] for a, b in pairwise(cuts)]
    readable = [read_line(half) for half in halves]
    return halves if all(readable) else [whole]


def _begins_a_row(text: str) -> bool:
    return is_known_name(text) and parse_result(text) is None and not looks_like_unit(text)

"""A table copied from a page, each cell on a line of its own: its rows are put back on one line each."""

from medapp.domain.parsing.cells import is_date_or_time, parse_result
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.names import is_known_name
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_GAP = "    "
_FEWEST_ROWS = 2
_MOST_CELLS = 6
_LONGEST_NAME = 90


def rows_of_cells(lines: list[str]) -> list[str]:
    """The lines, those of a row joined when there are rows of that kind; else the lines as they are."""
    bare = [line.strip() for line in lines]
    joined: list[str] = []
    rows = at = 0
    while at < len(bare):
        cells, end = _row(bare, at)
        rows += len(cells) > 2
        joined.append(_GAP.join(cells) if cells else lines[at])
        at = end
    return joined if rows >= _FEWEST_ROWS else lines


def _row(lines: list[str], at: int) -> tuple[list[str], int]:
    """The cells of the row that begins on this line and the line behind it; no cells when none begins."""
    if not _is_name(lines[at]):
        return [], at + 1
    cells, end = [lines[at]], at + 1
    for index in range(at + 1, min(at + 2 * _MOST_CELLS, len(lines))):
        text = lines[index]
        if not text:
            continue  # an empty cell, or the end of the row
        if len(cells) >= _MOST_CELLS or not _is_cell(text) or _begins_row(lines, index):
            break
        cells.append(text)
        end = index + 1
    return (cells, end) if any(_is_value(cell) for cell in cells[1:3]) else ([], at + 1)


def _begins_row(lines: list[str], at: int) -> bool:
    """`pH`, `МНО`: a unit elsewhere, and a name where a value stands under it."""
    following = next((text for text in lines[at + 1 : at + 3] if text), "")
    return is_known_name(lines[at]) and not _is_value(lines[at]) and _is_value(following)


def _is_name(text: str) -> bool:
    return (
        any(char.isalpha() for char in text)
        and len(text) <= _LONGEST_NAME
        and not text.endswith(":")
        and (is_known_name(text) or not _is_cell(text))
    )


def _is_cell(text: str) -> bool:
    """A value, a unit, limits or a flag, and nothing else."""
    return _is_value(text) or is_flag(text) or parse_unit(text) is not None or _is_limits(text)


def _is_value(text: str) -> bool:
    result = parse_result(text) if not is_date_or_time(text) else None
    return result is not None and not result.rest


def _is_limits(text: str) -> bool:
    return len(text) <= 40 and text[0] in "0123456789<>≤≥([-–до" and parse_range(text).has_limits

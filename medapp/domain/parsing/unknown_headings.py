"""A line of headings that words alone do not prove: the rows under it say which column holds names, which results."""

import re
from dataclasses import replace
from itertools import pairwise

from medapp.domain.parsing import decoys, unheaded
from medapp.domain.parsing.cells import is_date_or_time, parse_result
from medapp.domain.parsing.event_columns import place_in_time
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.header_words import CORE, Role
from medapp.domain.parsing.headings import HeadingCell
from medapp.domain.parsing.lines import Line, height_of, text_of
from medapp.domain.parsing.names import is_known_name

_LOOK_AHEAD = 12
_FEWEST_ROWS = 2
_SHARE = 0.6
_MOST_CELLS = 9
_MOST_LINES = 3
_WIDE = 1.8

Cells = list[str | None]  # the text under each heading


def headed_by_rows(lines: list[Line], index: int, cells: list[HeadingCell]) -> tuple[list[HeadingCell], int] | None:
    """The line's headings, cut into `cells`, with the roles its rows give them, and the last line of the headings; None
    for no table."""
    headings = _whole(cells)
    if not _may_head(headings):
        return None
    last = _last_line(lines, index, headings)
    rows = [row for line in _block(lines, last) if (row := _under(headings, line))]
    value = _value_place(headings, rows)
    name = _name_place(headings, rows, value) if value is not None else None
    if value is None or name is None:
        return None
    proven = [row for row in rows if row[name] and _is_result(row[value])]
    others = [row for row in rows if row not in proven and sum(1 for text in row if text) > 1]
    if len(proven) < _FEWEST_ROWS or len(proven) < len(others):
        return None
    if sum(1 for row in proven if _is_decoy(row[name] or "")) * 2 > len(proven):
        return None
    roles = {name: Role.NAME, value: headings[value].role if place_in_time(headings[value].text) else Role.VALUE}
    return [replace(cell, role=roles.get(place, cell.role)) for place, cell in enumerate(headings)], last


def _block(lines: list[Line], last: int) -> list[Line]:
    """The lines under the headings down to the first wide gap."""
    block: list[Line] = []
    pitch = 0.0
    for above, line in pairwise(lines[last : last + 1 + _LOOK_AHEAD]):
        step = line.y0 - above.y0
        if pitch and step > _WIDE * max(pitch, 1.2 * line.size):
            break
        pitch = max(pitch, step) if block else min(step, 2 * line.size)
        block.append(line)
    return block


def _whole(cells: list[HeadingCell]) -> list[HeadingCell]:
    """Pieces that stand as close as words are one heading, with the role of the first."""
    joined: list[HeadingCell] = []
    for cell in cells:
        if joined and cell.x0 - joined[-1].x1 <= 0.75 * height_of(cell.words[0]):
            last = joined[-1]
            joined[-1] = HeadingCell((*last.words, *cell.words), last.role)
        else:
            joined.append(cell)
    return joined


def _may_head(headings: list[HeadingCell]) -> bool:
    if not 2 <= len(headings) <= _MOST_CELLS or not any(cell.role in CORE for cell in headings):
        return False
    if any(len(cell.words) > 6 or (cell.text.endswith((":", ";", ".")) and cell.role is None) for cell in headings):
        return False
    return not any(_is_cell_of_a_row(cell) for cell in headings)


def _is_cell_of_a_row(cell: HeadingCell) -> bool:
    if cell.role is not None or cell.unit:
        return False
    return any(char.isdigit() for char in cell.text) or is_known_name(cell.text) or value_words(cell.text) is not None


def _last_line(lines: list[Line], index: int, headings: list[HeadingCell]) -> int:
    """Headings go on over lines that stand close, under them, in their own weight of type and without digits."""
    last = index
    for at in range(index + 1, min(index + _MOST_LINES, len(lines))):
        line, above = lines[at], lines[last]
        close = line.y0 - above.y0 <= 1.6 * above.size
        alike = line.words[0].bold == lines[index].words[0].bold and not is_known_name(line.text)
        under = all(
            any(min(part[-1].x1, cell.x1 + 30) - max(part[0].x0, cell.x0 - 30) > 0 for cell in headings)
            for part in line.parts()
        )
        is_row = any(char.isdigit() for char in line.text) or any(
            parse_result(text_of(part)) is not None for part in line.parts()
        )
        if not (close and alike and under) or is_row:
            break
        last = at
    return last


def _under(headings: list[HeadingCell], line: Line) -> Cells:
    """The line's pieces by the nearest heading; empty when there is only one piece."""
    parts = line.parts()
    if len(parts) < 2:
        return []
    cells: Cells = [None] * len(headings)
    for part in parts:
        place = min(range(len(headings)), key=lambda at: _distance(headings[at], part[0].x0, part[-1].x1))
        cells[place] = f"{cells[place]} {text_of(part)}" if cells[place] else text_of(part)
    return cells


def _distance(heading: HeadingCell, x0: float, x1: float) -> float:
    apart = max(heading.x0 - x1, x0 - heading.x1, 0.0)
    return apart or -min(x1, heading.x1) + max(x0, heading.x0)


def _value_place(headings: list[HeadingCell], rows: list[Cells]) -> int | None:
    known = [place for place, cell in enumerate(headings) if cell.role is Role.VALUE]
    unsure = [place for place, cell in enumerate(headings) if cell.role is None and place]
    remarks = [place for place, cell in enumerate(headings) if cell.role is Role.COMMENT]
    events = [place for place, cell in enumerate(headings) if place_in_time(cell.text)]
    for place in known or [*events, *unsure, *remarks]:  # `Заключение` heads the findings where nothing else does
        texts = [text for row in rows if (text := row[place])]
        if len(texts) >= _FEWEST_ROWS and sum(1 for text in texts if _is_result(text)) >= _SHARE * len(texts):
            return place
    return None


def _name_place(headings: list[HeadingCell], rows: list[Cells], value: int) -> int | None:
    known = [place for place, cell in enumerate(headings) if cell.role is Role.NAME]
    unsure = [place for place, cell in enumerate(headings) if cell.role is None and place < value]
    for place in known or unsure:
        texts = [row[place] or "" for row in rows if row[value]]
        if texts and sum(1 for text in texts if re.match(r"\w[\w-]*[^\W\d_]{2}", text)) >= _SHARE * len(texts):
            return place
    return None


def _is_result(text: str | None) -> bool:
    result = parse_result(text) if text and not is_date_or_time(text) else None
    return (result is not None and not (result.kind == "interval" or unheaded.is_band(text or ""))) or text == "0"


def _is_decoy(name: str) -> bool:
    return not is_known_name(name) and (decoys.is_administrative(name) or decoys.is_category(name))

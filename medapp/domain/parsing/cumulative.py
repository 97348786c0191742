# ruff: noqa: E501 - vocabulary
"""Headings of cumulative reports: days side by side over results, the hour and the sample's number under each day."""

import re

from medapp.domain.parsing.cells import looks_like_unit, parse_result
from medapp.domain.parsing.header_words import CORE, Role
from medapp.domain.parsing.headings import Column, Header, HeadingCell, cut_headings
from medapp.domain.parsing.lines import Line, segments, text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.ranges import parse_range

_LABEL = re.compile(
    r"(?:(?:collection|collected|sample|specimen|request|report|test)?\s*(?:date|time|day)|date\s*/\s*time|collected|requested|received|reported|(?:lab|laboratory|request|sample|specimen|episode|accession|order|report)\.?\s*(?:no|number|id|ref|#)?|"
    r"(?:дата|время|час)(?:\s+(?:взятия|забора|исследования|анализа|сбора|и время))*|(?:номер|№)(?:\s*(?:заказа|пробы|анализа|заявки|образца))?|заказ|проба|datum|uhrzeit|zeit|auftrag\w*)\s*[.:#№]*",
    re.IGNORECASE,
)
_MARK = re.compile(r"[\w./:-]*\d[\w./:-]*|[-–—]+|am|pm", re.IGNORECASE)
_MOST_LINES = 4
_LOOK_AHEAD = 8


def dated_header(lines: list[Line], index: int, cells: list[HeadingCell]) -> Header | None:
    """The heading that begins on this line, cut into `cells`: two days or more, with nothing left of them but what they
    are days of."""
    days = [cell for cell in cells if cell.role is Role.DATE]
    left = [cell for cell in cells if cell.x1 <= days[0].x0] if days else []
    if len(days) < 2 or any(not _is_label(cell) for cell in left):
        return None
    others = [cell for cell in cells if cell not in days and cell not in left]
    if any(cell.role not in CORE for cell in others):
        return None
    last = index
    while last + 1 < len(lines) and last - index < _MOST_LINES and _goes_on(lines[last + 1], days):
        last += 1
        others += [cell for cell in cut_headings(lines[last]) if cell.role in CORE and cell.x0 > days[-1].x1]
    body = [line for line in lines[last + 1 : last + 1 + _LOOK_AHEAD] if _is_row(line, days)]
    if len(body) < 2:
        return None
    start = min(line.x0 for line in body)
    name = Column(Role.NAME, start, min(max((cell.x1 for cell in left), default=start + 10), days[0].x0 - 5))
    dated = [Column(Role.DATE, cell.x0, cell.x1, cell.text, date=cell.text) for cell in days]
    headed = [Column(cell.role or Role.OTHER, cell.x0, cell.x1, cell.text) for cell in others]
    columns = [name, *dated, *(headed or _unheaded(body, days[-1]))]
    return Header(tuple(sorted(columns, key=lambda column: column.x0)), index, last)


def _is_label(cell: HeadingCell) -> bool:
    return cell.role in (Role.NAME, Role.OTHER) or _LABEL.fullmatch(cell.text) is not None


def _goes_on(line: Line, days: list[HeadingCell]) -> bool:
    """`Time | 0915 | 0840`, `Lab No. | 44120931 | … | Reference | Units`: a further line of the same headings."""
    parts = line.parts()
    if not parts or is_known_name(text_of(parts[0])):
        return False
    inside = [word for word in line.words if word.x1 > days[0].x0 - 20 and word.x0 < days[-1].x1 + 5]
    label = text_of(word for word in line.words if word.x1 <= days[0].x0 - 3 and word not in inside)
    if label and not _LABEL.fullmatch(label):
        return False
    if any(not _MARK.fullmatch(word.text) for word in inside):
        return False
    beyond = [cell for cell in cut_headings(line) if cell.x0 > days[-1].x1]
    return bool(inside or beyond) and all(cell.role in CORE for cell in beyond)


def _is_row(line: Line, days: list[HeadingCell]) -> bool:
    """An analyte with a number under the days."""
    under = [word for word in line.words if word.x1 > days[0].x0 - 20 and word.x0 < days[-1].x1 + 20]
    name = text_of(word for word in line.words if word.x1 <= days[0].x0 and word not in under)
    return is_known_name(name) and any(parse_result(word.text) is not None for word in under)


def _unheaded(body: list[Line], last: HeadingCell) -> list[Column]:
    """Ranges and units that stand right of the days with nothing printed over them."""
    places: dict[Role, list[tuple[float, float]]] = {Role.RANGE: [], Role.UNIT: []}
    for line in body:
        for part in segments(word for word in line.words if word.x0 > last.x1 + 5):
            text = text_of(part)
            if parse_range(text).has_limits:
                places[Role.RANGE].append((part[0].x0, part[-1].x1))
            elif looks_like_unit(text):
                places[Role.UNIT].append((part[0].x0, part[-1].x1))
    return [
        Column(role, min(x0 for x0, _ in found), max(x1 for _, x1 in found))
        for role, found in places.items()
        if 2 * len(found) >= len(body)
    ]

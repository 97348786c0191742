"""Tables with the analytes across and units, norms and results down: each column is a row of its own."""

from dataclasses import dataclass, field
from datetime import date

from medapp.domain.documents import Word
from medapp.domain.parsing.cells import ResultText, is_date_or_time, parse_result
from medapp.domain.parsing.dates import parse_date
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.lines import Line, segments, text_of
from medapp.domain.parsing.names import Context, is_known_name
from medapp.domain.parsing.rows import Earlier, RawRow, box_of, legibility_of
from medapp.domain.units import parse_unit

_FEWEST_NAMES = 3
_MOST_LINES = 14
_NEXT_LINE = 1.6  # line heights between the lines of one heading
_PITCH = 3.2  # line heights from one row of the table to the next

Part = list[Word]


@dataclass
class Transposed:
    """`names` from left to right; `units`, `ranges` and each of `results` hold a cell a name, None where it is empty.

    `first`..`last` are the table's lines; `results` pairs a row's label with its cells, the latest day first.
    """

    first: int
    last: int
    names: list[Part]
    units: list[Part | None] = field(default_factory=list)
    ranges: list[Part | None] = field(default_factory=list)
    results: list[tuple[str, list[Part | None]]] = field(default_factory=list)

    def result(self, place: int) -> ResultText | None:
        cell = self.results[0][1][place]
        return parse_result(text_of(cell)) if cell else None


def find_transposed(lines: list[Line], order: str | None) -> list[Transposed]:
    """Every such table of a page, from top to bottom."""
    found: list[Transposed] = []
    index = 0
    while index < len(lines):
        table = _table(lines, index, order)
        if table is not None:
            found.append(table)
        index = table.last + 1 if table is not None else index + 1
    return found


def _table(lines: list[Line], index: int, order: str | None) -> Transposed | None:
    names = _names_across(lines[index])
    if not names:
        return None
    table = Transposed(index, index, names)
    while table.last + 1 < len(lines) and _continue_names(table, lines[table.last], lines[table.last + 1]):
        table.last += 1
    for at in range(table.last + 1, min(index + _MOST_LINES, len(lines))):
        line = lines[at]
        if line.y0 - lines[at - 1].y0 > _PITCH * line.size or not _take(table, line):
            break
        table.last = at
    filled = [cell for _, cells in table.results[:1] for cell in cells if cell]
    if len(filled) < _FEWEST_NAMES or not (table.units or table.ranges):
        return None
    days = [(_day(text, order), place) for place, (text, _) in enumerate(table.results)]
    if len(days) > 1 and all(day is not None for day, _ in days):
        latest = max(days, key=lambda pair: (pair[0] or date.min, -pair[1]))[1]
        table.results.insert(0, table.results.pop(latest))
    return table


def _names_across(line: Line) -> list[Part]:
    """The analytes beside the label on the left; none when the line is not such a heading."""
    parts = line.parts()
    names = parts[1:] if parts and not is_known_name(text_of(parts[0])) else parts
    known = sum(1 for part in names if is_known_name(text_of(part)))
    if len(names) < _FEWEST_NAMES or known < 0.6 * len(names) or known < _FEWEST_NAMES - 1:
        return []
    if any(parse_result(text_of(part)) is not None or not any(c.isalpha() for c in text_of(part)) for part in names):
        return []
    return names


def _continue_names(table: Transposed, above: Line, line: Line) -> bool:
    """Put the second line of the headings, `10^12/л` under `Эритроциты,`, behind the names; False for another line."""
    parts = line.parts()
    near = line.y0 - above.y0 <= _NEXT_LINE * line.size
    under = [
        next((at for at, name in enumerate(table.names) if abs(name[0].x0 - part[0].x0) <= 3), None) for part in parts
    ]
    if not near or None in under or any(parse_unit(text_of(part)) is None for part in parts):
        return False
    if any(not text_of(table.names[at]).endswith(",") for at in under if at is not None):
        return False
    for at, part in zip(under, parts, strict=True):
        if at is not None:
            table.names[at] = [*table.names[at], *part]
    return True


def _take(table: Transposed, line: Line) -> bool:
    """Keep a row of units, of norms or of results; False for a line that is none."""
    edge = _middle(table.names[0]) - (_middle(table.names[1]) - _middle(table.names[0])) / 2
    left = [word for word in line.words if (word.x0 + word.x1) / 2 <= edge]
    cells = _under(table.names, segments(word for word in line.words if (word.x0 + word.x1) / 2 > edge))
    text = text_of(left)
    role = role_of(text) if text else None
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    if role is Role.UNIT and not table.units:
        table.units = cells
    elif role in (Role.RANGE, Role.NORMAL) and not table.ranges:
        table.ranges = cells
    elif role is Role.VALUE or is_date_or_time(text):
        if any(parse_result(text_of(cell)) is None for cell in filled):
            return False
        table.results.append((text, cells))
    else:
        return False
    return True


def _under(names: list[Part], parts: list[Part]) -> list[Part | None]:
    """Each part under the name whose middle is nearest to its own."""
    cells: list[Part | None] = [None] * len(names)
    for part in parts:
        place = min(range(len(names)), key=lambda at: abs(_middle(names[at]) - _middle(part)))
        cells[place] = [*(cells[place] or []), *part]
    return cells


def _middle(part: Part) -> float:
    return (part[0].x0 + part[-1].x1) / 2


def _day(text: str, order: str | None) -> date | None:
    return parse_date(text, order) if text else None


def rows_of(table: Transposed, page: int, context: Context, order: str | None) -> list[RawRow]:
    """One row for each analyte that has a result; the other days' results are its earlier ones."""
    day = _day(table.results[0][0], order)
    rows: list[RawRow] = []
    for place, name in enumerate(table.names):
        result, cell = table.result(place), table.results[0][1][place]
        if result is None or cell is None:
            continue
        unit, limits = _cell(table.units, place), _cell(table.ranges, place)
        earlier = [Earlier(text_of(old), label) for label, cells in table.results[1:] if (old := cells[place])]
        rows.append(
            RawRow(
                name=text_of(name), result=result, unit=text_of(unit) or None, range_text=text_of(limits) or None,
                flag=result.flag, context=context, page=page, box=box_of([*name, *cell, *unit, *limits]),
                legibility=legibility_of(cell, numbers_only=True), name_legibility=legibility_of(name),
                range_legibility=legibility_of(limits, numbers_only=True), earlier=tuple(earlier), collected_at=day,
            )
        )  # fmt: skip
    return rows


def _cell(cells: list[Part | None], place: int) -> Part:
    return (cells[place] if cells else None) or []

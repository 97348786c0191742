"""Headings of several lines put together: what stands over what, and the role each column ends up with."""

import re
from dataclasses import replace
from itertools import pairwise

from medapp.domain.parsing.dates import find_order, parse_date
from medapp.domain.parsing.event_columns import place_in_time, without_event
from medapp.domain.parsing.header_words import CORE, Role, fold_heading, role_of
from medapp.domain.parsing.headings import Column, HeadingCell, known_length
from medapp.domain.parsing.lines import gap_limit, text_of
from medapp.domain.parsing.signal_columns import names_signal
from medapp.domain.people import Sex
from medapp.domain.units import dimension_of, parse_unit

_SYSTEMS = frozenset(
    ["si", "si units", "conventional units", "conventional", "us units", "metric units", "единицы си", "система си"]
)
_ALIGNED = 3.0  # points
_SEX = {Role.MALE: Sex.MALE, Role.FEMALE: Sex.FEMALE}


def stack(rows: list[list[HeadingCell]]) -> list[Column]:
    """Headings of several lines put on top of each other, a parent's role handed to its children."""
    columns: list[Column] = []
    for row in map(_with_days, rows):
        parents = list(columns)
        used: dict[int, int] = {}
        for cell in row:
            index = _parent_of(cell, parents)
            own = _column(cell)
            if index is None:
                columns.append(own)
                continue
            parent = parents[index]
            if _is_said_of_name(parent, own, cell):
                used[index] = used.get(index, 0) + 1
                columns.append(replace(parent, x1=max(parent.x1, own.x1), text=f"{parent.text} {cell.text}"))
                continue
            if _is_system(parent) and own.role in CORE:
                used[index] = used.get(index, 0) + 1
                columns.append(own)
                continue
            if (
                own.role in CORE
                and parent.role in CORE
                and own.role is not parent.role
                and role_of(parent.text) is not None
            ):
                known = text_of(cell.words[: known_length(cell.words)])  # `значения (ВОЗ,` without its remark
                joint = role_of(f"{parent.text} {cell.text}") or role_of(f"{parent.text} {known}")
                if joint is None:
                    columns.append(own)
                    continue
                own = replace(own, role=joint)
            used[index] = used.get(index, 0) + 1
            columns.append(_child(parent, own, cell))
        columns = [column for column in columns if column not in [parents[i] for i in used]]
    return sorted((_settle_normal(column, columns) for column in columns), key=lambda column: column.x0)


def _with_days(row: list[HeadingCell]) -> list[HeadingCell]:
    """`Результат 10.01.2024`, `Prev. (01/10/24)`: a result and its day in one heading."""
    joined: list[HeadingCell] = []
    for cell in row:
        last = joined[-1] if joined else None
        tight = last is not None and cell.x0 - last.x1 <= gap_limit(last.words[-1], cell.words[0])
        of_event = last is not None and bool(place_in_time(last.text) or place_in_time(cell.text))
        dated = (Role.VALUE, Role.PREVIOUS, *((Role.DATE, Role.NAME) if of_event else ()))
        if last and tight and cell.role is Role.DATE and last.role in dated:
            joined[-1] = HeadingCell((*last.words, *cell.words), last.role)
        else:
            joined.append(cell)
    return joined


def _day_of(cell: HeadingCell) -> str | None:
    if cell.role is Role.DATE:
        return without_event(cell.text)
    rest = text_of(cell.words[known_length(cell.words) :])
    return without_event(rest) if role_of(rest) is Role.DATE else None


def _is_system(parent: Column) -> bool:
    """`SI units` over Result, Unit and Range: which units, not a column."""
    return fold_heading(parent.text) in _SYSTEMS


def _is_said_of_name(parent: Column, own: Column, cell: HeadingCell) -> bool:
    """`(норма)`, `(ед. изм.)` under the heading of names: what stands there in each cell, no column of its own."""
    aligned = abs(own.x0 - parent.x0) <= _ALIGNED or abs(own.x0 + own.x1 - parent.x0 - parent.x1) <= 2 * _ALIGNED
    inside = cell.text.startswith("(") or parent.text.endswith((",", "/", "("))
    return parent.role is Role.NAME and own.role in (Role.RANGE, Role.UNIT) and aligned and inside


def _parent_of(cell: HeadingCell, parents: list[Column]) -> int | None:
    """The heading above that this one stands under; a date or a sex looks for the nearest that can have one."""
    best, best_overlap = None, 0.0
    for index, parent in enumerate(parents):
        overlap = min(cell.x1, parent.x1) - max(cell.x0, parent.x0)
        if overlap > best_overlap:
            best, best_overlap = index, overlap
    if best is not None or cell.role not in (Role.DATE, Role.MALE, Role.FEMALE, Role.GROUP):
        return best
    wanted = (Role.VALUE, Role.PREVIOUS) if cell.role is Role.DATE else (Role.RANGE,)
    near = [(abs((p.x0 + p.x1) / 2 - (cell.x0 + cell.x1) / 2), i) for i, p in enumerate(parents) if p.role in wanted]
    return min(near)[1] if near else None


def _column(cell: HeadingCell) -> Column:
    role = cell.role or Role.OTHER
    date = _day_of(cell)
    if role in _SEX:
        return Column(Role.RANGE, cell.x0, cell.x1, cell.text, sex=_SEX[role])
    if role is Role.GROUP:
        return Column(Role.RANGE, cell.x0, cell.x1, cell.text, group=cell.text)
    if role in (Role.LOW, Role.HIGH):
        return Column(Role.RANGE, cell.x0, cell.x1, cell.text, end=role)
    sexes = {_SEX[own] for word in cell.words if role is Role.RANGE and (own := role_of(word.text)) in _SEX}
    sex = sexes.pop() if len(sexes) == 1 else None
    return Column(role, cell.x0, cell.x1, cell.text, sex=sex, date=date, unit=cell.unit)


def _child(parent: Column, own: Column, cell: HeadingCell) -> Column:
    """What a lower heading means under an upper one."""
    text = f"{parent.text} {cell.text}".strip()
    x0, x1 = min(parent.x0, own.x0), max(parent.x1, own.x1)
    if own.date is not None:
        role = parent.role if parent.role in (Role.VALUE, Role.PREVIOUS) else Role.DATE
        day = parent.date if parent.date and place_in_time(cell.text) and not place_in_time(parent.text) else own.date
        return Column(role, own.x0, own.x1, text, date=day)
    if own.sex is not None or own.group is not None:
        return Column(Role.RANGE, own.x0, own.x1, text, sex=own.sex, group=own.group)
    if role_of(text) is Role.FLAG:  # `Отклонение` over `от нормы`, which alone is a limit
        return Column(Role.FLAG, x0, x1, text)
    if own.end is not None:
        return Column(Role.RANGE, own.x0, own.x1, text, parent.sex, end=own.end)
    if parent.role is Role.PREVIOUS:
        return replace(parent, text=text, x0=own.x0, x1=own.x1)
    if own.role in (Role.FLAG, Role.COMMENT, Role.NORMAL, Role.ABNORMAL) and parent.role is Role.VALUE:
        return replace(own, text=text)
    joint = role_of(text)
    if joint is None:
        joint = own.role if own.role is not Role.OTHER or cell.role is Role.OTHER else parent.role
        if parent.role in CORE and cell.role is None:
            joint = parent.role
    return Column(joint, x0, x1, text, parent.sex or own.sex, parent.date or own.date, unit=own.unit or parent.unit)


def trim(columns: list[Column]) -> list[Column]:
    """Words before the first and behind the last known heading are not the table's."""
    known = [index for index, column in enumerate(columns) if column.role is not Role.OTHER]
    first, last = known[0], known[-1]
    while first > 0 and role_of(columns[first - 1].text):
        first -= 1
    while last + 1 < len(columns) and _is_known(columns[last + 1].text) and len(columns) - last <= 3:
        last += 1
    return columns[first : last + 1]


def _is_known(heading: str) -> bool:
    return role_of(heading) is not None or names_signal(fold_heading(heading))


def _settle_normal(column: Column, columns: list[Column]) -> Column:
    """`Normal` heads a result column beside `Abnormal`, and the reference range elsewhere."""
    if column.role is Role.ABNORMAL:
        return replace(column, role=Role.VALUE)
    if column.role is Role.NORMAL:
        paired = any(other.role is Role.ABNORMAL or fold_heading(other.text) == "abnormal" for other in columns)
        return replace(column, role=Role.VALUE if paired else Role.RANGE)
    return column


def side_by_side(columns: list[Column], order: str | None = None) -> list[list[Column]]:
    """Split where the headings begin again: two tables on one page, one beside the other.

    `order` is the document's of day and month.
    """
    columns = _one_system(_second_names(columns))
    names = [index for index, column in enumerate(columns) if column.role is Role.NAME]
    if len(names) < 2:
        return [_only_values(part, order) for part in _by_quantity(columns)]
    parts, start = [], 0
    for here, there in zip(names, [*names[1:], len(columns)], strict=True):
        part = columns[start:there]
        if any(column.role is Role.VALUE for column in columns[here:there]) or there == len(columns):
            parts.append(part)
            start = there
    complete = [part for part in parts if any(column.role is Role.VALUE for column in part)]
    if len(complete) < 2:
        return [_only_values(columns, order)]
    return [_only_values(part, order) for part in complete]


def _second_names(columns: list[Column]) -> list[Column]:
    """`Показатель Результат Ед. | Микроскопия Результат Ед.`: headings that come again in the same order begin with
    names, whatever the second table calls them.
    """
    half = len(columns) // 2
    first, second = columns[:half], columns[half:]
    again = len(columns) % 2 == 0 and half > 1 and [c.role for c in first[1:]] == [c.role for c in second[1:]]
    if not again or Role.VALUE not in {c.role for c in first} or first[0].role is not Role.NAME:
        return columns
    if second[0].role is not Role.OTHER or role_of(second[0].text) is not None:
        return columns
    return [*first, replace(second[0], role=Role.NAME), *second[1:]]


def _one_system(columns: list[Column]) -> list[Column]:
    """Result, unit and range printed again in other units beside the first ones: the first are read."""
    values = [index for index, column in enumerate(columns) if column.role is Role.VALUE]
    if len(values) < 2 or any(c.role is Role.NAME for c in columns[values[0] :]):
        return columns
    first, second = columns[values[0] : values[1]], columns[values[1] :]
    roles = [column.role for column in first]
    if len(roles) < 2 or Role.UNIT not in roles or [c.role for c in second][: len(roles)] != roles:
        return columns
    return [*columns[: values[1]], *(replace(column, role=Role.OTHER) for column in second)]


def _by_quantity(columns: list[Column]) -> list[list[Column]]:
    """Results under `%` and again under `г/л` are two quantities of one name; under two units of one kind, the first.

    Each comes as a table of its own, in which the other's columns say nothing.
    """
    values = [index for index, column in enumerate(columns) if column.role is Role.VALUE]
    units = [parse_unit(columns[index].unit) for index in values]
    kinds = [dimension_of(unit) if unit else None for unit in units]
    if len(values) < 2 or None in kinds:
        return [columns]
    groups = [range(here, there) for here, there in pairwise([*values, len(columns)])]
    kept = [group for place, group in enumerate(groups) if kinds[place] not in kinds[:place]]
    rest = {index for group in groups for index in group}
    return [
        [
            replace(column, role=Role.OTHER) if index in rest and index not in group else column
            for index, column in enumerate(columns)
        ]
        for group in kept
    ]


_WISHED = re.compile(r"optim|desir|target|goal|ideal|healthy|оптим|целев|желат", re.IGNORECASE)


def _reference_first(columns: list[Column]) -> list[Column]:
    """What is wished for beside what is usual: `Optimal range` beside `Reference range` says nothing."""
    ranges = [column for column in columns if column.role is Role.RANGE]
    wished = [column for column in ranges if _WISHED.search(column.text)]
    if not wished or len(wished) == len(ranges):
        return columns
    return [replace(column, role=Role.OTHER) if column in wished else column for column in columns]


def _only_values(columns: list[Column], order: str | None) -> list[Column]:
    """A dated column beside a result column is an earlier result; of dated columns alone the latest is current."""
    columns = _latest_of_results(_reference_first(columns), order)
    if any(column.role is Role.VALUE for column in columns):
        late = [c for c in columns if c.role is Role.DATE and place_in_time(c.text) > 0]
        return [
            replace(c, role=Role.VALUE if c in late else Role.PREVIOUS) if c.role is Role.DATE else c for c in columns
        ]
    dated = [column for column in columns if column.role is Role.DATE]
    latest = _latest(dated, order)
    if dated and latest is None:  # which of them is current is told to nobody: all are, and no row is sure
        return [replace(c, role=Role.VALUE) if c.role is Role.DATE else c for c in columns]
    return [
        replace(c, role=Role.VALUE if c is latest else Role.PREVIOUS) if c.role is Role.DATE else c for c in columns
    ]


def _latest_of_results(columns: list[Column], order: str | None) -> list[Column]:
    """Of result columns with a day each the latest is current; one with a day beside one without is earlier."""
    values = [column for column in columns if column.role is Role.VALUE]
    dated = [column for column in values if column.date]
    if len(values) < 2 or not dated:
        return columns
    latest = _latest(dated, order) if len(dated) == len(values) else None
    if latest is None and len(dated) == len(values):
        return columns
    earlier = [c for c in dated if c is not latest and (latest or place_in_time(c.text) <= 0)]
    return [replace(c, role=Role.PREVIOUS) if c in earlier else c for c in columns]


def _latest(dated: list[Column], order: str | None) -> Column | None:
    """The column of the last event, of those the last day; None when that depends on which of day and month is written
    first, or when days and events contradict each other.
    """
    places = [place_in_time(column.text) for column in dated]
    latest = [column for column, place in zip(dated, places, strict=True) if place == max(places)]
    by_event = latest[0] if len(latest) == 1 else _latest_day(latest, order)
    by_day = _latest_day(dated, order)
    return by_event if by_day is None or by_day is by_event else None


def _latest_day(dated: list[Column], order: str | None) -> Column | None:
    order = order or find_order(column.date or "" for column in dated)
    latest = {id(column): column for column in (_last(dated, one) for one in ([order] if order else ["dmy", "mdy"]))}
    return latest.popitem()[1] if len(latest) == 1 else None


def _last(dated: list[Column], order: str) -> Column | None:
    days = [parse_date(column.date or "", order) for column in dated]
    known = [(day, column) for day, column in zip(days, dated, strict=True) if day is not None]
    return max(known, key=lambda pair: pair[0])[1] if known and len(known) == len(dated) else None

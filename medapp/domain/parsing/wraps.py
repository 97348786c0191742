"""Lines without a result go to the row they belong to: names, ranges and units over several lines."""

from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.name_lines import share_names
from medapp.domain.parsing.range_lines import heads, names_a_sex, owner_of, repeats_a_sex
from medapp.domain.parsing.tables import TableLine
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_UNIT_REACH = 2.2  # letter heights
_AROUND = 2.6  # letter heights between two lines round a centred one
_ALIGNED = 2.0  # points
_DASHES = ("-", "–", "—", "−")


def join_limits(rows: list[TableLine]) -> None:
    """`0.40-` over `0.50` in a narrow cell are one range, on the line that carries the result."""
    for upper, middle, lower in zip(rows, rows[1:], [*rows[2:], None], strict=False):
        for other in (middle, lower):
            if other is None or not (upper.ranges and other.ranges) or not text_of(upper.ranges).endswith(_DASHES):
                continue
            both = text_of(upper.ranges) + text_of(other.ranges)
            close = other.line.y0 - upper.line.y0 <= 2.7 * upper.line.size
            if close and parse_range(both).has_limits and not parse_range(text_of(other.ranges)).has_limits:
                owner = next((row for row in (upper, middle, lower) if row is not None and row.is_anchor), upper)
                whole = [*upper.ranges, *other.ranges]
                upper.ranges, other.ranges = [], []
                owner.ranges = whole
                break


def attach(rows: list[TableLine]) -> None:
    """Give every line without a result to the row it belongs to: names, ranges and units over several lines."""
    _close_units(rows)
    _join_units_around(rows)
    anchors = [index for index, row in enumerate(rows) if row.is_anchor]
    tops = [rows[index].line.y0 for index in anchors]
    pitch = min((below - above for above, below in pairwise(tops) if below > above), default=float("inf"))
    bounds = [-1, *anchors, len(rows)]
    for above, below in pairwise(bounds):
        between = rows[above + 1 : below]
        upper = rows[above] if above >= 0 else None
        lower = rows[below] if below < len(rows) else None
        taken = share_names([row for row in between if row.name], upper, lower, pitch)
        for row in between:
            _hand_limits(row, upper, lower)
        notes = [
            row for row in between if upper is not None and id(row) not in taken and _is_note_beside_range(row, upper)
        ]
        aside = {id(row) for row in notes}
        _share_rest([row for row in between if not row.name or id(row) in taken or id(row) in aside], upper, lower)


def _close_units(rows: list[TableLine]) -> None:
    """`74 мл/` over `мин/1,73м2`, whatever stands beside the second line: the rest of the unit is no result."""
    for index, upper in enumerate(rows):
        open_unit = upper.result.rest if upper.result and upper.result.number and not upper.units else ""
        if not open_unit.endswith("/"):
            continue
        for row in rows[index + 1 : index + 3]:
            near = row.line.middle - upper.line.middle < _UNIT_REACH * upper.line.size
            if near and row.values and parse_unit(open_unit + text_of(row.values)) is not None:
                upper.more_units.append(row.values)
                row.values, row.result = [], None
                break


def _join_units_around(rows: list[TableLine]) -> None:
    """`нг/мл` just above a result that has no unit, `FEU` just below it: the two lines of its own centred cell."""
    for upper, row, lower in zip(rows, rows[1:], rows[2:], strict=False):
        own = row.units or (row.result and (row.result.unit or row.result.rest))
        if row.result is None or own or not (upper.units and lower.units) or upper.values or lower.values:
            continue
        near = lower.line.middle - upper.line.middle < _AROUND * row.line.size
        if near and parse_unit(f"{text_of(upper.units)} {text_of(lower.units)}") is not None:
            row.units = [*upper.units, *lower.units]
            upper.units, lower.units = [], []


def _hand_limits(row: TableLine, upper: TableLine | None, lower: TableLine | None) -> None:
    """Limits in columns of their own go with the name beside them to the row that took the name."""
    if not row.limits or row.values:
        return
    for owner, names in ((upper, upper.below_names if upper else []), (lower, lower.above_names if lower else [])):
        if owner is not None and not any(owner.limits.values()) and any(part is row.name for part in names):
            owner.limits = row.limits
            return


def _share_rest(between: list[TableLine], upper: TableLine | None, lower: TableLine | None) -> None:
    """Ranges and units on lines of their own go to the row above, or to a nearer bare row below."""
    opening: list[list[Word]] = []
    closed: list[TableLine] = []
    for index, row in enumerate(between):
        if row.values and not row.name and upper is not None and _is_second_line(row, upper):
            upper.more_units.append(row.values)
            row.values = []
        if not (row.ranges or row.units) or row.values or decoys.is_prose(text_of([*row.ranges, *row.units])):
            continue
        if (
            row.units
            and lower is not None
            and ((heads(row, lower) and not lower.units) or _opens_unit(row, upper, lower))
        ):
            lower.units = row.units
            row.units = []
        owner = owner_of(row, between[index + 1 :], upper, lower, bool(opening))
        if owner is None:
            continue
        parts = [*opening, owner.ranges] if owner is lower else [owner.ranges, *owner.more_ranges]
        if repeats_a_sex(parts, row.ranges):
            closed.append(owner)
        if row.ranges and _range_like(row.ranges, owner) and not any(owner is other for other in closed):
            (opening if owner is lower else owner.more_ranges).append(row.ranges)
        if row.units and _unit_tail(row.units, owner):
            owner.more_units.append(row.units)
    if lower is not None and opening:
        lines = [*opening, lower.ranges, *lower.more_ranges]
        lower.ranges, lower.more_ranges = lines[0], lines[1:]


def _is_note_beside_range(row: TableLine, upper: TableLine) -> bool:
    """`Method: CMIA` under a name, beside the second line of a range by sex or phase: no row of its own."""
    if not row.name or not row.ranges or row.values or row.units:
        return False
    text = text_of(row.name)
    names = upper.name_words()
    small = height_of(row.name[0]) < 0.92 * height_of(names[0]) if names else False
    return small or decoys.is_administrative(text) or decoys.is_method(text) or text.startswith("(")


def _range_like(words: list[Word], owner: TableLine) -> bool:
    text = text_of(words)
    if len(text) >= 60:
        return False
    if any(char.isdigit() for char in text) or names_a_sex(words):
        return True
    return bool(owner.ranges) and not _is_centred_elsewhere(words, owner)


def _is_centred_elsewhere(words: list[Word], owner: TableLine) -> bool:
    """A heading in the middle of the page: it begins left of the range and shares no edge with it nor its middle."""
    left, right = words[0].x0 - owner.ranges[0].x0, words[-1].x1 - max(word.x1 for word in owner.ranges)
    return left < -_ALIGNED and abs(right) > _ALIGNED and abs(left + right) > 2 * _ALIGNED


def _is_second_line(row: TableLine, upper: TableLine) -> bool:
    """The unit of a result cell that went on under its number."""
    has_unit = bool(upper.units or upper.more_units or (upper.result and upper.result.unit))
    gap = (row.line.y0 - upper.line.y1) / row.line.size
    tail = text_of(row.values)
    if not has_unit and upper.result and upper.result.rest.endswith("/") and gap < 2.2:
        return parse_unit(upper.result.rest + tail) is not None
    return not has_unit and gap < 0.8 and parse_unit(tail) is not None


def _opens_unit(row: TableLine, upper: TableLine | None, lower: TableLine) -> bool:
    """`мкмоль/` over a row whose unit cell is centred on it, its `л` below."""
    text = text_of(row.units)
    if lower.units or not text.endswith("/") or (upper is not None and _unit_tail(row.units, upper)):
        return False
    return lower.line.middle - row.line.middle < 1.2 * row.line.size


def _unit_tail(words: list[Word], owner: TableLine) -> bool:
    """`л` under `мкмоль/`: joined they are a unit and apart the upper one is not."""
    head = text_of(owner.units)
    tail = text_of(words)
    return bool(head) and len(tail) <= 8 and parse_unit(head) is None and parse_unit(head + tail) is not None

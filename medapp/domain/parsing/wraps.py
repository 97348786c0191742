"""Lines without a result go to the row they belong to: names, ranges and units over several lines."""

import re
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.names import is_exact_name, is_known_name, is_specimen_word
from medapp.domain.parsing.range_lines import heads, names_a_sex, owner_of, repeats_a_sex
from medapp.domain.parsing.tables import TableLine
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_ASIDE = re.compile(
    r"\W*(?:method|метод\w*|прибор|анализатор|instrument|analy[sz]er|примечание|note|comment\w*|коммент\w*)"
    r"\s*[:.]",
    re.IGNORECASE,
)

_UNIT_REACH = 2.2  # letter heights
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
    anchors = [index for index, row in enumerate(rows) if row.is_anchor]
    bounds = [-1, *anchors, len(rows)]
    for above, below in pairwise(bounds):
        between = rows[above + 1 : below]
        upper = rows[above] if above >= 0 else None
        lower = rows[below] if below < len(rows) else None
        taken = _share_names([row for row in between if row.name], upper, lower)
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
    return len(text) < 60 and (any(char.isdigit() for char in text) or bool(owner.ranges) or names_a_sex(words))


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


def _share_names(lines: list[TableLine], upper: TableLine | None, lower: TableLine | None) -> set[int]:
    """Hand the name lines between two rows to one of them; returns the identities of the lines handed over."""
    taken: set[int] = set()
    if upper is not None and not upper.name:
        for index, row in enumerate(lines):
            if (
                not _near(upper, row, index)
                or _is_aside(row)
                or _is_small_print(row, upper)
                or (lower is not None and not lower.name and _nearer(row, lower, upper))
            ):
                break
            upper.below_names.append(row.name)
            taken.add(index)
    if lower is not None and not lower.name:
        for index in range(len(lines) - 1, -1, -1):
            row = lines[index]
            if index in taken or not _near(lower, row, len(lines) - 1 - index) or _is_aside(row):
                break
            if lower.above_names and not _same_block(row.name, lower.above_names[0]):
                break
            lower.above_names.insert(0, lines[index].name)
            taken.add(index)
    for index, row in enumerate(lines):
        if index in taken:
            continue
        if upper is not None and index == _count_below(taken, index) and _goes_on(upper, row, lower):
            upper.below_names.append(row.name)
            taken.add(index)
    last = len(lines) - 1
    if lower is not None and lower.name and last >= 0 and last not in taken and _begins(lines[last], lower):
        lower.above_names.insert(0, lines[last].name)
        taken.add(last)
    for index, row in enumerate(lines):
        row.heading = index not in taken and row.only_name
    return {id(lines[index]) for index in taken}


def _is_small_print(row: TableLine, upper: TableLine) -> bool:
    """A line in much smaller type under a name that is whole over its result: the method, no part of the name."""
    above = [word for part in upper.above_names for word in part]
    return bool(above) and height_of(row.name[0]) < 0.75 * height_of(above[-1]) and is_known_name(text_of(above))


def _same_block(upper: list[Word], below: list[Word]) -> bool:
    """Two lines of one name follow closely, in one size of type; a heading over a name does not."""
    one, other = height_of(upper[0]), height_of(below[0])
    return abs(one - other) < 0.1 * other and below[0].y0 - upper[0].y0 <= 1.75 * other


def _is_aside(row: TableLine) -> bool:
    """A method, a remark or a sentence between two rows."""
    text = text_of(row.name)
    if re.search(r"\d[.,]\d", text) or (len(text.split()) >= 6 and text.endswith((".", "!", "?"))):
        return True
    return row.spans or decoys.is_prose(text) or decoys.is_legend(text) or bool(_ASIDE.match(text))


def _count_below(taken: set[int], index: int) -> int:
    """A name goes on without a gap: the line must follow the last one taken."""
    return index if all(other in taken for other in range(index)) else -1


def _near(anchor: TableLine, row: TableLine, distance: int) -> bool:
    return abs(row.line.middle - anchor.line.middle) <= (1.15 + 1.35 * distance) * row.line.size + 0.35 * row.line.size


def _nearer(row: TableLine, one: TableLine, other: TableLine) -> bool:
    return abs(row.line.middle - one.line.middle) < abs(row.line.middle - other.line.middle)


def _goes_on(upper: TableLine, row: TableLine, lower: TableLine | None) -> bool:
    """The line continues the name above it."""
    text, head = text_of(row.name), text_of(upper.name_words())
    last = upper.below_names[-1] if upper.below_names else upper.name
    pitch = row.line.y0 - (last[0].y0 if last else upper.line.y0)
    if pitch > 1.75 * row.line.size or decoys.is_administrative(text) or decoys.is_legend(text) or text.endswith(":"):
        return False
    if (
        lower is not None
        and lower.line.middle - row.line.middle < 0.8 * (row.line.y0 - (last[0].y0 if last else 0))
        and lower.name
    ):
        return False
    if _is_open(head) or (is_specimen_word(head) and not is_known_name(head)):
        return True
    if is_exact_name(f"{head} {text}") and not (is_exact_name(text) and is_known_name(head)):
        return True
    if text.startswith(("(", "[")):
        short = len(text) <= 10 and text.strip("()[]").isupper()
        return short or is_known_name(text.strip("()[]")) or (not is_known_name(head) and not decoys.is_method(text))
    if decoys.is_method(text) and is_known_name(head):
        return False
    if text[0].islower() and not text[0].isdigit():
        return not is_known_name(text) or not is_known_name(head) or is_exact_name(f"{head} {text}")
    both = f"{head} {text}"
    return not is_known_name(head) and is_known_name(both) and not is_known_name(text)


def _begins(row: TableLine, lower: TableLine) -> bool:
    """The line is the beginning of the name below it, whose own line starts in the middle of a name."""
    text, tail = text_of(row.name), text_of(lower.name_words())
    if lower.line.y0 - row.line.y0 > 1.6 * row.line.size or decoys.is_administrative(text) or text.endswith(":"):
        return False
    if _is_open(text) or (is_exact_name(f"{text} {tail}") and not is_known_name(tail)):
        return True
    if tail[:1].islower() or tail.startswith("("):
        return not is_known_name(tail) or is_known_name(f"{text} {tail}")
    return not is_known_name(tail) and not is_known_name(text) and is_known_name(f"{text} {tail}")


def _is_open(text: str) -> bool:
    """Ends inside brackets, on a hyphen, a comma, a slash or a joining word."""
    if text.count("(") > text.count(")") or text.count("[") > text.count("]"):
        return True
    return text.endswith(
        (
            "-",
            ",",
            "/",
            "+",
            " и",
            " по",
            " в",
            " на",
            " с",
            " к",
            " of",
            " in",
            " and",
            " to",
            " for",
            " на",
            " для",
            " от",
        )
    )

"""Lines of names between two results: which of the two rows each belongs to."""

import re

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.another_name import tells_another
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.names import is_exact_name, is_known_name, is_specimen_word
from medapp.domain.parsing.tables import TableLine

_INDENT = 4.0  # points
_ROW = 2.2  # letter heights between lines of a table that stands wide
_ASIDE = re.compile(
    r"\W*(?:method|метод\w*|прибор|анализатор|instrument|analy[sz]er|примечание|note|comment\w*|коммент\w*)"
    r"\s*[:.]",
    re.IGNORECASE,
)


def share_names(
    lines: list[TableLine], upper: TableLine | None, lower: TableLine | None, pitch: float = float("inf")
) -> set[int]:
    """Hand the name lines between two rows to one of them; returns the identities of the lines handed over.

    `pitch` is how far apart two results of the table stand at least, in points.
    """
    taken: set[int] = set()
    if upper is not None and not upper.name:
        for index, row in enumerate(lines):
            if (
                not _near(upper, row, index)
                or _is_aside(row)
                or _is_small_print(row, upper)
                or _is_apart(row, upper)
                or (lower is not None and not lower.name and _nearer(row, lower, upper))
                or (
                    lower is not None
                    and index == len(lines) - 1
                    and _leads(lines[index - 1] if index else upper, row, lower)
                )
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
        if upper is None or index != _count_below(taken, index):
            continue
        if _goes_on(upper, row, lower) or tells_another(upper, row, lower, pitch):
            upper.below_names.append(row.name)
            taken.add(index)
    if lower is not None and lower.name:
        last, top = len(lines) - 1, lower.line.y0
        while last >= 0 and last not in taken and _begins(lines[last], lower, top):
            lower.above_names.insert(0, lines[last].name)
            taken.add(last)
            last, top = last - 1, lines[last].line.y0
    for index, row in enumerate(lines):
        row.heading = index not in taken and row.only_name
    return {id(lines[index]) for index in taken}


def _is_apart(row: TableLine, upper: TableLine) -> bool:
    """Further below the name's last line than its lines are from each other: the next heading."""
    lines = [part[0].y0 for part in (*upper.above_names, *upper.below_names)]
    return len(lines) > 1 and row.line.y0 - lines[-1] > 1.5 * (lines[-1] - lines[-2])


def _leads(before: TableLine, row: TableLine, lower: TableLine) -> bool:
    """The first line of the name below: nearer to it than to what stands above, and its beginning."""
    nearer = lower.line.y0 - row.line.y0 < row.line.y0 - before.line.y0
    return nearer and bool(lower.name) and _begins(row, lower, lower.line.y0)


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
    if pitch <= _ROW * row.line.size and is_exact_name(f"{head} {text}") and not is_known_name(head):
        return True  # `Относительная` over `плотность`, however far apart the table's lines stand
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
        return (
            is_code(text)
            or is_known_name(text.strip("()[]"))
            or (not is_known_name(head) and not decoys.is_method(text))
        )
    if decoys.is_method(text) and is_known_name(head):
        return False
    if text[0].islower() and not text[0].isdigit():
        return not is_known_name(text) or not is_known_name(head) or is_exact_name(f"{head} {text}")
    both = f"{head} {text}"
    return not is_known_name(head) and is_known_name(both) and not is_known_name(text)


def is_code(text: str) -> bool:
    """`(MCH)`: the analyte's code in brackets."""
    return text[0] in "([" and len(text) <= 10 and text.strip("()[]").isupper()


def _begins(row: TableLine, lower: TableLine, top: float) -> bool:
    """The line is the beginning of the name below it, which so far starts at the height `top`, in its middle."""
    text, tail = text_of(row.name), text_of(lower.name_words())
    if top - row.line.y0 > 1.6 * row.line.size or decoys.is_administrative(text) or text.endswith(":"):
        return False
    if text.isupper() and not tail.isupper() and row.name[0].x0 < lower.name_words()[0].x0 - _INDENT:
        return False  # a heading, and the names of its group set in
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

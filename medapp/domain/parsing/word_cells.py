"""Results in words that their narrow cell breaks: `не` over `обнаружен` must never read as its opposite."""

from medapp.domain.parsing.cells import ResultText, parse_result, value_words
from medapp.domain.parsing.denials import is_denial
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.tables import TableLine
from medapp.domain.units import parse_unit

_REACH = 2.7  # line heights from the first part of the words to the last; the name may stand centred between them

_NEXT_LINE = 1.5


def join_words(rows: list[TableLine]) -> None:
    """Put the parts of a broken finding together, on the line that carries the row's name."""
    for index, row in enumerate(rows):
        if row.values and row.values[0].text[:1].isalpha() and not (row.result and row.result.number):
            _join_below(rows, index)


def _join_below(rows: list[TableLine], index: int) -> None:
    first = rows[index]
    text = text_of(first.values)
    for last in rows[index + 1 : index + 3]:
        if last.line.middle - first.line.middle > _REACH * first.line.size:
            return
        if not last.values:
            continue
        both = f"{text} {text_of(last.values)}"
        amount = last.line.middle - first.line.middle <= _NEXT_LINE * first.line.size and _is_amount_of(first, last)
        if (amount or _belongs(text, both)) and not (first.name and last.name) and not _is_next(first, last):
            end = rows.index(last)
            if amount and end + 1 < len(rows) and _is_unit_of(last, rows[end + 1]):
                end += 1
            between = rows[index : end + 1]
            _give(between, next((row for row in between if row.name), first))
        return


def _is_next(first: TableLine, last: TableLine) -> bool:
    """Each a whole finding beside a norm of its own: two results, and the second's name around it."""
    whole = all(value_words(text_of(row.values)) is not None for row in (first, last))
    return whole and bool(first.ranges) and bool(last.ranges)


def _is_amount_of(first: TableLine, last: TableLine) -> bool:
    """`Обнаружено` over `1,8×10^3 МЕ/мл` in one cell: the finding and how much of it."""
    found = value_words(text_of(first.values))
    return found in ("detected", "positive") and not last.name and text_of(last.values)[0] in "0123456789<>≤≥мl"


def _is_unit_of(last: TableLine, row: TableLine) -> bool:
    """`копий/мл` under `менее 150`."""
    close = row.line.middle - last.line.middle <= _NEXT_LINE * last.line.size
    return close and not row.name and bool(row.values) and parse_unit(text_of(row.values)) is not None


def _belongs(text: str, both: str) -> bool:
    """Together they are a known finding, which the upper part is not, or is less of."""
    if is_denial(text.split()[-1]):
        return True
    return value_words(both) is not None and (value_words(text) is None or value_words(both) != text.lower())


def _give(parts: list[TableLine], owner: TableLine) -> None:
    words = [word for row in parts for word in row.values]
    for row in parts:
        row.values, row.result = [], None
    owner.values = words
    text = text_of(words)
    owner.result = parse_result(text, free_words=True) or ResultText(text, "words", words=text.lower())
    for row in parts:
        if row is not owner and row.ranges and not owner.ranges:
            owner.ranges, row.ranges = row.ranges, []

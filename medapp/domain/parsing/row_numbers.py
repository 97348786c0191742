"""The numbers of a table's rows in the cells of its names, where nothing was read over them: `13 Гемоглобин`."""

import re
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.tables import TableLine

_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_DASH = re.compile(r"[-–—_.|]+")  # what a rule or a speck behind the number was taken for
_FEWEST, _SHARE, _KNOWN = 3, 0.6, 0.5


def set_numbers_apart(rows: list[TableLine]) -> None:
    """Take numbers that count the rows out of the names: they rise down the table, before names that are known.

    `1 hour`, `2 hours` of a tolerance test are no such numbers.
    """
    anchors = [row for row in rows if row.is_anchor]
    numbered = [row for row in anchors if len(row.name) > 1 and _NUMBER.fullmatch(row.name[0].text)]
    numbers = [int(row.name[0].text.rstrip(".)")) for row in numbered]
    known = sum(is_known_name(text_of(_behind(row))) for row in numbered)
    if len(numbered) < max(_FEWEST, _SHARE * len(anchors)) or known < _KNOWN * len(numbered):
        return
    if all(one < other for one, other in pairwise(numbers)):
        for row in numbered:
            row.name = _behind(row)


def _behind(row: TableLine) -> list[Word]:
    """The name's words behind its number."""
    words = row.name[1:]
    return words[1:] if len(words) > 1 and _DASH.fullmatch(words[0].text) else words

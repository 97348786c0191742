"""A comparator that stands alone, kept together with the number it belongs to."""

from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import gap_limit

_COMPARATORS = ("<", ">", "≤", "≥", "<=", ">=")


def keep_comparators(cells: list[list[Word]], value_columns: list[int]) -> None:
    """`< | 0,02`: an edge between columns that ran through a result. What stands in a column of values stays there."""
    for at, (left, right) in enumerate(pairwise(cells)):
        if not (left and right and left[-1].text in _COMPARATORS and right[0].text[:1].isdigit()):
            continue
        if right[0].x0 - left[-1].x1 > gap_limit(left[-1], right[0]):
            continue
        if at in value_columns and len(left) == 1:
            left.append(right.pop(0))
        else:
            right.insert(0, left.pop())

"""The word that turns a finding into its opposite, kept together with what it denies."""

from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import gap_limit

_DENIALS = ("не", "not", "non", "no", "без")


def is_denial(word: str) -> bool:
    return word.lower() in _DENIALS


def keep_denials(cells: list[list[Word]]) -> None:
    """`Not | Detected`: an edge between columns that ran through a finding; the word goes to what it denies."""
    for left, right in pairwise(cells):
        if left and right and is_denial(left[-1].text) and right[0].x0 - left[-1].x1 <= gap_limit(left[-1], right[0]):
            if len(left) > 1 or not left[-1].text[0].isupper():
                right.insert(0, left.pop())
            else:
                left += right
                right.clear()

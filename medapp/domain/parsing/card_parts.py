"""What cards of every kind are made of: the card itself, its value and its name."""

import re
from dataclasses import dataclass

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.cells import ResultText, parse_result
from medapp.domain.parsing.names import is_known_name

VALUE_LABEL = re.compile(r"(?:your\s+)?(?:value|result)|(?:ваш\s+)?(?:результат|значение)", re.IGNORECASE)
_MOST_NAME_WORDS = 8


@dataclass(frozen=True, slots=True)
class Card:
    """`words` are all that the card is made of."""

    name: str
    result: ResultText
    unit: str | None
    range_text: str | None
    words: tuple[Word, ...]
    flag: str | None = None
    norm: tuple[Word, ...] = ()  # those of `words` that the labelled range is made of
    is_labelled: bool = False  # "Value" stands before the value, or a labelled range behind it


def number_in(text: str) -> ResultText | None:
    """The value alone on its line, with its unit and flag."""
    text = re.sub(rf"^(?:{VALUE_LABEL.pattern})\s*:?\s*(?=[<>≤≥]?\s*\d)", "", text, flags=re.IGNORECASE)
    result = parse_result(text)
    return result if result is not None and result.kind == "number" and not result.rest else None


def is_name(text: str) -> bool:
    if not any(char.isalpha() for char in text) or len(text.split()) > _MOST_NAME_WORDS or decoys.is_prose(text):
        return False
    return is_known_name(text) or not (
        decoys.is_administrative(text) or decoys.is_category(text) or VALUE_LABEL.fullmatch(text.rstrip(":"))
    )

"""Test strips print how strong a colour is beside the amount it stands for: `2+ 125 Leu/uL`, `norm 3.4 umol/L`."""

import re

from medapp.domain.numbers import MINUS, NUMBER

_PLUSES = rf"(?:[1-5]\s?\+|\+\s?[1-5]|\+{{2,4}}|\+\s?/?\s?[{MINUS}]|±)"
_WORDS = r"(?:neg(?:ative)?|norm(?:al)?|tr(?:aces?)?|отр(?:ицат\w*)?|норм(?:а|альн\w*)?|след(?:ы)?)\.?"
_GRADE = re.compile(rf"(?:{_PLUSES}|{_WORDS})", re.IGNORECASE)
# Before an amount a lone dash or plus may be its sign: it is a grade where nothing was found, or where a blank follows.
_BEFORE_AMOUNT = re.compile(
    rf"(?P<grade>{_PLUSES}|{_WORDS}|[{MINUS}](?=\s+[0.,]+(?!\d)))\s+(?P<amount>[<>≤≥]?\s?{NUMBER}(?!\s*[{MINUS}]).*)",
    re.IGNORECASE,
)
# Test fields of a strip that say only yes or no, or whose dash is followed by no amount.
_STRIP_CODES = frozenset(["LEU", "NIT", "BLD", "ERY", "KET", "URO", "UBG"])
_LONE_GRADE = re.compile(r"\+[1-4]")


def is_grade(text: str) -> bool:
    return _GRADE.fullmatch(text.strip()) is not None


def grade_and_amount(text: str) -> tuple[str, str] | None:
    """(`2+`, `125 Leu/uL`) of `2+ 125 Leu/uL`; None for any other text."""
    found = _BEFORE_AMOUNT.fullmatch(text)
    return (found["grade"], found["amount"]) if found else None


def is_plus_with_count(text: str) -> bool:
    """`+1` without a unit: the first of a strip's grades, no amount of one."""
    return _LONE_GRADE.fullmatch(text.strip()) is not None


def is_negative_strip(texts: list[str]) -> bool:
    """`NIT -`: a strip's field without colour, and nothing else on the line."""
    return len(texts) == 2 and texts[0].lstrip("*") in _STRIP_CODES and texts[1] in MINUS

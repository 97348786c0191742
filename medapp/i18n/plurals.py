"""Which form of a word goes with a number; a locale names its rule in [language] plural.

Rules: Unicode CLDR 46, "Language Plural Rules".
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PluralRule:
    """`categories` are the forms a message must carry; `choose` picks one."""

    categories: tuple[str, ...]
    choose: Callable[[float], str]


def _one_other(count: float) -> str:
    return "one" if count == 1 else "other"


def _east_slavic(count: float) -> str:
    if count != int(count):
        return "other"
    last, last_two = int(abs(count)) % 10, int(abs(count)) % 100
    if last == 1 and last_two != 11:
        return "one"
    if last in (2, 3, 4) and last_two not in (12, 13, 14):
        return "few"
    return "many"


def _always_other(_count: float) -> str:
    return "other"


RULES: dict[str, PluralRule] = {
    "one_other": PluralRule(("one", "other"), _one_other),
    "east_slavic": PluralRule(("one", "few", "many", "other"), _east_slavic),
    "none": PluralRule(("other",), _always_other),
}

"""A dash or a plus before a number: a sign where the analyte can be less than nothing, else a flag or a doubt."""

import re
from dataclasses import replace

from medapp.domain.analytes import load_catalogue
from medapp.domain.entries import Analyte
from medapp.domain.numbers import MINUS
from medapp.domain.parsing.cells import ResultText
from medapp.domain.parsing.grades import is_plus_with_count
from medapp.domain.parsing.names import variants
from medapp.domain.ranges import parse_range

_SIGNED = re.compile(rf"[<>≤≥=\s]*(?P<sign>[{MINUS}+])(?P<gap>\s?)")


def is_signed(result: ResultText) -> bool:
    return result.kind == "number" and _SIGNED.match(result.printed) is not None


def names_a_balance(name: str) -> bool:
    """The name is that of an analyte whose values may be below nothing."""
    catalogue = load_catalogue()
    return any(analyte.can_be_negative() for text, _ in variants(name) for analyte in catalogue.by_alias(text))


def can_be_negative(analyte: Analyte | None, range_text: str | None) -> bool:
    """A balance, or something whose printed range begins below nothing: -2 - 3."""
    if analyte is not None:
        return analyte.can_be_negative()
    low = parse_range(range_text, is_signed=True).low if range_text else None
    return low is not None and low < 0


def settle_sign(
    result: ResultText, flag: str | None, is_balance: bool, unit: str | None
) -> tuple[ResultText, str | None]:
    """The result with its sign understood, and a warning when it is not certain what the dash means."""
    if result.kind != "number" or result.number is None:
        return result, None
    found = _SIGNED.match(result.printed)
    if is_balance:
        lone_dash = (flag or result.flag or "none") in MINUS
        return result, "ambiguous_number" if lone_dash and found is None else None
    if found is None:
        return result, None
    if unit is None and is_plus_with_count(result.printed):
        return replace(result, kind="pluses", number=None, words=result.printed), None
    if found["gap"] or found["sign"] == "+":  # "- 2.65", "+2.65": below, above
        printed = result.printed.replace(found["sign"] + found["gap"], "", 1)
        return replace(
            result, printed=printed, number=result.number.removeprefix("-"), flag=result.flag or found["sign"]
        ), None
    return result, "ambiguous_number"

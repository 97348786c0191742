"""Printed numbers as exact decimals: comma or point, thousands, comparators, and when it is not certain."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_SPACE = "\u0020\u00a0\u2009\u202f"
# One printed number without its sign: beside a dash only what it measures tells a sign from a range or a flag.
NUMBER = rf"(?:\d{{1,3}}(?:[{_SPACE}']\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+)"
MINUS = "-\u2010\u2011\u2212\u2013"
SIGNED_NUMBER = rf"[{MINUS}+]?{NUMBER}"
COMPARATOR = r"(?:<=|>=|=<|=>|≤|≥|⩽|⩾|<|>|＜|＞|&lt;|&gt;)"
_NUMBER = re.compile(NUMBER)
_COMPARATOR = re.compile(COMPARATOR)
_SAME_AS = {
    "<": "<", ">": ">", "<=": "<=", ">=": ">=", "=<": "<=", "=>": ">=", "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=",
    "＜": "<", "＞": ">", "&lt;": "<", "&gt;": ">",
}  # fmt: skip

COMPARATOR_IN_WORDS = r"менее|более|less\s+than|more\s+than|greater\s+than"
_IN_WORDS = {"менее": "<", "less": "<", "более": ">", "more": ">", "greater": ">"}


@dataclass(frozen=True, slots=True)
class Style:
    """How often the document uses each mark beyond doubt as a decimal mark, and as a thousands mark."""

    comma_decimals: int = 0
    point_decimals: int = 0
    comma_thousands: int = 0
    point_thousands: int = 0


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """`readings` holds every value the print may mean, the usual one first; more than one is a doubt to settle."""

    text: str
    comparator: str | None
    readings: tuple[Decimal, ...]

    @property
    def is_certain(self) -> bool:
        return len(self.readings) == 1


def parse_comparator(text: str) -> str | None:
    """`≤`, `=<` … as one of <, >, <=, >=."""
    return _SAME_AS.get(text.strip()) or _IN_WORDS.get(text.lower().split()[0] if text.strip() else "")


def readings_of(text: str) -> tuple[Decimal, ...]:
    """Every value that a printed number may mean: () for no number, two for 9,800; a glued sign counts."""
    text = text.strip()
    if text.startswith(tuple(MINUS)):
        return tuple(-reading for reading in _unsigned(text[1:]))
    return _unsigned(text.removeprefix("+"))


def _unsigned(text: str) -> tuple[Decimal, ...]:
    if not _NUMBER.fullmatch(text):
        return ()
    bare = re.sub(rf"[{_SPACE}']", "", text)
    marks = [char for char in bare if char in ".,"]
    if not marks:
        return (Decimal(bare),)
    if len(set(marks)) == 2:
        return _two_marks(bare)
    mark = marks[0]
    head, *groups = bare.split(mark)
    as_thousands = head and head != "0" and 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups)
    if len(groups) > 1:
        in_lakhs = (
            mark == "," and len(head) <= 2 and len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[:-1])
        )
        return (Decimal("".join([head, *groups])),) if (as_thousands or in_lakhs) and not head.startswith("0") else ()
    decimal = Decimal(f"{head or 0}.{groups[0]}")
    if not as_thousands or bare != text:
        return (decimal,)
    thousands = Decimal(head + groups[0])
    return (decimal, thousands)


def _two_marks(bare: str) -> tuple[Decimal, ...]:
    """1,234.5 and 1.234,5: the last mark is the decimal one."""
    decimal_mark = max(".,", key=bare.rfind)
    thousands_mark = "," if decimal_mark == "." else "."
    whole, _, fraction = bare.rpartition(decimal_mark)
    groups = whole.split(thousands_mark)
    well_formed = (
        decimal_mark not in whole and 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    return (Decimal("".join(groups) + "." + fraction),) if well_formed else ()


def parse_number(text: str) -> PrintedNumber | None:
    """A number with or without a comparator, and nothing else: `< 0,1`, `9,800`, `05`; None for anything else."""
    text = text.strip()
    found = _COMPARATOR.match(text)
    comparator = _SAME_AS[found[0]] if found else None
    rest = text[found.end() :].strip() if found else text
    readings = readings_of(rest)
    return PrintedNumber(rest, comparator, readings) if readings else None


def observe_style(texts: Iterable[str]) -> Style:
    """What a document's own numbers say about its marks."""
    counts = {(",", "decimal"): 0, (".", "decimal"): 0, (",", "thousands"): 0, (".", "thousands"): 0}
    for text in texts:
        for printed in _NUMBER.findall(text):
            for mark in ",.":
                if mark in printed and (use := _certain_use(printed, mark)):
                    counts[mark, use] += 1
    return Style(counts[",", "decimal"], counts[".", "decimal"], counts[",", "thousands"], counts[".", "thousands"])


def _certain_use(printed: str, mark: str) -> str | None:
    readings = readings_of(printed)
    if len(readings) != 1:
        return None
    if printed.count(mark) > 1 or (
        printed.count(".") and printed.count(",") and printed.rfind(mark) < len(printed) - 4
    ):
        return "thousands"
    return "decimal"


def settle(number: PrintedNumber, style: Style, plausible: Iterable[Decimal] | None = None) -> Decimal | None:
    """The one value meant, or None when the document does not say.

    `plausible` are the readings that the unit, the range and the analyte allow (None: nothing is known).
    The document's habit and plausibility must not contradict each other.
    """
    if number.is_certain:
        return number.readings[0]
    decimal, thousands = number.readings
    habit = _habit(number.text, style)
    allowed = set(number.readings if plausible is None else plausible)
    if habit == "decimal" and decimal in allowed:
        return decimal
    if habit == "thousands" and thousands in allowed:
        return thousands
    if habit is None and len(allowed) == 1:
        return next(iter(allowed))
    return None


def _habit(text: str, style: Style) -> str | None:
    """How the document uses the mark in `text`: decimal, thousands, or not known."""
    comma = "," in text
    own, other = (style.comma_decimals, style.point_decimals) if comma else (style.point_decimals, style.comma_decimals)
    thousands = style.comma_thousands if comma else style.point_thousands
    if thousands and not own:
        return "thousands"
    if own and not thousands:
        return "decimal"
    if not comma and not other:
        return "decimal"
    if other and not own:
        return "thousands" if comma else None
    return None


def plain(value: Decimal) -> str:
    """Without exponent: 150000, 0.02."""
    return format(value, "f")

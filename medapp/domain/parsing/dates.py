# ruff: noqa: E501 - patterns
"""Printed dates: day and month told apart by evidence, masked dates left alone."""

import re
from collections.abc import Iterable
from datetime import date

_MONTHS = {
    "jan": 1, "янв": 1, "feb": 2, "фев": 2, "mar": 3, "мар": 3, "apr": 4, "апр": 4, "may": 5, "мая": 5, "май": 5, "jun": 6, "июн": 6,
    "jul": 7, "июл": 7, "aug": 8, "авг": 8, "sep": 9, "сен": 9, "oct": 10, "окт": 10, "nov": 11, "ноя": 11, "dec": 12, "дек": 12,
}  # fmt: skip
_NAMED = "|".join(_MONTHS)
DATE = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d))|(?P<num>(?<!\d)\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d{{2}})(?![\dXxХх*]))"
    rf"|[«\"]?(?P<day>\d{{1,2}})[»\"]?(?:st|nd|rd|th)?[-/\s.,]*(?P<month>{_NAMED})[а-яa-z]*\.?[-/\s.,]+(?P<year>\d{{4}}|\d{{2}})(?![\dXxХх*])"
    rf"|(?P<month2>{_NAMED})[a-z]*\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})(?![\dXxХх*])",
    re.IGNORECASE,
)


# 2,10,000 or 1.5 lakh: only South Asia counts so, and it writes the day first.
_LAKHS = re.compile(r"(?<![\d.,])\d{1,2},\d\d,\d{3}(?![\d.,])|\blakhs?\b", re.IGNORECASE)


def find_order(texts: Iterable[str]) -> str | None:
    """`dmy` or `mdy` when some date of the document can only be one of them; None without or against evidence."""
    votes = set()
    for text in texts:
        if _LAKHS.search(text):
            votes.add("dmy")
        for match in DATE.finditer(text):
            if match["num"] and match["mark"] in "/-":
                first, second, _ = (int(part) for part in re.split(r"[./-]", match["num"]))
                if first > 12 >= second:
                    votes.add("dmy")
                elif second > 12 >= first:
                    votes.add("mdy")
    return votes.pop() if len(votes) == 1 else None


def parse_date(text: str, order: str | None = None) -> date | None:
    """The first date in the text; None when it is masked, impossible, or day and month cannot be told apart."""
    match = DATE.search(text)
    return _date_of(match, order) if match else None


def _date_of(match: re.Match[str], order: str | None) -> date | None:
    if match["iso"]:
        return _date(*(int(part) for part in re.split(r"[-./]", match["iso"])))
    if match["month"]:
        return _date(_full_year(match["year"]), _MONTHS[match["month"].lower()], int(match["day"]))
    if match["month2"]:
        return _date(int(match["year2"]), _MONTHS[match["month2"].lower()], int(match["day2"]))
    first, second, year = re.split(r"[./-]", match["num"])
    one, two, full = int(first), int(second), _full_year(year)
    if match["mark"] == ".":
        order = "dmy"
    if one > 12 or one == two:
        order = "dmy"
    elif two > 12:
        order = "mdy"
    if order is None:
        return None
    return _date(full, two, one) if order == "dmy" else _date(full, one, two)


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else 2000 + year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def as_birth(day: date, today: date) -> date:
    """A two-digit year that lies ahead belongs to the last century."""
    return day if day <= today else day.replace(year=day.year - 100)

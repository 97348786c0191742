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
    rf"(?P<iso>(?<!\d)\d{{4}}[-./](?:\d{{1,2}}|(?:{_NAMED})[a-z]*)[-./]\d{{1,2}}(?!\d))|(?P<num>(?<!\d)\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)(?:\d{{4}}|\d{{2}})(?![\dXxХх*]))"
    rf"|[«\"]?\s?(?P<day>\d{{1,2}})\s?[»\"]?(?:st|nd|rd|th)?[-/\s.,]*(?P<month>{_NAMED})[а-яa-z]*\.?[-/\s.,]+(?P<year>\d{{4}}|\d{{2}})(?![\dXxХх*])"
    rf"|(?P<month2>{_NAMED})[a-z]*\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})(?![\dXxХх*])",
    re.IGNORECASE,
)


_HEAD = 12  # lines of a report's head
_GAP = re.compile(r"\s{2,}")
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)"
_CLOCK_BEFORE, _CLOCK_BEHIND = (
    re.compile(rf"{_CLOCK}[\s,]*$"),
    re.compile(rf"\s*(?:г\.|года)?[\s,]*(?:в|at|-)?\s*{_CLOCK}"),
)

# Bodies that accredit or insure in one country only, and words of languages that all write the day first.
_DAY_FIRST = re.compile(
    r"\b(?:NABL|ABHA|UHID|GSTIN|UKAS|NHS|INAB|NATA|RCPA|SDN\.?\s+BHD|ACCREDIA|DAkkS|COFRAC|TURKAK|SANAS|"
    r"prelievo|referto|paziente|naissance|geburtsdatum|entnahme\w*|paciente|fecha|tarihi|tanggal|пациент\w*|результат\w*)\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"\bCLIA\b")  # the United States' register of laboratories


# 2,10,000 or 1.5 lakh: only South Asia counts so, and it writes the day first.
_LAKHS = re.compile(r"(?<![\d.,])\d{1,2},\d\d,\d{3}(?![\d.,])|\blakhs?\b", re.IGNORECASE)


def find_order(texts: Iterable[str]) -> str | None:
    """`dmy` or `mdy` when some date of the document can only be one of them; None without or against evidence.

    Where no date says it, the country does.
    """
    texts = list(texts)
    votes: set[str] = set()
    unsure = False
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
                elif first != second:
                    unsure = True
    if votes or not unsure:
        return votes.pop() if len(votes) == 1 else None
    votes = {
        order for order, pattern in (("dmy", _DAY_FIRST), ("mdy", _MONTH_FIRST)) if any(map(pattern.search, texts))
    }
    return votes.pop() if len(votes) == 1 else None


def only_day(texts: list[str], order: str | None, birth: date | None, latest: date) -> date | None:
    """The one day with a time beside it, as an analyser stamps its slip, or the one that stands alone in the head.

    A wide gap in a text is two spaces.
    """
    stamped = {
        _date_of(match, order)
        for text in texts
        for match in DATE.finditer(text)
        if _CLOCK_BEFORE.search(text[: match.start()]) or _CLOCK_BEHIND.match(text[match.end() :])
    }
    alone = {
        _date_of(match, order)
        for text in texts[:_HEAD]
        for token in _GAP.split(text)
        if (match := DATE.match(token)) and token[match.end() :].strip(" .") in ("", "г", "года")
    }
    for days in (stamped, alone):
        left = {day for day in days if day and day != birth and day <= latest}
        if left:
            return left.pop() if len(left) == 1 else None
    return None


def parse_date(text: str, order: str | None = None) -> date | None:
    """The first date in the text; None when it is masked, impossible, or day and month cannot be told apart."""
    match = DATE.search(text)
    return _date_of(match, order) if match else None


def _date_of(match: re.Match[str], order: str | None) -> date | None:
    if match["iso"]:
        year, month, day = re.split(r"[-./]", match["iso"].lower())
        return _date(int(year), int(month) if month.isdigit() else _MONTHS[month[:3]], int(day))
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

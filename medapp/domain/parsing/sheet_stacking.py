"""Headings of a sheet in two rows, the second of them days: Дата сдачи or 2024, merged over the days of its columns."""

import re

from medapp.domain.parsing.sheet_columns import Rows
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_summaries import is_summary

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s?(?:г\.?|год))?")
_DAY_AND_MONTH = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([./])(?:0?[1-9]|1[0-2])[./]?")
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[a-zа-я]*\.?",
    re.IGNORECASE,
)
_LEAST = 2
_SURELY_HEADINGS = 3  # above a single day


def heads_over_days(row: tuple[str, ...], below: Rows) -> tuple[str, ...] | None:
    """The two rows as one when the second only has days, under a first that names the other columns.

    A year above a day and a month completes them. What stands between the days is an average of them or nothing.
    """
    second = below[0] if below else ()
    width = max(len(row), len(second))
    above, under = (cells + ("",) * (width - len(cells)) for cells in (row, second))
    named = sum(kind_of(cell) not in (None, "date_value", "value") for cell in above)
    if not named:
        return None
    heads, year, days = [], "", 0
    for upper, lower in zip(above, under, strict=True):
        if upper:
            year = found[1] if (found := _YEAR.fullmatch(upper)) else ""
        whole = _with_year(lower, year)
        if kind_of(whole) == "date_value":
            days += 1
        elif lower and not is_summary(lower):
            return None
        heads.append(whole or upper)
    return tuple(heads) if days >= _LEAST or (days and named >= _SURELY_HEADINGS) else None


def _with_year(cell: str, year: str) -> str:
    if year and (found := _DAY_AND_MONTH.fullmatch(cell)):
        return f"{cell.rstrip('./')}{found[1]}{year}"
    return f"{cell.rstrip('.')} {year}" if year and _MONTH.fullmatch(cell) else cell

"""A birth date and a day of the report that cannot both be true: which of the two is the misread one."""

import re
from datetime import date, timedelta

from medapp.domain.parsing.dates import DATE, parse_date

_LONG_AGO = timedelta(days=730)  # before the newest day of the paper: nobody waits so long for a result
_NEWBORN_YEARS = 0.1
_NEWBORN = re.compile(
    r"новорожд|\bреб(?:[её]нок|\.)\s+(?:от|до)\b|newborn|neonat|\bbaby\s+(?:of|boy|girl)\b"
    r"|\b(?:возраст|age)\b[^\d\n]{0,12}\d{1,2}\s*(?:д(?:н|ен)|сут|час|ч\b|d\b|days?\b|h(?:ou)?rs?\b|h\b)",
    re.IGNORECASE,
)


def is_newborn(texts: list[str], age_years: float | None) -> bool:
    """The paper says that the person was born these days; `age_years` is the printed age."""
    return (age_years is not None and age_years < _NEWBORN_YEARS) or any(_NEWBORN.search(text) for text in texts)


def is_long_ago(birth: date, texts: list[str], order: str | None, latest: date) -> bool:
    """Long before the newest day printed, `latest` at most: a birth date for certain, and no day of the report."""
    days = (parse_date(match[0], order) for text in texts for match in DATE.finditer(text))
    return birth <= max((day for day in days if day is not None and day <= latest), default=birth) - _LONG_AGO


def without_day(birth: date, texts: list[str], order: str | None) -> list[str]:
    """The lines without the birth date, which a label on the line above or below took for its own."""
    return [DATE.sub(lambda match: "" if parse_date(match[0], order) == birth else match[0], text) for text in texts]

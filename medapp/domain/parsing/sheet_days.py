"""The day of rows that have none of their own: a date as a title above them, in the sheet's name or in its head."""

import re
from collections.abc import Iterable
from datetime import date
from operator import and_

from medapp.domain.documents import Table
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.dates import DATE, parse_date
from medapp.domain.parsing.header import collected_in
from medapp.domain.parsing.header_persons import BIRTH_LABEL

# Beside a date that titles the rows below: анализы от 12.03.2024, 05.10.2024 г. (Инвитро)
_OTHER = re.compile(
    rf"{BIRTH_LABEL}|печат|выда|готов|формир|сформ|предыдущ|выгруз|экспорт|print|report|generat|issue|previous|updat|export|"
    r"\bgeb",
    re.IGNORECASE,
)
_LONGEST_TITLE = 60
_MOST_CELLS = 8


def title_days(table: Table, order: str | None) -> dict[int, date]:
    """The days that stand alone in a row, by the row; none unless there are two: one is that of the whole sheet.

    A line that says when the blood was taken is such a row however much more it says.
    """
    found: dict[int, date] = {}
    for index, row in enumerate(table.rows):
        filled = [cell for cell in row if cell]
        if day := (day_in(filled[0], order) if len(filled) == 1 else None) or _labelled(filled, order):
            found[index] = day
    return found if len(set(found.values())) > 1 else {}


def _labelled(filled: list[str], order: str | None) -> date | None:
    """The day of `Collected on 11 Mar 2025   Final result   Ordering provider: …`, in one cell or in a few.

    Dates across under such a label are none: each date in a cell of its own needs words before it. Nor is a remark
    beside a result.
    """
    if not filled or len(filled) > _MOST_CELLS or not any(char.isdigit() for char in "".join(filled)):
        return None
    dated = [DATE.match(cell) is not None for cell in filled]
    numbers = (parse_result(cell) for cell in filled if not DATE.search(cell))
    if dated[0] or any(map(and_, dated, dated[1:])) or any(found and found.number for found in numbers):
        return None
    return collected_in("  ".join(filled), order)


def day_in(text: str, order: str | None) -> date | None:
    """The one date of a short text that is no birth date and no day of printing."""
    if len(text) > _LONGEST_TITLE or _OTHER.search(text):
        return None
    days = {parse_date(match[0], order) for match in DATE.finditer(text)}
    return days.pop() if len(days) == 1 else None


def latest_above(days: dict[int, date], index: int) -> date | None:
    """The day of the last title above the row."""
    above: Iterable[int] = (row for row in days if row < index)
    last = max(above, default=None)
    return days[last] if last is not None else None

"""Whose results a workbook holds: the lines above its tables, sheets without results, and columns about the person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from medapp.domain.parsing.dates import as_birth, parse_date
from medapp.domain.parsing.header import Heading, read_heading
from medapp.domain.parsing.header_persons import sex_of
from medapp.domain.parsing.sheet_days import day_in
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_roles import Plan
from medapp.domain.parsing.sheets import Sheet
from medapp.domain.people import Sex, age_on

_MOST_LINES = 40  # of a sheet that holds no results
_GAP = "  "


@dataclass(frozen=True, slots=True)
class Columns:
    """What all rows say alike; `differ` when they are of several people."""

    sex: Sex | None = None
    birth_date: date | None = None
    age_years: float | None = None
    differ: bool = False
    several: bool = False  # rows of several people by name or birth date


def lines_above(sheet: Sheet) -> list[str]:
    """What stands above the headings, and all of a sheet that has none; a wide gap between cells is two spaces."""
    rows = sheet.table.rows[:_MOST_LINES] if sheet.plan is None else sheet.table.rows[: max(sheet.start - 1, 0)]
    return [_GAP.join(cell for cell in row if cell) for row in rows if any(row)]


def days_of(sheets: list[Sheet]) -> list[date | None]:
    """The day of each sheet: in its name, else in its head where there are several."""
    named = [day_in(sheet.table.name, sheet.order) for sheet in sheets]
    if len(sheets) == 1:
        return named
    heads = (read_heading(lines_above(sheet), order=sheet.order).collected_at for sheet in sheets)
    return [day or head for day, head in zip(named, heads, strict=True)]


def is_undated(sheet: Sheet) -> bool:
    """Results under several months or years, whose days nobody knows: the one day of the head is not theirs."""
    return sheet.plan is not None and len(sheet.plan.days) > 1 and not any(day for _, day in sheet.plan.days)


def columns_of(sheets: Iterable[Sheet]) -> Columns:
    """The person told in columns of sex, birth date and age."""
    today = datetime.now(UTC).date()
    sexes: set[Sex | None] = set()
    births: set[date | None] = set()
    ages: set[str] = set()
    names: set[tuple[str, ...]] = set()
    for sheet in sheets:
        if sheet.plan is None:
            continue
        sexes |= {sex_of(cell.strip(" .")) for cell in _cells(sheet, sheet.plan.sex)}
        born = (parse_date(cell, sheet.order) for cell in _cells(sheet, sheet.plan.birth))
        births |= {as_birth(day, today) if day else None for day in born}
        ages |= set(_cells(sheet, sheet.plan.age))
        names |= {told for row in sheet.table.rows[sheet.start :] if any(told := _named(row, sheet.plan))}
    if len(sexes) > 1 or len(births) > 1:
        return Columns(differ=True, several=len(births - {None}) > 1 or len(names) > 1)
    return Columns(next(iter(sexes), None), next(iter(births), None), _years(ages), several=len(names) > 1)


def heading(said: Heading, columns: Columns, days: Iterable[date | None]) -> Heading:
    """The heading of the lines with what the columns say in place; `days` are those of the rows.

    Rows with days of their own take none from the lines, and an age printed once holds for one day only.
    """
    known = sorted({day for day in days if day is not None})
    sex, birth = columns.sex or said.sex, columns.birth_date or said.birth_date
    age = said.age_years if columns.age_years is None else columns.age_years
    if columns.differ:
        sex = birth = age = None
    elif birth is not None and known:
        age = float(age_on(birth, known[-1]))
    elif len(known) > 1:
        age = None
    told = replace(said, collected_at=None, reported_at=None, warnings=()) if known else said
    return replace(told, sex=sex, birth_date=birth, age_years=age)


def _named(row: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    """Whose the row's result is, letters only; nobody's are headings that stand there again, and a line below them."""
    values = plan.values or tuple(at for at, *_ in (plan.days or plan.analytes))
    cells = [row[at] if at < len(row) else "" for at in plan.persons]
    if not any(at < len(row) and row[at] for at in values) or any(map(kind_of, cells)):
        return ()
    return tuple("".join(filter(str.isalnum, cell.lower())) for cell in cells)


def _cells(sheet: Sheet, column: int | None) -> Iterator[str]:
    for row in sheet.table.rows[sheet.start :] if column is not None else ():
        if column is not None and column < len(row) and row[column]:
            yield row[column]


def _years(cells: set[str]) -> float | None:
    """`44`, `44 года`; an age that changes from row to row is nobody's for all of them."""
    digits = next(iter(cells)).split()[0] if len(cells) == 1 else ""
    return float(digits) if digits.isdigit() and int(digits) <= 120 else None

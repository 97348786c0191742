"""Which column of a sheet holds what: by its headings, by dates or analytes across, or by what its cells look like."""

import re
from dataclasses import replace
from itertools import pairwise

from medapp.domain.documents import Table
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.dates import parse_date
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.sheet_across import first_rows, plan_across
from medapp.domain.parsing.sheet_columns import Rows, best_name, best_value, column_like, shares
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_leftovers import says_otherwise
from medapp.domain.parsing.sheet_medicines import is_dose
from medapp.domain.parsing.sheet_namesakes import OF_OTHERS, told_apart
from medapp.domain.parsing.sheet_roles import Plan
from medapp.domain.parsing.sheet_sexes import limits_by_sex
from medapp.domain.parsing.sheet_stacking import heads_over_days
from medapp.domain.parsing.sheet_summaries import is_summary, without_reckoned

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?(?:г\.?|год))?")
_BESIDE = ("unit", "range", "low", "high", "flag", "specimen", "loinc")  # what goes with each row
_SAMPLED = re.compile(
    r"взят|забор|сбор|отбор|сдач|collect|drawn|sampl|specimen|taken|entnahme|prélèv|prelev|extracci|pobrania",
    re.IGNORECASE,
)
_WISHED = re.compile(r"optim|target|goal|оптим|цел[ье]", re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"выда|печат|готов|выполн|регистр|заказ|заявк|поступ|report|result|print|issue|order|receiv|regist|updat|creat|visit|befund|druck|eingang|validier|emisi|édition|validation|wydruk",
    re.IGNORECASE,
)


def find_plan(table: Table, order: str | None) -> tuple[int, Plan | None]:
    """The first row below the headings and what its columns hold.

    A row that names its columns goes before one that only holds dates: a title line has a date, too.
    """
    dated: tuple[int, Plan] | None = None
    for index, row in first_rows(table):
        below = table.rows[index + 1 :]
        plan = _plan_of(row, below, order)
        if plan is not None and plan.values:
            if two_rows := _days_below(row, plan, below, order) or _occasions_below(row, below, order):
                return index + 2, two_rows
            limits = _limits_below(plan, below) or _sexes_below(row, plan, below)
            return (index + 2, limits) if limits else (index + 1, plan)
        if plan is None or not plan.values:
            two_rows = _plan_of(heads, below[1:], order) if (heads := heads_over_days(row, below)) else None
            if two_rows is not None and two_rows.days and _has_rows(below[1:], two_rows):
                return index + 2, two_rows
        if plan is not None and (dated is None or len(plan.days) > len(dated[1].days)) and _has_rows(below, plan):
            dated = index + 1, plan
    across = None if dated is not None else plan_across(table)
    return dated or across or _plan_by_content(table)


def plan_of_headings(table: Table, index: int, order: str | None, now: Plan) -> Plan | None:
    """The plan of another table that begins further down: a row of words, two of them headings, a name and a result.

    Where days run across, as `now`, a row of other days is one as well; what it does not name stays where it was.
    """
    row = table.rows[index]
    if any(parse_result(cell) is not None and not kind_of(cell) for cell in row if any(c.isdigit() for c in cell)):
        return None
    if sum(1 for cell in row if cell and kind_of(cell)) < 2:
        return None
    below = table.rows[index + 1 :]
    plan = _plan_of(row, below, order)
    if plan is None or plan.values:
        return plan
    days = {day for _, day in plan.days}
    is_new = now.days and days != {day for _, day in now.days} and not is_known_name(row[plan.name])
    if not is_new or len(row) - row.count("") < 3 or not _has_rows(below, plan):
        return None
    dated = {at for at, _ in plan.days}
    kept = {role: at for role in _BESIDE if getattr(plan, role) is None and (at := getattr(now, role)) not in dated}
    return replace(plan, **kept)


def _has_rows(rows: tuple[tuple[str, ...], ...], plan: Plan) -> bool:
    """An analyte with a result under one of the dates."""
    for row in rows:
        name = row[plan.name] if plan.name < len(row) else ""
        cells = [row[index] for index, _ in plan.days if index < len(row)]
        if is_known_name(name) and any(
            cell and parse_result(cell) is not None and kind_of(cell) != "date_value" for cell in cells
        ):
            return True
    return False


def _days_below(row: tuple[str, ...], plan: Plan, below: Rows, order: str | None) -> Plan | None:
    """The plan of two rows of headings, when the second one parts the results into days: Results over three dates."""
    second = below[0] if below else ()
    kinds = [kind_of(cell) for cell in second]
    beneath = {index for index, kind in enumerate(kinds) if kind == "date_value"}
    if (plan.name < len(second) and second[plan.name]) or not beneath.intersection(plan.values):
        return None
    if any(cell and kind is None and not is_summary(cell) for cell, kind in zip(second, kinds, strict=True)):
        return None
    width = max(len(row), len(second))
    above, under = (cells + ("",) * (width - len(cells)) for cells in (row, second))
    both = tuple(lower or upper for upper, lower in zip(above, under, strict=True))
    found = _plan_of(both, below[1:], order)
    return found if found is not None and found.days else None


def _occasions_below(row: tuple[str, ...], below: Rows, order: str | None) -> Plan | None:
    """The plan of two rows of headings, when the second one says of each occasion the result and its day: Current over
    Result and Date, Previous over Result and Date."""
    second = below[0] if below else ()
    kinds = [kind_of(cell) for cell in second]
    if kinds.count("value") < 2 or any(
        cell and kind not in ("value", "day", "unit", "flag") for cell, kind in zip(second, kinds, strict=True)
    ):
        return None
    heads, upper = [], ""
    for index, cell in enumerate(row):
        upper = cell or upper
        heads.append(f"{upper} {second[index]}" if index < len(second) and second[index] else cell)
    return _plan_of(tuple(heads), below[1:], order)


def _limits_below(plan: Plan, below: Rows) -> Plan | None:
    """The plan with low and high limits when the second row of the headings tells them apart: Норма over от and до."""
    row = below[0] if below else ()
    if any(index < len(row) and row[index] for index in (plan.name, *plan.values)):
        return None
    kinds = {kind: index for index, cell in enumerate(row) if (kind := kind_of(cell)) in ("low", "high")}
    return replace(plan, range=None, low=kinds["low"], high=kinds["high"]) if len(kinds) == 2 else None


def _sexes_below(row: tuple[str, ...], plan: Plan, below: Rows) -> Plan | None:
    """The plan with limits by sex when the second row of the headings parts them: Норма over М and Ж."""
    second = below[0] if below else ()
    if any(index < len(second) and second[index] for index in (plan.name, *plan.values)):
        return None
    heads, upper = [], ""
    for index, cell in enumerate(second):
        upper = (row[index] if index < len(row) else "") or upper
        heads.append(f"{upper} {cell}" if cell else "")
    by_sex = limits_by_sex(heads)
    return replace(plan, range=None, low=None, high=None, limits_by_sex=tuple(by_sex.items())) if by_sex else None


def is_heading_row(name: str, value: str) -> bool:
    """`Наименование | Значение`: headings printed again are no result."""
    return kind_of(name) == "name" and kind_of(value) is not None


def _plan_of(row: tuple[str, ...], below: Rows, order: str | None) -> Plan | None:
    """Bind a row of headings; a name and a result or several dates make it one. One of the two may lack its heading."""
    if len(blocks := _blocks(row)) > 1:
        plans = [_plan_of(_only(row, block), below, order) for block in blocks]
        bound = [plan for plan in plans if plan is not None and plan.values]
        if len(bound) == len(blocks):
            return replace(bound[0], beside=tuple(bound[1:]))
    by_sex = limits_by_sex(row)
    apart = {index for limits in by_sex.values() for index in (limits.range, limits.low, limits.high)}
    kinds = [None if index in apart else kind_of(cell) for index, cell in enumerate(row)]
    years = [index for index, cell in enumerate(row) if _YEAR.fullmatch(cell)]
    kinds = told_apart(kinds, row, below)
    if len(years) > 1 and not is_known_name(row[0]):
        kinds = ["date_value" if index in years else kind for index, kind in enumerate(kinds)]
    kinds = without_reckoned(kinds, row, below)
    days = [(index, parse_date(row[index], order)) for index, kind in enumerate(kinds) if kind == "date_value"]
    values = tuple(index for index, kind in enumerate(kinds) if kind == "value")
    taken = {kind: _choose(kind, [i for i, k in enumerate(kinds) if k == kind], row, below) for kind in kinds if kind}
    taken.pop("date_value", None)
    free = [index for index, kind in enumerate(kinds) if kind is None and row[index] and index not in apart]
    if "name" not in taken and days and days[0][0] != 0 and kinds[0] not in OF_OTHERS:
        taken["name"] = 0
    if len(taken) >= 2:
        flags = [index for index, kind in enumerate(kinds) if kind == "flag"]  # an `indicator` may be the analyte
        results = [index for index in free if not says_otherwise(row[index])]
        _complete(taken, below, free + flags, results, bool(days))
        if "value" in taken and not values:  # told by its cells, as others may be
            values = tuple(at for at in results if at not in taken.values() and shares(below, at)["value"] >= 0.7)
            values = (taken["value"], *values)
    if "name" not in taken or not ("value" in taken or days):
        return None
    if "code" in taken and "loinc" not in taken and shares(below, taken["code"])["loinc"] >= 0.6:
        taken["loinc"] = taken["code"]
    if "section" not in taken:
        panels = [index for index, kind in enumerate(kinds) if kind == "name" and index != taken["name"]]
        taken |= {"section": panels[0]} if panels else {}
    wide = tuple(days) if "value" not in taken else ()
    return Plan(
        taken["name"], _with_alternates(taken["value"], values, below) if "value" in taken else (), taken.get("unit"),
        taken.get("range"), taken.get("low"), taken.get("high"), taken.get("flag"), taken.get("day"),
        taken.get("specimen"), taken.get("loinc"), taken.get("section"), taken.get("comparator"), wide,
        limits_by_sex=tuple(by_sex.items()), sex=taken.get("sex"), birth=taken.get("birth"), age=taken.get("age"),
        persons=tuple(index for index, kind in enumerate(kinds) if kind == "person"),
        rivals=values if kinds.count("unit") < len(values) else (),
    )  # fmt: skip


def _blocks(row: tuple[str, ...]) -> list[range]:
    """The columns of tables side by side, whose headings are the same in each: Test, Result, Test, Result."""
    kinds = [(index, kind) for index, cell in enumerate(row) if (kind := kind_of(cell))]
    starts = [index for index, kind in kinds if kind == "name"]
    blocks = [range(start, end) for start, end in pairwise([*starts, len(row)])]
    held = [[kind for index, kind in kinds if index in block] for block in blocks]
    alike = len(blocks) > 1 and all(kinds == held[0] for kinds in held) and "value" in held[0]
    return blocks if alike and len(kinds) == sum(map(len, held)) else []


def _only(row: tuple[str, ...], block: range) -> tuple[str, ...]:
    return tuple(cell if index in block else "" for index, cell in enumerate(row))


def _choose(kind: str, candidates: list[int], row: tuple[str, ...], below: Rows) -> int:
    """The column of a kind that several headings announce."""
    if kind == "name":
        return best_name(candidates, below)
    if kind == "value":
        return best_value(candidates, below)
    if kind == "range":
        return next((index for index in candidates if not _WISHED.search(row[index])), candidates[0])
    if kind == "day":
        taken = [index for index in candidates if _SAMPLED.search(row[index])]
        return next(iter(taken or [i for i in candidates if not _OTHER_DAY.search(row[i])] or candidates))
    return candidates[0]


def _with_alternates(value: int, others: tuple[int, ...], below: Rows) -> tuple[int, ...]:
    """Numbers in one column, words in another: a column that is filled only where the first is empty goes with it."""
    rows = [row for row in below if len(row) > max((value, *others))]
    return (value, *(o for o in others if o != value and not any(row[value] and row[o] for row in rows)))


def _complete(taken: dict[str, int], below: Rows, names: list[int], results: list[int], is_dated: bool) -> None:
    """The heading of the names or of the results that is in nobody's vocabulary, by what stands under it."""
    if "name" not in taken and ("value" in taken or is_dated):
        found = column_like("name", below, names, 0.5)
        taken |= {"name": found} if found is not None else {}
        if found is not None and taken.get("flag") == found:
            del taken["flag"]
    if "value" not in taken and not is_dated and "name" in taken and taken.keys() & {"unit", "range", "low", "high"}:
        found = column_like("value", below, results, 0.7)
        taken |= {"value": found} if found is not None else {}


def _are_doses(rows: Rows, column: int) -> bool:
    """A list of what is taken, without headings."""
    cells = [row[column] for row in rows if column < len(row) and row[column]]
    return 2 * sum(map(is_dose, cells)) > len(cells)


def _plan_by_content(table: Table) -> tuple[int, Plan | None]:
    """Columns without headings, by what most of their cells look like; a first row without a result is passed over."""
    rows = tuple(row for row in table.rows if len(row) >= 2)
    columns = list(range(max((len(row) for row in rows), default=0)))
    name = column_like("name", rows, columns, 0.3)
    others = {at for at, cell in enumerate(table.rows[0]) if says_otherwise(cell)} if table.rows else set()
    others |= {at for _, row in first_rows(table) for at, cell in enumerate(row) if is_summary(cell)}
    value = column_like("value", rows, [i for i in columns if i != name and i not in others], 0.5)
    if name is None or value is None or _are_doses(rows, value):
        return 0, None
    rest = [index for index in columns if index not in (name, value)]
    unit = column_like("unit", rows, rest, 0.3)
    band = column_like("range", rows, [index for index in rest if index != unit], 0.3)
    first = rows[0][value] if value < len(rows[0]) else ""
    is_headed = (
        rows[0] is table.rows[0] and not any(char.isdigit() for char in first) and not is_known_name(rows[0][name])
    )
    day = column_like("day", rows, [index for index in rest if index not in (unit, band)], 0.6)
    return int(is_headed), Plan(name, (value,), unit, band, day=day)

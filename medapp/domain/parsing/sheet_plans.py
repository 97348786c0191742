# ruff: noqa: E501 - vocabulary
"""Which column of a sheet holds what: by its headings, by dates or analytes across, or by what its cells look like."""

import re
from dataclasses import dataclass
from datetime import date

from medapp.domain.documents import Table
from medapp.domain.parsing.cells import is_date_or_time, looks_like_unit, parse_result
from medapp.domain.parsing.dates import parse_date
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.header_words import Role, fold_heading, role_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.sheet_words import DAY, FLAGS, HIGH, LOINC, LOW, NAMES, SPECIMEN, UNITS, VALUES
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_HEADED = re.compile(r"(?P<name>.+?)\s*(?:[(\[]\s*(?P<unit>[^()\[\]]+?)\s*[)\]]|,\s*(?P<tail>[^,]+))")
_LOOK_AHEAD = 25


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column holds what; `days` are (column, date) of a sheet that is wide over dates, `analytes` (column, name, unit) of one
    that is wide over analytes."""

    name: int
    values: tuple[int, ...]
    unit: int | None = None
    range: int | None = None
    low: int | None = None
    high: int | None = None
    flag: int | None = None
    day: int | None = None
    specimen: int | None = None
    loinc: int | None = None
    section: int | None = None
    days: tuple[tuple[int, date | None], ...] = ()
    analytes: tuple[tuple[int, str, str | None], ...] = ()

    def roles(self) -> dict[int, str]:
        """What each bound column was taken for."""
        single = {
            "name": self.name, "unit": self.unit, "range": self.range, "range from": self.low, "range to": self.high,
            "flag": self.flag, "date": self.day, "specimen": self.specimen, "LOINC": self.loinc, "section": self.section,
        }  # fmt: skip
        several = dict.fromkeys((*self.values, *(index for index, _ in self.days)), "value")
        return several | {index: role for role, index in single.items() if index is not None}


def find_plan(table: Table, order: str | None) -> tuple[int, Plan | None]:
    """The first row below the headings and what its columns hold.

    A row that names its columns goes before one that only holds dates: a title line has a date, too.
    """
    dated: tuple[int, Plan] | None = None
    for index, row in enumerate(table.rows[:_LOOK_AHEAD]):
        plan = _plan_of(row, order)
        if plan is not None and plan.values:
            return index + 1, plan
        if plan is not None and dated is None and _has_rows(table.rows[index + 1 :], plan):
            dated = index + 1, plan
    across = None if dated is not None else _plan_across(table)
    return dated or across or (0, _plan_by_content(table))


def _has_rows(rows: tuple[tuple[str, ...], ...], plan: Plan) -> bool:
    """An analyte with a result under one of the dates."""
    for row in rows:
        name = row[plan.name] if plan.name < len(row) else ""
        cells = [row[index] for index, _ in plan.days if index < len(row)]
        if is_known_name(name) and any(cell and parse_result(cell) is not None for cell in cells):
            return True
    return False


def _plan_across(table: Table) -> tuple[int, Plan] | None:
    """Analytes as headings: one row is one day's results, or the results of one person."""
    for index, row in enumerate(table.rows[:_LOOK_AHEAD]):
        analytes = tuple((at, *heading) for at, cell in enumerate(row) if (heading := _analyte_heading(cell)))
        below = table.rows[index + 1 :]
        if len(analytes) < 2 or not below:
            continue
        filled = [cells[at] for cells in below for at, _, _ in analytes if at < len(cells) and cells[at]]
        read = [result for cell in filled if (result := parse_result(cell)) is not None and result.kind != "words"]
        if 2 * len(read) < len(filled) or len(read) < 2:
            continue
        kinds = [_kind(cell) for cell in row]
        day = kinds.index("day") if "day" in kinds else None
        return index + 1, Plan(analytes[0][0], (), day=day, analytes=analytes)
    return None


def _analyte_heading(cell: str) -> tuple[str, str | None] | None:
    """(name, unit) of `Hemoglobin (g/dL)`, `Ferritin, ng/mL`, `АЛТ [Ед/л]` or a bare `MCV`."""
    text = " ".join(cell.split())
    match = _HEADED.fullmatch(text) if len(text) <= 120 else None
    unit = match and (match["unit"] or match["tail"])
    if match and parse_unit(unit) and is_known_name(match["name"]):
        return match["name"].strip(), unit
    return (text, None) if is_known_name(text) and role_of(text) is None else None


def is_heading_row(name: str, value: str) -> bool:
    """`Наименование | Значение`: headings printed again are no result."""
    return _kind(name) == "name" and _kind(value) is not None


def _plan_of(row: tuple[str, ...], order: str | None) -> Plan | None:
    """Bind a row of headings; a name and a result or several dates make it one."""
    taken: dict[str, int] = {}
    days: list[tuple[int, date | None]] = []
    for index, cell in enumerate(row):
        kind = _kind(cell)
        if kind == "date_value":
            days.append((index, parse_date(cell, order)))
        elif kind and (kind not in taken or (kind == "range" and "optimal" in row[taken[kind]].lower())):
            taken[kind] = index
    if "name" not in taken and days and len(days) >= 1 and row and not any(i == 0 for i, _ in days):
        taken["name"] = 0
    if "name" not in taken or not ("value" in taken or days):
        return None
    wide = tuple(days) if "value" not in taken else ()
    return Plan(
        taken["name"], (taken["value"],) if "value" in taken else (), taken.get("unit"), taken.get("range"), taken.get("low"),
        taken.get("high"), taken.get("flag"), taken.get("day"), taken.get("specimen"), taken.get("loinc"), taken.get("section"), wide,
    )  # fmt: skip


def _kind(cell: str) -> str | None:
    """What a heading cell announces; machine names such as source_test_name are read word by word."""
    if parse_date(cell, "dmy") and is_date_or_time(cell):
        return "date_value"
    folded = fold_heading(cell.replace("_", " "))
    heads = [fold_heading(re.split(r"[,(\[]", cell.replace("_", " "))[0])]
    forms = [folded, folded.removeprefix("source ").removeprefix("raw ").removeprefix("test "), *heads]
    for form in forms:
        if not form:
            continue
        if form.startswith(("lab name", "laboratory", "лаборатори")):
            return "laboratory"
        if form in LOW:
            return "low"
        if form in HIGH:
            return "high"
        if form.startswith(LOINC) or form.endswith("loinc"):
            return "loinc"
        if any(form.startswith(word) or form.endswith(word) for word in SPECIMEN):
            return "specimen"
        if form in ("panel", "panel name", "раздел", "группа", "section", "category", "профиль", "panel_name"):
            return "section"
        if form in NAMES:
            return "name"
        if form in VALUES:
            return "value"
        if form in UNITS:
            return "unit"
        if form in FLAGS:
            return "flag"
        role = role_of(form)
        if role in (Role.NAME, Role.VALUE, Role.UNIT, Role.RANGE, Role.FLAG):
            return role.value
        if role is Role.NORMAL:
            return "range"
        if role in (Role.LOW, Role.HIGH):
            return role.value
        if any(form.startswith(word) or form.endswith(word) for word in DAY):
            return "day"
    return None


def _plan_by_content(table: Table) -> Plan | None:
    """Columns without headings, by what most of their cells look like."""
    rows = [row for row in table.rows if len(row) >= 2][:200]
    if not rows:
        return None
    width = max(len(row) for row in rows)
    share = [_shares(rows, index) for index in range(width)]
    name = max(range(width), key=lambda i: share[i]["name"])
    if share[name]["name"] < 0.3:
        return None
    others = [i for i in range(width) if i != name]
    value = max(others, key=lambda i: share[i]["value"])
    if share[value]["value"] < 0.5:
        return None
    rest = [i for i in others if i != value]
    unit = max(rest, key=lambda i: share[i]["unit"], default=None)
    band = max(rest, key=lambda i: share[i]["range"], default=None)
    return Plan(
        name, (value,),
        unit if unit is not None and share[unit]["unit"] >= 0.3 else None,
        band if band is not None and share[band]["range"] >= 0.3 and band != unit else None,
    )  # fmt: skip


def _shares(rows: list[tuple[str, ...]], index: int) -> dict[str, float]:
    cells = [row[index] for row in rows if index < len(row) and row[index]]
    count = max(len(cells), 1)
    results = [parse_result(cell) for cell in cells]
    return {
        "name": sum(1 for cell in cells if is_known_name(cell)) / count,
        "value": sum(
            1 for cell, r in zip(cells, results, strict=True) if r and (r.kind == "number" or value_words(cell))
        )
        / count,
        "unit": sum(1 for cell in cells if looks_like_unit(cell) and not cell[:1].isdigit()) / count,
        "range": sum(
            1
            for cell, r in zip(cells, results, strict=True)
            if parse_range(cell).has_limits and (r is None or r.kind != "number" or r.comparator)
        )
        / count,
    }

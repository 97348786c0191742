# ruff: noqa: E501 - vocabulary
"""Rows of cells (CSV, spreadsheets): columns bound by their headings, one row a result, or wide over dates."""

from dataclasses import dataclass
from datetime import date

from medapp.domain.documents import Table
from medapp.domain.parsing.cells import is_date_or_time, looks_like_unit, parse_result, value_words
from medapp.domain.parsing.dates import find_order, parse_date
from medapp.domain.parsing.header_words import Role, fold_heading, role_of
from medapp.domain.parsing.names import Context, is_known_name
from medapp.domain.parsing.rows import Loose, RawRow
from medapp.domain.parsing.specimens import specimen_in
from medapp.domain.parsing.trace import Trace, TracedSheet
from medapp.domain.ranges import parse_range

_LOW = frozenset(
    [
        "low",
        "min",
        "lower",
        "lower limit",
        "ref low",
        "reference low",
        "range low",
        "нижняя граница",
        "мин",
        "минимум",
        "от",
        "норма от",
        "нижний предел",
        "ref min",
        "normal min",
    ]
)
_HIGH = frozenset(
    [
        "high",
        "max",
        "upper",
        "upper limit",
        "ref high",
        "reference high",
        "range high",
        "верхняя граница",
        "макс",
        "максимум",
        "до",
        "норма до",
        "верхний предел",
        "ref max",
        "normal max",
    ]
)
_DAY = ("date", "дата", "collected", "datum", "fecha", "время взятия", "sampled", "күні", "effective", "observed")
_SPECIMEN = ("specimen", "биоматериал", "sample type", "material", "тип образца", "specimen type", "тип биоматериала")
_LOINC = ("loinc",)
_LOOK_AHEAD = 25


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which column holds what; `days` are (column, date) of a sheet that is wide over dates."""

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

    def roles(self) -> dict[int, str]:
        """What each bound column was taken for."""
        single = {
            "name": self.name, "unit": self.unit, "range": self.range, "range from": self.low, "range to": self.high,
            "flag": self.flag, "date": self.day, "specimen": self.specimen, "LOINC": self.loinc, "section": self.section,
        }  # fmt: skip
        several = dict.fromkeys((*self.values, *(index for index, _ in self.days)), "value")
        return several | {index: role for role, index in single.items() if index is not None}


def read_table(table: Table, trace: Trace | None = None) -> tuple[list[RawRow], list[Loose]]:
    """Every filled result cell as a row; cells that look like one and cannot be bound come back as loose."""
    rows: list[RawRow] = []
    loose: list[Loose] = []
    order = find_order(cell for row in table.rows for cell in row)
    start, plan = _find_plan(table, order)
    if trace is not None:
        trace.sheets.append(TracedSheet(start, plan.roles()) if plan else None)
    if plan is None:
        return rows, loose
    section = table.name
    for index, cells in enumerate(table.rows[start:], start=start):
        found = _row(cells, plan, section, order)
        rows += found
        if trace is not None:
            trace.cells += [(len(trace.sheets) - 1, index)] * len(found)
        text = _cell(cells, plan.name)
        filled = [cell for cell in cells if cell]
        if not found and text and len(filled) == 1:
            section = text
        elif not found and text and any(_cell(cells, index) for index in _value_columns(plan)):
            loose.append(Loose(" | ".join(filled)[:200], None, "no_result"))
    return rows, loose


def _value_columns(plan: _Plan) -> tuple[int, ...]:
    return plan.values or tuple(index for index, _ in plan.days)


def _cell(cells: tuple[str, ...], index: int | None) -> str:
    return " ".join(cells[index].split()) if index is not None and index < len(cells) else ""


def _row(cells: tuple[str, ...], plan: _Plan, section: str, order: str | None) -> list[RawRow]:
    name = _cell(cells, plan.name)
    if not name or not any(char.isalpha() for char in name):
        return []
    heading = _cell(cells, plan.section) or section
    specimen = specimen_in(_cell(cells, plan.specimen)) or specimen_in(heading)
    limits = _cell(cells, plan.range) or _limits(_cell(cells, plan.low), _cell(cells, plan.high))
    days = plan.days or tuple((index, parse_date(_cell(cells, plan.day), order)) for index in plan.values)
    found = []
    for index, day in days:
        result = parse_result(_cell(cells, index), free_words=True)
        if result is None:
            continue
        found.append(
            RawRow(
                name=name, result=result, unit=_cell(cells, plan.unit) or None, range_text=limits or None,
                flag=_cell(cells, plan.flag) or result.flag, context=Context(heading, specimen),
                loinc=_cell(cells, plan.loinc) or None, bound="cells", collected_at=day,
            )
        )  # fmt: skip
    return found if plan.days else found[:1]


def _limits(low: str, high: str) -> str:
    if low and high:
        return f"{low} - {high}"
    return f"> {low}" if low else f"< {high}" if high else ""


def _find_plan(table: Table, order: str | None) -> tuple[int, _Plan | None]:
    for index, row in enumerate(table.rows[:_LOOK_AHEAD]):
        plan = _plan_of(row, order)
        if plan is not None:
            return index + 1, plan
    plan = _plan_by_content(table)
    return 0, plan


def _plan_of(row: tuple[str, ...], order: str | None) -> _Plan | None:
    """Bind a row of headings; a name and a result or several dates make it one."""
    taken: dict[str, int] = {}
    days: list[tuple[int, date | None]] = []
    for index, cell in enumerate(row):
        kind = _kind(cell)
        if kind == "date_value":
            days.append((index, parse_date(cell, order)))
        elif kind and kind not in taken:
            taken[kind] = index
    if "name" not in taken and days and len(days) >= 1 and row and not any(i == 0 for i, _ in days):
        taken["name"] = 0
    if "name" not in taken or not ("value" in taken or days):
        return None
    wide = tuple(days) if "value" not in taken else ()
    return _Plan(
        taken["name"], (taken["value"],) if "value" in taken else (), taken.get("unit"), taken.get("range"), taken.get("low"),
        taken.get("high"), taken.get("flag"), taken.get("day"), taken.get("specimen"), taken.get("loinc"), taken.get("section"), wide,
    )  # fmt: skip


def _kind(cell: str) -> str | None:
    """What a heading cell announces; machine names such as source_test_name are read word by word."""
    if parse_date(cell, "dmy") and is_date_or_time(cell):
        return "date_value"
    folded = fold_heading(cell.replace("_", " "))
    forms = [folded, folded.removeprefix("source ").removeprefix("raw ").removeprefix("test ")]
    for form in forms:
        if not form:
            continue
        if form.startswith(("lab name", "laboratory", "лаборатори")):
            return "laboratory"
        if form in _LOW:
            return "low"
        if form in _HIGH:
            return "high"
        if form.startswith(_LOINC) or form.endswith("loinc"):
            return "loinc"
        if any(form.startswith(word) or form.endswith(word) for word in _SPECIMEN):
            return "specimen"
        if form in ("panel", "panel name", "раздел", "группа", "section", "category", "профиль", "panel_name"):
            return "section"
        if form in (
            "analyte name",
            "test code name",
            "component name",
            "display",
            "display name",
            "biomarker name",
            "marker name",
        ):
            return "name"
        if form in ("raw value", "numeric value", "value text", "result text", "value numeric", "quantity"):
            return "value"
        role = role_of(form)
        if role in (Role.NAME, Role.VALUE, Role.UNIT, Role.RANGE, Role.FLAG):
            return role.value
        if role is Role.NORMAL:
            return "range"
        if any(form.startswith(word) or form.endswith(word) for word in _DAY):
            return "day"
    return None


def _plan_by_content(table: Table) -> _Plan | None:
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
    return _Plan(
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

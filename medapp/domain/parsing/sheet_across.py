"""Sheets whose headings are analytes: one row holds one day's results, or those of one person."""

import re
from dataclasses import replace

from medapp.domain.documents import Table
from medapp.domain.parsing.cells import looks_like_unit, parse_result
from medapp.domain.parsing.header_words import role_of
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.sheet_columns import Rows
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_roles import Plan
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

LOOK_AHEAD = 25  # rows in which headings are looked for
_HEADED = re.compile(r"(?P<name>.+?)\s*(?:[(\[]\s*(?P<unit>[^()\[\]]+?)\s*[)\]]|,\s*(?P<tail>[^,]+))")


def plan_across(table: Table) -> tuple[int, Plan] | None:
    """Analytes as headings: one row is one day's results, or the results of one person."""
    for index, row in enumerate(table.rows[:LOOK_AHEAD]):
        analytes = tuple((at, *heading) for at, cell in enumerate(row) if (heading := _analyte_heading(cell)))
        below = table.rows[index + 1 :]
        if len(analytes) < 2 or not below:
            continue
        filled = [cells[at] for cells in below for at, _, _ in analytes if at < len(cells) and cells[at]]
        read = [result for cell in filled if (result := parse_result(cell)) is not None and result.kind != "words"]
        if 2 * len(read) < len(filled) or len(read) < 2:
            continue
        kinds = [kind_of(cell) for cell in row]
        day, sex, birth, age = (kinds.index(kind) if kind in kinds else None for kind in ("day", "sex", "birth", "age"))
        plan = Plan(analytes[0][0], (), day=day, analytes=analytes, sex=sex, birth=birth, age=age)
        return _with_rows_of_headings(index + 1, plan, below)
    return None


def _with_rows_of_headings(start: int, plan: Plan, below: Rows) -> tuple[int, Plan]:
    """Units and ranges of the analytes that stand in rows of their own under the names."""
    for cells in below[:3]:
        filled = [(at, cells[at]) for at, _, _ in plan.analytes if at < len(cells) and cells[at]]
        said = next((kind for cell in cells if (kind := kind_of(cell)) in ("unit", "range")), None)
        units = {at: cell for at, cell in filled if looks_like_unit(cell) and not cell.isdigit()}
        if filled and 2 * len(units) > len(filled):
            plan = replace(plan, analytes=tuple((at, name, unit or units.get(at)) for at, name, unit in plan.analytes))
        elif said == "range" and all(parse_range(cell).has_limits for _, cell in filled):
            plan = replace(plan, bands=tuple(filled))
        else:
            break
        start += 1
    return start, plan


def _machine_heading(text: str) -> tuple[str, str | None] | None:
    """`glucose_mg_dl`, `hba1c_pct`: the unit is the last word or two."""
    words = text.split("_")
    for count in (2, 1):
        name, tail = " ".join(words[:-count]), "/".join(words[-count:])
        unit = "%" if tail.lower() in ("pct", "percent") else tail
        if name and parse_unit(unit) and is_known_name(name):
            return name, unit
    return None


def _analyte_heading(cell: str) -> tuple[str, str | None] | None:
    """(name, unit) of `Hemoglobin (g/dL)`, `Ferritin, ng/mL`, `АЛТ [Ед/л]` or a bare `MCV`."""
    text = " ".join(cell.split())
    match = _HEADED.fullmatch(text) if len(text) <= 120 else None
    unit = match and (match["unit"] or match["tail"])
    if match and parse_unit(unit) and is_known_name(match["name"]):
        return match["name"].strip(), unit
    if "_" in text and (named := _machine_heading(text)):
        return named
    return (text, None) if is_known_name(text) and role_of(text) is None else None

"""Sheets whose headings are analytes: one row holds one day's results, or those of one person."""

from dataclasses import replace
from itertools import islice

from medapp.domain.documents import Table
from medapp.domain.parsing.cells import looks_like_unit, parse_result
from medapp.domain.parsing.sheet_columns import Rows, column_like, limits_of
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_medicines import is_of_medicine
from medapp.domain.parsing.sheet_names import is_laboratory_unit, names_across
from medapp.domain.parsing.sheet_roles import Plan
from medapp.domain.parsing.sheet_sexes import SEX_WORD
from medapp.domain.parsing.sheet_summaries import is_extreme, is_summary, labels_summary
from medapp.domain.ranges import parse_range

LOOK_AHEAD = 25  # filled rows in which headings are looked for
_MOSTLY = 0.5  # rows of units and norms stand above the days


def first_rows(table: Table) -> list[tuple[int, tuple[str, ...]]]:
    """The filled rows among which headings are looked for, with their places."""
    return list(islice(((index, row) for index, row in enumerate(table.rows) if any(row)), LOOK_AHEAD))


def plan_across(table: Table) -> tuple[int, Plan] | None:
    """Analytes as headings: one row is one day's results, or the results of one person."""
    for index, row in first_rows(table):
        named = names_across(row)
        analytes = tuple((at, name.text, name.unit) for at, name in named.items())
        below = table.rows[index + 1 :]
        if len(analytes) < 2 or not below:
            continue
        filled = [cells[at] for cells in below for at, _, _ in analytes if at < len(cells) and cells[at]]
        read = [result for cell in filled if (result := parse_result(cell)) is not None and result.kind != "words"]
        if 2 * len(read) < len(filled) or len(read) < 2:
            continue
        kinds = [kind_of(cell) for cell in row]
        day, sex, birth, age = (kinds.index(kind) if kind in kinds else None for kind in ("day", "sex", "birth", "age"))
        if day is None:
            day = _day_by_cells(kinds, set(named), below)
        bands = tuple((at, name.limits) for at, name in named.items() if name.limits)
        plan = Plan(
            analytes[0][0],
            (),
            day=day,
            analytes=analytes,
            bands=bands,
            sex=sex,
            birth=birth,
            age=age,
            persons=tuple(at for at, kind in enumerate(kinds) if kind == "person"),
            heading_row=index,
        )
        return _with_rows_of_headings(index + 1, plan, row, below)
    return None


def _day_by_cells(kinds: list[str | None], analytes: set[int], below: Rows) -> int | None:
    """The column of days before the analytes, under a heading that does not say so: Name in the corner, or nothing."""
    free = [at for at, kind in enumerate(kinds[: min(analytes)]) if kind in (None, "name")]
    return column_like("day", below, free, _MOSTLY)


def _with_rows_of_headings(start: int, plan: Plan, row: tuple[str, ...], below: Rows) -> tuple[int, Plan]:
    """Units and limits of the analytes that stand in rows of their own, under the names or behind all results."""
    ends: dict[str, dict[int, str]] = {"low": {}, "high": {}}
    under = True
    for cells in below:
        role = row_role(cells, plan) or ("unit" if under and _holds_units(cells, plan) else None)
        if role is None:
            under = False
            continue
        filled = {at: cells[at] for at in range(len(cells)) if at < len(row) and row[at] and cells[at]}
        if role == "unit":
            plan = _with_units(plan, row, filled)
        elif role == "range":
            limits = tuple((at, filled[at]) for at, *_ in plan.analytes if at in filled)
            plan = replace(plan, bands=plan.bands or tuple(pair for pair in limits if parse_range(pair[1]).has_limits))
        elif under and role in ends and not _is_extreme_row(cells, plan, below):
            ends[role] = filled
        start += under
    bounds = ((at, limits_of(ends["low"].get(at, ""), ends["high"].get(at, ""))) for at, *_ in plan.analytes)
    return start, replace(plan, bands=plan.bands or tuple(pair for pair in bounds if pair[1]))


def _is_extreme_row(cells: tuple[str, ...], plan: Plan, below: Rows) -> bool:
    """`Min` and `Max` above the results that are reckoned from them, and no limits."""
    rest = [row for row in below if row != cells and row_role(row, plan) is None]
    label = next((cell for cell in cells if cell), "")
    return is_extreme(
        label, [(cells[at], [r[at] for r in rest if at < len(r)]) for at, *_ in plan.analytes if at < len(cells)]
    )


def _holds_units(cells: tuple[str, ...], plan: Plan) -> bool:
    filled = [cells[at] for at, *_ in plan.analytes if at < len(cells) and cells[at]]
    return bool(filled) and 2 * sum(looks_like_unit(cell) and not cell.isdigit() for cell in filled) > len(filled)


def _with_units(plan: Plan, row: tuple[str, ...], units: dict[int, str]) -> Plan:
    """The analytes with their units, and those headings that nobody knows but that have a unit, too."""
    known = {at: (name, unit or units.get(at)) for at, name, unit in plan.analytes}
    for at, unit in units.items():
        is_free = at not in known and kind_of(row[at]) is None and not is_of_medicine(row[at])
        if is_free and is_laboratory_unit(unit):
            known[at] = row[at], unit
    return replace(plan, analytes=tuple((at, *known[at]) for at in sorted(known)))


def row_role(cells: tuple[str, ...], plan: Plan) -> str | None:
    """unit, range, low, high or other by the label of a row that holds no results: ед., норма, мин, среднее."""
    day = cells[plan.day] if plan.day is not None and plan.day < len(cells) else ""
    if is_summary(day):
        return "other"
    if any(char.isdigit() for char in day):
        return None  # a remark such as "norm" beside results
    labels = [cell for cell in cells[: max(plan.name, (plan.day or 0) + 1)] if cell]
    said = next((kind for cell in labels if (kind := kind_of(cell)) in ("unit", "range", "low", "high")), None)
    if said == "range" and any(SEX_WORD.search(cell) for cell in labels):
        return "other"
    return said or ("other" if any(map(labels_summary, labels)) else None)

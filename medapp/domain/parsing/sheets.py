"""Rows of cells (CSV, spreadsheets): columns bound by their headings, one row a result, or wide over dates."""

from dataclasses import dataclass, replace

from medapp.domain.documents import Table
from medapp.domain.loinc import is_loinc
from medapp.domain.numbers import parse_comparator
from medapp.domain.parsing.cells import ResultText, parse_result
from medapp.domain.parsing.coded import analyte_of, catalogue_name, trusted_code
from medapp.domain.parsing.dates import find_order, parse_date
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.names import Context, is_known_name
from medapp.domain.parsing.rows import Loose, RawRow
from medapp.domain.parsing.sheet_across import row_role
from medapp.domain.parsing.sheet_columns import limits_of
from medapp.domain.parsing.sheet_days import latest_above, title_days
from medapp.domain.parsing.sheet_leftovers import is_of_body, unread_columns
from medapp.domain.parsing.sheet_medicines import without_medicines
from medapp.domain.parsing.sheet_names import norm_in
from medapp.domain.parsing.sheet_plans import find_plan, is_heading_row, plan_of_headings
from medapp.domain.parsing.sheet_roles import Plan
from medapp.domain.parsing.sheet_sexes import for_sex
from medapp.domain.parsing.sheet_summaries import is_summary, labels_summary
from medapp.domain.parsing.sheet_words import NOT_FLAGS, NOT_LABORATORY
from medapp.domain.parsing.specimens import specimen_in
from medapp.domain.parsing.trace import Trace, TracedSheet
from medapp.domain.people import Sex
from medapp.domain.vital_signs import is_vital_sign


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns bound: results begin in the row `start`; `order` is that of day and month."""

    table: Table
    start: int
    plan: Plan | None
    order: str | None


def bind(table: Table) -> Sheet:
    order = find_order(cell for row in table.rows for cell in row)
    table = without_medicines(table)
    return Sheet(table, *find_plan(table, order), order)


def read_table(sheet: Sheet, sex: Sex | None = None, trace: Trace | None = None) -> tuple[list[RawRow], list[Loose]]:
    """Every filled result cell as a row; cells that look like one and cannot be bound come back as loose.

    Of limits that stand apart for men and women those of `sex` are taken.
    """
    rows: list[RawRow] = []
    loose: list[Loose] = []
    table, start, order = sheet.table, sheet.start, sheet.order
    plan = for_sex(sheet.plan, sex) if sheet.plan else None
    if trace is not None:
        trace.sheets.append(TracedSheet(start, plan.roles()) if plan else None)
    if plan is None:
        return rows, loose
    loose += unread_columns(table, start, plan)
    section = table.name
    titles = title_days(table, order)
    above: tuple[str, ...] = ()
    for index, printed in enumerate(table.rows[start:], start=start):
        if plan.analytes and row_role(printed, plan):
            continue
        cells = above = _with_what_stands_above(printed, above, plan)
        if _is_other(cells, plan) or (index in titles and sum(map(bool, cells)) > 1):
            continue
        if another := plan_of_headings(table, index, order, plan):
            plan, above = for_sex(another, sex), ()
            continue
        found = [row for each in (plan, *plan.beside) for row in _row(cells, each, section, order)]
        if titles and (day := latest_above(titles, index)):
            found = [row if row.collected_at else replace(row, collected_at=day) for row in found]
        rows += found
        if trace is not None:
            trace.cells += [(len(trace.sheets) - 1, index)] * len(found)
        text = _cell(cells, plan.name)
        filled = [cell for cell in cells if cell]
        if not found and len(filled) == 1 and any(cells[: plan.name + 1]):  # a title may begin left of the names
            section = filled[0]
        elif not found and text and any(_cell(cells, index) for index in _value_columns(plan)):
            loose.append(Loose(" | ".join(filled)[:200], None, "no_result"))
    return rows, loose


def _with_what_stands_above(cells: tuple[str, ...], above: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    """A row with a result, its empty cells filled from the row above where a sheet says a thing once for several rows.

    A merged or a grouped cell: the panel, the specimen and the day; the name with its unit and range only when the
    row has a day of its own.
    """
    if not any(_cell(cells, index) for index in _value_columns(plan)):
        return cells
    shared = [plan.section, plan.specimen, plan.day]
    if not plan.analytes and not _cell(cells, plan.name) and _cell(cells, plan.day):
        shared += [plan.name, plan.unit, plan.range, plan.low, plan.high, plan.loinc]
    missing = {i: _cell(above, i) for i in shared if i is not None and not _cell(cells, i) and _cell(above, i)}
    if not missing:
        return cells
    padded = (*cells, *("" for _ in range(max(missing) + 1 - len(cells))))
    return tuple(missing.get(index, cell) for index, cell in enumerate(padded))


def _is_other(cells: tuple[str, ...], plan: Plan) -> bool:
    """A row that its own export calls vital signs or social history, of a person's diary, or an average."""
    if not plan.analytes and (is_summary(_cell(cells, plan.name)) or labels_summary(_cell(cells, plan.day))):
        return True
    if _cell(cells, plan.section).lower() in NOT_LABORATORY or is_vital_sign(_cell(cells, plan.loinc)):
        return True
    told = " ".join(_cell(cells, index) for index in _value_columns(plan))
    return not plan.analytes and is_of_body(_cell(cells, plan.name)) and any(char.isdigit() for char in told)


def _value_columns(plan: Plan) -> tuple[int, ...]:
    return plan.values or tuple(index for index, *_ in (plan.days or plan.analytes))


def _cell(cells: tuple[str, ...], index: int | None) -> str:
    """The text without Excel's apostrophe for "this is text"."""
    text = " ".join(cells[index].split()) if index is not None and index < len(cells) else ""
    return text[1:] if text[:1] == "'" and text[1:2].isdigit() else text


def _row(cells: tuple[str, ...], plan: Plan, section: str, order: str | None) -> list[RawRow]:
    if plan.analytes:
        return _row_across(cells, plan, section, order)
    name = _cell(cells, plan.name)
    if not name or not any(char.isalpha() for char in name):
        return []
    if any(is_heading_row(name, _cell(cells, index)) for index in _value_columns(plan)):
        return []
    heading = _cell(cells, plan.section) or section
    unit = _unit_in(_cell(cells, plan.unit))
    loinc = trusted_code(code, name, unit) if is_loinc(code := _cell(cells, plan.loinc)) else None
    sampled = specimen_in(_cell(cells, plan.specimen)) or specimen_in(heading)
    limits = _limits_in(_cell(cells, plan.range)) or limits_of(_cell(cells, plan.low), _cell(cells, plan.high))
    if not unit and not limits and (named := norm_in(name)):
        unit, limits = named.unit, named.limits or ""
    days = plan.days or tuple((index, parse_date(_cell(cells, plan.day), order)) for index in plan.values)
    sign = parse_comparator(_cell(cells, plan.comparator)) or ""
    found = []
    for index, day in days:
        result = parse_result(sign + _cell(cells, index) if _cell(cells, index) else "", free_words=True)
        if result is None or (plan.days and _is_remark(name, result, unit, limits)):
            continue
        known = analyte_of(loinc, result)
        context = Context(heading, known.specimen if known else sampled)
        rivals = {_cell(cells, at) for at in plan.rivals if at != index} - {"", result.printed}
        found.append(
            RawRow(
                name=name, result=result, unit=unit, range_text=limits or None,
                flag=_flag_in(_cell(cells, plan.flag)) or result.flag, context=context, loinc=loinc, bound="cells",
                other_names=(catalogue_name(known),) if known else (), collected_at=day,
                warnings=("rival_results",) if any(map(_is_number, rivals)) else (),
            )
        )  # fmt: skip
    return found if plan.days else found[:1]


def _is_number(text: str) -> bool:
    result = parse_result(text)
    return result is not None and result.kind == "number"


def _is_remark(name: str, result: ResultText, unit: str | None, limits: str) -> bool:
    """Words under a day that are no finding, of nothing that is known: which laboratory it was, how one felt."""
    is_said = result.kind == "words" and value_words(result.printed) is None
    return is_said and not unit and not limits and not is_known_name(name)


def _row_across(cells: tuple[str, ...], plan: Plan, section: str, order: str | None) -> list[RawRow]:
    """One line of a sheet whose headings are the analytes."""
    day = parse_date(_cell(cells, plan.day), order)
    context = Context(section, specimen_in(section))
    bands = dict(plan.bands)
    read = [(at, name, unit, parse_result(_cell(cells, at))) for at, name, unit in plan.analytes]
    return [
        RawRow(
            name=name, result=result, unit=unit, range_text=bands.get(at), flag=result.flag, context=context,
            bound="cells", collected_at=day,
        )
        for at, name, unit, result in read
        if result is not None
    ]  # fmt: skip


def _flag_in(text: str) -> str | None:
    return None if text.lower() in ("", *NOT_FLAGS) else text


def _unit_in(text: str) -> str | None:
    return None if text.lower() in ("", "n/a", "na", "-", "–", "—", "none", "null", "нет") else text


def _limits_in(text: str) -> str:
    """A range cell's text; `n/a` and dashes say nothing."""
    return text if any(char.isdigit() for char in text) or value_words(text) else ""

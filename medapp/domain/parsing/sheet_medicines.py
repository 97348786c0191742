# ruff: noqa: E501 - vocabulary
"""Tables of medicines in a workbook: their doses look like results and their reasons name analytes, but nothing was measured."""

import re
from dataclasses import replace

from medapp.domain.documents import Table
from medapp.domain.parsing.header_words import fold_heading
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.sheet_headings import kind_of

_DRUG = re.compile(
    r"(?:(?:мои|название|наименование|торговое|лекарственн\w*|назначенн\w*) )*"
    r"(?:препарат\w*|лекарств\w*|медикамент\w*|таблетк\w*|бады?|добавк\w*|средств[оа]|витамины? и добавки)"
    r"(?: (?:и|или|мнн|название|препарат\w*|лекарств\w*|бады?|витамин\w*|добавк\w*))*|"
    r"(?:(?:current|active|my|prescribed|brand|generic|trade) )*"
    r"(?:drugs?|medicines?|medications?|meds?|supplements?|prescriptions?|rx)"
    r"(?: (?:and|or|name|supplements?|medications?|drugs?|strength|form))*"
)
_DOSE = re.compile(
    r"(?:(?:суточная|разовая|моя) )*(?:доз[аы]|дозировк[аи]|дозы? в (?:день|сутки))(?: .{1,15})?|"
    r"(?:как|когда|сколько раз|способ) (?:принимать|применять|пить|при[её]ма|применения|принимаю|пью).{0,20}|"
    r"(?:схема|режим|кратность|частота|график)(?: (?:при[её]ма|применения|лечения))?|при[её]м|курс(?: при[её]ма)?|"
    r"(?:раз|сколько раз) в (?:день|сутки|неделю)|"
    r"dos(?:e|es|age|ing)(?: .{1,15})?|strength|sig|directions|instructions|how to take|how taken|frequency|route|refills?|"
    r"times (?:a|per) day|when to take|schedule"
)
_TITLE = re.compile(
    rf"(?:{_DRUG.pattern}|(?:что |сейчас |постоянно )*(?:принимаю|пью)(?: сейчас| постоянно)?|"
    r"при[её]м (?:лекарств|препаратов)|что принимаю|лечение|терапия|назначения|medication list|treatment)"
)
_ABOUT = re.compile(
    r"(?:доз[аыу]|дозировк|препарат|лекарств|таблет|при[её]м|принима|dos(?:e|age)|drug|medic|pill|tablet)\w*\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d[\d\s.,/½]*(?:мк?г|г|ме|мл|таб\w*|капс\w*|кап\w*|доз\w*|mc?g|[µμu]g|g|iu|ml|tab\w*|cap\w*|drops?|puffs?)\.?"
    r"(?:\s?[xх×*]\s?\d.*)?",
    re.IGNORECASE,
)
_MEASURED = ("value", "unit", "range", "low", "high", "date_value")


def without_medicines(table: Table) -> Table:
    """The table with the rows of medicines emptied; every row keeps its place."""
    rows, inside = [], is_medicines_title(table.name)
    for index, row in enumerate(table.rows):
        if names_medicines(row):
            inside = True
        elif inside and begins_results(row):
            inside = False
        elif len(filled := [cell for cell in row if cell]) == 1:
            apart = index == 0 or not any(table.rows[index - 1])
            inside = is_medicines_title(filled[0]) or (inside and not apart)
        rows.append(("",) * len(row) if inside else row)
    return replace(table, rows=tuple(rows)) if rows != list(table.rows) else table


def names_medicines(row: tuple[str, ...]) -> bool:
    """Headings of medicines: `Препарат | Доза | Зачем`; a single `Доза L-тироксина` beside analytes makes none."""
    if any(char.isdigit() for cell in row for char in cell):
        return False
    forms = [fold_heading(cell) for cell in row if cell and len(cell) <= 40]
    drugs = sum(_DRUG.fullmatch(form) is not None for form in forms)
    doses = sum(_DOSE.fullmatch(form) is not None for form in forms)
    if drugs + doses < 2 or not doses:
        return False
    kinds = {kind_of(cell) for cell in row if cell}
    if "range" in kinds and kinds & {"unit", "value"}:  # levels of drugs in the blood, beside what was taken
        return False
    known = sum(is_known_name(cell) for cell in row if cell)
    return known < 2 and (bool(drugs) or "value" not in kinds)


def is_of_medicine(heading: str) -> bool:
    """`Доза L-тироксина, мкг`: what was taken, beside what was measured."""
    return _ABOUT.match(heading.strip()) is not None


def is_dose(cell: str) -> bool:
    """`100 мг`, `4000 МЕ`, `2 таб.`: an amount of a substance with no volume that it was found in."""
    return _AMOUNT.fullmatch(cell.strip()) is not None


def is_medicines_title(text: str) -> bool:
    """A sheet's or a block's name that says medicines and nothing else."""
    return bool(text) and _TITLE.fullmatch(fold_heading(text)) is not None


def begins_results(row: tuple[str, ...]) -> bool:
    """A row of headings of results: a name with what was measured of it, or analytes across."""
    kinds = {kind_of(cell) for cell in row if cell}
    if "name" in kinds and kinds.intersection(_MEASURED):
        return True
    digits = any(char.isdigit() for cell in row for char in cell)
    return not digits and sum(is_known_name(cell) for cell in row if cell) >= 2

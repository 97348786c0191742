"""What a cell that names an analyte says besides: its unit, its norm, both in any order behind the name."""

import re
from dataclasses import dataclass

from medapp.domain.parsing.header_words import role_of
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.parsing.sheet_medicines import is_of_medicine
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_HEADED = re.compile(r"(?P<name>.+?)\s*(?:[(\[]\s*(?P<unit>[^()\[\]]+?)\s*[)\]]|,\s*(?P<tail>[^,]+))")
_LONGEST = 120
_MOST_WORDS = 14
# height, waist, weight, pressure, pulse; what was taken of a drug
_OF_BODY = ("cm", "mm", "kg", "mm[Hg]", "/min", "g", "mg", "ug")
_LIMITS_FIRST = re.compile(r"[<>≤≥\d(\[]|до\b|от\b|норма\b|up\b|below\b|above\b|ref\b", re.IGNORECASE)

# Limits without a unit are marked as such, or numbers with a fraction: ВПЧ 16-18 has none.
_SAID = re.compile(r"[<>≤≥(\[]|(?:до|норма|ref|up|below|above)\b|\d+[.,]\d+\s*[-–—]\s*\d+[.,]\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """An analyte's name with the unit and the limits that stand with it."""

    text: str
    unit: str | None = None
    limits: str | None = None


def names_across(row: tuple[str, ...]) -> dict[int, Named]:
    """The analytes of a row of headings; beside two that are known, others count when a unit stands with the name."""
    known = {at: named for at, cell in enumerate(row) if (named := analyte_in(cell))}
    if len(known) < 2:
        return {}
    more = {at: named for at, cell in enumerate(row) if at not in known and (named := _unknown(cell))}
    return dict(sorted((known | more).items()))


def analyte_in(cell: str) -> Named | None:
    """`Hemoglobin (g/dL)`, `Ferritin, ng/mL`, `СОЭ до 15 мм/ч`, `glucose_mg_dl` or a bare `MCV`."""
    text = " ".join(cell.split())
    if found := norm_in(text) or (_machine_name(text) if "_" in text else None):
        return found
    match = _HEADED.fullmatch(text) if len(text) <= _LONGEST else None
    unit = match and (match["unit"] or match["tail"])
    if match and parse_unit(unit) and is_known_name(match["name"]):
        return Named(match["name"].strip(), unit)
    if is_known_name(text) and role_of(text) is None:
        return Named(text)
    return _with_unit_behind(text)


def _with_unit_behind(text: str) -> Named | None:
    """`Эритроциты 10^12/л`, `СКФ, мл/мин/1,73 м2`: the unit without a bracket, or with a comma of its own."""
    words = text.split() if len(text) <= _LONGEST else []
    for at in range(1, min(len(words), _MOST_WORDS)):
        name, unit = " ".join(words[:at]).rstrip(",;:"), " ".join(words[at:]).strip("()[]")
        if is_laboratory_unit(unit) and is_known_name(name):
            return Named(name, unit)
    return None


def norm_in(text: str) -> Named | None:
    """A known name with limits behind it, with or without a unit: `Железо 9-30 мкмоль/л`, `АЛТ, Ед/л (до 41)`."""
    words = text.split()
    if len(text) > _LONGEST or len(words) > _MOST_WORDS or not any(char.isdigit() for char in text):
        return None
    if is_exact_name(text):
        return None
    for at in range(1, len(words)):
        name = " ".join(words[:at]).rstrip(",;:")
        if is_known_name(name) and (said := _unit_and_limits(words[at:])):
            return Named(name, *said)
    return None


def _unit_and_limits(words: list[str]) -> tuple[str | None, str] | None:
    """The words as limits alone, or beside a unit before or behind them."""
    for at in range(len(words) + 1):
        for unit, limits in ((words[at:], words[:at]), (words[:at], words[at:])):
            bare, shown = (" ".join(part).strip(" ,;:()[]") for part in (limits, unit))
            if not _LIMITS_FIRST.match(bare) or not parse_range(bare).has_limits:
                continue
            if parse_unit(shown) if shown else _SAID.match(" ".join(limits)):
                return shown or None, bare
    return None


def is_laboratory_unit(unit: str | None) -> bool:
    return parse_unit(unit) not in (None, *_OF_BODY)


def _unknown(cell: str) -> Named | None:
    """`Глюкоза утром, ммоль/л`: nobody's name with a unit that is no body's measure."""
    match = _HEADED.fullmatch(" ".join(cell.split())) if len(cell) <= _LONGEST and not is_of_medicine(cell) else None
    unit = match and (match["unit"] or match["tail"])
    return Named(match["name"].strip(), unit) if match and is_laboratory_unit(unit) else None


def _machine_name(text: str) -> Named | None:
    """`glucose_mg_dl`, `hba1c_pct`: the unit is the last word or two."""
    words = text.split("_")
    for count in (2, 1):
        name, tail = " ".join(words[:-count]), "/".join(words[-count:])
        unit = "%" if tail.lower() in ("pct", "percent") else tail
        if name and parse_unit(unit) and is_known_name(name):
            return Named(name, unit)
    return None

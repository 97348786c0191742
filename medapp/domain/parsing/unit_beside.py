"""A printed unit beside a name: the few spellings whose meaning depends on what is measured."""

from medapp.domain.analytes import Analyte
from medapp.domain.units import parse_unit

_GIGA = ("G/l", "G/L", "Г/л", "Г/Л", "Gpt/l", "Gpt/L")


def unit_of(unit: str | None, analyte: Analyte | None) -> str | None:
    """The UCUM code of a printed unit beside this analyte, None when it is not known.

    G/l beside a count of cells is 10^9 a litre, not grams.
    """
    if not unit:
        return None
    if analyte is not None and analyte.unit == "10*9/L" and unit.strip() in _GIGA:
        return "10*9/L"
    return parse_unit(unit, analyte)

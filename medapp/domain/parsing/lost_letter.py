"""A unit whose first letter a recogniser lost: g/dL of iron is µg/dL, where the value fits that unit alone."""

from collections.abc import Callable

from medapp.domain.analytes import Analyte
from medapp.domain.parsing.unit_places import unit_in_range
from medapp.domain.units import parse_unit

SEEN_IN_PART = 0.85  # legibility of a row whose unit was put right: never sure
_LATIN, _RUSSIAN = ("µ", "m", "n", "p"), ("мк", "м", "н", "п")


def whole_unit(unit: str, analyte: Analyte, range_text: str | None, is_possible: Callable[[str], bool]) -> str | None:
    """The unit as it is printed, when the value is impossible in `unit` and possible in one that has a letter more.

    `is_possible` says it of a UCUM code. The unit printed behind the limits decides between several.
    """
    ucum = parse_unit(unit, analyte)
    if ucum is None or "/" not in unit or is_possible(ucum):
        return None
    fitting: dict[str, str] = {}
    for letters in _LATIN if unit[0].isascii() else _RUSSIAN:
        code = parse_unit(letters + unit, analyte)
        if code is not None and code != ucum and is_possible(code):
            fitting.setdefault(code, letters + unit)
    beside = unit_in_range(range_text) if range_text else None
    if beside is not None:
        return beside if parse_unit(beside, analyte) in fitting else None
    return fitting.popitem()[1] if len(fitting) == 1 else None

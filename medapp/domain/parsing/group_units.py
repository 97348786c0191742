"""The unit that stands once, in the heading of a group: `Онкомаркеры    ед. изм.: Ед/мл`, `Гормоны, мМЕ/л`."""

import re
from dataclasses import dataclass

from medapp.domain.parsing.headings import is_certain_unit
from medapp.domain.parsing.names import is_known_name
from medapp.domain.units import parse_unit

_LABELLED = re.compile(
    r"(?:^|[\s,;(])(?:ед(?:иниц\w*)?\.?\s*(?:изм(?:ерения)?\.?)?|units?(?:\s+of\s+measure(?:ment)?)?)\s*[:–—-]\s*(?P<unit>[^\s:].{0,24}?)\)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?:,\s*(?P<tail>[^,()]+)|\((?:[^()]*,)?\s*(?P<inside>[^(),]+?)\s*\))$")


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """A heading without its unit, and the unit that it gives the rows below it."""

    text: str
    unit: str | None = None


def unit_of_group(parts: list[str]) -> GroupHeading:
    """The heading of the parts of a line; an analyte's own name with its unit is a row and no group."""
    first, whole = parts[0], " ".join(parts)
    labelled = _LABELLED.search(whole)
    if labelled and parse_unit(labelled["unit"]):
        return GroupHeading(first if len(parts) > 1 else whole[: labelled.start()], labelled["unit"])
    if len(parts) == 2 and is_certain_unit(parts[1]) and not is_known_name(first):
        return GroupHeading(first, parts[1].strip("()[] "))
    behind = _BEHIND.search(first) if len(parts) == 1 else None
    unit = behind and (behind["tail"] or behind["inside"]).strip()
    if behind and unit and is_certain_unit(unit) and not is_known_name(first[: behind.start()]):
        return GroupHeading(first[: behind.start()], unit)
    return GroupHeading(first)

"""Limits of a reference range that a message states in another unit than the value."""

from medapp.domain.units import parse_unit, ratio

Limit = tuple[str, str | None]  # number, unit


def with_unit_that_differs(low: Limit | None, high: Limit | None, unit: str | None, text: str | None) -> str | None:
    """The range's text, which names the limits' unit when it is not the value's: compared as they stand they would
    be wrong by tens."""
    strange = [side[1] for side in (low, high) if side and side[1] and unit and not _is_same(side[1], unit)]
    if not strange or (text and strange[0] in text):
        return text
    limits = f"{low[0]} - {high[0]}" if low and high else f">= {low[0]}" if low else f"<= {high[0]}" if high else ""
    return f"{limits} {strange[0]}"


def _is_same(unit: str, other: str) -> bool:
    """The same unit, or another one of the same size: ng/mL and ug/L."""
    one, two = parse_unit(unit), parse_unit(other)
    return unit == other or (one is not None and two is not None and (one == two or ratio(one, two) == 1))

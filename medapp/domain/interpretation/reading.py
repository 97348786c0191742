"""A measurement's value in the unit it was printed in, as far as it is certain."""

from dataclasses import dataclass

from medapp.domain.entries import Analyte
from medapp.domain.numbers import readings_of
from medapp.domain.results import Measurement
from medapp.domain.units import from_canonical, parse_unit

_DIGITS = 10  # a conversion there and back must not move a value across its limit
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Span:
    """Where the true value lies: both ends equal for a number, one open for a bound such as "<5"."""

    value: float
    comparator: str | None = None

    @property
    def at_most(self) -> bool:
        return self.comparator in ("<", "<=")

    @property
    def at_least(self) -> bool:
        return self.comparator in (">", ">=")


def printed_span(m: Measurement, analyte: Analyte | None) -> Span | None:
    """The value as printed, None when it is no number or may be read in two ways."""
    shown = _shown_readings(m.value_as_printed)
    if m.value is not None and analyte is not None:
        ucum = parse_unit(m.unit_as_printed, analyte)
        back = from_canonical(m.value, ucum, analyte) if ucum else None
        if back is not None:
            near = [x for x in shown if abs(x - back) <= _CLOSE * max(abs(back), _CLOSE)]
            return Span(near[0] if near else float(f"{back:.{_DIGITS}g}"), m.comparator)
    if m.value is not None and not m.unit_as_printed and m.value in shown:
        return Span(m.value, m.comparator)  # 1,012 of a density without a unit: the value tells what the comma is
    if len(shown) == 1:
        return Span(shown[0], m.comparator)
    return None


def canonical_span(m: Measurement) -> Span | None:
    """The value in the canonical unit."""
    return None if m.value is None else Span(m.value, m.comparator)


def _shown_readings(text: str) -> list[float]:
    bare = text.strip().lstrip("<>=≤≥ ").strip()
    return [float(reading) for reading in readings_of(bare)]

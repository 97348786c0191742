"""In which unit a value is shown: as in the report, SI, conventional, or a person's own choice for one analyte.

A value is restated only where the catalogue converts with certainty, and never across what only looks convertible:
activity (units, international units) is not an amount, because the factor depends on the method's calibrator, and
Lp(a) counted in particles is not Lp(a) weighed (the catalogue keeps the two apart as analytes of their own).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal
from math import isclose
from typing import Literal

from medapp.domain.entries import Analyte
from medapp.domain.numbers import parse_number
from medapp.domain.results import Measurement, Rating
from medapp.domain.units import conversion_of, dimension_of, exact, parse_unit

System = Literal["report", "si", "conventional"]
SYSTEMS: tuple[System, ...] = ("report", "si", "conventional")

# A converted number is no more exact than the printed one; three digits keep it on the same side of its limit.
LEAST_DIGITS = 3

# The catalogue lists the usual units of an analyte with SI first, save for these: (SI, conventional).
_OTHERWISE = {
    "hba1c": ("mmol/mol", "%"),
    "hematocrit": ("L/L", "%"),
    "uacr": ("mg/mmol", "mg/g"),
    "retic_pct": ("%", "%"),
    "prolactin": ("m[IU]/L", "m[IU]/L"),
    "insulin": ("u[IU]/mL", "u[IU]/mL"),
}
# Dimensions between which a molar mass, a charge or a published equation leads, and nothing else.
_AMOUNTS = (
    {"mass", "substance", "charge"},
    {"mass_one", "substance_one"},
    {"excretion_mass", "excretion_substance"},
    {"mass_ratio", "mass_per_substance", "substance_ratio"},
    {"fraction", "substance_ratio"},
)


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """`overrides` maps an analyte's id to the UCUM unit in which it is shown, whatever the system."""

    system: System = "report"
    overrides: Mapping[str, str] = field(default_factory=dict)


def unit_for(analyte: Analyte, choice: UnitChoice) -> str | None:
    """The unit that the choice asks for; None when it is the report's own."""
    own = choice.overrides.get(analyte.id)
    if own is not None:
        return own if own in choices_for(analyte) else None
    if choice.system == "report" or analyte.kind != "quantity":
        return None
    si, conventional = _OTHERWISE.get(analyte.id) or (analyte.default_units[0], (*analyte.default_units, None, None)[1])
    return si if choice.system == "si" else conventional


def choices_for(analyte: Analyte) -> tuple[str, ...]:
    """The usual units among which a person may choose for this analyte; one or none means there is no choice."""
    usual = dict.fromkeys((*_OTHERWISE.get(analyte.id, ()), *analyte.default_units))
    return tuple(unit for unit in usual if _leads(analyte.unit, unit))


def restate(
    measurement: Measurement, rating: Rating, analyte: Analyte | None, choice: UnitChoice
) -> tuple[Measurement, Rating] | None:
    """The row as if its report had been printed in the chosen unit, its canonical value untouched.

    None when it is shown as printed: it is so already, it is no number, or there is no certain way to the unit.
    """
    target = unit_for(analyte, choice) if analyte else None
    printed = parse_unit(measurement.unit_as_printed, analyte)
    if analyte is None or target is None or printed is None or printed == target or measurement.value is None:
        return None
    if not _leads(printed, target):
        return None
    number, step = _printed_number(measurement, printed, analyte), _step(printed, target, analyte)
    if number is None or step is None:
        return None
    value = _convert(number, step)
    low, high = (_limit(limit, step) for limit in (measurement.ref_low, measurement.ref_high))
    shown = replace(
        measurement,
        value_as_printed=f"{measurement.comparator or ''}{value}",
        unit_as_printed=target,
        ref_low=None if low is None else float(low),
        ref_high=None if high is None else float(high),
        ref_as_printed=" - ".join(str(limit) for limit in (low, high) if limit is not None) or None,
    )
    return shown, _restate_rating(rating, value, step, target)


def _printed_number(measurement: Measurement, printed: str, analyte: Analyte) -> Decimal | None:
    """The printed digits in the reading that was settled on: the one that leads to the canonical value."""
    found, conversion = parse_number(measurement.value_as_printed), conversion_of(printed, analyte)
    if found is None or conversion is None or measurement.value is None:
        return None
    factor, offset = conversion
    for number in found.readings:
        if isclose(float(number * factor + offset), measurement.value, rel_tol=1e-6, abs_tol=1e-12):
            return number
    return None


Step = tuple[Decimal, Decimal]  # shown = printed * factor + offset


def _restate_rating(rating: Rating, value: Decimal, step: Step, target: str) -> Rating:
    """Limits of the report go along with the value; general ones are canonical and are converted when shown."""
    if rating.whose == "general" or rating.value is None:
        return rating
    low, high = (_limit(limit, step) for limit in (rating.low, rating.high))
    return replace(
        rating,
        value=float(value),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        unit=target,
    )


def _step(printed: str, target: str, analyte: Analyte) -> Step | None:
    """From the printed unit over the canonical one to the target."""
    here, there = conversion_of(printed, analyte), conversion_of(target, analyte)
    if here is None or there is None:
        return None
    return here[0] / there[0], (here[1] - there[1]) / there[0]


def _convert(number: Decimal, step: Step) -> Decimal:
    """Exactly where only the decimal sign moves, else with as many digits as were printed, three at least."""
    factor, offset = step
    power = factor.normalize()
    if offset == 0 and power.as_tuple().digits == (1,):
        return _plain(number.scaleb(power.adjusted()))
    digits = max(LEAST_DIGITS, len(number.as_tuple().digits))
    return _round(number * factor + offset, digits)


def _limit(limit: float | None, step: Step) -> Decimal | None:
    return None if limit is None else _convert(exact(limit).normalize(), step)


def _round(number: Decimal, digits: int) -> Decimal:
    if number == 0:
        return Decimal(0)
    place = Decimal(1).scaleb(number.adjusted() - digits + 1)
    return _plain(number.quantize(place, rounding=ROUND_HALF_EVEN))


def _plain(number: Decimal) -> Decimal:
    """Written without an exponent: 1E+2 is 100."""
    exponent = number.as_tuple().exponent
    return number.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else number


def _leads(source: str, target: str) -> bool:
    pair = {dimension_of(source), dimension_of(target)}
    return len(pair) == 1 or any(pair <= group for group in _AMOUNTS)

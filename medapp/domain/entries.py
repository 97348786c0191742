"""What one entry of the catalogue holds: an analyte, its panel, its intervals, limits and critical values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from medapp.domain.people import Person, Sex
from medapp.domain.units import dimension_of

Conversion = tuple[Decimal, Decimal]
_AMOUNTS = {"charge": "substance", "mass_one": "mass", "substance_one": "substance"}
_COUNTED = ("mass", "substance", "excretion_mass", "excretion_substance")


def _amount(ucum: str) -> str:
    """What a unit counts: a mass, a substance, or anything else."""
    dimension = dimension_of(ucum) or ""
    dimension = _AMOUNTS.get(dimension, dimension)
    return dimension if dimension in _COUNTED else "other"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a threshold comes from; `cite` holds the citation per language."""

    id: str
    cite: Mapping[str, str]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A group of analytes on the page, in the order in which panels are shown."""

    id: str
    order: int
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits in the canonical unit for some people; both ends are still in range.

    `age_min` is reached, `age_max` is not (completed years); `pregnant` None means for anybody
    not known to be pregnant. `source` is an id of the catalogue's sources.
    """

    low: float | None
    high: float | None
    source: str
    sex: Sex | None = None
    age_min: float = 18
    age_max: float = 200
    pregnant: bool | None = None

    def suits(self, person: Person) -> bool:
        """True when everything the interval asks for is known of the person and fits."""
        if self.sex is not None and person.sex is not self.sex:
            return False
        if person.age_years is None or not self.age_min <= person.age_years < self.age_max:
            return False
        return bool(self.pregnant) == bool(person.pregnant)


@dataclass(frozen=True, slots=True)
class Critical:
    """At or beyond a limit somebody should be told today. `doubt_*` are codes of known false causes."""

    low: float | None
    high: float | None
    low_source: str | None = None
    high_source: str | None = None
    doubt_low: str | None = None
    doubt_high: str | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """How much the analyte varies in one healthy person: coefficient of variation in per cent, and its source."""

    cv_percent: float
    source: str


@dataclass(frozen=True, slots=True)
class Analyte:
    """One measurable thing in one specimen. All limits are in `unit` (UCUM).

    `heading_aliases` are words that mean it only under a heading that names its specimen (`Volume` under `Semen`).
    `kept_units` are its units that no factor converts: makers of antibody tests count each in their own; such a value
    stays as printed beside its printed range. `unit_bound` names mean it only beside one of its usual units.
    `checked` says where the names of the codes were read, `uncoded` why there is no code.
    `conversions` maps every accepted UCUM code to (factor, offset) towards `unit`. A `variant` is
    the same analyte under a name that changes its conversion or limits (urea nitrogen, fasting glucose).
    """

    id: str
    panel: str
    unit: str
    names: Mapping[str, str]
    short: Mapping[str, str]
    specimen: str = "blood"
    kind: str = "quantity"
    property: str = "concentration"
    loinc: str | None = None
    loinc_by_unit: Mapping[str, str] = field(default_factory=dict)
    loinc_codes: tuple[str, ...] = ()
    checked: str | None = None
    uncoded: str | None = None
    aliases: tuple[str, ...] = ()
    heading_aliases: tuple[str, ...] = ()
    conversions: Mapping[str, Conversion] = field(default_factory=dict, repr=False)
    unit_spellings: Mapping[str, str] = field(default_factory=dict)
    default_units: tuple[str, ...] = ()
    molar_mass: Decimal | None = None
    hard_min: float | None = None
    hard_max: float | None = None
    decisions: tuple[Interval, ...] = ()
    intervals: tuple[Interval, ...] = ()
    critical: Critical | None = None
    variant: str | None = None
    variation: Variation | None = None
    unit_bound: bool = False
    kept_units: tuple[str, ...] = ()

    def can_be_negative(self) -> bool:
        """A balance such as the base excess; of anything else there cannot be less than nothing."""
        return self.hard_min is not None and self.hard_min < 0

    def accepts(self, ucum: str | None) -> bool:
        """Whether a value with this unit can be this analyte."""
        if ucum is None:
            return self.kind != "quantity" or self.unit in ("1", "[pH]", "{index}", "{titer}")
        return ucum in self.conversions or ucum in self.kept_units

    def loinc_for(self, ucum: str | None) -> str | None:
        """The code of the property that was printed; None rather than the code of a mass for a number of moles.

        A code stated alone is that of the entry's own unit; a kept unit has none.
        """
        unit = ucum or self.unit
        if unit in self.loinc_by_unit:
            return self.loinc_by_unit[unit]
        if unit in self.kept_units:
            return None
        kind = _amount(unit)
        alike = [code for other, code in self.loinc_by_unit.items() if _amount(other) == kind]
        if alike or self.loinc_by_unit:
            return alike[0] if alike else None
        return self.loinc if kind == _amount(self.unit) else None

    def interval_for(self, person: Person) -> Interval | None:
        """The decision limit for this person, else the reference interval, else None."""
        for interval in (*self.decisions, *self.intervals):
            if interval.suits(person):
                return interval
        return None

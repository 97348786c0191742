"""Units: what a printed spelling means (UCUM), how to convert exactly, and how to show a unit to a person.

The dimension of every unit known here is stated once, in `UNITS`; a conversion is a ratio
inside a dimension, a molar mass or a charge between two, or what the catalogue states for
one analyte. Anything else is refused with None: a unit is never guessed.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from medapp.domain.ucum_annotations import without_annotations
from medapp.domain.unit_spellings import read_spelling
from medapp.domain.unit_words import show_unit

__all__ = [
    "UNITS", "Conversion", "HasUnits", "build_conversions", "conversion_of", "dimension_of", "exact", "from_canonical",
    "parse_unit", "ratio", "show_unit", "to_canonical",
]  # fmt: skip

Conversion = tuple[Decimal, Decimal]  # canonical = value * factor + offset


class HasUnits(Protocol):
    """What a conversion needs to know of an analyte."""

    @property
    def unit(self) -> str: ...
    @property
    def conversions(self) -> Mapping[str, Conversion]: ...
    @property
    def unit_spellings(self) -> Mapping[str, str]: ...


def _of(dimension: str, table: dict[str, str]) -> dict[str, tuple[str, Decimal]]:
    return {code: (dimension, Decimal(factor)) for code, factor in table.items()}


_PREFIX = {"": "1", "m": "1e-3", "u": "1e-6", "n": "1e-9", "p": "1e-12", "f": "1e-15", "k": "1e3"}
_VOLUME = {"L": "1", "dL": "1e-1", "mL": "1e-3", "uL": "1e-6"}


def _per_volume(dimension: str, stem: str, prefixes: str) -> dict[str, tuple[str, Decimal]]:
    """Every prefix of `stem` over every volume, in base units per litre."""
    table = {}
    for prefix in prefixes.split(","):
        for volume, litres in _VOLUME.items():
            table[f"{prefix}{stem}/{volume}"] = (dimension, Decimal(_PREFIX[prefix]) / Decimal(litres))
    return table


def _per_day(dimension: str, stem: str, prefixes: str) -> dict[str, tuple[str, Decimal]]:
    return {f"{prefix}{stem}/(24.h)": (dimension, Decimal(_PREFIX[prefix])) for prefix in prefixes.split(",")}


# UCUM code -> (dimension, factor to the dimension's own base unit)
UNITS: dict[str, tuple[str, Decimal]] = {
    **_per_volume("mass", "g", ",m,u,n,p"),
    **_per_volume("substance", "mol", ",m,u,n,p,f"),
    **_per_volume("charge", "eq", ",m,u"),
    **_per_volume("units", "[IU]", ",m,u,k"),
    **{code: unit for code, unit in _per_volume("units", "U", ",m,u,k").items() if code != "U/uL"},  # Ед/мкл is cells
    **_of("units", {"nmol/min/mL": "1"}),  # the definition of U: 1 umol of substrate a minute
    **_of("mass_rate", {"ng/mL/h": "1"}),
    **_per_volume("mass_feu", "g{FEU}", "m,u,n"),
    **_per_volume("mass_ddu", "g{DDU}", "m,u,n"),
    **_of("katal", {"kat/L": "1e6", "ukat/L": "1", "nkat/L": "1e-3", "nkat/mL": "1"}),
    **_of("number_one", {"10*6": "1e6"}),
    **_of("number", {
        "10*12/L": "1e12", "10*9/L": "1e9", "10*6/L": "1e6", "10*3/L": "1e3", "/L": "1",
        "10*6/uL": "1e12", "10*5/uL": "1e11", "10*3/uL": "1e9", "/uL": "1e6", "10*6/mL": "1e9", "10*3/mL": "1e6",
        "/mL": "1e3", "/dL": "1e1",
    }),
    **_of("fraction", {"%": "1e-2", "[ppth]": "1e-3", "L/L": "1"}),
    **_of("none", {"1": "1"}),
    **_of("ph", {"[pH]": "1"}),
    **_of("volume_one", {"fL": "1", "um3": "1"}),
    **_of("mass_one", {"pg": "1e-12", "ng": "1e-9", "ug": "1e-6", "mg": "1e-3", "g": "1"}),
    **_of("substance_one", {"fmol": "1e-15", "pmol": "1e-12", "amol": "1e-18"}),
    **_of("sedimentation", {"mm/h": "1"}),
    **_of("time", {"s": "1", "min": "60"}),
    **_of("clearance_bsa", {"mL/min/{1.73_m2}": "1", "mL/s/{1.73_m2}": "60"}),
    **_of("clearance", {"mL/min": "1", "mL/s": "60"}),
    **_of("osmolality", {"mosm/kg": "1"}),
    **_of("osmolarity", {"mosm/L": "1"}),
    **_of("pressure", {"mm[Hg]": "1", "kPa": "7.50062"}),
    **_of("per_field", {"/[HPF]": "1"}),
    **_of("per_low_field", {"/[LPF]": "1"}),
    **_of("copies", {"{copies}/mL": "1", "{copies}/L": "1e-3", "{GE}/mL": "1"}),
    **_of("log_copies", {"{Log_copies}/mL": "1", "{Log_GE}/mL": "1"}),
    **_of("log_units", {"{Log_IU}/mL": "1"}),
    **_of("colonies", {"[CFU]/mL": "1", "[CFU]/g": "1"}),
    **_of("mass_ratio", {"mg/g": "1", "ug/g": "1e-3", "mg/kg": "1e-3", "ug/kg": "1e-6", "g/g": "1e3", "mg/mg": "1e3"}),
    **_of("mass_ratio", {"ng/g": "1e-6", "ug/mg": "1", "ng/mg": "1e-3"}),
    **_of("mass_per_substance", {"mg/mmol": "1", "g/mol": "1", "g/mmol": "1e3", "ug/mmol": "1e-3"}),
    **_of("substance_ratio", {"mmol/mol": "1", "mmol/mmol": "1e3", "umol/mmol": "1", "umol/mol": "1e-3"}),
    **_of("substance_ratio", {"nmol/mmol": "1e-3"}),
    **_of("units_per_mass", {"U/g": "1", "[IU]/g": "1", "U/kg": "1e-3"}),
    **_of("units_per_cells", {"U/10*12": "1"}),
    **_of("antibody", {"[arb'U]/mL": "1", "{RU}/mL": "1", "k[arb'U]/L": "1", "[arb'U]/L": "1e-3"}),
    **_of("bau", {"{BAU}/mL": "1"}),
    **_of("gpl", {"[GPL'U]/mL": "1"}),
    **_of("mpl", {"[MPL'U]/mL": "1"}),
    **_of("index", {"{index}": "1"}),
    **_of("titer", {"{titer}": "1"}),
    **_of("excretion_mass", {k: str(v[1]) for k, v in _per_day("", "g", ",m,u,n").items()}),
    **_of("excretion_substance", {k: str(v[1]) for k, v in _per_day("", "mol", ",m,u,n").items()}),
    **_of("excretion_units", {"U/(24.h)": "1"}),
    **_of("volume", {"mL": "1", "L": "1e3", "mL/(24.h)": "1", "L/(24.h)": "1e3"}),
    **_of("per_100_wbc", {"/100{WBCs}": "1"}),
    **_of("length", {"um": "1", "mm": "1e3", "cm": "1e4"}),
}  # fmt: skip


# Words behind a unit that leave it as it is: mg/dL (calc), % of total Hgb.
_QUALIFIER = re.compile(
    r"(?<=[\w%])\s*(?:\((?:calc|расч)\w*\.?\)|of total(?: \w+)?|от общ\w+(?: \w+)?)$", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def _parse(text: str) -> str | None:
    text = _QUALIFIER.sub("", text)
    code = read_spelling(text)
    if code not in UNITS and (bare := without_annotations(text)) is not None:
        code = read_spelling(bare)
    if code in UNITS:
        return code
    bare = " ".join(text.split())
    return bare if bare in UNITS and any(mark in bare for mark in "[{(") else _own_spellings().get(bare)


@lru_cache(maxsize=1)
def _own_spellings() -> dict[str, str]:
    """How this product itself prints units, where no report does: its own documents are read back."""
    shown = {" ".join(show_unit(code, language).split()): code for code in UNITS for language in ("ru", "en")}
    return {text: code for text, code in shown.items() if "/" in text or " " in text}


def parse_unit(text: str | None, analyte: HasUnits | None = None) -> str | None:
    """The UCUM code of a printed unit, Russian or English, or None when it is not known for certain.

    `analyte` settles spellings that mean different things beside different names (G/L).
    """
    if not text:
        return None
    if analyte is not None and text.strip() in analyte.unit_spellings:
        return analyte.unit_spellings[text.strip()]
    return _parse(text)


def dimension_of(ucum: str) -> str | None:
    """The kind of quantity a unit measures ("mass", "substance", "number" …), None when unknown."""
    known = UNITS.get(ucum)
    return known[0] if known else None


def ratio(source: str, target: str) -> Decimal | None:
    """How many `target` one `source` is, inside one dimension; None across dimensions."""
    if source not in UNITS or target not in UNITS:
        return None
    (from_dimension, from_factor), (to_dimension, to_factor) = UNITS[source], UNITS[target]
    return from_factor / to_factor if from_dimension == to_dimension else None


def to_canonical(value: Decimal | float, ucum: str | None, analyte: HasUnits) -> float | None:
    """`value` in the analyte's canonical unit; None when the unit is missing or does not convert.

    A missing unit is accepted only where the canonical unit is a bare number (ratios, pH).
    """
    conversion = conversion_of(ucum, analyte)
    if conversion is None:
        return None
    factor, offset = conversion
    return float(exact(value) * factor + offset)


def from_canonical(value: float, ucum: str, analyte: HasUnits) -> float | None:
    """A canonical value in another unit of the same analyte; None when it does not convert."""
    conversion = conversion_of(ucum, analyte)
    if conversion is None:
        return None
    factor, offset = conversion
    return float((exact(value) - offset) / factor)


def conversion_of(ucum: str | None, analyte: HasUnits) -> Conversion | None:
    """(factor, offset) to the canonical unit; None when there is no certain way."""
    if ucum is None:
        return (Decimal(1), Decimal(0)) if analyte.unit in ("1", "[pH]", "{index}", "{titer}") else None
    return analyte.conversions.get(ucum)


def exact(value: Decimal | float) -> Decimal:
    """A float as the decimal a person would write for it: 0.1 is 0.1."""
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))


def build_conversions(
    unit: str, molar_mass: Decimal | None, charge: int | None, stated: Mapping[str, Conversion]
) -> dict[str, Conversion]:
    """Every unit that leads to `unit` with certainty: same dimension, molar mass (g/mol), charge, or `stated`."""
    zero = Decimal(0)
    table: dict[str, Conversion] = {}
    for code in _near(dimension_of(unit)):
        factor = _factor(code, unit, molar_mass, charge)
        if factor is not None:
            table[code] = (factor, zero)
    for code, (factor, offset) in stated.items():
        table[code] = (factor, offset)
        for other in _near(dimension_of(code)):  # mg/mmol stated means ug/mmol too
            step = ratio(other, code)
            if step is not None and other not in stated and other not in table:
                table[other] = (factor * step, offset)
    table[unit] = (Decimal(1), zero)
    return table


_NEIGHBOURS = {  # dimensions that a molar mass, a charge or the definition of the katal may bridge
    "substance": ("mass", "charge"), "mass": ("substance", "charge"), "units": ("katal",),
    "substance_one": ("mass_one",), "mass_one": ("substance_one",),
    "excretion_substance": ("excretion_mass",), "excretion_mass": ("excretion_substance",),
}  # fmt: skip


@lru_cache(maxsize=64)
def _near(dimension: str | None) -> tuple[str, ...]:
    """The units that may convert into `dimension` at all."""
    dimensions = {dimension, *_NEIGHBOURS.get(dimension or "", ())}
    return tuple(code for code, (known, _) in UNITS.items() if known in dimensions)


_BY_MOLES = {"mass": "substance", "mass_one": "substance_one", "excretion_mass": "excretion_substance"}


def _factor(code: str, unit: str, molar_mass: Decimal | None, charge: int | None) -> Decimal | None:
    direct = ratio(code, unit)
    if direct is not None or unit not in UNITS:
        return direct
    (source, from_factor), (target, to_factor) = UNITS[code], UNITS[unit]
    if molar_mass is not None:
        if _BY_MOLES.get(source) == target:
            return from_factor / molar_mass / to_factor
        if _BY_MOLES.get(target) == source:
            return from_factor * molar_mass / to_factor
    if charge is not None:
        if (source, target) == ("charge", "substance"):
            return from_factor / charge / to_factor
        if (source, target) == ("charge", "mass") and molar_mass is not None:
            return from_factor / charge * molar_mass / to_factor
    return Decimal(60) * from_factor / to_factor if _is_katal(source, target) else None


def _is_katal(source: str, target: str) -> bool:
    """1 ukat/L is 60 U/L: only offered where units mean enzyme activity, which the catalogue's tests watch."""
    return source == "katal" and target == "units"

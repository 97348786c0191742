"""Reads the catalogue's TOML files into entries; a complaint names the file and the entry."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from medapp.domain.entries import Analyte, Conversion, Critical, Interval, Panel, Source, Variation
from medapp.domain.people import Sex, parse_sex
from medapp.domain.units import UNITS, build_conversions, dimension_of

_FIELDS = {
    "id", "unit", "names", "short", "specimen", "kind", "property", "loinc", "loinc_also", "checked", "uncoded",
    "aliases", "heading_aliases", "unit_bound", "kept_units",
    "conversions",
    "unit_spellings", "default_units", "molar_mass", "charge", "hard", "decisions", "intervals", "critical",
    "variants",
}  # fmt: skip
_KINDS = {"quantity", "ratio", "qualitative"}
_PROPERTIES = {"mass": "concentration", "substance": "concentration", "charge": "concentration", "units": "activity"}
_CELL_SPELLINGS = {"G/L": "10*9/L", "Г/л": "10*9/L", "T/L": "10*12/L", "Т/л": "10*12/L"}


class CatalogueError(ValueError):
    """A mistake in the catalogue's files: a defect of the product, not of anybody's report."""


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables; a syntax error is told with the file's name."""
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise CatalogueError(f"{path.name}: {error}") from error


def read_sources(path: Path) -> dict[str, Source]:
    """Source ids to citations in each language."""
    return {
        id_: Source(id_, {k: v for k, v in entry.items() if k != "url"}, entry.get("url"))
        for id_, entry in read_toml(path).items()
    }


def read_variations(path: Path) -> dict[str, Variation]:
    """Analyte ids to their usual variation within a person."""
    return {id_: Variation(float(cv), source) for id_, (cv, source) in read_toml(path).items()}


def read_panel(path: Path, reference: Mapping[str, list[list[Any]]]) -> tuple[Panel, list[Analyte]]:
    """One panel file: the panel, its analytes, and the variants that follow their analyte."""
    tables = read_toml(path)
    head = tables.get("panel", {})
    panel = Panel(head.get("id", path.stem), int(head.get("order", 0)), head.get("names", {}))
    analytes: list[Analyte] = []
    for entry in tables.get("analyte", []):
        where = f"{path.name}: {entry.get('id', 'an entry without id')}"
        try:
            shared = {key: head[key] for key in ("specimen", "kept_units") if key in head}
            analytes += _analytes({**shared, **entry}, panel.id, reference.get(entry.get("id", ""), []))
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise CatalogueError(f"{where}: {error}") from error
    return panel, analytes


def _analytes(entry: dict[str, Any], panel: str, rows: list[list[Any]]) -> list[Analyte]:
    unknown = set(entry) - _FIELDS
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    main = _analyte({"specimen": "blood", **entry}, panel, rows)
    found = [main]
    for name, changes in entry.get("variants", {}).items():
        merged = {
            "specimen": "blood",
            **{k: v for k, v in entry.items() if k not in ("aliases", "variants")},
            **changes,
        }
        found.append(_analyte(merged, panel, rows, variant=name))
    return found


def _analyte(entry: dict[str, Any], panel: str, rows: list[list[Any]], variant: str | None = None) -> Analyte:
    unit, kind = entry["unit"], entry.get("kind", "quantity")
    if unit not in UNITS:
        raise ValueError(f"unit {unit} is not known")
    if kind not in _KINDS:
        raise ValueError(f"kind {kind} is not one of {sorted(_KINDS)}")
    names, dimension = entry["names"], dimension_of(unit) or ""
    short = {**names, **entry.get("short", {})}
    molar_mass = Decimal(entry["molar_mass"]) if "molar_mass" in entry else None
    stated = tuple((code, *_conversion(value)) for code, value in entry.get("conversions", {}).items())
    conversions = _conversions(unit, molar_mass, entry.get("charge"), stated)
    low, high = entry.get("hard", (None, None))
    spoken = () if variant else (*names.values(), *short.values())
    by_unit, codes = _loinc(entry.get("loinc"), entry.get("loinc_also", []), conversions)
    return Analyte(
        id=entry["id"], panel=panel, unit=unit, names=names, short=short, specimen=entry["specimen"], kind=kind,
        property=entry.get("property") or _PROPERTIES.get(dimension, dimension),
        loinc=by_unit.get(unit) or (codes[0] if codes else None), loinc_by_unit=by_unit, loinc_codes=codes,
        checked=entry.get("checked"), uncoded=entry.get("uncoded"),
        aliases=tuple(dict.fromkeys((*spoken, *_aliases(entry.get("aliases", ""))))),
        heading_aliases=tuple(_aliases(entry.get("heading_aliases", ""))),
        conversions=conversions, unit_spellings={**(_CELL_SPELLINGS if dimension == "number" else {}),
        **entry.get("unit_spellings", {})},
        default_units=tuple(entry.get("default_units", (unit,))), molar_mass=molar_mass, hard_min=low, hard_max=high,
        decisions=tuple(_interval(item) for item in entry.get("decisions", [])),
        intervals=(*(_interval(item) for item in entry.get("intervals", [])), *(_row(row) for row in rows)),
        critical=_critical(entry.get("critical")), variant=variant, unit_bound=entry.get("unit_bound", False),
        kept_units=_kept(unit, entry.get("kept_units", []), conversions),
    )  # fmt: skip


def _kept(unit: str, units: list[str], conversions: Mapping[str, Conversion]) -> tuple[str, ...]:
    """The panel's unconvertible units, for an entry that counts in one of them itself."""
    return tuple(code for code in units if code not in conversions) if unit in units else ()


def _aliases(text: str | list[str]) -> list[str]:
    """Names parted by bars in one string: fewer quotes, and several times quicker to load than a list."""
    if isinstance(text, list):
        return text
    return [name for part in text.split("|") if (name := part.strip())]


def _conversion(value: str | list[str]) -> Conversion:
    factor, offset = (value, "0") if isinstance(value, str) else value
    return Decimal(factor), Decimal(offset)


@cache
def _conversions(
    unit: str, molar_mass: Decimal | None, charge: int | None, stated: tuple[tuple[str, Decimal, Decimal], ...]
) -> dict[str, Conversion]:
    return build_conversions(unit, molar_mass, charge, {code: (factor, offset) for code, factor, offset in stated})


def _loinc(
    stated: str | dict[str, str] | None, also: list[str], conversions: Mapping[str, Conversion]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Codes per unit, and all codes, the main one first. `stated` is one code, or one per kind of unit."""
    if not stated:
        return {}, tuple(also)
    if isinstance(stated, str):
        return {}, (stated, *also)
    by_unit = {code: stated[kind] for code in conversions if (kind := dimension_of(code)) in stated}
    by_unit |= {code: loinc for code, loinc in stated.items() if code in conversions}
    return by_unit, (*dict.fromkeys(stated.values()), *also)


def _interval(item: dict[str, Any]) -> Interval:
    ages = item.get("age", [18, 200])
    sex = parse_sex(item.get("sex"))
    if item.get("sex") and sex is None:
        raise ValueError(f"sex {item['sex']} is not known")
    return Interval(
        low=item.get("low"), high=item.get("high"), source=item["source"], sex=sex,
        age_min=ages[0], age_max=ages[1], pregnant=item.get("pregnant"),
    )  # fmt: skip


def _row(row: list[Any]) -> Interval:
    """A line of a reference table: sex, first age, age after the last, low or false, high or false, source."""
    sex, age_min, age_max, low, high, source = row
    return Interval(_or_none(low), _or_none(high), source, Sex.FEMALE if sex == "F" else Sex.MALE, age_min, age_max)


def _or_none(value: float | bool) -> float | None:
    return None if value is False else value


def _critical(entry: dict[str, Any] | None) -> Critical | None:
    return Critical(**{"low": None, "high": None, **entry}) if entry else None

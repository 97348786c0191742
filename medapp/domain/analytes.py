"""The catalogue of analytes: find one by id, LOINC code or printed name.

Data lives in `catalogue/*.toml`, one panel a file; dropping a file in is all it takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from medapp.domain.catalogue_files import CatalogueError, read_panel, read_sources, read_toml, read_variations
from medapp.domain.entries import Analyte, Critical, Interval, Panel, Source, Variation
from medapp.domain.names import fold_name, squeeze
from medapp.domain.results import Measurement

__all__ = [
    "Analyte", "Catalogue", "CatalogueError", "Critical", "Interval", "Panel", "Source", "Variation", "fold_name",
    "load_catalogue",
]  # fmt: skip

_FOLDER = Path(__file__).parent / "catalogue"


@dataclass(frozen=True)
class Catalogue:
    """Every analyte, with its indexes. `version` is a short hash of the files: equal data, equal version."""

    version: str
    analytes: Mapping[str, Analyte]
    panels: Mapping[str, Panel]
    sources: Mapping[str, Source]
    _by_alias: Mapping[str, tuple[Analyte, ...]] = field(repr=False)
    _by_loinc: Mapping[str, Analyte] = field(repr=False)
    _by_heading: Mapping[tuple[str, str], Analyte] = field(default_factory=dict, repr=False)

    def by_loinc(self, code: str) -> Analyte | None:
        """The analyte of a LOINC code, in the variant whose conversion the code asks for."""
        return self._by_loinc.get(code.strip())

    def by_alias(self, name: str) -> tuple[Analyte, ...]:
        """Every analyte that carries this name (folded or as printed): blood and urine, % and absolute …"""
        return self._by_alias.get(squeeze(fold_name(name)), ())

    def under_heading(self, name: str, specimen: str | None) -> tuple[Analyte, ...]:
        """What a word too common to be a name means where the heading names the specimen."""
        found = self._by_heading.get((specimen or "", squeeze(fold_name(name))))
        return (found,) if found else ()

    def aliases(self) -> Mapping[str, tuple[Analyte, ...]]:
        """All folded aliases without spaces: what near matches are scored against."""
        return self._by_alias

    def entry_of(self, measurement: Measurement) -> Analyte | None:
        """The analyte of a measurement, in the variant its printed name asks for (fasting glucose)."""
        main = self.analytes.get(measurement.analyte or "")
        if main is None:
            return None
        for analyte in self.by_alias(measurement.name_as_printed):
            if analyte.id == main.id:
                return analyte
        return main

    def cite(self, source: str, language: str) -> str:
        """A citation in words; an unknown id is returned as it is."""
        known = self.sources.get(source)
        return known.cite.get(language) or known.cite["en"] if known else source


@lru_cache(maxsize=4)
def load_catalogue(folder: Path = _FOLDER) -> Catalogue:
    """Read and check every file of `folder`; raises CatalogueError that names the file and the entry."""
    paths = sorted(folder.glob("*.toml"))
    reference = read_toml(folder / "reference" / "intervals.toml")
    sources = read_sources(folder / "reference" / "sources.toml")
    variations = read_variations(folder / "reference" / "variation.toml")
    panels: dict[str, Panel] = {}
    analytes: dict[str, Analyte] = {}
    by_alias: dict[str, tuple[Analyte, ...]] = {}
    by_loinc: dict[str, Analyte] = {}
    for path in paths:
        panel, entries = read_panel(path, reference)
        panels[panel.id] = panel
        for entry in (replace(item, variation=variations.get(item.id)) for item in entries):
            if entry.variant is None:
                if entry.id in analytes:
                    raise CatalogueError(f"{path.name}: {entry.id}: the id is taken")
                analytes[entry.id] = entry
            _index(entry, path.name, by_alias, by_loinc)
    for entry in analytes.values():
        _check_sources(entry, sources)
    panels = dict(sorted(panels.items(), key=lambda item: item[1].order))
    by_heading = {(a.specimen, squeeze(fold_name(name))): a for a in analytes.values() for name in a.heading_aliases}
    return Catalogue(_version(folder), analytes, panels, sources, by_alias, by_loinc, by_heading)


def _index(entry: Analyte, file: str, by_alias: dict[str, tuple[Analyte, ...]], by_loinc: dict[str, Analyte]) -> None:
    for key in {squeeze(fold_name(alias)) for alias in entry.aliases}:
        twins = [a for a in by_alias.get(key, ()) if (a.specimen, a.property) == (entry.specimen, entry.property)]
        if twins:
            raise CatalogueError(f"{file}: {entry.id}: an alias ({key}) is also one of {twins[0].id}")
        by_alias[key] = (*by_alias.get(key, ()), entry)
    for code in entry.loinc_codes:
        other = by_loinc.setdefault(code, entry)
        if other.id != entry.id:
            raise CatalogueError(f"{file}: {entry.id}: LOINC {code} is also one of {other.id}")


def _check_sources(entry: Analyte, sources: Mapping[str, Source]) -> None:
    used = {interval.source for interval in (*entry.decisions, *entry.intervals)}
    if entry.critical:
        used |= {s for s in (entry.critical.low_source, entry.critical.high_source) if s}
    if entry.variation:
        used.add(entry.variation.source)
    if used - set(sources):
        raise CatalogueError(f"{entry.panel}.toml: {entry.id}: no such source {sorted(used - set(sources))}")


def _version(folder: Path) -> str:
    digest = sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

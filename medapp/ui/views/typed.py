"""The rows of the form in which results are typed: what can be chosen, and in which units."""

from dataclasses import dataclass, field
from functools import lru_cache

from medapp.domain.analytes import Analyte, load_catalogue
from medapp.domain.names import fold_name
from medapp.domain.units import show_unit
from medapp.i18n import translate
from medapp.services.by_hand import units_of


@dataclass(frozen=True)
class UnitView:
    code: str = ""
    shown: str = ""


@dataclass(frozen=True)
class TypedRowView:
    """`number` is the row's own and stays when others go; `units` is empty until the marker is known."""

    number: int = 0
    name: str = ""
    analyte: str = ""
    units: list[UnitView] = field(default_factory=list)
    is_unknown: bool = False


@lru_cache(maxsize=4)
def marker_names(language: str) -> dict[str, str]:
    """Name as it is shown -> the analyte's id, in the order of the panels."""
    catalogue = load_catalogue()
    order = {panel: place for place, panel in enumerate(catalogue.panels)}
    analytes = sorted(
        catalogue.analytes.values(), key=lambda item: (order.get(item.panel, 99), name_in(item, language))
    )
    return {name_in(item, language): item.id for item in analytes}


def name_in(analyte: Analyte, language: str) -> str:
    return analyte.names.get(language) or analyte.names.get("en") or analyte.id


def show_row(number: int, text: str, language: str) -> TypedRowView:
    """The row once its marker was typed: by the shown name, else by any name a report prints for one marker only."""
    names, catalogue = marker_names(language), load_catalogue()
    wanted = " ".join(text.split())
    found = names.get(wanted) or next((key for name, key in names.items() if fold_name(name) == fold_name(wanted)), "")
    if not found and wanted:
        named = {analyte.id for analyte in catalogue.by_alias(wanted)}
        found = named.pop() if len(named) == 1 else ""
    if not found:
        return TypedRowView(number, wanted, is_unknown=bool(wanted))
    analyte = catalogue.analytes[found]
    units = [UnitView(code, show_unit(code, language)) for code in units_of(analyte)]
    if analyte.accepts(None):
        units.insert(0, UnitView("", translate(language, "by_hand.no_unit")))
    return TypedRowView(number, name_in(analyte, language), found, units)

"""In which units values are shown: one system, and exceptions for single markers."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from medapp.domain.analytes import load_catalogue
from medapp.domain.display_units import choices_for
from medapp.domain.units import show_unit
from medapp.errors import InvalidForm
from medapp.i18n import translate
from medapp.services import unit_choice
from medapp.ui.session import actor_of, guarded, language_of
from medapp.ui.views.printed import name_of


@dataclass(frozen=True)
class OptionView:
    code: str = ""
    name: str = ""


@dataclass(frozen=True)
class ExceptionView:
    """`label` says for the ear which exception the button removes."""

    code: str = ""
    name: str = ""
    unit: str = ""
    label: str = ""


class UnitsState(rx.State):
    """`markers` are those with more than one usual unit, `offered` the units of the chosen one."""

    system: str = "report"
    exceptions: list[ExceptionView] = []  # noqa: RUF012 Reflex copies defaults for each browser tab
    markers: list[OptionView] = []  # noqa: RUF012
    offered: list[OptionView] = []  # noqa: RUF012
    saved: bool = False

    @rx.event
    @guarded("user")
    def open(self) -> None:
        self.saved, self.offered = False, []
        language = language_of(self)
        known = [analyte for analyte in load_catalogue().analytes.values() if len(choices_for(analyte)) > 1]
        named = [OptionView(analyte.id, name_of(analyte, analyte.id, language)) for analyte in known]
        self.markers = sorted(named, key=lambda item: item.name.casefold())
        self._read()

    @rx.event
    @guarded("user")
    def choose(self, system: str) -> None:
        """Everything in this system from now on, old results too."""
        self._save(lambda actor: unit_choice.set_system(actor, system))

    @rx.event
    @guarded("user")
    def look_up(self, analyte_id: str) -> None:
        """Which units the chosen marker may be shown in."""
        analyte = load_catalogue().analytes.get(analyte_id)
        units = choices_for(analyte) if analyte else ()
        self.saved = False
        self.offered = [OptionView(unit, show_unit(unit, language_of(self))) for unit in units]

    @rx.event
    @guarded("user")
    def add(self, form: dict[str, Any]) -> None:
        analyte, unit = str(form.get("analyte", "")), str(form.get("unit", ""))
        if analyte and unit:
            self._save(lambda actor: unit_choice.set_override(actor, analyte, unit))

    @rx.event
    @guarded("user")
    def remove(self, analyte_id: str) -> None:
        self._save(lambda actor: unit_choice.set_override(actor, analyte_id, None))

    def _save(self, change: Any) -> None:
        self.saved = False
        actor = actor_of(self)
        if actor is None:
            return
        try:
            change(actor)
        except InvalidForm:  # only a forged form asks for what is not on offer
            return
        self.saved = True
        self._read()

    def _read(self) -> None:
        actor, language = actor_of(self), language_of(self)
        if actor is None:
            return
        choice, catalogue = unit_choice.choice_of(actor), load_catalogue()
        self.system = choice.system
        self.exceptions = [
            _exception(name_of(catalogue.analytes[code], code, language), code, unit, language)
            for code, unit in choice.overrides.items()
            if code in catalogue.analytes
        ]


def _exception(name: str, code: str, unit: str, language: str) -> ExceptionView:
    return ExceptionView(code, name, show_unit(unit, language), f"{name}: {translate(language, 'units.remove')}")

"""What the review page answers to an act: a refusal beside its field, a way back, markers found, a row written in."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.units import show_unit
from medapp.errors import AmbiguousValue, ImpossibleValue, MedAppError
from medapp.i18n import error_words, format_number, translate
from medapp.i18n.messages import find_message
from medapp.ui.views.printed import name_of, show_range, show_value, with_unit
from medapp.ui.views.review_rows import ChoiceView, units_of


@dataclass(frozen=True)
class ProblemView:
    """What was refused, beside the row and the field it belongs to; `choices` are the readings of an unclear number."""

    key: str = ""
    about: str = ""
    words: str = ""
    choices: list[ChoiceView] = field(default_factory=list)


@dataclass(frozen=True)
class UndoView:
    """The last thing said to be no result: a row's `version`, or the number of a `line`."""

    words: str = ""
    version: str = ""
    line: int = 0


@dataclass(frozen=True)
class FoundView:
    analyte: str = ""
    name: str = ""
    about: str = ""


@dataclass(frozen=True)
class AddingView:
    """The marker of a row that is being written in."""

    target: str = ""
    analyte: str = ""
    name: str = ""
    unit: str = ""
    units: list[str] = field(default_factory=list)


def show_problem(key: str, about: str, error: MedAppError, language: str) -> ProblemView:
    """An error's words beside its row."""
    values = {name: value for name, value in error.values.items() if value is not None}
    for name in ("first", "second"):
        if name in values:
            values[name] = show_value(str(values[name]), language)
    told = error_words(language, error.code, **values)
    words = f"{told.title}. {told.detail}"
    if isinstance(error, ImpossibleValue):
        words = f"{words} {_possible(error, language)}".strip()
    choices = []
    if isinstance(error, AmbiguousValue):
        texts = (str(error.values["first"]), str(error.values["second"]))
        choices = [ChoiceView("value", text, show_value(text, language)) for text in texts]
    field_of = {"range": "limits"}.get(str(error.values.get("field", about)), str(error.values.get("field", about)))
    return ProblemView(key, field_of, words, choices)


def show_undo(name: str, version: str, language: str, line: int = 0) -> UndoView:
    return UndoView(translate(language, "review.dropped", name=name), version, line)


def show_found(analytes: Sequence[Analyte], catalogue: Catalogue, language: str) -> list[FoundView]:
    """Markers with the panel they stand in, which tells blood from urine."""
    return [
        FoundView(
            analyte.id,
            name_of(analyte, analyte.id, language),
            catalogue.panels[analyte.panel].names.get(language, "") if analyte.panel in catalogue.panels else "",
        )
        for analyte in analytes
    ]


def show_adding(target: str, analyte_id: str, catalogue: Catalogue, language: str) -> AddingView:
    analyte = catalogue.analytes.get(analyte_id)
    if analyte is None:
        return AddingView()
    units = units_of(analyte, language)
    return AddingView(target, analyte.id, name_of(analyte, analyte.id, language), units[0] if units else "", units)


def _possible(error: ImpossibleValue, language: str) -> str:
    """Between which numbers a value may lie, in the unit that was typed."""
    low, high, unit = (error.values.get(name) for name in ("low", "high", "ucum"))
    limits = show_range(
        "" if low is None else format_number(low, language),
        "" if high is None else format_number(high, language),
        (str(find_message(language, "marks.up_to")), str(find_message(language, "marks.from"))),
    )
    unit_words = show_unit(str(unit), language) if unit else ""
    return translate(language, "review.possible", range=with_unit(limits, unit_words)) if limits else ""

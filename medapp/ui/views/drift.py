"""The drift watch in words: which inputs, and the score, look unlike those the model learned from."""

from dataclasses import dataclass, field

from medapp.domain.analytes import Catalogue
from medapp.domain.drift import ALIKE_BELOW, DIFFERENT_ABOVE
from medapp.i18n import format_date, format_number, plural, translate
from medapp.services.drift import ENOUGH, DriftReport, Shift, Week
from medapp.ui.views.printed import name_of


@dataclass(frozen=True)
class ShiftView:
    name: str = ""
    count: str = ""
    index: str = ""
    words: str = ""


@dataclass(frozen=True)
class WeekView:
    start: str = ""
    results: str = ""
    abstained: str = ""


@dataclass(frozen=True)
class DriftView:
    lead: str = ""
    score: ShiftView = field(default_factory=ShiftView)
    inputs: list[ShiftView] = field(default_factory=list)
    weeks: list[WeekView] = field(default_factory=list)


def show_drift(report: DriftReport, catalogue: Catalogue, language: str) -> DriftView:
    score_name = translate(language, "drift.score")
    return DriftView(
        lead=plural(language, "drift.lead", report.results, since=format_date(report.since.date(), language)),
        score=_shift(report.score, score_name, language),
        inputs=[_shift(i, name_of(catalogue.analytes.get(i.name), i.name, language), language) for i in report.inputs],
        weeks=[_week(week, language) for week in report.weeks],
    )


def _shift(shift: Shift, name: str, language: str) -> ShiftView:
    count = format_number(shift.count, language)
    if shift.index is None:
        return ShiftView(name, count, "–", translate(language, "drift.too_few", least=ENOUGH))
    code = "alike" if shift.index < ALIKE_BELOW else "different" if shift.index > DIFFERENT_ABOVE else "shifted"
    return ShiftView(name, count, format_number(shift.index, language, 2), translate(language, f"drift.{code}"))


def _week(week: Week, language: str) -> WeekView:
    share = f"{format_number(round(100 * week.abstained / week.results), language)}\u00a0%" if week.results else "–"
    return WeekView(format_date(week.start, language), format_number(week.results, language), share)

"""Two reports side by side, ready to draw: both numbers, the change where it may be computed, and how much it is."""

from dataclasses import dataclass, field, replace
from datetime import date

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.display_units import UnitChoice
from medapp.domain.results import State
from medapp.domain.series import Point
from medapp.i18n import format_date, knows, translate
from medapp.i18n.formats import format_short_date
from medapp.services.comparison import Comparison, Pair
from medapp.services.reports import ResultSummary, ResultView
from medapp.ui import routes
from medapp.ui.views.amounts import show_step, unit_of
from medapp.ui.views.marks import StateView, show_state
from medapp.ui.views.own_units import restate_point
from medapp.ui.views.printed import name_of, show_printed_unit, show_value

_WEIGHT = {State.CRITICAL: 0, State.CLEARLY: 1, State.SLIGHTLY: 2}


@dataclass(frozen=True)
class SideView:
    """A number as printed; `unit` only where the two sides differ in it. `words` stand where there is no number."""

    value: str = ""
    unit: str = ""
    words: str = ""


@dataclass(frozen=True)
class PairView:
    """`change` is empty where nothing may be subtracted; then `how` says why."""

    href: str = ""
    name: str = ""
    unit: str = ""
    left: SideView = field(default_factory=SideView)
    right: SideView = field(default_factory=SideView)
    change: str = ""
    state: StateView = field(default_factory=StateView)
    has_state: bool = False
    how: str = ""


@dataclass(frozen=True)
class ChoiceView:
    """A report that can be chosen for a side."""

    id: str = ""
    words: str = ""


@dataclass(frozen=True)
class ComparisonView:
    left_id: str = ""
    right_id: str = ""
    left_day: str = ""
    right_day: str = ""
    left_href: str = ""
    right_href: str = ""
    summary: str = ""
    notes: list[str] = field(default_factory=list)
    rows: list[PairView] = field(default_factory=list)


def show_comparison(found: Comparison, catalogue: Catalogue, language: str) -> ComparisonView:
    """What is outside now comes first; rows of one side only come last."""
    pairs = sorted(found.rows, key=_weight)
    compared = [pair for pair in pairs if pair.is_comparable]
    more = sum(pair.is_usual is False for pair in compared)
    return ComparisonView(
        left_id=found.left.id,
        right_id=found.right.id,
        left_day=_day(found.left, language),
        right_day=_day(found.right, language),
        left_href=routes.result(found.left.id),
        right_href=routes.result(found.right.id),
        summary=translate(language, "compare.summary", compared=len(compared), more=more),
        notes=_notes(pairs, language),
        rows=[_pair(_in_own_units(pair, catalogue, found.right.units), catalogue, language) for pair in pairs],
    )


def show_choices(items: list[ResultSummary], language: str) -> list[ChoiceView]:
    """Reports by their day and laboratory, samples left out."""
    return [ChoiceView(item.id, _choice(item, language)) for item in items if not item.is_sample]


def _choice(item: ResultSummary, language: str) -> str:
    day = format_date(item.collected_at, language) if item.collected_at else translate(language, "history.no_date")
    return " · ".join(part for part in (day, item.laboratory or item.file_name) if part)


def _day(result: ResultView, language: str) -> str:
    day: date | None = result.collected_at or result.reported_at
    return format_short_date(day, language) if day else translate(language, "history.no_date")


def _weight(pair: Pair) -> tuple[bool, int]:
    now = pair.right.rating.state if pair.right else State.NOT_RATED
    return pair.left is None or pair.right is None, _WEIGHT.get(now, len(_WEIGHT))


def _notes(pairs: list[Pair], language: str) -> list[str]:
    """Each reason that holds for some rows, said once in full above the table."""
    codes = dict.fromkeys(code for pair in pairs for code in pair.breaks[:1])
    return [translate(language, f"compare.note.{code}") for code in codes if knows(f"compare.note.{code}")]


def _in_own_units(pair: Pair, catalogue: Catalogue, choice: UnitChoice) -> Pair:
    known = pair.right or pair.left
    analyte = catalogue.entry_of(known.measurement) if known else None
    left, right = (restate_point(point, analyte, choice) for point in (pair.left, pair.right))
    return replace(pair, left=left, right=right)


def _pair(pair: Pair, catalogue: Catalogue, language: str) -> PairView:
    known = pair.right or pair.left
    assert known is not None
    analyte = catalogue.entry_of(known.measurement)
    units = [show_printed_unit(side.measurement, analyte, language) for side in (pair.left, pair.right) if side]
    shared = units[0] if len(set(units)) == 1 else ""
    return PairView(
        href=routes.history(pair.analyte or ""),
        name=name_of(analyte, known.measurement.name_as_printed, language),
        unit=shared,
        left=_side(pair.left, shared, analyte, language),
        right=_side(pair.right, shared, analyte, language),
        change=_change(pair, analyte, language),
        state=show_state(pair.right.rating, language) if pair.right else StateView(),
        has_state=pair.right is not None,
        how=_how(pair, language),
    )


def _side(point: Point | None, shared: str, analyte: Analyte | None, language: str) -> SideView:
    if point is None:
        return SideView(words=translate(language, "compare.none"))
    unit = "" if shared else show_printed_unit(point.measurement, analyte, language)
    return SideView(show_value(point.measurement.value_as_printed, language), unit)


def _change(pair: Pair, analyte: Analyte | None, language: str) -> str:
    if not pair.is_comparable or pair.left is None or pair.right is None or analyte is None:
        return ""
    step = show_step(pair.left, pair.right, unit_of([pair.right], analyte), analyte, language)
    return step.percent or ("" if pair.left.measurement.value == pair.right.measurement.value else step.amount)


def _how(pair: Pair, language: str) -> str:
    """How much it is, or why nothing may be subtracted."""
    if pair.left is None or pair.right is None:
        return translate(language, "compare.not_before" if pair.left is None else "compare.not_now")
    if pair.breaks:
        return translate(language, f"compare.why.{pair.breaks[0]}")
    if not pair.is_comparable:
        return translate(language, "compare.why.no_number")
    first, last = pair.left.measurement.value, pair.right.measurement.value
    if first == last:
        return translate(language, "compare.same")
    if pair.is_usual is None:
        return translate(language, "compare.higher" if (last or 0) > (first or 0) else "compare.lower")
    return translate(language, "compare.usual" if pair.is_usual else "compare.more")

"""One marker over time, ready to draw: its chart, what the last steps mean, and the exact table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.series import Linked, Point, find_run
from medapp.domain.units import parse_unit, show_unit
from medapp.domain.variation import usual_change
from medapp.i18n import format_date, format_number, plural, translate
from medapp.i18n.formats import format_month_year, format_short_date
from medapp.i18n.messages import find_message
from medapp.services.trends import Series
from medapp.ui import routes
from medapp.ui.plot import NARROW, WIDE
from medapp.ui.views.amounts import show_step, unit_of
from medapp.ui.views.chart import ChartView, drawn_of, say_context, show_chart
from medapp.ui.views.markers import show_limits
from medapp.ui.views.marks import StateView, show_state
from medapp.ui.views.printed import name_of, show_printed_unit, show_range, show_value, with_unit

MOST_BREAKS = 3  # the newest ones are told in words, the rest only drawn
FIRST_ROWS = 30


@dataclass(frozen=True)
class StatementView:
    """`lead` is said first and bold, `rest` explains, `source` says whose figure it is."""

    icon: str = "info"
    lead: str = ""
    rest: str = ""
    source: str = ""


@dataclass(frozen=True)
class TrendRowView:
    """One value. `unit` is said only where it is not the table's; `doubt` says why a row is not drawn."""

    href: str = ""
    day: str = ""
    day_note: str = ""
    value: str = ""
    unit: str = ""
    limits: str = ""
    step: str = ""
    percent: str = ""
    laboratory: str = ""
    state: StateView = field(default_factory=StateView)
    context: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class TrendView:
    analyte: str = ""
    name: str = ""
    unit: str = ""
    scale: str = ""
    label: str = ""
    wide: ChartView = field(default_factory=ChartView)
    narrow: ChartView = field(default_factory=ChartView)
    statements: list[StatementView] = field(default_factory=list)
    rows: list[TrendRowView] = field(default_factory=list)
    older: list[TrendRowView] = field(default_factory=list)
    older_title: str = ""


def show_trend(series: Series, catalogue: Catalogue, language: str) -> TrendView:
    """Everything the page says about one marker."""
    analyte = catalogue.analytes[series.analyte]
    linked = series.points
    unit = unit_of([item.point for item in linked], analyte, series.unit)
    rows = [_row(item, i == 0, unit, analyte, language) for i, item in enumerate(linked)][::-1]
    older = rows[FIRST_ROWS:]
    wide = show_chart(linked, unit, analyte, WIDE, language)
    shown_unit = show_unit(unit, language)
    name = name_of(analyte, analyte.id, language)
    return TrendView(
        analyte=analyte.id,
        name=name,
        unit=shown_unit,
        scale=_scale(shown_unit, wide, language),
        label=_label(name, drawn_of(linked), analyte, language),
        wide=wide,
        narrow=show_chart(linked, unit, analyte, NARROW, language),
        statements=_statements(linked, unit, analyte, catalogue, language),
        rows=rows[:FIRST_ROWS],
        older=older,
        older_title=plural(language, "trends.older", len(older)) if older else "",
    )


def _scale(unit: str, chart: ChartView, language: str) -> str:
    words = translate(language, "trends.scale", unit=unit) if unit else translate(language, "trends.scale_bare")
    return f"{words}, {translate(language, 'trends.scale_log')}" if chart.is_logarithmic else words


def _label(name: str, drawn: Sequence[Linked], analyte: Analyte, language: str) -> str:
    """The whole chart in one sentence for a reader that speaks."""
    if not drawn:
        return ""
    first, last = drawn[0].point, drawn[-1].point
    begin, end = (_printed(point, analyte, language) for point in (first, last))
    if len(drawn) == 1:
        return translate(language, "trends.label_one", name=name, value=end, day=last.day)
    return translate(language, "trends.label", name=name, since=first.day, until=last.day, first=begin, last=end)


def _printed(point: Point, analyte: Analyte, language: str) -> str:
    m = point.measurement
    return with_unit(show_value(m.value_as_printed, language), show_printed_unit(m, analyte, language))


def _row(item: Linked, is_first: bool, unit: str, analyte: Analyte, language: str) -> TrendRowView:
    point, m = item.point, item.point.measurement
    own_unit = show_printed_unit(m, analyte, language)
    is_odd = parse_unit(m.unit_as_printed, analyte) != unit
    step = show_step(item.before, point, unit, analyte, language) if item.before else None
    low, high = show_limits(m, point.rating, analyte, language)
    words = (str(find_message(language, "marks.up_to")), str(find_message(language, "marks.from")))
    return TrendRowView(
        href=routes.result(point.result_id),
        day=format_short_date(point.day, language),
        day_note="" if point.dated_by == "sampled" else translate(language, f"trends.dated.{point.dated_by}"),
        value=show_value(m.value_as_printed, language),
        unit=own_unit if is_odd else "",
        limits=show_range(low, high, words),
        step=step.number if step else _why_no_step(item, is_first, language),
        percent=step.percent if step else "",
        laboratory=point.laboratory or "",
        state=show_state(point.rating, language),
        context=say_context(point, language),
        doubt="" if point.is_certain or m.value_text else translate(language, "trends.doubtful"),
    )


def _why_no_step(item: Linked, is_first: bool, language: str) -> str:
    if is_first or not item.point.is_certain:
        return "–"
    return translate(language, "trends.not_compared") if item.breaks else "–"


def _statements(
    linked: Sequence[Linked], unit: str, analyte: Analyte, catalogue: Catalogue, language: str
) -> list[StatementView]:
    drawn = drawn_of(linked)
    if not drawn:
        return [StatementView("info", "", translate(language, "trends.no_number"))]
    told = [_last_step(drawn, unit, analyte, catalogue, language), _direction(linked, unit, analyte, language)]
    if any(item.point.measurement.comparator for item in drawn):
        told.append(StatementView("info", "", translate(language, "trends.open_mark")))
    return [item for item in (*told, *_breaks(drawn, language)) if item]


def _last_step(
    drawn: Sequence[Linked], unit: str, analyte: Analyte, catalogue: Catalogue, language: str
) -> StatementView | None:
    """What happened since the value before, against the usual ups and downs of one person."""
    last = drawn[-1]
    if len(drawn) == 1:
        return StatementView("info", translate(language, "trends.one"), translate(language, "trends.one_next"))
    if last.before is None:
        return None if last.breaks else StatementView("info", "", translate(language, "trends.nothing_compared"))
    change = show_step(last.before, last.point, unit, analyte, language).words
    code = {True: "step_usual", False: "step_more", None: "step_unknown"}[last.is_usual]
    lead = translate(language, f"trends.{code}", since=_day(last.before.day, last.point.day, language), change=change)
    if analyte.variation is None or last.is_usual is None:
        return StatementView("step", lead, translate(language, "trends.variation_unknown"))
    usual = usual_change(analyte.variation.cv_percent)
    down, up = (format_number(round(share, 1), language, 1) for share in (usual.down, usual.up))
    rest = translate(language, "trends.usual", down=down, up=f"+{up}")
    return StatementView("step", lead, rest, catalogue.cite(analyte.variation.source, language))


def _direction(linked: Sequence[Linked], unit: str, analyte: Analyte, language: str) -> StatementView | None:
    """Several steps one way say more than each of them."""
    run = find_run(linked)
    if not run or run[0].before is None:
        return None
    start, end = run[0].before, run[-1].point
    fell = (end.measurement.value or 0) < (start.measurement.value or 0)
    step = show_step(start, end, unit, analyte, language).words
    code = "trends.run_down" if fell else "trends.run_up"
    lead = plural(language, code, len(run), since=format_month_year(start.day, language), step=step)
    small = all(item.is_usual for item in run)
    rest = translate(language, "trends.run_small" if small else "trends.run")
    return StatementView("trend-down" if fell else "trend-up", lead, rest)


def _breaks(drawn: Sequence[Linked], language: str) -> list[StatementView]:
    """The weightiest reason of each break, the newest break first."""
    told = [
        StatementView("rift", "", translate(language, f"trends.break_why.{item.breaks[0]}", date=item.point.day))
        for item in reversed(drawn)
        if item.breaks
    ]
    return told[:MOST_BREAKS]


def _day(day: date, other: date, language: str) -> str:
    return format_date(day, language, with_year=day.year != other.year)

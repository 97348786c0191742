"""A small line of a marker's last values, and the list of markers that carries one in each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.results import State
from medapp.domain.series import Linked
from medapp.domain.units import show_unit
from medapp.i18n import format_date, plural, translate
from medapp.services.finding import analytes_named
from medapp.services.trends import Series
from medapp.ui import routes
from medapp.ui.plot import spark, spark_point
from medapp.ui.views.amounts import show_amount, show_step, unit_of, value_in
from medapp.ui.views.chart import drawn_of
from medapp.ui.views.marks import StateView, show_state
from medapp.ui.views.printed import name_of, show_printed_unit, show_value, with_unit

SIZE = (64.0, 26.0)
SHORT_LIST = 8  # rows shown at first; the style sheet hides the rest, and four more on a phone
_WEIGHT = {State.CRITICAL: 0, State.CLEARLY: 1, State.SLIGHTLY: 2}


@dataclass(frozen=True)
class SparkView:
    """`path` is empty for fewer than two values; `change` is the last step in words, empty across a break."""

    path: str = ""
    dot_x: str = ""
    dot_y: str = ""
    change: str = ""


@dataclass(frozen=True)
class MarkerLinkView:
    """One marker of the list: its newest value with its state, and the way to its chart."""

    analyte: str = ""
    href: str = ""
    name: str = ""
    value: str = ""
    state: StateView = field(default_factory=StateView)
    spark: SparkView = field(default_factory=SparkView)
    is_current: bool = False


def show_spark(linked: Sequence[Linked], analyte: Analyte, language: str, wanted: str | None = None) -> SparkView:
    """The last values as a line of 64 by 26; nothing to draw with one value."""
    drawn = drawn_of(linked)
    unit = unit_of([item.point for item in drawn], analyte, wanted)
    known = [(item, value) for item in drawn if (value := value_in(item.point, unit, analyte)) is not None]
    if len(known) < 2:
        return SparkView()
    values = [float(value) for _, value in known]
    days = [item.point.day for item, _ in known]
    share = 1.0 if days[-1] > days[0] else 0.0
    x, y = spark_point(share, values[-1], min(values), max(values), SIZE)
    last = known[-1][0]
    return SparkView(
        path=spark(days, values, [not item.breaks for item, _ in known], SIZE),
        dot_x=f"{x:.1f}",
        dot_y=f"{y:.1f}",
        change=_change(last, unit, analyte, language),
    )


def list_markers(
    found: Iterable[Series], current: str, person_id: str, catalogue: Catalogue, language: str
) -> list[MarkerLinkView]:
    """What is outside its range comes first, then by name."""
    rows = [(series, catalogue.analytes[series.analyte]) for series in found]
    rows.sort(key=lambda row: (_weight(row[0]), name_of(row[1], row[1].id, language).casefold()))
    return [_link(series, analyte, current, person_id, language) for series, analyte in rows]


def first_choice(links: Sequence[MarkerLinkView]) -> str:
    """The marker shown when the address names none: the first that has a line, else the first."""
    with_line = [link.analyte for link in links if link.spark.path]
    return next(iter([*with_line, *(link.analyte for link in links)]), "")


def filter_markers(links: Iterable[MarkerLinkView], text: str) -> list[MarkerLinkView]:
    """Those one of whose names, in any language, contains the text; all of them for none."""
    wanted = text.strip().casefold()
    if not wanted:
        return list(links)
    known = analytes_named(text)
    return [link for link in links if link.analyte in known or wanted in link.name.casefold()]


def say_total(links: Sequence[MarkerLinkView], language: str) -> str:
    """The words of the button that shows all of them; "" when the short list holds them."""
    return plural(language, "trends.all_count", len(links)) if len(links) > SHORT_LIST else ""


def _change(last: Linked, unit: str, analyte: Analyte, language: str) -> str:
    if last.before is None:
        return ""
    since = format_date(last.before.day, language, with_year=last.before.day.year != last.point.day.year)
    step = show_step(last.before, last.point, unit, analyte, language).words
    return translate(language, "trends.since", change=step, since=since)


def _weight(series: Series) -> int:
    return _WEIGHT.get(series.points[-1].point.rating.state, len(_WEIGHT)) if series.points else len(_WEIGHT)


def _link(series: Series, analyte: Analyte, current: str, person_id: str, language: str) -> MarkerLinkView:
    last = series.points[-1].point
    value = with_unit(
        show_value(last.measurement.value_as_printed, language),
        show_printed_unit(last.measurement, analyte, language),
    )
    if series.unit and value_in(last, series.unit, analyte) is not None:
        value = with_unit(show_amount(last, series.unit, analyte, language), show_unit(series.unit, language))
    return MarkerLinkView(
        analyte=analyte.id,
        href=routes.history(analyte.id, person_id),
        name=name_of(analyte, analyte.id, language),
        value=value,
        state=show_state(last.rating, language),
        spark=show_spark(series.points, analyte, language, series.unit),
        is_current=analyte.id == current,
    )

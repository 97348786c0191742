"""The chart of one marker as ready strings: what the SVG draws and what stands over it for a finger or a pointer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from medapp.domain.analytes import Analyte
from medapp.domain.series import Linked, Point
from medapp.i18n import format_number, translate
from medapp.i18n.formats import format_month, format_short_date
from medapp.ui import routes
from medapp.ui.components.shapes import SIGNS
from medapp.ui.plot import Band, Dot, Frame, Plot, lay_out, ticks
from medapp.ui.views.amounts import limits_in, show_amount, value_in
from medapp.ui.views.marks import percent, show_state

MOST_STOPS = 24  # so many points can be reached by keyboard; the table below has all of them
_OPEN = {-1: "M9 3v12M4.5 10.5 9 15l4.5-4.5", 1: "M9 15V3M4.5 7.5 9 3l4.5 4.5"}


@dataclass(frozen=True)
class SignView:
    """A sign at its place; `noted_x` puts the small mark of a note beside it."""

    path: str = ""
    move: str = ""
    classes: str = ""
    label: str = ""
    label_x: str = ""
    label_y: str = ""
    noted_x: str = ""
    noted_y: str = ""


@dataclass(frozen=True)
class TextView:
    text: str = ""
    x: str = ""
    y: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class BoxView:
    x: str = ""
    y: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True)
class SpotView:
    """What a pointer or the focus finds over a point: a link to its report, with its words."""

    left: str = ""
    top: str = ""
    href: str = ""
    label: str = ""
    value: str = ""
    day: str = ""
    more: str = ""
    classes: str = ""
    tab: int = 0


@dataclass(frozen=True)
class ChartView:
    """One size of the drawing. `edges`, `line`, `loose`, `rifts` and `axis` are SVG paths."""

    box: str = ""
    bands: list[BoxView] = field(default_factory=list)
    edges: str = ""
    line: str = ""
    loose: str = ""
    rifts: str = ""
    axis: str = ""
    signs: list[SignView] = field(default_factory=list)
    limits: list[TextView] = field(default_factory=list)
    days: list[TextView] = field(default_factory=list)
    reasons: list[TextView] = field(default_factory=list)
    spots: list[SpotView] = field(default_factory=list)
    is_logarithmic: bool = False


def drawn_of(linked: Sequence[Linked]) -> list[Linked]:
    """The points a chart draws: numbers read surely enough."""
    return [item for item in linked if item.point.is_certain]


def show_chart(linked: Sequence[Linked], unit: str, analyte: Analyte, frame: Frame, language: str) -> ChartView:
    """The drawing in one size; an empty view when there is no number to draw."""
    drawn = drawn_of(linked)
    if not drawn:
        return ChartView()
    dots = [_dot(item, unit, analyte, language) for item in drawn]
    plot = lay_out(dots, frame)
    points = [item.point for item in drawn]
    reasons = [(x, drawn[i].breaks[0]) for i, x in plot.breaks]
    return ChartView(
        box=f"0 0 {frame.width:g} {frame.height:g}",
        bands=[_box(band) for band in plot.bands],
        edges=_edges(plot),
        line=_strokes(plot, is_loose=False),
        loose=_strokes(plot, is_loose=True),
        rifts="".join(f"M{x:.1f} {frame.top - 8:.1f}V{frame.bottom:.1f}" for _, x in plot.breaks),
        axis=f"M{frame.left:g} {frame.bottom:g}H{frame.right:g}",
        signs=[_sign(i, dots[i], plot, points[i], language) for i in range(len(dots))],
        limits=_limits(plot, language),
        days=_days(points, frame, language),
        reasons=_reasons(reasons, frame, language),
        spots=[_spot(i, plot, points[i], unit, analyte, len(dots), language) for i in range(len(dots))],
        is_logarithmic=plot.is_logarithmic,
    )


def _dot(item: Linked, unit: str, analyte: Analyte, language: str) -> Dot:
    point = item.point
    value = value_in(point, unit, analyte)
    low, high = limits_in(point, unit, analyte)
    sign = point.measurement.comparator or ""
    return Dot(
        day=point.day,
        value=float(value) if value is not None else 0.0,
        low=low,
        high=high,
        bound=-1 if sign in ("<", "≤", "<=") else 1 if sign else 0,
        is_joined=not item.breaks,
        label=show_amount(point, unit, analyte, language),
    )


def _box(band: Band) -> BoxView:
    width, height = band.right - band.left, band.bottom - band.top
    return BoxView(f"{band.left:.1f}", f"{band.top:.1f}", f"{width:.1f}", f"{height:.1f}")


def _edges(plot: Plot) -> str:
    return "".join(
        f"M{band.left:.1f} {y:.1f}H{band.right:.1f}"
        for band in plot.bands
        for y in (band.low_y, band.high_y)
        if y is not None
    )


def _strokes(plot: Plot, *, is_loose: bool) -> str:
    return "".join(
        f"M{s.from_x:.1f} {s.from_y:.1f}L{s.to_x:.1f} {s.to_y:.1f}" for s in plot.strokes if s.is_loose == is_loose
    )


def _sign(i: int, dot: Dot, plot: Plot, point: Point, language: str) -> SignView:
    placed = plot.points[i]
    state = show_state(point.rating, language)
    kind = "ink" if state.kind == "none" else state.kind
    return SignView(
        path=_OPEN[dot.bound] if dot.bound else SIGNS["in" if kind == "ink" else kind],
        move=f"translate({placed.x - 9:.1f} {placed.y - 9:.1f})",
        classes=f"dot {kind}{' open' if dot.bound else ''}",
        label=dot.label if placed.label_y is not None else "",
        label_x=f"{placed.x:.1f}",
        label_y=f"{placed.label_y:.1f}" if placed.label_y is not None else "",
        noted_x=f"{placed.x + 11:.1f}" if say_context(point, language) else "",
        noted_y=f"{placed.y:.1f}",
    )


def _limits(plot: Plot, language: str) -> list[TextView]:
    """The first band's limits stand left of the field, the last one's right of it, others inside their band."""
    frame, texts = plot.frame, []
    for i, band in enumerate(plot.bands):
        is_first, is_last = i == 0, i == len(plot.bands) - 1
        if is_last and not is_first:
            x, anchor = frame.right + 6, "start"
        elif is_first:
            x, anchor = frame.left - 6, "end"
        else:
            x, anchor = band.left + 4, "start"
        ys = _apart(band.low_y, band.high_y)
        for limit, y in zip((band.low, band.high), ys, strict=True):
            if limit is not None and y is not None:
                shift = 4 if anchor == "end" or is_last else -3
                texts.append(
                    TextView(format_number(float(f"{limit:.4g}"), language), f"{x:.1f}", f"{y + shift:.1f}", anchor)
                )
    return texts


def _apart(low_y: float | None, high_y: float | None) -> tuple[float | None, float | None]:
    """Two limits so near that their numbers would touch are named a little apart."""
    if low_y is None or high_y is None or low_y - high_y >= 14:
        return low_y, high_y
    middle = (low_y + high_y) / 2
    return middle + 7, middle - 7


def _days(points: Sequence[Point], frame: Frame, language: str) -> list[TextView]:
    first, last = points[0].day, points[-1].day
    shown = ticks(first, last, frame)
    return [TextView(_name_of_day(day, shown, language), f"{x:.1f}", f"{frame.bottom + 22:.1f}") for day, x in shown]


def _name_of_day(day: date, shown: Sequence[tuple[date, float]], language: str) -> str:
    days = [item for item, _ in shown]
    if any(item.day != 1 for item in days) or len(days) == 1:
        return format_short_date(day, language)
    if all(item.month == 1 for item in days):
        return str(day.year)
    return str(day.year) if day.month == 1 else format_month(day, language)


def _reasons(breaks: Sequence[tuple[float, str]], frame: Frame, language: str) -> list[TextView]:
    """Why the line is broken, beside each break that has room for it."""
    texts: list[TextView] = []
    free_from = 0.0
    for x, code in breaks:
        words = translate(language, f"trends.breaks.{code}")
        width = len(words) * 7
        fits_right = x + 7 + width <= frame.width - 4
        start = x + 7 if fits_right else x - 7 - width
        if start < free_from or start < 0:
            continue
        free_from = start + width + 8
        y = f"{frame.bottom - 8:.1f}"
        texts.append(TextView(words, f"{x + 7 if fits_right else x - 7:.1f}", y, "start" if fits_right else "end"))
    return texts


def _spot(i: int, plot: Plot, point: Point, unit: str, analyte: Analyte, count: int, language: str) -> SpotView:
    placed, frame = plot.points[i], plot.frame
    state = show_state(point.rating, language)
    value = show_amount(point, unit, analyte, language)
    side = "end" if placed.x > frame.width * 0.66 else "start" if placed.x < frame.width * 0.33 else ""
    day = format_short_date(point.day, language)
    return SpotView(
        left=percent(100 * placed.x / frame.width),
        top=percent(100 * placed.y / frame.height),
        href=routes.result(point.result_id),
        label=", ".join(part for part in (day, value, state.word, say_context(point, language)) if part),
        value=value,
        day=day,
        more=" · ".join(part for part in (state.word, point.laboratory or "", say_context(point, language)) if part),
        classes=f"spot {side}".strip(),
        tab=0 if count <= MOST_STOPS else -1,
    )


def say_context(point: Point, language: str) -> str:
    """Fasting or not, and the note, as far as they are known."""
    said = [] if point.fasting is None else [translate(language, f"context.{'fasting' if point.fasting else 'fed'}")]
    return " · ".join([*said, *([point.note] if point.note else [])])

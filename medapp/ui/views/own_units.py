"""Rows in the units their owner chose, with what the report prints beside them."""

from dataclasses import replace

from medapp.domain.analytes import Analyte, Catalogue
from medapp.domain.display_units import UnitChoice, restate
from medapp.domain.series import Point
from medapp.i18n import translate
from medapp.services.reports import ResultView, RowView
from medapp.ui.views.markers import MarkerView, show_as_printed
from medapp.ui.views.printed import show_printed_unit, show_value, with_unit


def restate_rows(result: ResultView, catalogue: Catalogue) -> list[RowView]:
    """The rows of a report as if it had been printed in the units of its owner's choice."""
    return [_restate_row(row, catalogue, result.units) for row in result.rows]


def with_original(
    marker: MarkerView, printed: RowView, shown: RowView, analyte: Analyte | None, language: str
) -> MarkerView:
    """A restated row says what stands in the report; the report's own line stays word for word."""
    if shown is printed:
        return marker
    m = printed.measurement
    value = with_unit(show_value(m.value_as_printed, language), show_printed_unit(m, analyte, language))
    words = translate(language, "units.in_report", value=value)
    return replace(marker, original=words, as_printed=show_as_printed(m))


def restate_point(point: Point | None, analyte: Analyte | None, choice: UnitChoice) -> Point | None:
    """The same for one value of a series."""
    found = restate(point.measurement, point.rating, analyte, choice) if point else None
    return replace(point, measurement=found[0], rating=found[1]) if point and found else point


def _restate_row(row: RowView, catalogue: Catalogue, choice: UnitChoice) -> RowView:
    found = restate(row.measurement, row.rating, catalogue.entry_of(row.measurement), choice)
    return replace(row, measurement=found[0], rating=found[1]) if found else row

"""The way to each value of a report: rows of markers measured before carry their small line and the last change."""

from collections.abc import Mapping
from dataclasses import replace

from medapp.domain.analytes import Catalogue
from medapp.services.trends import Series
from medapp.ui import routes
from medapp.ui.views.markers import MarkerView
from medapp.ui.views.report import ReportView
from medapp.ui.views.sparks import show_spark


def with_ways(
    view: ReportView, ways: Mapping[str, Series], person_id: str | None, catalogue: Catalogue, language: str
) -> ReportView:
    """The same report; `ways` are its markers' values up to it, by the analyte's id."""

    def with_way(marker: MarkerView) -> MarkerView:
        way = ways.get(marker.analyte)
        if way is None or way.count < 2:
            return marker
        spark = show_spark(way.points, catalogue.analytes[marker.analyte], language, way.unit)
        return replace(marker, spark=spark, trend_href=routes.history(marker.analyte, person_id or ""))

    systems = [replace(system, rows=[with_way(row) for row in system.rows]) for system in view.systems]
    return replace(view, systems=systems)

"""The column of the date before: what the same markers were when they were measured last."""

from dataclasses import dataclass
from datetime import date

from medapp.domain.results import Measurement
from medapp.services import trends
from medapp.services.actors import Actor
from medapp.services.reports import ResultView


@dataclass(frozen=True, slots=True)
class Earlier:
    """One day before the report; `values` are by the analyte's id."""

    day: date
    values: dict[str, Measurement]


def find_earlier(actor: Actor, result: ResultView) -> Earlier | None:
    """The newest earlier day with a value of one of the report's markers: of the actor's, else as the report prints."""
    own = result.collected_at or result.reported_at or result.created_at.date()
    found = [
        (linked.point.day, analyte, linked.point.measurement)
        for analyte, series in trends.ways_to(actor, result).items()
        for linked in series.points
        if linked.point.day < own and linked.point.result_id != result.id and linked.point.is_certain
    ]
    if not found:
        wanted = {row.measurement.analyte for row in result.rows}
        found = [
            (past.collected_at, past.analyte, past)
            for past in result.previous
            if past.collected_at and past.collected_at < own and past.analyte and past.analyte in wanted
        ]
    if not found:
        return None
    day = max(item[0] for item in found)
    return Earlier(day, {analyte: measurement for at, analyte, measurement in found if at == day})

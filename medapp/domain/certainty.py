"""Which values of a report are certain: to compute with, and to speak of without asking to compare them first."""

from collections.abc import Iterable
from datetime import date

from medapp.domain.results import Measurement

# Rows below it are shown for review and left out of the score and the indices.
MIN_CONFIDENCE = 0.5
# Rows below it ask the reader to compare them with the report, and raise a question instead of an alarm.
SURE = 0.95


def is_sure(measurement: Measurement) -> bool:
    """Read without doubt."""
    return measurement.confidence >= SURE


def certain_values(measurements: Iterable[Measurement]) -> dict[str, float]:
    """Canonical value per analyte: the latest one, without bounds and doubtful rows."""
    chosen: dict[str, Measurement] = {}
    for measurement in measurements:
        if measurement.analyte and _is_certain(measurement):
            rival = chosen.get(measurement.analyte)
            if rival is None or _freshness(measurement) > _freshness(rival):
                chosen[measurement.analyte] = measurement
    return {analyte: chosen_one.value for analyte, chosen_one in chosen.items() if chosen_one.value is not None}


def _is_certain(measurement: Measurement) -> bool:
    """A printed "< 5" is a bound, not a value: taking it for 5 would score a normal result as a raised one."""
    return measurement.value is not None and measurement.comparator is None and measurement.confidence >= MIN_CONFIDENCE


def _freshness(measurement: Measurement) -> tuple[date, float]:
    return (measurement.collected_at or date.max, measurement.confidence)

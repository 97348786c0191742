"""Checks across a report's rows: counts that must add up, indices that must follow, values printed twice."""

from dataclasses import replace

from medapp.domain.results import Measurement

_TOLERANCE = 0.12


def cross_check(measurements: list[Measurement]) -> list[Measurement]:
    """The same rows, with a warning and less confidence where they contradict each other."""
    values = {m.analyte: m.value for m in measurements if m.analyte and m.value is not None}
    doubtful: dict[str, str] = {}
    _red_cells(values, doubtful)
    return [_warned(m, doubtful[m.analyte]) if m.analyte in doubtful else m for m in measurements]


def _red_cells(values: dict[str, float], doubtful: dict[str, str]) -> None:
    """MCV follows from haematocrit and red cells, MCHC from haemoglobin and haematocrit."""
    hct, rbc, mcv = values.get("hematocrit"), values.get("rbc"), values.get("mcv")
    if hct and rbc and mcv:
        expected = hct * 10 / rbc
        if abs(expected - mcv) > _TOLERANCE * mcv:
            for analyte in ("hematocrit", "rbc", "mcv"):
                doubtful[analyte] = "red_cell_indices_disagree"
    hb, mchc = values.get("hemoglobin"), values.get("mchc")
    if hb and hct and mchc:
        expected = hb * 100 / hct
        if abs(expected - mchc) > _TOLERANCE * mchc:
            for analyte in ("hemoglobin", "mchc"):
                doubtful.setdefault(analyte, "red_cell_indices_disagree")


def _warned(measurement: Measurement, warning: str) -> Measurement:
    return replace(
        measurement, warnings=(*measurement.warnings, warning), confidence=round(measurement.confidence * 0.95, 3)
    )

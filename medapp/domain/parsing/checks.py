"""Checks across a report's rows: indices that must follow, parts that must add up, a number that only fits one way."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from medapp.domain.analytes import load_catalogue
from medapp.domain.numbers import readings_of
from medapp.domain.parsing.relations import RELATIONS, Relation, Values, differential_fits
from medapp.domain.results import Measurement
from medapp.domain.units import parse_unit, to_canonical

SUM_CODE = "differential_does_not_sum"
CONTRADICTIONS = frozenset({relation.code for relation in RELATIONS} | {SUM_CODE})
_SHARE_LEFT = 0.95  # of the confidence, for each contradiction
_MOST_SETTLED = 0.94  # under the bar of certainty: settled from outside, not read
_SETTLED = 0.55  # nearly what the doubt about the number had cost


def cross_check(measurements: list[Measurement]) -> list[Measurement]:
    """The same rows: doubtful numbers settled where the others allow only one reading, contradictions warned about."""
    checked = list(measurements)
    for day in dict.fromkeys(m.collected_at for m in measurements):
        mine = [index for index, m in enumerate(checked) if m.collected_at == day]
        values = _values(checked[index] for index in mine)
        for index in mine:
            checked[index] = _settled(checked[index], values)
        doubtful = _doubtful(_values(checked[index] for index in mine))
        for index in mine:
            code = doubtful.get(checked[index].analyte or "")
            if code is not None and checked[index].value is not None:
                checked[index] = _warned(checked[index], code)
    return checked


def recheck(measurements: list[Measurement], said: Collection[int]) -> list[Measurement]:
    """The same rows after a correction: contradictions that are gone are no longer warned about, new ones are.

    `said` are the places of rows that a person vouches for: nobody doubts them. No value is changed.
    """
    bare = [m if place in said else _without_contradictions(m) for place, m in enumerate(measurements)]
    checked = cross_check(bare)
    return [
        one if place in said or one.value != other.value else other
        for place, (one, other) in enumerate(zip(measurements, checked, strict=True))
    ]


def _without_contradictions(m: Measurement) -> Measurement:
    told = [code for code in m.warnings if code in CONTRADICTIONS]
    if not told:
        return m
    confidence = min(0.999, round(m.confidence / _SHARE_LEFT ** len(told), 3))
    return replace(m, warnings=tuple(code for code in m.warnings if code not in told), confidence=confidence)


def _values(measurements: Iterable[Measurement]) -> Values:
    """Canonical values of what is printed once, or twice alike; bounds say too little."""
    found: dict[str, set[float]] = {}
    for m in measurements:
        if m.analyte and m.value is not None and m.comparator is None:
            found.setdefault(m.analyte, set()).add(m.value)
    return {analyte: next(iter(values)) for analyte, values in found.items() if len(values) == 1}


def _doubtful(values: Values) -> dict[str, str]:
    """The warning of each analyte in a contradiction, without those that another relation confirms."""
    judged = [(relation, fits) for relation in RELATIONS if (fits := relation.fits(values)) is not None]
    confirmed = {analyte for relation, fits in judged if fits for analyte in relation.members}
    doubtful: dict[str, str] = {}
    for relation, fits in judged:
        if not fits:
            suspects = [analyte for analyte in relation.members if analyte not in confirmed] or relation.members
            for analyte in suspects:
                doubtful.setdefault(analyte, relation.code)
    sum_fits, parts = differential_fits(values)
    if sum_fits is False:
        for analyte in [part for part in parts if part not in confirmed] or parts:
            doubtful.setdefault(analyte, SUM_CODE)
    return doubtful


def _settled(m: Measurement, values: Values) -> Measurement:
    """A number that can be read in two ways, when its relations to the other rows hold for one of them alone."""
    analyte = load_catalogue().analytes.get(m.analyte or "")
    if analyte is None or m.value is not None or "ambiguous_number" not in m.warnings or m.comparator is not None:
        return m
    about = [relation for relation in RELATIONS if analyte.id in relation.members]
    ucum = parse_unit(m.unit_as_printed, analyte) if m.unit_as_printed else None
    converted = (to_canonical(reading, ucum, analyte) for reading in readings_of(m.value_as_printed))
    fitting = [value for value in converted if value is not None and _fits_all(about, values | {analyte.id: value})]
    if len(fitting) != 1:
        return m
    warnings = tuple("settled_by_other_rows" if code == "ambiguous_number" else code for code in m.warnings)
    sure = round(min(_MOST_SETTLED, m.confidence + _SETTLED), 3)
    return replace(m, value=fitting[0], unit=analyte.unit, warnings=warnings, confidence=sure)


def _fits_all(relations: list[Relation], values: Values) -> bool:
    """At least one relation can be judged, and none is broken."""
    judged = [fits for relation in relations if (fits := relation.fits(values)) is not None]
    return bool(judged) and all(judged)


def _warned(measurement: Measurement, warning: str) -> Measurement:
    return replace(
        measurement,
        warnings=(*measurement.warnings, warning),
        confidence=round(measurement.confidence * _SHARE_LEFT, 3),
    )

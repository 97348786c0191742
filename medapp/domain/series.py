"""One marker over time: its values in order, where the line has to break, and what changed since the value before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from medapp.domain.certainty import MIN_CONFIDENCE
from medapp.domain.entries import Analyte
from medapp.domain.names import fold_name, squeeze
from medapp.domain.people import Sex
from medapp.domain.results import Measurement, Rating
from medapp.domain.units import parse_unit
from medapp.domain.variation import usual_change

LEAST_RUN = 3  # so many steps in one direction are mentioned


@dataclass(frozen=True, slots=True)
class Point:
    """One value on one day. `dated_by` is "sampled", "reported" or "processed": which date the day is.

    `ids` are the measurements it stands for: the same value of the same day read from two files is one point.
    """

    ids: tuple[str, ...]
    result_id: str
    day: date
    dated_by: str
    measurement: Measurement
    rating: Rating
    laboratory: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    note: str | None = None
    fasting: bool | None = None

    @property
    def is_certain(self) -> bool:
        """A number read surely enough to be drawn."""
        return self.measurement.value is not None and self.measurement.confidence >= MIN_CONFIDENCE

    @property
    def is_exact(self) -> bool:
        """Not only a bound such as "< 5"."""
        return self.is_certain and self.measurement.comparator is None


@dataclass(frozen=True, slots=True)
class Linked:
    """A point and how it hangs together with the drawn point before it.

    `breaks` are codes: person, laboratory, laboratory_unknown, specimen, unit, method. `before` is the point to
    compare with, None when there is none or nothing may be compared across a break. `is_usual` says whether the
    step stays within the usual variation of one person, None when that is not known.
    """

    point: Point
    breaks: tuple[str, ...] = ()
    before: Point | None = None
    is_usual: bool | None = None


def link(points: Iterable[Point], analyte: Analyte) -> tuple[Linked, ...]:
    """The points by day, twins told once, each linked to the one before. Points not drawn are never linked."""
    linked: list[Linked] = []
    last: Point | None = None
    for point in _without_twins(sorted(points, key=lambda item: item.day)):
        if not point.is_certain:
            linked.append(Linked(point))
            continue
        linked.append(_link(last, point, analyte))
        last = point
    return tuple(linked)


def find_run(linked: Iterable[Linked]) -> tuple[Linked, ...]:
    """The last steps when at least three in a row go one way, else nothing."""
    run: list[Linked] = []
    for item in reversed([item for item in linked if item.point.is_certain]):
        if item.before is None or (run and _direction(item) != _direction(run[0])) or not _direction(item):
            break
        run.append(item)
    return tuple(reversed(run)) if len(run) >= LEAST_RUN else ()


def breaks_between(before: Point, after: Point, analyte: Analyte) -> tuple[str, ...]:
    """Why two values of a marker may not be subtracted: codes, the weightiest first; empty when they may."""
    units = {parse_unit(point.measurement.unit_as_printed, analyte) for point in (before, after)}
    codes = {point.measurement.loinc for point in (before, after)}
    specimens = {point.measurement.specimen for point in (before, after)} - {None}
    labs = {_fold(point.laboratory) for point in (before, after)}
    found = [
        ("person", _differ(before.sex, after.sex) or _differ(before.birth_date, after.birth_date)),
        ("laboratory", len(labs) > 1 and "" not in labs),
        ("laboratory_unknown", len(labs) > 1 and "" in labs),
        ("specimen", len(specimens) > 1),
        ("unit", len(units) > 1),
        ("method", len(units) == 1 and len(codes - {None}) > 1),
    ]
    return tuple(code for code, is_so in found if is_so)


def is_usual_step(before: Point, after: Point, analyte: Analyte) -> bool | None:
    """Whether the step lies within a healthy person's usual variation; None when there is no published figure."""
    first, second = before.measurement.value, after.measurement.value
    if analyte.variation is None or first is None or second is None:
        return None
    return usual_change(analyte.variation.cv_percent).covers(first, second)


def _link(last: Point | None, point: Point, analyte: Analyte) -> Linked:
    if last is None:
        return Linked(point)
    breaks = breaks_between(last, point, analyte)
    if breaks or last.day == point.day or not (last.is_exact and point.is_exact):
        return Linked(point, breaks)
    return Linked(point, before=last, is_usual=is_usual_step(last, point, analyte))


def _without_twins(points: list[Point]) -> list[Point]:
    """The same number of the same day from two files is one point, in the surer reading."""
    kept: dict[tuple[object, ...], Point] = {}
    for point in points:
        m = point.measurement
        key = (point.day, m.value, m.comparator) if m.value is not None else (point.day, m.value_as_printed, point.ids)
        twin = kept.get(key)
        if twin is None:
            kept[key] = point
            continue
        if _is_elsewhere(twin, point):
            kept[*key, point.ids] = point
            continue
        surer = max(twin, point, key=lambda item: (bool(item.laboratory), item.measurement.confidence))
        kept[key] = replace(surer, ids=(*twin.ids, *point.ids))
    return list(kept.values())


def _is_elsewhere(one: Point, other: Point) -> bool:
    """Both laboratories are named and differ."""
    return _differ(_fold(one.laboratory) or None, _fold(other.laboratory) or None)


def _direction(item: Linked) -> int:
    if item.before is None or item.point.measurement.value is None or item.before.measurement.value is None:
        return 0
    step = item.point.measurement.value - item.before.measurement.value
    return (step > 0) - (step < 0)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _fold(name: str | None) -> str:
    return squeeze(fold_name(name)) if name else ""

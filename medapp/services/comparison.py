"""Two reports side by side: which values stand opposite each other, and whether they may be subtracted."""

from dataclasses import dataclass

from medapp.domain.analytes import Catalogue, load_catalogue
from medapp.domain.names import fold_name, squeeze
from medapp.domain.series import Point, breaks_between, is_usual_step
from medapp.errors import DifferentPeople
from medapp.services import reports
from medapp.services.actors import Actor
from medapp.services.reports import ResultView, RowView


@dataclass(frozen=True, slots=True)
class Pair:
    """One marker in both reports; a side is None when that report lacks it.

    `breaks` say why nothing may be subtracted (codes of domain.series); `is_comparable` when it may.
    """

    analyte: str | None
    left: Point | None
    right: Point | None
    breaks: tuple[str, ...] = ()
    is_comparable: bool = False
    is_usual: bool | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left` is the earlier report."""

    left: ResultView
    right: ResultView
    rows: tuple[Pair, ...]


def compare(actor: Actor, one_id: str, other_id: str) -> Comparison:
    """Two results of the actor's, the earlier one on the left.

    Raises NotFound, also for somebody else's, and DifferentPeople when they belong to two people of the account.
    """
    left, right = sorted((reports.get_result(actor, id_) for id_ in (one_id, other_id)), key=_moment)
    if left.person_id != right.person_id:
        raise DifferentPeople
    catalogue = load_catalogue()
    before, after = _points(left), _points(right)
    keys = dict.fromkeys((*after, *before))
    return Comparison(left, right, tuple(_pair(before.get(key), after.get(key), catalogue) for key in keys))


def _moment(result: ResultView) -> tuple[object, ...]:
    return (result.collected_at or result.reported_at or result.created_at.date(), result.created_at)


def _points(result: ResultView) -> dict[str, Point]:
    """A report's values by what they measure; of several dates in one table the last one."""
    points: dict[str, Point] = {}
    for row in result.rows:
        point = _point(row, result)
        known = points.get(key := _key(row))
        if known is None or (point.day, point.is_certain) > (known.day, known.is_certain):
            points[key] = point
    return points


def _key(row: RowView) -> str:
    m = row.measurement
    return m.analyte or f"? {squeeze(fold_name(m.name_as_printed))} {m.specimen or ''}"


def _point(row: RowView, result: ResultView) -> Point:
    sampled = row.measurement.collected_at or result.collected_at
    return Point(
        ids=(row.id,),
        result_id=result.id,
        day=sampled or result.reported_at or result.created_at.date(),
        dated_by="sampled" if sampled else "reported" if result.reported_at else "processed",
        measurement=row.measurement,
        rating=row.rating,
        laboratory=result.laboratory,
        sex=result.sex,
        note=result.note,
        fasting=result.fasting,
    )


def _pair(left: Point | None, right: Point | None, catalogue: Catalogue) -> Pair:
    known = right or left
    analyte = catalogue.analytes.get(known.measurement.analyte or "") if known else None
    named = analyte.id if analyte else None
    if left is None or right is None or analyte is None or not (left.is_exact and right.is_exact):
        return Pair(named, left, right)
    breaks = breaks_between(left, right, analyte)
    if breaks:
        return Pair(named, left, right, breaks)
    return Pair(named, left, right, (), True, is_usual_step(left, right, analyte))

"""What a person says of the reading: it stands so, it reads otherwise, it is no result, a row is missing.

Each is a new row over the one read, never in its place, and is followed by assessing the whole result anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from medapp.db import audit, events
from medapp.db import corrections as correction_rows
from medapp.db import people as people_rows
from medapp.db import results as result_rows
from medapp.db.engine import write
from medapp.db.tables import MeasurementRow, ResultRow, utc_now
from medapp.domain import corrections
from medapp.domain.analytes import load_catalogue
from medapp.domain.corrections import Entry
from medapp.domain.people import Person, Sex, age_on
from medapp.domain.results import Measurement
from medapp.errors import InvalidForm, NotFound
from medapp.services import decoding
from medapp.services.actors import Actor
from medapp.services.inference import Scores
from medapp.services.reassessing import person_of, reassess

FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Facts:
    """Whose report it is and of which day; None leaves it as it stands."""

    sex: Sex | None = None
    birth_date: date | None = None
    collected_at: date | None = None


def correct(actor: Actor, result_id: str, row_id: str, entry: Entry, model: Scores | None) -> str:
    """Put a corrected row over `row_id`; its id. Raises NotFound, RowSuperseded, and what domain.corrections does."""
    return _supersede(
        actor, result_id, row_id, model, lambda before, person: corrections.correct(before, entry, person)
    )


def confirm(actor: Actor, result_id: str, row_id: str, model: Scores | None) -> str:
    """Say that the row stands so in the report; its new id. Raises NotFound, RowSuperseded, AmbiguousValue."""
    return _supersede(actor, result_id, row_id, model, corrections.confirm)


def drop(actor: Actor, result_id: str, row_id: str, model: Scores | None) -> str:
    """Say that the row is no result: it is kept and counts no more. Raises NotFound, RowSuperseded."""
    return _supersede(actor, result_id, row_id, model, lambda before, _person: before, origin=result_rows.DROPPED)


def revert(actor: Actor, result_id: str, version_id: str, model: Scores | None) -> str:
    """Put an earlier version of a row back on top of its chain; the new id. Raises NotFound."""
    with write(durable=True) as session:
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        rows = {row.id: row for row in result_rows.list_versions(session, result_id, actor.user_id)}
        if version_id not in rows:
            raise NotFound
        after = {row.supersedes: row.id for row in rows.values() if row.supersedes}
        newest = version_id
        while newest in after:
            newest = after[newest]
        chosen = rows[version_id]
        if newest == version_id:
            return version_id
        row = correction_rows.add(
            session, result, decoding.measurement_of(chosen), origin=chosen.origin, now=utc_now(),
            supersedes=rows[newest],
        )  # fmt: skip
        _settle(session, actor, result, row, model)
    return row.id


def write_in(
    actor: Actor, result_id: str, entry: Entry, model: Scores | None, language: str = "en", unread: int | None = None
) -> str:
    """Add a row that reading missed, or make one of the line `unread` that was not understood; its id.

    Raises NotFound for a line that is not there, and what domain.corrections does.
    """
    with write(durable=True) as session:
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        place = None if unread is None else _place_of(result, unread)
        measurement = corrections.write_in(_name_of(entry, language), entry, _person(session, result), place)
        row = correction_rows.add(session, result, measurement, origin="typed", now=utc_now())
        if unread is not None:
            _mark_unread(result, unread, {"row": row.id})
        _settle(session, actor, result, row, model)
    return row.id


def dismiss_unread(actor: Actor, result_id: str, unread: int, model: Scores | None, *, undo: bool = False) -> None:
    """Say that a line that was not understood is no result, or take that back. Raises NotFound."""
    with write(durable=True) as session:
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        if not 0 <= unread < len(result.unrecognised or ()):
            raise NotFound
        _mark_unread(result, unread, {} if undo else {"dropped": True})
        _settle(session, actor, result, None, model)


def complete(actor: Actor, result_id: str, facts: Facts, model: Scores | None, *, remember: bool = False) -> None:
    """Fill what the report did not say of its person, and put its day right. Raises NotFound, InvalidForm(field).

    Sex and age that the report does say stay.

    `remember` also writes sex and birth date to the person of the report when they are not known there.
    """
    _check(facts)
    with write(durable=True) as session:
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        if facts.collected_at:
            result.collected_at = result.sampled_on = facts.collected_at
        if facts.sex and result.sex is None:
            result.sex = facts.sex.value
        if facts.birth_date and result.birth_date is None and result.age_years is None:
            result.birth_date = facts.birth_date
        if result.birth_date and result.age_years is None:
            day = result.collected_at or result.reported_at or result.created_at.date()
            result.age_years = float(age_on(result.birth_date, day))
        person = people_rows.find(session, result.person_id)
        if remember and person is not None:
            person.sex = person.sex or (facts.sex.value if facts.sex else None)
            person.birth_date = person.birth_date or facts.birth_date
            session.add(person)
            audit.record(session, actor.user_id, "person_changed", "person", person.id)
        _settle(session, actor, result, None, model)


def finish(actor: Actor, result_id: str) -> None:
    """Note that the person has looked through the reading. Raises NotFound."""
    with write() as session:
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        result.reviewed_at = utc_now()
        session.add(result)
        audit.record(session, actor.user_id, "result_reviewed", "result", result_id, job_id=result.job_id)
        events.emit(session, "result_reviewed", actor.user_id, result.job_id, is_sample=result.is_sample)


def _supersede(
    actor: Actor,
    result_id: str,
    row_id: str,
    model: Scores | None,
    say: Callable[[Measurement, Person], Measurement],
    origin: str | None = None,
) -> str:
    with write(durable=True) as session:
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        before = correction_rows.get_newest(session, result_id, row_id, actor.user_id)
        known = decoding.measurement_of(before)
        said = say(known, _person(session, result))
        origin = origin or ("confirmed" if _reads_alike(known, said) else "corrected")
        if (said, origin == result_rows.DROPPED) == (known, before.origin == result_rows.DROPPED):
            return row_id
        row = correction_rows.add(session, result, said, origin=origin, now=utc_now(), supersedes=before)
        _settle(session, actor, result, row, model)
    return row.id


def _settle(
    session: Session, actor: Actor, result: ResultRow, row: MeasurementRow | None, model: Scores | None
) -> None:
    """Assess anew, and note that something was corrected: which kind of row and how, never a value."""
    session.add(result)
    session.flush()
    reassess(session, result, model, actor.user_id)
    how = row.origin if row else "facts"
    audit.record(session, actor.user_id, "measurement_corrected", "result", result.id, job_id=result.job_id, how=how)
    if not result.is_sample:
        events.emit(session, "measurement_corrected", actor.user_id, result.job_id, how=how, reader=result.reader)


def _person(session: Session, result: ResultRow) -> Person:
    return person_of(result, people_rows.find(session, result.person_id))


def _reads_alike(one: Measurement, other: Measurement) -> bool:
    """The same in print; the value may have become known by saying so."""
    parts = ("analyte", "value_as_printed", "unit_as_printed", "ref_as_printed", "collected_at")
    return all(getattr(one, part) == getattr(other, part) for part in parts)


def _name_of(entry: Entry, language: str) -> str:
    analyte = load_catalogue().analytes.get(entry.analyte or "")
    return (analyte.names.get(language) or analyte.names["en"]) if analyte else ""


def _place_of(result: ResultRow, unread: int) -> Measurement:
    """The line that was not understood as an empty row in its place."""
    items = decoding.unread_lines(result.unrecognised)
    if unread not in items:
        raise NotFound
    line = items[unread]
    return Measurement(None, line.text, "", page=line.page, bbox=line.bbox)


def _mark_unread(result: ResultRow, unread: int, mark: dict[str, object]) -> None:
    """`mark` says what became of the line; an empty one leaves it open again. A new list, so that it is written."""
    lines = [dict(item) for item in result.unrecognised or ()]
    lines[unread] = {key: value for key, value in lines[unread].items() if key not in decoding.SETTLED} | mark
    result.unrecognised = lines


def _check(facts: Facts) -> None:
    today = utc_now().date()
    for field in ("birth_date", "collected_at"):
        day = getattr(facts, field)
        if day is not None and not (day.year >= FIRST_YEAR and day <= today):
            raise InvalidForm(field=field)

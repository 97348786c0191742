"""The people of an account: each with a name for the list, sex, birth date and pregnancy; and whose a report is."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from medapp.db import audit
from medapp.db import people as people_rows
from medapp.db import results as result_rows
from medapp.db import uploads as upload_rows
from medapp.db.engine import read, write
from medapp.db.tables import PersonRow, ResultRow, utc_now
from medapp.domain.people import Identity, Sex, contradictions, is_alike, parse_sex
from medapp.errors import InvalidForm, NotFound, PersonHasReports, TooManyPeople
from medapp.services.actors import Actor, require_user
from medapp.services.inference import Scores
from medapp.services.reassessing import reassess

MOST_PEOPLE = 20
LONGEST_LABEL = 40
FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class PersonView:
    """`label` is None for the first person until somebody names them; `reports` leaves samples out."""

    id: str
    label: str | None
    sex: Sex | None
    birth_date: date | None
    pregnant: bool | None
    is_first: bool
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said of somebody. Everything but the name may be unknown."""

    label: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    pregnant: bool | None = None


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose report it is; `contradictions` ("sex", "birth_date", "age") say what its own print has against that.

    `fitting` are the others it does fit, `printed` is what a new person would be made of.
    """

    person: PersonView | None
    others: tuple[PersonView, ...] = ()
    contradictions: tuple[str, ...] = ()
    fitting: tuple[PersonView, ...] = ()
    printed: Profile = Profile()


def list_people(actor: Actor) -> list[PersonView]:
    """Everyone in the account, the first one first; nobody for a guest."""
    with read() as session:
        return _people(session, actor.user_id)


def add_person(actor: Actor, profile: Profile) -> PersonView:
    """Raises SignInRequired, InvalidForm(field), TooManyPeople(limit)."""
    require_user(actor)
    _check(profile, is_first=False)
    with write() as session:
        if len(people_rows.list_of_owner(session, actor.user_id)) >= MOST_PEOPLE:
            raise TooManyPeople(limit=MOST_PEOPLE)
        row = PersonRow(user_id=actor.user_id, created_at=utc_now())
        _fill(row, profile)
        session.add(row)
        audit.record(session, actor.user_id, "person_added", "person", row.id)
        session.flush()
        return _view(row, None, {})


def change_person(actor: Actor, person_id: str, profile: Profile, model: Scores | None) -> None:
    """Write the profile; reports that rest on sex, birth date or pregnancy are rated and scored again at once.

    Each report is a transaction of its own: years of them must not hold up everybody else's writing.

    Raises NotFound, also for another account's, and InvalidForm(field).
    """
    require_user(actor)
    with write(durable=True) as session:
        row = people_rows.get(session, actor.user_id, person_id)
        first = people_rows.find_first(session, actor.user_id)
        _check(profile, is_first=first is not None and first.id == row.id)
        before = (row.sex, row.birth_date, row.pregnant)
        _fill(row, profile)
        session.add(row)
        audit.record(session, actor.user_id, "person_changed", "person", row.id)
        is_other = before != (row.sex, row.birth_date, row.pregnant)
        results = people_rows.list_results(session, actor.user_id, row.id) if is_other else []
        waiting = [result.id for result in results]
    for result_id in waiting:
        with write() as session:
            result, _, _ = result_rows.get(session, result_id, actor.user_id)
            reassess(session, result, model, actor.user_id)


def change_own(
    actor: Actor, sex: Sex | None, birth_date: date | None, pregnant: bool | None, model: Scores | None
) -> None:
    """The same for the account's own, first person, whose name in the list stays. Raises InvalidForm(field)."""
    require_user(actor)
    with read() as session:
        row = people_rows.find_first(session, actor.user_id)
    if row is None:
        raise NotFound
    change_person(actor, row.id, Profile(row.label, sex, birth_date, pregnant), model)


def remove_person(actor: Actor, person_id: str) -> Profile:
    """Forget somebody who has no reports; what was said of them, for an undo.

    Raises NotFound, InvalidForm for the account's own, which stays as long as the account, PersonHasReports(count).
    """
    require_user(actor)
    with write() as session:
        row = people_rows.get(session, actor.user_id, person_id)
        first = people_rows.find_first(session, actor.user_id)
        if first is not None and first.id == row.id:
            raise InvalidForm(field="person_id")
        if count := people_rows.count_of(session, actor.user_id, person_id):
            raise PersonHasReports(count=count)
        gone = Profile(row.label, parse_sex(row.sex), row.birth_date, row.pregnant)
        session.delete(row)
        audit.record(session, actor.user_id, "person_removed", "person", person_id)
    return gone


def move_report(actor: Actor, result_id: str, person_id: str, model: Scores | None) -> None:
    """Give a report to somebody else of the account; it is rated and scored for them at once. Raises NotFound."""
    require_user(actor)
    with write(durable=True) as session:
        person = people_rows.get(session, actor.user_id, person_id)
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        _move(session, actor, result, person, model)


def move_all(actor: Actor, person_id: str, to_id: str, model: Scores | None) -> int:
    """Give every report of one person to another, one by one; how many there were. Raises NotFound."""
    require_user(actor)
    with read() as session:
        people_rows.get(session, actor.user_id, person_id)
        people_rows.get(session, actor.user_id, to_id)
        waiting = [result.id for result in people_rows.list_results(session, actor.user_id, person_id)]
    for result_id in waiting:
        move_report(actor, result_id, to_id, model)
    with write(durable=True) as session:
        upload_rows.hand_over(session, actor.user_id, person_id, to_id)
    return len(waiting)


def whose(actor: Actor, result_id: str) -> Whose:
    """Whose report it is and whether its own print agrees. Raises NotFound, also for somebody else's."""
    with read() as session:
        result, _, _ = result_rows.get(session, result_id, actor.user_id)
        people = _people(session, actor.user_id)
    printed = Identity(parse_sex(result.sex), result.birth_date, result.age_years)
    day = result.collected_at or result.reported_at or result.created_at.date()
    known = next((item for item in people if item.id == result.person_id), None)
    known = known or next((item for item in people if item.is_first and not result.is_sample), None)
    others = tuple(item for item in people if item != known)
    against = contradictions(printed, _identity(known), day) if known else ()
    fitting = tuple(item for item in others if is_alike(printed, _identity(item), day)) if against else ()
    return Whose(known, others, against, fitting, Profile(None, printed.sex, printed.birth_date))


def _move(session: Session, actor: Actor, result: ResultRow, person: PersonRow, model: Scores | None) -> None:
    if result.person_id == person.id or result.is_sample:
        return
    result.person_id = person.id
    session.add(result)
    upload_rows.set_person(session, result.job_id, person.id)
    session.flush()
    reassess(session, result, model, actor.user_id)
    audit.record(session, actor.user_id, "result_moved", "result", result.id, job_id=result.job_id)


def _people(session: Session, owner_id: str) -> list[PersonView]:
    rows = people_rows.list_of_owner(session, owner_id)
    counts = people_rows.count_reports(session, owner_id)
    return [_view(row, rows[0], counts) for row in rows]


def _view(row: PersonRow, first: PersonRow | None, counts: dict[str | None, int]) -> PersonView:
    is_first = first is not None and row.id == first.id
    unnamed = counts.get(None, 0) if is_first else 0
    return PersonView(
        id=row.id,
        label=row.label,
        sex=parse_sex(row.sex),
        birth_date=row.birth_date,
        pregnant=row.pregnant,
        is_first=is_first,
        reports=counts.get(row.id, 0) + unnamed,
    )


def _identity(person: PersonView) -> Identity:
    return Identity(person.sex, person.birth_date)


def _fill(row: PersonRow, profile: Profile) -> None:
    row.label = (profile.label or "").strip()[:LONGEST_LABEL] or None
    row.sex = profile.sex.value if profile.sex else None
    row.birth_date, row.pregnant = profile.birth_date, profile.pregnant


def _check(profile: Profile, *, is_first: bool) -> None:
    if not is_first and not (profile.label or "").strip():
        raise InvalidForm(field="label")
    born = profile.birth_date
    if born and not (born.year >= FIRST_YEAR and born <= utc_now().date()):
        raise InvalidForm(field="birth_date")
    if profile.pregnant and profile.sex is Sex.MALE:
        raise InvalidForm(field="pregnant")

"""Several people in one account: each report belongs to one of them, and one of another is noticed and moved."""

from datetime import date

import pytest
from sqlmodel import select

from medapp.db.engine import read
from medapp.db.tables import ResultRow, Upload
from medapp.domain.people import Sex
from medapp.errors import (
    DifferentPeople,
    InvalidForm,
    NotFound,
    PersonHasReports,
    SignInRequired,
    TooManyPeople,
)
from medapp.services import comparison, intake, jobs, people, processing, reports, trends
from medapp.services.people import Profile
from tests.cast import Cast, make_outcome

SON = Profile("Миша", Sex.MALE, date(2015, 5, 1))


def add_son(cast: Cast) -> str:
    return people.add_person(cast.owner.actor, SON).id


def first_of(cast: Cast) -> str:
    return people.list_people(cast.owner.actor)[0].id


def keep(cast: Cast, person_id: str | None = None, **report: object) -> str:
    """A report uploaded for somebody; its result id."""
    data = f"Test,Result\n{person_id},{sorted(report.items())!r}\n".encode()
    accepted = intake.accept(cast.owner.actor, "report.csv", data, person_id=person_id)
    claim = processing.start(accepted.job_id)
    assert claim is not None
    assert processing.complete(claim, make_outcome(**report))
    found = jobs.get_job(cast.owner.actor, accepted.job_id).result_id
    assert found
    return found


def test_a_stranger_reaches_nobody_of_another_account(cast: Cast) -> None:
    son, result = add_son(cast), keep(cast)
    for actor in (cast.stranger.actor, cast.admin.actor):
        assert son not in [item.id for item in people.list_people(actor)]
        for act in (
            lambda actor=actor: people.change_person(actor, son, SON, None),
            lambda actor=actor: people.remove_person(actor, son),
            lambda actor=actor: people.move_report(actor, result, son, None),
            lambda actor=actor: people.move_report(actor, result, people.list_people(actor)[0].id, None),
            lambda actor=actor: people.move_all(actor, son, people.list_people(actor)[0].id, None),
            lambda actor=actor: people.whose(actor, result),
            lambda actor=actor: intake.accept(actor, "a.csv", b"Test,Result\nA,1\n", person_id=son),
            lambda actor=actor: trends.list_markers(actor, son),
            lambda actor=actor: reports.list_results(actor, person_id=son),
        ):
            with pytest.raises(NotFound):
                act()
    with pytest.raises(NotFound):
        people.move_report(cast.owner.actor, result, people.list_people(cast.stranger.actor)[0].id, None)


def test_a_guest_adds_nobody(cast: Cast) -> None:
    with pytest.raises(SignInRequired):
        people.add_person(cast.guest.actor, SON)


def test_what_is_said_of_somebody_is_checked(cast: Cast) -> None:
    actor = cast.owner.actor
    for profile, field in (
        (Profile("  "), "label"),
        (Profile("А", birth_date=date(1899, 1, 1)), "birth_date"),
        (Profile("А", birth_date=date(2999, 1, 1)), "birth_date"),
        (Profile("А", Sex.MALE, pregnant=True), "pregnant"),
    ):
        with pytest.raises(InvalidForm) as refused:
            people.add_person(actor, profile)
        assert refused.value.values["field"] == field


def test_an_account_holds_so_many_people(cast: Cast) -> None:
    for number in range(people.MOST_PEOPLE - 1):
        people.add_person(cast.owner.actor, Profile(f"P{number}"))
    with pytest.raises(TooManyPeople):
        people.add_person(cast.owner.actor, Profile("one more"))


def test_a_report_is_read_for_the_person_it_was_uploaded_for(cast: Cast) -> None:
    son = add_son(cast)
    accepted = intake.accept(cast.owner.actor, "a.csv", b"Test,Result\nA,1\n", person_id=son)
    claim = processing.start(accepted.job_id)
    assert claim is not None
    assert (claim.person_id, claim.person.sex, claim.birth_date) == (son, Sex.MALE, SON.birth_date)


def test_nobody_named_means_the_first_person(cast: Cast) -> None:
    add_son(cast)
    assert people.whose(cast.owner.actor, keep(cast)).person == people.list_people(cast.owner.actor)[0]


def test_histories_are_never_mixed(cast: Cast) -> None:
    son, actor = add_son(cast), cast.owner.actor
    mine, his = keep(cast), keep(cast, son)
    assert [item.id for item in reports.list_results(actor, person_id=son).items] == [his]
    assert [item.id for item in reports.list_results(actor, person_id=first_of(cast)).items] == [mine]
    assert {point.point.result_id for point in trends.get_series(actor, "hemoglobin", son).points} == {his}
    assert {point.point.result_id for point in trends.get_series(actor, "hemoglobin").points} == {mine}
    assert {p.point.result_id for p in trends.ways_to(actor, reports.get_result(actor, his))["glucose"].points} == {his}
    with pytest.raises(DifferentPeople):
        comparison.compare(actor, mine, his)


@pytest.mark.parametrize(
    ("printed", "against"),
    [
        ({"sex": Sex.FEMALE}, ("sex",)),
        ({"birth_date": date(1979, 3, 1)}, ("birth_date",)),
        ({"age_years": 47.0}, ("age",)),
        ({"sex": Sex.MALE, "age_years": 10.0}, ()),
        ({"age_years": 11.0}, ()),
        ({}, ()),
    ],
)
def test_a_report_that_says_somebody_else_is_noticed(
    cast: Cast, printed: dict[str, object], against: tuple[str, ...]
) -> None:
    found = people.whose(cast.owner.actor, keep(cast, add_son(cast), **printed))
    assert found.contradictions == against
    assert [item.id for item in found.fitting] == ([first_of(cast)] if against else [])


def test_nobody_fits_when_nothing_agrees(cast: Cast) -> None:
    found = people.whose(cast.owner.actor, keep(cast, sex=Sex.MALE, birth_date=date(1950, 1, 1)))
    assert found.contradictions == ("sex", "birth_date")
    assert found.fitting == ()
    assert (found.printed.sex, found.printed.birth_date) == (Sex.MALE, date(1950, 1, 1))


def test_moving_rates_the_report_for_the_other_person_at_once(cast: Cast) -> None:
    """The glucose of this report has no printed range; the general one is for grown-ups."""
    son, actor = add_son(cast), cast.owner.actor
    result = keep(cast)
    people.move_report(actor, result, son, None)
    view = reports.get_result(actor, result)
    assert view.person_id == son
    assert trends.list_markers(actor) == []
    assert {series.analyte for series in trends.list_markers(actor, son)} == {"glucose", "hemoglobin"}
    glucose = next(row for row in view.rows if row.measurement.analyte == "glucose")
    assert (glucose.rating.state.value, glucose.rating.whose) == ("not_rated", None)
    with read() as session:
        assert session.get_one(ResultRow, result).person_id == son
        assert [upload.person_id for upload in session.exec(select(Upload))] == [son]


def test_changing_somebody_rates_their_reports_again(cast: Cast) -> None:
    actor, result = cast.owner.actor, keep(cast)
    people.change_person(actor, first_of(cast), Profile(None, Sex.FEMALE, date(2020, 1, 1)), None)
    glucose = reports.get_result(actor, result).rows[1]
    assert glucose.rating.state.value == "not_rated"


def test_somebody_with_reports_is_not_removed_until_they_are_moved(cast: Cast) -> None:
    son, actor = add_son(cast), cast.owner.actor
    keep(cast, son)
    with pytest.raises(PersonHasReports) as refused:
        people.remove_person(actor, son)
    assert refused.value.values["count"] == 1
    assert people.move_all(actor, son, first_of(cast), None) == 1
    assert people.remove_person(actor, son) == SON
    assert len(people.list_people(actor)) == 1


def test_the_first_person_stays(cast: Cast) -> None:
    with pytest.raises(InvalidForm):
        people.remove_person(cast.owner.actor, first_of(cast))

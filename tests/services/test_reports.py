"""Results belong to one person: the stranger learns nothing, the owner finds everything again."""

from datetime import date

import pytest
from sqlmodel import select

from medapp.db.engine import read
from medapp.db.tables import MeasurementRow, ProductEvent, ResultRow
from medapp.domain.results import State
from medapp.errors import InvalidForm, NotFound
from medapp.services import jobs, reports
from medapp.services.decoding import rating_of
from medapp.settings import Settings
from tests.cast import Cast, make_outcome, read_report


def result_of(cast: Cast, job_id: str) -> str:
    found = jobs.get_job(cast.owner.actor, job_id).result_id
    assert found
    return found


def test_a_stranger_finds_neither_job_nor_result(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    result_id = result_of(cast, accepted.job_id)
    for actor in (cast.stranger.actor, cast.guest.actor, cast.admin.actor):
        with pytest.raises(NotFound):
            jobs.get_job(actor, accepted.job_id)
        with pytest.raises(NotFound):
            jobs.retry(actor, accepted.job_id)
        with pytest.raises(NotFound):
            jobs.delete_job(actor, accepted.job_id)
        with pytest.raises(NotFound):
            reports.get_result(actor, result_id)
        with pytest.raises(NotFound):
            reports.delete_result(actor, result_id)
        assert reports.list_results(actor).items == []
        assert jobs.list_open(actor) == []
    assert reports.get_result(cast.owner.actor, result_id)


def test_what_was_read_comes_back_as_it_was(cast: Cast) -> None:
    outcome = make_outcome()
    accepted = read_report(cast.owner.actor, outcome=outcome)
    view = reports.get_result(cast.owner.actor, result_of(cast, accepted.job_id))
    assert tuple(row.measurement for row in view.rows) == outcome.report.measurements
    assert tuple(row.rating for row in view.rows) == outcome.ratings
    assert view.score == outcome.score
    assert view.findings == outcome.findings
    assert view.unrecognised == outcome.report.unrecognised
    assert (view.collected_at, view.laboratory, view.file_name) == (date(2026, 3, 1), "Лаборатория", "report.csv")


def test_the_first_view_is_noted_once(cast: Cast) -> None:
    accepted = read_report(cast.owner.actor)
    for _ in range(3):
        reports.get_result(cast.owner.actor, result_of(cast, accepted.job_id))
    with read() as session:
        seen = session.exec(select(ProductEvent).where(ProductEvent.name == "result_viewed")).all()
    assert [event.job_id for event in seen] == [accepted.job_id]


def test_the_history_goes_by_sampling_date_in_pages_without_gaps(cast: Cast) -> None:
    days = [date(2026, 1, 5), None, date(2024, 7, 1), date(2026, 1, 5), date(2025, 3, 3)]
    for number, day in enumerate(days):
        read_report(cast.owner.actor, b"Test,Result\nA,%d\n" % number, make_outcome(collected_at=day))
    whole = reports.list_results(cast.owner.actor, limit=50)
    assert whole.next_cursor is None
    assert [item.collected_at for item in whole.items] == [
        None, date(2026, 1, 5), date(2026, 1, 5), date(2025, 3, 3), date(2024, 7, 1),
    ]  # fmt: skip
    paged, cursor = [], None
    while True:
        page = reports.list_results(cast.owner.actor, cursor, limit=2)
        paged += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert paged == whole.items


def test_a_summary_counts_what_needs_attention(cast: Cast) -> None:
    read_report(cast.owner.actor)
    (item,) = reports.list_results(cast.owner.actor).items
    assert (item.attention_count, item.measured_count, item.score_class) == (1, 2, "typical")


@pytest.mark.parametrize("cursor", ["x", "AAAA", "!!!", "MjAyNi0wMS0wMQ"])
def test_a_foreign_cursor_is_a_bad_form(cast: Cast, cursor: str) -> None:
    with pytest.raises(InvalidForm):
        reports.list_results(cast.owner.actor, cursor)


def test_deleting_a_result_forgets_rows_and_bytes_at_once(cast: Cast, product: Settings) -> None:
    accepted = read_report(cast.owner.actor)
    reports.delete_result(cast.owner.actor, result_of(cast, accepted.job_id))
    with pytest.raises(NotFound):
        jobs.get_job(cast.owner.actor, accepted.job_id)
    with read() as session:
        assert session.exec(select(MeasurementRow)).all() == []
        assert session.exec(select(ResultRow)).all() == []
    assert [path for path in product.upload_dir.rglob("*") if path.is_file()] == []


def test_a_row_without_a_rating_is_not_rated(cast: Cast) -> None:
    assert rating_of(None).state is State.NOT_RATED

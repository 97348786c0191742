"""Markers over time belong to one person; the line breaks where numbers may not be subtracted."""

from datetime import date
from itertools import count

import pytest

from medapp.db.engine import write
from medapp.db.tables import MeasurementRow, ResultRow
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement, Outcome, ParsedReport, Rating, ScoreResult, State
from medapp.domain.series import Linked
from medapp.errors import NotFound
from medapp.ingest.formats import read_document
from medapp.services import comparison, jobs, reports, trends
from tests.cast import Cast, read_report

_FILES = count()


def hemoglobin(value: str = "134", unit: str = "г/л", **more: object) -> Measurement:
    number = float(value.replace(",", ".").lstrip("<>"))
    facts = {"value": number * (10 if unit == "г/дл" else 1), "unit": "g/L", "specimen": "blood", "confidence": 0.99}
    return Measurement("hemoglobin", "Гемоглобин", value, unit, **(facts | more))  # type: ignore[arg-type]


def keep(cast: Cast, *rows: Measurement, **report: object) -> str:
    """A report of the owner with these rows; its result id."""
    facts = {"laboratory": "Север", "collected_at": date(2026, 3, 1)} | report
    outcome = Outcome(
        ParsedReport("pdf_text", rows, **facts),  # type: ignore[arg-type]
        tuple(Rating(State.IN_RANGE, 0, row.value, 117, 155, row.unit_as_printed, "report") for row in rows),
        ScoreResult("abstained"),
    )
    accepted = read_report(cast.owner.actor, b"Test,Result\nA,%d\n" % next(_FILES), outcome)
    found = jobs.get_job(cast.owner.actor, accepted.job_id).result_id
    assert found
    return found


def series_of(cast: Cast, analyte: str = "hemoglobin") -> tuple[Linked, ...]:
    return trends.get_series(cast.owner.actor, analyte).points


def test_a_stranger_learns_nothing_of_a_marker(cast: Cast) -> None:
    left = keep(cast, hemoglobin("120"))
    right = keep(cast, hemoglobin("122"), collected_at=date(2026, 4, 1))
    for actor in (cast.stranger.actor, cast.guest.actor, cast.admin.actor):
        assert trends.list_markers(actor) == []
        with pytest.raises(NotFound):
            trends.get_series(actor, "hemoglobin")
        with pytest.raises(NotFound):
            comparison.compare(actor, left, right)
        assert trends.ways_to(actor, reports.get_result(cast.owner.actor, left)) == {}
    assert len(series_of(cast)) == 2


def test_a_marker_without_values_is_not_found(cast: Cast) -> None:
    keep(cast, hemoglobin())
    for unknown in ("ferritin", "nothing", "", "' or 1=1 --"):
        with pytest.raises(NotFound):
            trends.get_series(cast.owner.actor, unknown)


def test_values_stand_by_the_day_of_sampling_whatever_the_order_of_upload(cast: Cast) -> None:
    for value, day in (("122", date(2025, 3, 12)), ("128", date(2023, 10, 5)), ("113", date(2026, 11, 14))):
        keep(cast, hemoglobin(value), collected_at=day)
    assert [item.point.measurement.value_as_printed for item in series_of(cast)] == ["128", "122", "113"]
    (marker,) = trends.list_markers(cast.owner.actor)
    assert (marker.analyte, marker.count, marker.points[-1].point.day) == ("hemoglobin", 3, date(2026, 11, 14))


def test_a_value_without_a_sampling_date_says_which_date_it_stands_by(cast: Cast) -> None:
    keep(cast, hemoglobin("120"), collected_at=None, reported_at=date(2024, 2, 2))
    keep(cast, hemoglobin("121"), collected_at=None)
    reported, processed = series_of(cast)
    assert (reported.point.day, reported.point.dated_by) == (date(2024, 2, 2), "reported")
    assert processed.point.dated_by == "processed"


def test_a_row_with_a_date_of_its_own_stands_by_that_date(cast: Cast) -> None:
    keep(cast, hemoglobin("120", collected_at=date(2020, 1, 1)), hemoglobin("125", collected_at=date(2021, 1, 1)))
    assert [item.point.day.year for item in series_of(cast)] == [2020, 2021]


def test_the_sample_is_no_part_of_a_history(cast: Cast) -> None:
    result_id = keep(cast, hemoglobin())
    with write() as session:
        session.get_one(ResultRow, result_id).is_sample = True
    assert trends.list_markers(cast.owner.actor) == []


def test_a_corrected_value_takes_the_place_of_the_misread_one(cast: Cast) -> None:
    result_id = keep(cast, hemoglobin("1134"))
    old = reports.get_result(cast.owner.actor, result_id).rows[0].id
    with write() as session:
        misread = session.get_one(MeasurementRow, old)
        facts = misread.model_dump(exclude={"id", "value", "value_as_printed", "supersedes", "origin"})
        session.add(MeasurementRow(**facts, value=113.0, value_as_printed="113", supersedes=old, origin="corrected"))
    assert [item.point.measurement.value_as_printed for item in series_of(cast)] == ["113"]


def test_a_small_step_is_usual_and_a_large_one_is_not(cast: Cast) -> None:
    for value, month in (("117", 1), ("113", 2), ("90", 3)):
        keep(cast, hemoglobin(value), collected_at=date(2026, month, 1))
    first, small, large = series_of(cast)
    assert first.before is None
    assert small.is_usual is True
    assert large.is_usual is False


@pytest.mark.parametrize(
    ("later", "report", "code"),
    [
        (hemoglobin("125"), {"laboratory": "Клиника на Лесной"}, "laboratory"),
        (hemoglobin("125"), {"laboratory": None}, "laboratory_unknown"),
        (hemoglobin("12,5", "г/дл"), {}, "unit"),
        (hemoglobin("125", loinc="59260-0"), {}, "method"),
        (hemoglobin("125", specimen="capillary"), {}, "specimen"),
    ],
)
def test_nothing_is_subtracted_across_a_break(
    cast: Cast, later: Measurement, report: dict[str, object], code: str
) -> None:
    keep(cast, hemoglobin("128", loinc="718-7"), collected_at=date(2025, 1, 1))
    keep(cast, later, **({"collected_at": date(2026, 1, 1)} | report))
    after = series_of(cast)[1]
    assert after.breaks == (code,)
    assert after.before is None
    assert after.is_usual is None


def test_the_same_laboratory_in_another_spelling_is_no_break(cast: Cast) -> None:
    keep(cast, hemoglobin("128"), laboratory="Лаборатория «Север»", collected_at=date(2025, 1, 1))
    keep(cast, hemoglobin("127"), laboratory="лаборатория север", collected_at=date(2026, 1, 1))
    assert series_of(cast)[1].breaks == ()


def test_a_bound_and_a_doubtful_number_are_compared_with_nothing(cast: Cast) -> None:
    keep(cast, hemoglobin("120"), collected_at=date(2025, 1, 1))
    keep(cast, hemoglobin("<110", comparator="<"), collected_at=date(2025, 2, 1))
    keep(cast, hemoglobin("12", confidence=0.3), collected_at=date(2025, 3, 1))
    keep(cast, hemoglobin("121"), collected_at=date(2025, 4, 1))
    assert [item.before for item in series_of(cast)] == [None] * 4
    assert [item.point.is_certain for item in series_of(cast)] == [True, True, False, True]


def test_one_report_uploaded_as_two_files_is_one_point(cast: Cast) -> None:
    first = keep(cast, hemoglobin("120"))
    keep(cast, hemoglobin("120", confidence=0.8), laboratory=None)
    (point,) = series_of(cast)
    assert len(point.point.ids) == 2
    assert point.point.result_id == first


def test_the_way_to_a_report_ends_with_that_report(cast: Cast) -> None:
    ids = [keep(cast, hemoglobin(str(120 + month)), collected_at=date(2026, month, 1)) for month in (1, 2, 3)]
    way = trends.ways_to(cast.owner.actor, reports.get_result(cast.owner.actor, ids[1]))["hemoglobin"]
    assert [item.point.measurement.value_as_printed for item in way.points] == ["121", "122"]


def test_a_table_over_dates_becomes_a_history(cast: Cast) -> None:
    table = (
        "Показатель;Единицы;Референс;12.03.2024;20.05.2025;14.11.2026\n"
        "Гемоглобин;г/л;117-155;128;125;113\n"
        "Глюкоза;ммоль/л;4,1-5,9;5,1;;5,4\n"
    )
    report = parse(read_document(table.encode(), "table.csv"))
    outcome = Outcome(report, tuple(Rating(State.IN_RANGE) for _ in report.measurements), ScoreResult("abstained"))
    read_report(cast.owner.actor, table.encode(), outcome)
    days = [item.point.day for item in series_of(cast)]
    assert days == [date(2024, 3, 12), date(2025, 5, 20), date(2026, 11, 14)]
    assert [item.point.measurement.value for item in series_of(cast, "glucose")] == [5.1, 5.4]


def test_two_reports_stand_side_by_side_in_the_order_of_time(cast: Cast) -> None:
    early = keep(cast, hemoglobin("117"), collected_at=date(2025, 6, 2))
    late = keep(
        cast,
        hemoglobin("113"),
        Measurement("ferritin", "Ферритин", "8,1", "мкг/л", value=8.1, unit="ug/L", confidence=0.99),
        collected_at=date(2026, 11, 14),
    )
    for pair in ((early, late), (late, early)):
        both = comparison.compare(cast.owner.actor, *pair)
        assert (both.left.id, both.right.id) == (early, late)
        rows = {row.analyte: row for row in both.rows}
        assert rows["hemoglobin"].is_usual is True
        assert rows["ferritin"].left is None
        assert rows["ferritin"].right is not None

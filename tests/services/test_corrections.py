"""A person corrects what was read: the whole result follows, nothing is overwritten, and nobody else may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from medapp.db.engine import read
from medapp.db.tables import AuditLog, MeasurementRow, PersonRow, ScoreVersion
from medapp.domain.assessment import assess
from medapp.domain.corrections import Entry
from medapp.domain.parsing.checks import cross_check
from medapp.domain.people import Person, Sex
from medapp.domain.results import Measurement, Outcome, ParsedReport, ScoreResult, State, Unrecognised
from medapp.errors import (
    AmbiguousValue,
    ImpossibleValue,
    InvalidForm,
    NotFound,
    RowSuperseded,
    UnclearRange,
    UnfittingUnit,
    UnreadableValue,
)
from medapp.services import comparison, corrections, export, reports, rescoring, reviewing, trends
from medapp.services.corrections import Facts
from medapp.services.fhir import bundle_of
from medapp.services.sheets import csv_of
from tests.cast import Cast, read_report


class Model:
    """Scores by haemoglobin alone, so that a test sees whether the corrected value reached it."""

    def predict(self, person: Person, values: dict[str, float]) -> ScoreResult:
        if person.sex is None or person.age_years is None:
            return ScoreResult("abstained", reason="sex_missing", model_sha256="ab" * 32)
        score = values.get("hemoglobin", 0.0) / 2
        return ScoreResult("scored", score=score, score_class="typical", model_version="1.0.0", model_sha256="ab" * 32)


MODEL = Model()


def row(analyte: str | None, name: str, value: str, unit: str, number: float | None, **more: object) -> Measurement:
    canonical = {"hemoglobin": "g/L", "potassium": "mmol/L", "glucose": "mmol/L"}.get(analyte or "")
    facts = {"value": number, "unit": canonical, "confidence": 0.99, "page": 1, "bbox": (1.0, 2.0, 3.0, 4.0)} | more
    return Measurement(analyte, name, value, unit, **facts)  # type: ignore[arg-type]


HB = row("hemoglobin", "Гемоглобин", "134", "г/л", 134.0, ref_low=117.0, ref_high=155.0, ref_as_printed="117 - 155")
POTASSIUM = row("potassium", "Калий", "6,9", "ммоль/л", 6.9, ref_low=3.5, ref_high=5.1, ref_as_printed="3,5 - 5,1")
STRANGE = row(None, "Показатель Х", "12", "г/л", None, confidence=0.8)


def keep(cast: Cast, *rows: Measurement, **report: object) -> str:
    facts: dict[str, object] = {"sex": Sex.FEMALE, "age_years": 47.0, "collected_at": date(2026, 3, 1)}
    parsed = ParsedReport("pdf_text", rows, pages=1, page_sizes=((595.0, 842.0),), **(facts | report))  # type: ignore[arg-type]
    outcome: Outcome = assess(parsed, Person(parsed.sex, parsed.age_years), MODEL)
    read_report(cast.owner.actor, f"Test,Result\nA,{hash((rows, str(report))) % 10**9}\n".encode(), outcome)
    return reports.list_results(cast.owner.actor).items[0].id


def shown(cast: Cast, result_id: str) -> dict[str, reports.RowView]:
    return {item.measurement.name_as_printed: item for item in reports.get_result(cast.owner.actor, result_id).rows}


def change(cast: Cast, result_id: str, name: str, **parts: str) -> str:
    return corrections.correct(
        cast.owner.actor,
        result_id,
        shown(cast, result_id)[name].id,
        Entry(**parts),
        MODEL,  # type: ignore[arg-type]
    )


ACTS: list[Callable[..., object]] = [
    lambda actor, result, mine: corrections.correct(actor, result, mine, Entry(value="120"), MODEL),
    lambda actor, result, mine: corrections.confirm(actor, result, mine, MODEL),
    lambda actor, result, mine: corrections.drop(actor, result, mine, MODEL),
    lambda actor, result, mine: corrections.revert(actor, result, mine, MODEL),
    lambda actor, result, _mine: corrections.write_in(actor, result, Entry("glucose", "5"), MODEL),
    lambda actor, result, _mine: corrections.dismiss_unread(actor, result, 0, MODEL),
    lambda actor, result, _mine: corrections.complete(actor, result, Facts(Sex.MALE), MODEL),
    lambda actor, result, _mine: corrections.finish(actor, result),
    lambda actor, result, _mine: reviewing.get_review(actor, result),
]


@pytest.mark.parametrize("act", ACTS)
def test_a_stranger_corrects_nothing_and_learns_nothing(cast: Cast, act: Callable[..., object]) -> None:
    result_id = keep(cast, HB, unrecognised=(Unrecognised("Нечто 12", 1, "unknown_unit"),))
    mine = shown(cast, result_id)["Гемоглобин"].id
    before = reports.get_result(cast.owner.actor, result_id)
    for actor in (cast.stranger.actor, cast.guest.actor, cast.admin.actor):
        with pytest.raises(NotFound):
            act(actor, result_id, mine)
    assert reports.get_result(cast.owner.actor, result_id) == before


def test_a_row_of_another_result_is_not_found(cast: Cast) -> None:
    one = keep(cast, HB)
    foreign = shown(cast, one)["Гемоглобин"].id
    other = keep(cast, POTASSIUM, collected_at=date(2026, 4, 1))
    with pytest.raises(NotFound):
        corrections.correct(cast.owner.actor, other, foreign, Entry(value="1"), MODEL)


def test_a_corrected_value_changes_flag_counts_findings_and_score_at_once(cast: Cast) -> None:
    result_id = keep(cast, replace(HB, value_as_printed="101", value=101.0))
    assert shown(cast, result_id)["Гемоглобин"].rating.state == State.CLEARLY
    change(cast, result_id, "Гемоглобин", value="134")
    after = reports.get_result(cast.owner.actor, result_id)
    assert after.rows[0].rating.state == State.IN_RANGE
    assert after.score.score == 67.0
    assert "all_in_range" in [finding.code for finding in after.findings]
    summary = reports.list_results(cast.owner.actor).items[0]
    assert (summary.attention_count, summary.measured_count, summary.score) == (0, 1, 67.0)


def test_a_misread_decimal_put_right_turns_a_false_alarm_off(cast: Cast) -> None:
    result_id = keep(cast, POTASSIUM)
    assert "critical_high" in [finding.code for finding in reports.get_result(cast.owner.actor, result_id).findings]
    change(cast, result_id, "Калий", value="4,9")
    after = reports.get_result(cast.owner.actor, result_id)
    assert after.rows[0].rating.state == State.IN_RANGE
    assert [finding.code for finding in after.findings if finding.code.startswith("critical")] == []


def test_a_confirmed_number_is_an_alarm_and_no_longer_a_question(cast: Cast) -> None:
    result_id = keep(cast, replace(POTASSIUM, confidence=0.7))
    assert reports.get_result(cast.owner.actor, result_id).rows[0].rating.reason == "uncertain"
    corrections.confirm(cast.owner.actor, result_id, shown(cast, result_id)["Калий"].id, MODEL)
    after = reports.get_result(cast.owner.actor, result_id)
    assert "critical_high" in [finding.code for finding in after.findings]
    assert after.rows[0].measurement.confidence == 1.0
    with read() as session:
        assert "critical_shown" in [item.act for item in session.exec(select(AuditLog))]


def test_nothing_is_overwritten_and_every_version_can_be_had_back(cast: Cast) -> None:
    result_id = keep(cast, HB)
    for value in ("143", "114", "113"):
        change(cast, result_id, "Гемоглобин", value=value)
    (kept,) = reviewing.get_review(cast.owner.actor, result_id).rows
    assert [version.measurement.value for version in kept.versions] == [134.0, 143.0, 114.0, 113.0]
    assert [version.origin for version in kept.versions] == ["read", "corrected", "corrected", "corrected"]
    assert len(shown(cast, result_id)) == 1
    corrections.revert(cast.owner.actor, result_id, kept.versions[0].id, MODEL)
    back = shown(cast, result_id)["Гемоглобин"].measurement
    assert (back.value, back.confidence) == (134.0, 0.99)
    assert len(reviewing.get_review(cast.owner.actor, result_id).rows[0].versions) == 5


def test_two_windows_cannot_change_one_row_apart(cast: Cast) -> None:
    result_id = keep(cast, HB)
    stale = shown(cast, result_id)["Гемоглобин"].id
    change(cast, result_id, "Гемоглобин", value="120")
    with pytest.raises(RowSuperseded):
        corrections.correct(cast.owner.actor, result_id, stale, Entry(value="130"), MODEL)
    assert shown(cast, result_id)["Гемоглобин"].measurement.value == 120.0


def test_saying_the_same_again_adds_no_version(cast: Cast) -> None:
    result_id = keep(cast, HB)
    once = corrections.confirm(cast.owner.actor, result_id, shown(cast, result_id)["Гемоглобин"].id, MODEL)
    assert corrections.confirm(cast.owner.actor, result_id, once, MODEL) == once


def test_a_dropped_row_is_nowhere_and_comes_back(cast: Cast) -> None:
    result_id = keep(cast, HB, POTASSIUM)
    victim = shown(cast, result_id)["Калий"].id
    corrections.drop(cast.owner.actor, result_id, victim, MODEL)
    view = reports.get_result(cast.owner.actor, result_id)
    assert list(shown(cast, result_id)) == ["Гемоглобин"]
    assert "Калий" not in csv_of(view)
    assert "Калий" not in str(bundle_of(view))
    with pytest.raises(NotFound):
        trends.get_series(cast.owner.actor, "potassium")
    assert not [finding for finding in view.findings if finding.code.startswith("critical")]
    assert reports.list_results(cast.owner.actor).items[0].measured_count == 1
    corrections.revert(cast.owner.actor, result_id, victim, MODEL)
    assert list(shown(cast, result_id)) == ["Гемоглобин", "Калий"]


def test_trends_and_comparison_use_the_corrected_value(cast: Cast) -> None:
    early = keep(cast, replace(HB, value_as_printed="128", value=128.0), collected_at=date(2025, 1, 1))
    late = keep(cast, replace(HB, value_as_printed="13,4", value=13.4), collected_at=date(2026, 1, 1))
    change(cast, late, "Гемоглобин", value="134")
    series = trends.get_series(cast.owner.actor, "hemoglobin")
    assert [item.point.measurement.value for item in series.points] == [128.0, 134.0]
    (pair,) = comparison.compare(cast.owner.actor, early, late).rows
    assert pair.right is not None and pair.right.measurement.value == 134.0
    assert export.export_all(cast.owner.actor).read()


def test_scores_of_newer_models_go_with_the_values_they_were_made_of(cast: Cast) -> None:
    class Newer(Model):
        def predict(self, person: Person, values: dict[str, float]) -> ScoreResult:
            return replace(super().predict(person, values), model_sha256="cd" * 32)

    result_id = keep(cast, HB)
    rescoring.rescore(cast.owner.actor, result_id, Newer())
    change(cast, result_id, "Гемоглобин", value="120")
    after = reports.get_result(cast.owner.actor, result_id)
    assert after.newer_scores == ()
    assert (after.score.score, after.score.model_version) == (60.0, "1.0.0")
    with read() as session:
        assert session.exec(select(ScoreVersion)).all() == []


def test_without_a_model_the_correction_stands_and_the_score_can_be_asked_for_later(cast: Cast) -> None:
    result_id = keep(cast, HB)
    corrections.correct(cast.owner.actor, result_id, shown(cast, result_id)["Гемоглобин"].id, Entry(value="120"), None)
    after = reports.get_result(cast.owner.actor, result_id)
    assert after.rows[0].measurement.value == 120.0
    assert (after.score.status, after.score.reason, after.can_rescore) == ("abstained", "model_unavailable", True)


def test_a_missed_row_is_added_and_counts(cast: Cast) -> None:
    result_id = keep(cast, HB)
    corrections.write_in(cast.owner.actor, result_id, Entry("glucose", "98", "мг/дл", "70 - 99"), MODEL, "ru")
    added = reports.get_result(cast.owner.actor, result_id).rows[1]
    assert added.measurement.name_as_printed == "Глюкоза"
    assert added.measurement.value == pytest.approx(5.44, abs=0.01)
    assert (added.rating.state, added.rating.whose) == (State.IN_RANGE, "report")


def test_a_line_nobody_understood_becomes_a_row_or_is_dismissed(cast: Cast) -> None:
    lines = (Unrecognised("Сахар 5,1", 1, "unknown_name", (10.0, 20.0, 30.0, 40.0)), Unrecognised("Стр. 2", 1, "other"))
    result_id = keep(cast, HB, unrecognised=lines)
    corrections.write_in(cast.owner.actor, result_id, Entry("glucose", "5,1", "ммоль/л"), MODEL, "ru", unread=0)
    after = reports.get_result(cast.owner.actor, result_id)
    assert after.rows[1].measurement.bbox == (10.0, 20.0, 30.0, 40.0)
    assert [item.text for item in after.unrecognised] == ["Стр. 2"]
    corrections.dismiss_unread(cast.owner.actor, result_id, 1, MODEL)
    assert reports.get_result(cast.owner.actor, result_id).unrecognised == ()
    assert "unrecognised" not in [f.code for f in reports.get_result(cast.owner.actor, result_id).findings]
    corrections.dismiss_unread(cast.owner.actor, result_id, 1, MODEL, undo=True)
    assert len(reports.get_result(cast.owner.actor, result_id).unrecognised) == 1
    for gone in (0, 7, -1):
        with pytest.raises(NotFound):
            corrections.write_in(cast.owner.actor, result_id, Entry("glucose", "5"), MODEL, unread=gone)


def test_an_unknown_row_can_be_bound_to_a_marker(cast: Cast) -> None:
    result_id = keep(cast, replace(STRANGE, value_as_printed="134"))
    change(cast, result_id, "Показатель Х", analyte="hemoglobin")
    bound = shown(cast, result_id)["Показатель Х"].measurement
    assert (bound.analyte, bound.value, bound.unit, bound.confidence) == ("hemoglobin", 134.0, "g/L", 1.0)


def test_a_marker_whose_unit_does_not_fit_is_bound_and_asked_about(cast: Cast) -> None:
    result_id = keep(cast, replace(STRANGE, unit_as_printed="ммоль/л"))
    change(cast, result_id, "Показатель Х", analyte="platelets")
    (asked,) = reviewing.get_review(cast.owner.actor, result_id).rows
    assert asked.measurement.value is None
    assert asked.doubt is not None
    assert (asked.doubt.code, asked.doubt.about) == ("unit_does_not_fit", "unit")
    assert "10*9/L" in asked.doubt.choices


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"value": "1340"}, ImpossibleValue),
        ({"value": ""}, UnreadableValue),
        ({"value": "12.03.2026"}, UnreadableValue),
        ({"unit": "ммоль"}, UnfittingUnit),
        ({"unit": "зю"}, UnfittingUnit),
        ({"limits": "чуть ниже"}, UnclearRange),
        ({"analyte": "no such"}, InvalidForm),
        ({"value": "1" * 200}, InvalidForm),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    cast: Cast, parts: dict[str, str], error: type[InvalidForm]
) -> None:
    result_id = keep(cast, HB)
    with pytest.raises(error):
        change(cast, result_id, "Гемоглобин", **parts)
    assert shown(cast, result_id)["Гемоглобин"].measurement == HB


def test_a_number_that_can_be_two_is_asked_about(cast: Cast) -> None:
    ferritin = Measurement("ferritin", "Ферритин", "81", "мкг/л", value=81.0, unit="ug/L", confidence=0.99)
    result_id = keep(cast, ferritin)
    with pytest.raises(AmbiguousValue) as refused:
        change(cast, result_id, "Ферритин", value="1,234")
    assert refused.value.values == {"field": "value", "first": "1.2340", "second": "1234"}
    change(cast, result_id, "Ферритин", value=refused.value.values["second"])
    assert shown(cast, result_id)["Ферритин"].measurement.value == 1234.0


@pytest.mark.parametrize(
    ("typed", "value", "comparator", "words"),
    [
        ("134,5", 134.5, None, None),
        ("134.5", 134.5, None, None),
        ("< 30", 30.0, "<", None),
        ("134 г/л", 134.0, None, None),
        ("13,4 г/дл", 134.0, None, None),
        ("отрицательно", None, None, "negative"),
    ],
)
def test_values_are_typed_as_they_are_printed(
    cast: Cast, typed: str, value: float | None, comparator: str | None, words: str | None
) -> None:
    result_id = keep(cast, HB)
    change(cast, result_id, "Гемоглобин", value=typed)
    after = shown(cast, result_id)["Гемоглобин"].measurement
    assert (after.value, after.comparator, after.value_text) == (value, comparator, words)


def test_what_the_report_did_not_say_is_asked_for_and_scores_at_once(cast: Cast) -> None:
    result_id = keep(cast, HB, sex=None, age_years=None, collected_at=None)
    with read() as session:
        assert session.exec(select(PersonRow)).all()
    stranger = cast.stranger.actor
    outcome = assess(ParsedReport("csv", (HB,)), Person(), MODEL)
    read_report(stranger, b"Test,Result\nA,1\n", outcome)
    mine = reports.list_results(stranger).items[0].id
    assert reviewing.get_review(stranger, mine).missing == ("sex", "birth_date", "collected_at")
    corrections.complete(stranger, mine, Facts(Sex.FEMALE, date(1979, 3, 1), date(2026, 3, 2)), MODEL, remember=True)
    after = reports.get_result(stranger, mine)
    assert (after.sex, after.age_years, after.collected_at) == (Sex.FEMALE, 47.0, date(2026, 3, 2))
    assert after.score.score == 67.0
    assert reviewing.get_review(stranger, mine).missing == ()
    with read() as session:
        known = [(item.sex, item.birth_date) for item in session.exec(select(PersonRow))]
    assert ("female", date(1979, 3, 1)) in known
    assert result_id != mine


@pytest.mark.parametrize("facts", [Facts(birth_date=date(1850, 1, 1)), Facts(collected_at=date(2999, 1, 1))])
def test_impossible_dates_are_refused(cast: Cast, facts: Facts) -> None:
    result_id = keep(cast, HB, sex=None, age_years=None, collected_at=None)
    with pytest.raises(InvalidForm):
        corrections.complete(cast.owner.actor, result_id, facts, MODEL)


def test_the_day_can_be_put_right_and_what_the_report_says_of_its_person_stays(cast: Cast) -> None:
    result_id = keep(cast, HB)
    corrections.complete(cast.owner.actor, result_id, Facts(Sex.MALE, date(2000, 1, 1), date(2020, 1, 1)), MODEL)
    after = reports.get_result(cast.owner.actor, result_id)
    assert (after.sex, after.age_years, after.collected_at) == (Sex.FEMALE, 47.0, date(2020, 1, 1))


def test_the_log_says_how_and_never_what(cast: Cast) -> None:
    result_id = keep(cast, HB)
    change(cast, result_id, "Гемоглобин", value="113")
    with read() as session:
        (noted,) = [item for item in session.exec(select(AuditLog)) if item.act == "measurement_corrected"]
    assert noted.details == {"how": "corrected"}
    assert (noted.object_kind, noted.object_id) == ("result", result_id)


def test_the_end_of_a_review_is_noted(cast: Cast) -> None:
    result_id = keep(cast, HB)
    assert reviewing.get_review(cast.owner.actor, result_id).reviewed_at is None
    corrections.finish(cast.owner.actor, result_id)
    assert reviewing.get_review(cast.owner.actor, result_id).reviewed_at is not None


def test_deleting_a_result_takes_its_versions_along(cast: Cast) -> None:
    result_id = keep(cast, HB)
    change(cast, result_id, "Гемоглобин", value="113")
    reports.delete_result(cast.owner.actor, result_id)
    with read() as session:
        assert session.exec(select(MeasurementRow)).all() == []


def test_a_contradiction_that_is_gone_is_no_longer_held_against_the_other_rows(cast: Cast) -> None:
    """Haematocrit, red cells and their volume must follow from each other: one of them was misread."""
    units = {"hematocrit": "%", "rbc": "10*12/L", "mcv": "fL"}
    read_rows = [
        Measurement(code, code, str(number), units[code], value=number, unit=units[code], confidence=0.99)
        for code, number in (("hematocrit", 40.1), ("rbc", 4.52), ("mcv", 188.7))
    ]
    result_id = keep(cast, *cross_check(read_rows))
    assert all("red_cell_indices_disagree" in item.measurement.warnings for item in shown(cast, result_id).values())
    change(cast, result_id, "mcv", value="88.7")
    after = [item.measurement for item in reports.get_result(cast.owner.actor, result_id).rows]
    assert [item.warnings for item in after] == [(), (), ()]
    assert [item.confidence for item in after] == pytest.approx([0.99, 0.99, 1.0], abs=0.002)
    assert "doubtful" not in [finding.code for finding in reports.get_result(cast.owner.actor, result_id).findings]

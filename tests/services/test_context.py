"""A note and the fasting context belong to the report's owner, and stand wherever the report is shown or taken home."""

import csv
import io
import json
import zipfile

import pytest

from medapp.errors import InvalidForm, NotFound
from medapp.services import context, jobs, reports, trends
from medapp.services.export import export_all
from medapp.services.sheets import csv_of
from tests.cast import Cast, read_report


def keep(cast: Cast) -> str:
    found = jobs.get_job(cast.owner.actor, read_report(cast.owner.actor).job_id).result_id
    assert found
    return found


def test_a_stranger_writes_nothing(cast: Cast) -> None:
    result = keep(cast)
    for actor in (cast.stranger.actor, cast.guest.actor, cast.admin.actor):
        with pytest.raises(NotFound):
            context.set_note(actor, result, "mine now")
        with pytest.raises(NotFound):
            context.set_fasting(actor, result, True)
    view = reports.get_result(cast.owner.actor, result)
    assert (view.note, view.fasting) == (None, None)


def test_a_note_stands_in_history_chart_and_exports(cast: Cast) -> None:
    actor, result = cast.owner.actor, keep(cast)
    context.set_note(actor, result, "  после\n гриппа ")
    context.set_fasting(actor, result, True)
    (item,) = reports.list_results(actor).items
    assert (item.note, item.fasting) == ("после гриппа", True)
    (linked,) = trends.get_series(actor, "glucose").points
    assert (linked.point.note, linked.point.fasting) == ("после гриппа", True)
    rows = list(csv.DictReader(io.StringIO(csv_of(reports.get_result(actor, result)))))
    assert {(row["note"], row["fasting"]) for row in rows} == {("после гриппа", "True")}
    with zipfile.ZipFile(export_all(actor)) as bundle:
        (name,) = [name for name in bundle.namelist() if name.endswith("result.json")]
        assert json.loads(bundle.read(name))["note"] == "после гриппа"
        assert len(json.loads(bundle.read("account.json"))["people"]) == 1


def test_an_empty_note_and_an_answer_can_be_taken_back(cast: Cast) -> None:
    actor, result = cast.owner.actor, keep(cast)
    context.set_note(actor, result, "x")
    context.set_fasting(actor, result, False)
    context.set_note(actor, result, "   ")
    context.set_fasting(actor, result, None)
    view = reports.get_result(actor, result)
    assert (view.note, view.fasting) == (None, None)


def test_a_note_has_an_end(cast: Cast) -> None:
    with pytest.raises(InvalidForm):
        context.set_note(cast.owner.actor, keep(cast), "x" * 501)


def test_a_formula_in_a_note_stays_text_in_a_spreadsheet(cast: Cast) -> None:
    actor, result = cast.owner.actor, keep(cast)
    context.set_note(actor, result, '=HYPERLINK("http://a")')
    assert "'=HYPERLINK" in csv_of(reports.get_result(actor, result))


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("лаборатория", True), ("ЛАБОРАТОРИЯ", True), ("грипп", True), ("report.csv", True), ("01.03.2026", True),
        ("1 марта 2026", True), ("March", True), ("гемоглобин", True), ("HGB", True), ("сахар", True),
        ("лаборатория грипп", True), ("лаборатория апрель", False), ("ферритин", False), ("'; drop table", False),
    ],
)  # fmt: skip
def test_reports_are_found_by_words_in_either_language(cast: Cast, words: str, is_found: bool) -> None:
    actor, result = cast.owner.actor, keep(cast)
    context.set_note(actor, result, "после гриппа")
    assert [item.id for item in reports.list_results(actor, find=words).items] == ([result] if is_found else [])
    assert reports.list_results(cast.stranger.actor, find=words).items == []

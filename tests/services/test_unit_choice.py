"""The units a person chose: old results change at once, for them alone, and what the report prints stays beside."""

import csv
import io

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.errors import InvalidForm, SignInRequired
from medapp.services import jobs, reports, sheets, trends, unit_choice
from medapp.ui.views.report import ReportView, show_report
from medapp.ui.views.sparks import list_markers
from tests.cast import Cast, read_report


def a_result(cast: Cast) -> str:
    accepted = read_report(cast.owner.actor)
    return jobs.get_job(cast.owner.actor, accepted.job_id).result_id or ""


def page(cast: Cast, result_id: str, language: str = "en") -> ReportView:
    return show_report(reports.get_result(cast.owner.actor, result_id), load_catalogue(), language, "112")


def values(view: ReportView) -> dict[str, tuple[str, str]]:
    return {row.analyte: (row.value_with_unit, row.original) for system in view.systems for row in system.rows}


def test_a_guest_and_a_stranger_change_nothing_of_mine(cast: Cast) -> None:
    result_id = a_result(cast)
    with pytest.raises(SignInRequired):
        unit_choice.set_system(cast.guest.actor, "si")
    unit_choice.set_system(cast.stranger.actor, "conventional")
    assert values(page(cast, result_id))["glucose"] == ("5.1\u00a0mmol/L", "")


def test_an_old_result_changes_at_once_and_keeps_the_printed_value_beside(cast: Cast) -> None:
    result_id = a_result(cast)
    unit_choice.set_system(cast.owner.actor, "conventional")
    shown = values(page(cast, result_id))
    assert shown["glucose"] == ("91.9\u00a0mg/dL", "report: 5.1\u00a0mmol/L")
    assert shown["hemoglobin"] == ("16.0\u00a0g/dL", "report: 160\u00a0g/L")
    high = next(row for row in page(cast, result_id).attention if row.analyte == "hemoglobin")
    assert (high.line.low, high.line.high, high.limits) == ("11.7", "15.5", "11.7–15.5")
    assert "160" in high.as_printed
    unit_choice.set_system(cast.owner.actor, "report")
    assert values(page(cast, result_id))["glucose"] == ("5.1\u00a0mmol/L", "")


def test_an_old_result_speaks_the_language_of_the_moment(cast: Cast) -> None:
    result_id = a_result(cast)
    unit_choice.set_override(cast.owner.actor, "glucose", "mg/dL")
    assert values(page(cast, result_id, "ru"))["glucose"] == ("91,9\u00a0мг/дл", "в бланке 5,1\u00a0ммоль/л")
    assert values(page(cast, result_id, "en"))["glucose"] == ("91.9\u00a0mg/dL", "report: 5.1\u00a0mmol/L")
    assert page(cast, result_id, "ru").title != page(cast, result_id, "en").title


def test_an_exception_is_added_and_removed(cast: Cast) -> None:
    for analyte, unit in (("no_such", "mg/dL"), ("glucose", "g/L"), ("lpa_mass", "nmol/L"), ("prolactin", "ng/mL")):
        with pytest.raises(InvalidForm):
            unit_choice.set_override(cast.owner.actor, analyte, unit)
    unit_choice.set_override(cast.owner.actor, "glucose", "mg/dL")
    unit_choice.set_override(cast.owner.actor, "creatinine", "mg/dL")
    unit_choice.set_override(cast.owner.actor, "glucose", None)
    assert unit_choice.choice_of(cast.owner.actor).overrides == {"creatinine": "mg/dL"}
    with pytest.raises(InvalidForm):
        unit_choice.set_system(cast.owner.actor, "imperial")


def test_trends_and_the_table_follow(cast: Cast) -> None:
    result_id = a_result(cast)
    unit_choice.set_system(cast.owner.actor, "conventional")
    links = list_markers(trends.list_markers(cast.owner.actor), "", "", load_catalogue(), "en")
    assert {link.analyte: link.value for link in links} == {
        "glucose": "91.9\u00a0mg/dL", "hemoglobin": "16.0\u00a0g/dL",
    }  # fmt: skip
    table = list(csv.DictReader(io.StringIO(sheets.csv_of(reports.get_result(cast.owner.actor, result_id)))))
    assert [(row["value_as_printed"], row["shown_value"], row["shown_unit"]) for row in table] == [
        ("160", "16.0", "g/dL"), ("5,1", "91.9", "mg/dL"),
    ]  # fmt: skip

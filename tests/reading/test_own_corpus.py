"""The project's own reports are read in every layout they are set in."""

from datetime import date

import pytest

from tests.corpus.cases import Case, all_cases
from tests.corpus.layouts import LAYOUTS
from tests.corpus.measuring import read_case, read_layout, score_rows


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_row_of_a_layout_is_read_with_unit_and_range(name: str) -> None:
    rows, report = read_layout(name)
    assert report is not None
    score = score_rows(rows, list(report.measurements))
    assert not score.misses, score.misses


@pytest.mark.parametrize("font", ["Sans", "Mono"])
@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_every_row_of_a_case_is_read_and_no_decoy(case: Case, font: str) -> None:
    report = read_case(case, font)
    assert report is not None
    score = score_rows(list(case.rows), list(report.measurements), case.free)
    assert not score.misses, score.misses


@pytest.mark.parametrize("case", [case for case in all_cases() if case.facts], ids=lambda case: case.name)
def test_sex_and_day_of_collection_are_read(case: Case) -> None:
    report = read_case(case)
    assert report is not None
    if "sex" in case.facts:
        assert report.sex == case.facts["sex"]
    if "collected" in case.facts:
        assert report.collected_at == date.fromisoformat(case.facts["collected"])


def test_earlier_results_beside_the_current_ones_are_kept_apart() -> None:
    rows, report = read_layout("ru_previous")
    assert report is not None
    printed = [value for row in rows for value in row.previous if value]
    assert sorted(m.value_as_printed for m in report.previous) == sorted(printed)
    assert {str(m.collected_at) for m in report.previous} == {"2025-01-15", "2024-10-10"}


def test_every_value_knows_its_page_and_box() -> None:
    _, report = read_layout("ru_four_columns")
    assert report is not None
    assert all(m.page and m.bbox and m.bbox[0] < m.bbox[2] and m.bbox[1] < m.bbox[3] for m in report.measurements)

"""Confidence keeps its promise on the project's own layouts, and the measure can tell when it does not."""

from tests.corpus.layouts import LAYOUTS
from tests.corpus.measuring import read_layout
from tests.corpus.reliability import PROMISED, SURE, _judge, bins, drawing


def test_sure_rows_of_the_own_layouts_are_right():
    outcomes = []
    for name in list(LAYOUTS)[:8]:
        rows, report = read_layout(name)
        outcomes += list(_judge(rows, report.measurements if report else ()))
    sure = [right for confidence, right in outcomes if confidence >= SURE]
    assert len(sure) > 100
    assert sum(sure) / len(sure) >= PROMISED


def test_bins_count_what_was_wrong():
    made = bins([(0.99, True), (0.99, False), (0.4, False)])
    assert [(item.rows, item.right) for item in made] == [(1, 0), (2, 1)]
    assert drawing(made).startswith("<svg")

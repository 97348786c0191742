"""The dashboard: the heading is the verdict, no data is said and never a zero, every figure has its n."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from medapp.services.dashboard import Dashboard, WorkerView
from medapp.ui.views.dashboard import judge, show_dashboard

NOW = datetime(2026, 11, 22, 14, 6, tzinfo=UTC)
CALM = Dashboard(
    window="day",
    since=NOW,
    n_jobs=148,
    n_previous=131,
    n_timed=142,
    p50_s=0.21,
    p95_s=1.4,
    requests=1912,
    error_rate=0.0016,
    failed_share=0.04,
    failed_by_reason=[("encrypted_file", 4), ("gave_up", 2)],
    queue_depth=3,
    processing=1,
    oldest_queued_s=2.0,
    funnel=[("signup", 12), ("upload_started", 150), ("upload_success", 148), ("result_viewed", 75)],
    recent_failures=[],
    steps=[("reading", 26.0, 74.0), ("checking", 2.0, 4.0)],
    hours=[(NOW, 142, 6)],
    workers=[WorkerView("w", "busy", 1.0, 81, True)],
)
EMPTY = replace(
    CALM,
    n_jobs=0,
    n_timed=0,
    p50_s=None,
    p95_s=None,
    requests=0,
    error_rate=None,
    failed_share=None,
    failed_by_reason=[],
    queue_depth=0,
    oldest_queued_s=None,
    funnel=[],
    steps=[],
    hours=[(NOW, 0, 0)],
)


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (CALM, "good"),
        (EMPTY, "empty"),
        (replace(CALM, workers=[]), "no_worker"),
        (replace(CALM, workers=[WorkerView("w", "busy", 90.0, 1, False)]), "no_worker"),
        (replace(CALM, oldest_queued_s=95.0), "waiting"),
        (replace(CALM, error_rate=0.05), "errors"),
        (replace(CALM, failed_share=0.3), "failing"),
        (replace(CALM, failed_share=1.0, hours=[(NOW, 0, 1)]), "good"),
        (replace(CALM, p95_s=25.0), "slow"),
    ],
)
def test_the_heading_says_the_most_pressing_first(data, verdict):
    assert judge(data) == verdict


def test_no_data_is_never_a_zero():
    figures = {figure.name: figure.value for figure in show_dashboard(EMPTY, NOW, "en").figures}
    assert figures["Half are ready within"] == ""
    assert figures["Stopped with an error"] == ""
    assert figures["Server errors"] == ""
    assert figures["Reports in the last 24 hours"] == "0", "that one is a count"


def test_figures_state_their_n():
    notes = [figure.note for figure in show_dashboard(CALM, NOW, "en").figures]
    assert "p95, n = 142" in notes and "6 of 148" in notes and "3 of 1912 requests" in notes


def test_the_longest_step_is_the_longest_line():
    reading, checking = show_dashboard(CALM, NOW, "en").steps
    assert reading.p95_left == "96%"
    assert float(checking.p95_left.rstrip("%")) < float(reading.p50_left.rstrip("%"))


def test_shares_of_the_funnel_are_of_the_uploads_begun():
    funnel = {bar.name: bar.share for bar in show_dashboard(CALM, NOW, "en").funnel}
    assert funnel == {
        "Registered": "",
        "Began an upload": "100\u00a0%",
        "Uploaded": "99\u00a0%",
        "Opened the result": "50\u00a0%",
    }


def test_reasons_are_words_in_the_readers_language():
    assert show_dashboard(CALM, NOW, "ru").reasons[0].name == "PDF закрыт паролем"


def test_corrections_name_readers_and_markers_in_words() -> None:
    by_reader, by_analyte = [("picture", 3), ("pdf_text", 1)], [("ferritin", 3), (None, 1)]
    data = replace(CALM, corrected_by_reader=by_reader, corrected_by_analyte=by_analyte, rows_read=120)
    view = show_dashboard(data, NOW, "ru")
    assert [bar.share for bar in view.corrections] == ["75\u00a0%", "25\u00a0%", "75\u00a0%", "25\u00a0%"]
    assert [bar.name for bar in view.corrections[2:]] == ["Ферритин", "неизвестный показатель"]
    assert "120" in view.corrections_note

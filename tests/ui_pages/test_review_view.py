"""What the review page says of a row: one question in words, equal answers, and its place on the paper."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.doubts import doubt_of, likely_units
from medapp.domain.parsing.unit_beside import unit_of
from medapp.domain.results import Measurement, Rating, State, Unrecognised
from medapp.errors import AmbiguousValue, ImpossibleValue, RowSuperseded
from medapp.services.reviewing import Review, ReviewRow, Version
from medapp.ui.views.review import show_review
from medapp.ui.views.review_acts import show_adding, show_found, show_problem
from medapp.ui.views.review_paper import show_crop
from medapp.ui.views.review_rows import units_of

NOON = datetime(2026, 11, 14, 12, 8, tzinfo=UTC)
DOUBTFUL = Measurement(
    "hemoglobin", "Гемоглобин", "1134", "г/л", ref_low=117.0, ref_high=155.0, ref_as_printed="117 - 155", page=1,
    bbox=(50.0, 100.0, 470.0, 110.0), confidence=0.5, warnings=("implausible_value",),
)  # fmt: skip
SURE = Measurement("glucose", "Глюкоза", "5,4", "ммоль/л", value=5.4, unit="mmol/L", page=1, confidence=0.99)


def review(*measurements: Measurement, **more: object) -> Review:
    catalogue = load_catalogue()
    rows = tuple(
        ReviewRow(
            f"key-{place}", f"id-{place}", "read", m, Rating(State.NOT_RATED), doubt_of(m, catalogue),
            (Version(f"id-{place}", "read", m, NOON),),
        )
        for place, m in enumerate(measurements)
    )  # fmt: skip
    facts = {
        "result_id": "r", "file_name": "a.pdf", "is_sample": False, "reader": "pdf_text", "rows": rows, "unread": (),
        "page_sizes": ((595.0, 842.0),), "has_original": True, "collected_at": None, "missing": (),
        "can_remember": False, "saved_at": None, "reviewed_at": None,
    } | more  # fmt: skip
    return Review(**facts)  # type: ignore[arg-type]


def test_the_doubtful_row_comes_first_with_two_equal_readings() -> None:
    view = show_review(review(SURE, DOUBTFUL), load_catalogue(), "ru")
    (asked,) = view.waiting
    assert asked.question == "Число вызывает сомнение. В бланке 1134 или 113,4?"
    assert [(choice.about, choice.words) for choice in asked.choices] == [("confirm", "1134"), ("value", "113,4")]
    assert [row.name for row in view.sure] == ["Глюкоза"]
    assert (view.sure_words, view.waiting_words) == ("1 строка прочитана уверенно", "1 ждёт вас")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "warning",
    ["unknown_unit", "unit_does_not_fit", "no_unit", "unclear_range", "flag_contradicts_range", "near_match",
     "red_cell_indices_disagree", "differential_does_not_sum", "percent_and_count_disagree", "settled_by_other_rows",
     "rival_results", "several_people"],
)  # fmt: skip
def test_every_doubt_is_a_question_with_a_way_to_say_yes(language: str, warning: str) -> None:
    asked = replace(DOUBTFUL, value_as_printed="134", warnings=(warning,))
    (row,) = show_review(review(asked), load_catalogue(), language).waiting
    assert "?" in row.question
    assert "{" not in row.question
    assert "confirm" in [choice.about for choice in row.choices]


def test_a_file_without_pages_shows_its_own_row_instead() -> None:
    view = show_review(
        review(replace(DOUBTFUL, page=None, bbox=None), page_sizes=(), reader="csv_file"), load_catalogue(), "ru"
    )
    assert not view.has_paper
    assert view.why_no_paper
    assert view.waiting[0].crop.image == ""
    assert "1134" in view.waiting[0].source


def test_a_file_whose_time_is_over_says_so() -> None:
    view = show_review(review(DOUBTFUL, has_original=False), load_catalogue(), "en")
    assert not view.has_paper
    assert "removed" in view.why_no_paper
    assert view.waiting[0].crop.image == ""


def test_a_row_lies_on_its_page_in_shares_of_it() -> None:
    (page,) = show_review(review(DOUBTFUL), load_catalogue(), "en").pages
    (box,) = page.boxes
    assert (box.left, box.waits) == ("7.9%", True)
    assert page.address == "/api/results/r/pages/1"


@pytest.mark.parametrize("box", [(0.0, 0.0, 595.0, 842.0), (590.0, 838.0, 620.0, 860.0), (-5.0, -5.0, 1.0, 1.0)])
def test_an_enlarged_row_never_leaves_its_page(box: tuple[float, float, float, float]) -> None:
    crop = show_crop(review(), 1, box, "", "en")
    shares = [float(part.rstrip("%")) for part in crop.position.split()]
    assert all(0 <= share <= 100 for share in shares)


def test_a_line_not_understood_keeps_its_number() -> None:
    view = show_review(review(unread=((3, Unrecognised("Сахар 5,1", 1, "unknown_name")),)), load_catalogue(), "ru")
    assert [(line.number, line.text) for line in view.unread] == [(3, "Сахар 5,1")]
    assert view.waiting_words == "1 ждёт вас"


def test_versions_say_what_was_and_what_is() -> None:
    read = review(DOUBTFUL).rows[0]
    fixed = replace(DOUBTFUL, value_as_printed="113,4", value=113.4, confidence=1.0, warnings=())
    chain = (*read.versions, Version("new", "corrected", fixed, NOON))
    row = replace(read, measurement=fixed, doubt=None, versions=chain, origin="corrected")
    (change,) = show_review(replace(review(), rows=(row,)), load_catalogue(), "ru").changes
    assert change.words == "было 1134\u00a0г/л, стало 113,4\u00a0г/л"
    assert change.version == read.id


def test_a_refusal_speaks_of_its_field_and_offers_both_readings() -> None:
    problem = show_problem("k", "value", AmbiguousValue(field="value", first="9.8", second="9800"), "ru")
    assert "9,8 или 9800" in problem.words
    assert [choice.value for choice in problem.choices] == ["9.8", "9800"]
    refused = ImpossibleValue(field="value", low=20.0, high=300.0, ucum="g/L")
    impossible = show_problem("k", "value", refused, "ru")
    assert "Возможно: 20–300\u00a0г/л." in impossible.words
    assert show_problem("k", "value", RowSuperseded(), "en").words


def test_a_marker_is_offered_by_name_with_its_panel() -> None:
    catalogue = load_catalogue()
    (found,) = show_found([catalogue.analytes["ferritin"]], catalogue, "ru")
    assert (found.name, found.about) == ("Ферритин", "Железо")
    assert show_adding("new", "ferritin", catalogue, "ru").unit == "мкг/л"


def test_a_report_read_before_pages_were_measured_says_so() -> None:
    view = show_review(review(DOUBTFUL, page_sizes=()), load_catalogue(), "en")
    assert not view.has_paper
    assert "earlier version" in view.why_no_paper


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_unit_offered_is_read_back_as_itself(language: str) -> None:
    for analyte in load_catalogue().analytes.values():
        for word in units_of(analyte, language):
            assert analyte.accepts(unit_of(word, analyte)), (analyte.id, word)
        for code in likely_units(analyte):
            assert code == "1" or unit_of(code, analyte) == code

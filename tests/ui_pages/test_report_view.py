"""What a result page says: the digits of the report, whose range it is, and never more than is known."""

from dataclasses import replace

import pytest

from medapp.domain.results import Finding, Rating, ScoreResult, State
from medapp.services.reports import RowView
from medapp.ui.views.report import ReportView, show_report
from tests.ui_pages.cast import (
    CATALOGUE,
    FERRITIN_ROW,
    HEMOGLOBIN_ROW,
    POTASSIUM_ROW,
    RED_CELLS_ROW,
    SCORED,
    UNKNOWN_ROW,
    make_result,
    measured,
)


def draw(*rows: RowView, language: str = "en", **more: object) -> ReportView:
    return show_report(make_result(*rows, **more), CATALOGUE, language, "112")


def takeaway(view: ReportView) -> str:
    return "".join(piece.text for piece in view.takeaway)


@pytest.mark.parametrize(("language", "value", "low"), [("ru", "4,10", "3,80"), ("en", "4.10", "3.80")])
def test_digits_stand_as_printed_and_only_the_decimal_sign_is_the_readers(language, value, low):
    row = draw(RED_CELLS_ROW, language=language).systems[0].rows[0]
    assert (row.value, row.line.low) == (value, low)


def test_a_result_in_words_is_not_touched():
    row = draw(UNKNOWN_ROW, language="ru").systems[-1].rows[0]
    assert row.value == "не обнаружено"


def test_an_unrated_row_gets_neither_band_nor_sign_but_a_reason():
    row = draw(UNKNOWN_ROW).systems[-1].rows[0]
    assert row.line.zones == [] and row.line.sign == ""
    assert row.line.words
    assert row.state.kind == "none"


def test_a_row_says_whose_range_it_is():
    view = draw(FERRITIN_ROW)
    assert view.attention[0].whose.startswith("Your laboratory's range: 15–150")
    assert view.attention[0].note == ""
    general = RowView(
        "g", FERRITIN_ROW.measurement, Rating(State.CLEARLY, -1, 8.1, 15, 150, "ug/L", "general", "rcpath")
    )
    row = draw(general).attention[0]
    assert row.note == "general range"
    assert "RCPath 2017" in row.whose


def test_a_general_range_is_shown_in_the_unit_of_the_report():
    row = RowView(
        "g",
        measured("hemoglobin", "Hemoglobin", "11.3", "g/dL"),
        Rating(State.SLIGHTLY, -1, 113, 117, 155, "g/L", "general", "rcpath"),
    )
    shown = draw(row).attention[0]
    assert (shown.line.low, shown.line.high) == ("11.7", "15.5")


def test_the_line_speaks_name_value_range_and_state():
    label = draw(HEMOGLOBIN_ROW).attention[0].line.label
    assert all(part in label for part in ("Haemoglobin", "113", "117–155", "slightly below"))


def test_attention_comes_clearest_first_and_the_tally_counts_every_row():
    view = draw(HEMOGLOBIN_ROW, RED_CELLS_ROW, FERRITIN_ROW, UNKNOWN_ROW)
    assert [row.analyte for row in view.attention] == ["ferritin", "hemoglobin"]
    assert view.attention_title == "2 of 4 need attention"
    assert view.tally.groups == [["clear"], ["slight"], ["in"], ["none"]]
    assert sum(len(group.rows) for group in view.systems) == 4


def test_the_takeaway_names_what_is_outside_and_marks_it():
    view = draw(*[RED_CELLS_ROW] * 6, FERRITIN_ROW, HEMOGLOBIN_ROW)
    assert takeaway(view) == (
        "Nearly everything is in range. These need attention: ferritin is clearly below, haemoglobin is slightly below."
    )
    assert [piece.kind for piece in view.takeaway if piece.kind] == ["clear", "slight"]


def test_the_takeaway_of_a_calm_report_counts_only_rated_rows():
    assert takeaway(draw(RED_CELLS_ROW, RED_CELLS_ROW, UNKNOWN_ROW)) == (
        "All 2 rated markers are within the laboratory's ranges."
    )
    assert "could be rated" in takeaway(draw(UNKNOWN_ROW))


def test_a_critical_value_stands_alone_with_its_sourced_threshold():
    view = draw(POTASSIUM_ROW)
    assert view.none_critical == ""
    block = view.critical[0]
    assert block.title.startswith("Potassium 6.9") and "today" in block.title
    assert "above 6.2" in block.threshold and "RCPath 2017" in block.threshold
    assert any("112" in step for step in block.steps)
    assert not block.is_doubtful


def test_a_critical_value_read_with_doubt_is_a_question():
    row = RowView(
        "r5",
        measured("potassium", "Калий", "6,9", "ммоль/л", confidence=0.94),
        replace(POTASSIUM_ROW.rating, reason="uncertain"),
    )
    view = draw(row)
    assert view.critical[0].is_doubtful
    assert view.critical[0].title.startswith("Check this number first")
    shown = view.attention[0]
    assert (shown.state.word, shown.state.icon, shown.line.sign) == ("check this number first", "eye", "clear")
    assert shown.doubt
    assert "check the number for potassium first" in takeaway(view)
    assert ["crit"] not in view.tally.groups


def test_a_sure_critical_value_carries_the_octagon():
    shown = draw(POTASSIUM_ROW).attention[0]
    assert (shown.state.kind, shown.state.icon, shown.line.sign) == ("crit", "octagon-alert", "crit")


def test_no_critical_value_says_how_many_were_checked():
    found = (Finding("no_critical", {"count": 1}),)
    assert "1 marker" in draw(RED_CELLS_ROW, findings=found).none_critical
    assert "Nothing was checked" in draw(RED_CELLS_ROW, findings=(Finding("no_critical", {"count": 0}),)).none_critical


def test_what_was_not_understood_is_kept_and_shown():
    view = draw(RED_CELLS_ROW)
    assert view.unread[0].text == "СОЭ по Панченкову ??"
    assert view.unread[0].why


def test_every_row_stands_in_the_table_as_printed():
    row = draw(FERRITIN_ROW).printed[0]
    assert (row.name, row.value, row.unit, row.limits, row.place) == ("Ферритин", "8,1", "мкг/л", "15 - 150", "1")


def test_the_score_says_what_it_means_in_people_and_its_margin():
    score = draw(RED_CELLS_ROW).score
    assert (score.kind, score.number, score.class_word) == ("scored", "58", "Typical")
    assert score.meaning == "Of 100 women aged 42–52, 58 have a less favourable blood profile."
    assert score.margin == "Allowing for error: 51 to 64."


def test_a_thin_panel_shows_a_class_and_no_number():
    thin = ScoreResult(status="scored", score=58.2, score_class="typical", limited=True)
    score = draw(RED_CELLS_ROW, score=thin).score
    assert (score.kind, score.number, score.class_word) == ("limited", "", "Typical")


@pytest.mark.parametrize("reason", ["too_few_fields", "sex_missing", "age_unsupported", "pregnant", "never_heard_of"])
def test_an_abstaining_model_says_why_and_what_still_holds(reason):
    score = draw(RED_CELLS_ROW, score=ScoreResult(status="abstained", reason=reason)).score
    assert score.kind == "none" and score.number == ""
    assert score.reason_title and "rated below" in score.reason


def test_terms_are_split_by_what_they_do_to_the_score():
    made_of = draw(RED_CELLS_ROW, HEMOGLOBIN_ROW).made_of
    assert [term.name for term in made_of.raised] == ["Red cells"]
    assert [term.name for term in made_of.lowered] == ["Haemoglobin"]
    assert made_of.raised[0].width == "100%" and made_of.lowered[0].width == "60%"
    assert made_of.lowered[0].effect == "−0.21", "less favourable lowers the score"
    assert made_of.missing == ["Ferritin: 5\xa0%", "Potassium: 2\xa0%"], "what would tell most comes first"


def test_a_sample_is_marked():
    assert draw(RED_CELLS_ROW, is_sample=True).is_sample
    assert not draw(RED_CELLS_ROW).is_sample


def test_an_old_result_speaks_another_language_at_once():
    view = draw(FERRITIN_ROW, RED_CELLS_ROW, language="ru")
    assert view.title == "Сдан 14 ноября 2026"
    assert view.attention_title == "1 из 2 требует внимания"
    assert view.systems[0].name == "Клетки крови"
    assert view.score.meaning == "Из 100 женщин 42–52 лет у 58 профиль крови менее благоприятен."


def test_the_score_of_everybody_is_not_said_of_everybody():
    top = draw(RED_CELLS_ROW, score=ScoreResult(status="scored", score=99.8, score_class="favourable")).score
    assert top.meaning == "Nearly all of 100 women aged 42–52 have a less favourable blood profile."
    assert SCORED.score is not None


def test_an_odd_row_says_what_is_odd():
    odd = RowView(
        "r1", measured("ferritin", "Ферритин", "8,1", "мкг/л", warnings=("far_from_range",)), FERRITIN_ROW.rating
    )
    assert "far from its range" in draw(odd).attention[0].doubt
    assert draw(FERRITIN_ROW).attention[0].doubt == ""


def test_a_result_in_words_is_held_against_the_words_of_the_report():
    found = measured(None, "Бактерии", "обнаружены", None, "не обнаружено", value_text="positive")
    row = draw(RowView("w", found, Rating(State.CLEARLY, 1, whose="report"))).attention[0]
    assert row.state.word == "differs from what is expected"
    assert row.line.words == "The report expects: не обнаружено"

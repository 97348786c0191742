# ruff: noqa: E501 - tables of data
"""What recognisers make of Russian units and numbers, and what is made of that. Each case was seen in a picture."""

import numpy as np
import pytest

from medapp.domain.analytes import fold_name, load_catalogue
from medapp.domain.units import parse_unit
from medapp.ingest.ocr import numbers
from medapp.ingest.ocr.corners import page_corners
from medapp.ingest.ocr.geometry import levelled, slopes
from medapp.ingest.ocr.light import flat_field, is_uneven
from medapp.ingest.ocr.mending import _unit_with_specks
from medapp.ingest.ocr.numbers import AGREED, LOOKED_AGAIN, agree
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.unit_shapes import meant_unit, with_power
from tests.ocr.degrade import photographed
from tests.ocr.drawn import draw_table


@pytest.mark.parametrize(
    ("name", "readings", "unit"),
    [
        ("альбумин", ["пл", "cn"], "г/л"), ("альбумин", ["ил", "rin"], "г/л"), ("гемоглобин", ["c/n"], "г/л"),
        ("глюкоза", ["ммолыл"], "ммоль/л"), ("креатинин", ["—мкмолыл"], "мкмоль/л"), ("глюкоза", ["ммольмл"], "ммоль/л"),
        ("АЛТ", ["En/n"], "Ед/л"), ("АСТ", ["Ел", "E/n"], "Е/л"), ("СРБ", ["мил", "mr/n"], "мг/л"), ("СРБ", ["м/п"], "мг/л"),
        ("тромбоциты", ["10°/л"], "10^9/л"), ("эритроциты", ["10^12/π"], "10^12/л"), ("тромбоциты", ["19°/л"], "10^9/л"), ("лейкоциты", ["10%/л"], "10^9/л"), ("тромбоциты", ["~10°/n"], "10^9/л"), ("лейкоциты", ["10%n"], "10^9/л"), ("эритроциты", ["10”/л"], "10^12/л"),
        ("Т4 свободный", ["нИ/дл"], "нг/дл"), ("MCHC", ["g/dt"], "g/dL"), ("platelets", ["1uL"], "/uL"), ("гематокрит", ["Yo"], "%"),
        ("АЛТ", ["UA"], "U/l"), ("D-димер", ["мкг ЕЕ /мл"], "мкг FEU/мл"), ("GGT", ["U/1"], "U/L"),
    ],
)  # fmt: skip
def test_a_misread_unit_is_the_one_that_the_analyte_is_measured_in(name: str, readings: list[str], unit: str) -> None:
    analytes = tuple(load_catalogue().by_alias(fold_name(name)))
    assert analytes
    assert meant_unit(readings, analytes) == unit


@pytest.mark.parametrize(
    ("name", "reading"), [("глюкоза", "мкмолыл"), ("ТТГ", "UA"), ("калий", "10°/л"), ("ТТГ", "мил"), ("натрий", "xyz")]
)
def test_a_unit_that_the_analyte_is_never_measured_in_is_not_guessed(name: str, reading: str) -> None:
    analytes = tuple(load_catalogue().by_alias(fold_name(name)))
    assert analytes
    found = meant_unit([reading], analytes)
    assert found is None or any(a.accepts(parse_unit(found)) for a in analytes)


def _settle(monkeypatch: pytest.MonkeyPatch, first: str, careful: str, quick: str = "", again: str = "") -> Seen:
    monkeypatch.setattr(numbers, "read_cells", lambda cells: [careful for _ in cells])
    seconds = [Second(Seen(quick, 0, 0, 60, 20, 1.0), tuple(numbers.NUMBER.findall(quick)))] if quick else []
    (word,) = agree([Seen(first, 0, 0, 60, 20, 0.9)], seconds, lambda _: np.zeros((9, 9), np.uint8), lambda _: again)
    return word


def test_two_readers_that_agree_make_a_number_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settle(monkeypatch, "5,64", "5.64").confidence == AGREED


def test_a_per_cent_sign_that_was_read_is_not_taken_for_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settle(monkeypatch, "%", "8", "8").text == "%"


@pytest.mark.parametrize(
    ("first", "careful", "printed"), [("<1,1", "14,1", "14,1"), ("50a", "5,0 ▲", "5,0▲"), ("<1,1", "<14,1", "<14,1")]
)
def test_what_the_first_reader_adds_to_a_number_that_it_misread_is_dropped(
    monkeypatch: pytest.MonkeyPatch, first: str, careful: str, printed: str
) -> None:
    found = _settle(monkeypatch, first, careful, careful.strip("<▲ "))
    assert (found.text, found.confidence) == (printed, numbers.ALONE)


@pytest.mark.parametrize(("first", "careful"), [("“158", "158"), ("_<3,0", "<3,0"), ("`6.1", "6.1")])
def test_a_speck_before_a_number_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch, first: str, careful: str) -> None:
    found = _settle(monkeypatch, first, careful, careful)
    assert (found.text, found.confidence) == (careful, AGREED)


def test_a_value_that_only_the_quick_reader_saw_before_its_unit_is_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "read_cells", lambda cells: ["1,14" for _ in cells])
    words = [Seen("ПСА", 0, 0, 60, 20, 0.9), Seen("opr", 200, 0, 240, 20, 0.35), Seen("vot", 262, 0, 300, 20, 0.35)]
    quick = [Second(Seen("1,14 Hr/M7", 200, 0, 300, 20, 0.9), ("1,14", "7"))]
    found = agree(words, quick, lambda _: np.zeros((9, 9), np.uint8), lambda _: "1,14")
    assert [(word.text, word.confidence) for word in found if "1" in word.text] == [("1,14", AGREED)]


@pytest.mark.parametrize(("first", "careful"), [("2;02", "2,02"), ("2;02", "2;02"), ("2,02", "2;02")])
def test_a_semicolon_inside_a_number_is_its_comma(monkeypatch: pytest.MonkeyPatch, first: str, careful: str) -> None:
    assert _settle(monkeypatch, first, careful).text == "2,02"


@pytest.mark.parametrize("text", ["10^9/n", "10x9/n", "10*12/n"])
def test_a_power_of_ten_is_no_value_with_a_unit(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(numbers, "read_cells", lambda cells: ["10" for _ in cells])
    words = [Seen("пл", 200, 0, 260, 20, 0.6)]
    assert (
        agree(
            words,
            [Second(Seen(text, 200, 0, 262, 20, 0.9), ("10", "9"))],
            lambda _: np.zeros((9, 9), np.uint8),
            lambda _: "",
        )
        == words
    )


def test_what_is_left_of_a_power_of_ten_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settle(monkeypatch, "10%n", "10").text == "10%n"


def test_readers_that_differ_leave_it_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settle(monkeypatch, "5,64", "5,84", again="3").confidence < 0.6


def test_a_decimal_that_one_reader_lost_is_never_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    word = _settle(monkeypatch, "564", "5,64", quick="564")
    assert (word.text, word.confidence < 0.6) == ("5,64", True)
    assert _settle(monkeypatch, "564", "564", quick="5,64").confidence < 0.95


def test_the_first_reader_may_correct_itself_alone_with_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    word = _settle(monkeypatch, "564", "5,64", again="5,64")
    assert (word.text, word.confidence) == ("5,64", LOOKED_AGAIN)
    word = _settle(monkeypatch, "13", "18", again="18")
    assert (word.text, word.confidence) == ("18", LOOKED_AGAIN)


@pytest.mark.parametrize(
    ("first", "careful", "text"),
    [
        ("S5.7", "<5.7", "<5.7"),
        ("8.20%;", "8.20*", "8.20*"),
        ("$0", "50", "50"),
        ("$.3", "5.3", "5.3"),
        ("54%)", "54*", "54*"),
        ("34%", "34%", "34%"),
    ],
)
def test_signs_taken_for_letters_are_put_right(
    monkeypatch: pytest.MonkeyPatch, first: str, careful: str, text: str
) -> None:
    assert _settle(monkeypatch, first, careful).text == text


def test_a_flag_run_together_with_its_number_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "read_cells", lambda cells: ["Н9,65"] * len(cells))
    word = Seen("Н9,65", 0, 0, 50, 20, 0.9)
    flag, number = agree([word], [], lambda _: np.full((20, 50), 255, np.uint8), lambda _: "9,65")
    assert (flag.text, number.text, number.confidence) == ("H", "9,65", AGREED)
    assert flag.x1 == number.x0


def test_a_dash_before_a_number_is_sure_only_where_it_ends_a_range(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settle(monkeypatch, "-2,65", "-2,65").confidence < 0.95
    monkeypatch.setattr(numbers, "read_cells", lambda cells: ["2,1", "-7,1"])
    words = [Seen("2,1", 0, 0, 30, 20, 0.9), Seen("-7,1", 40, 0, 80, 20, 0.9)]
    both = agree(words, [], lambda _: np.full((20, 50), 255, np.uint8), lambda _: "")
    assert [word.confidence for word in both] == [AGREED, AGREED]


def _lean(picture: Grey) -> float:
    return max(abs(slope) for slope in slopes(picture))


def test_a_page_on_a_dark_table_is_found_and_its_light_evened() -> None:
    picture, _ = draw_table(3)
    photo = photographed(picture, 3)
    assert is_uneven(photo) and not is_uneven(picture)
    assert page_corners(photo) is not None
    assert page_corners(picture) is None
    assert np.percentile(flat_field(photo), 60) > 235


def test_lines_of_text_are_level_after_turning() -> None:
    picture, _ = draw_table(3)
    leaning = levelled(picture, -3.0, -3.0, 1.0)
    assert _lean(leaning) > 2
    assert _lean(levelled(leaning, *slopes(leaning), 1.0)) < 0.5


@pytest.mark.parametrize(
    ("seen", "unit"),
    [("г/л .", "г/л"), (":10^9/л", "10^9/л"), ("mg/dL 7 d", "mg/dL"), ("%.", "%"), ("mIU/L-", "mIU/L")],
)
def test_specks_beside_a_unit_are_no_part_of_it(seen: str, unit: str) -> None:
    assert _unit_with_specks(seen) == unit


@pytest.mark.parametrize("seen", ["г/л", "сек.", "5,2 .", "Гемоглобин .", "повышено"])
def test_what_is_no_unit_with_specks_stays(seen: str) -> None:
    assert _unit_with_specks(seen) is None


@pytest.mark.parametrize(
    ("seen", "name", "unit"),
    [
        ("U/1", "ALT", "U/L"),
        ("Jul", "Platelet Count", "/uL"),
        ("тот /1", "Glucose", "mmol/L"),
    ],
)
def test_latin_units_that_look_like_something_else_are_known_by_their_analyte(seen: str, name: str, unit: str) -> None:
    assert meant_unit([seen], load_catalogue().by_alias(name)) == unit


@pytest.mark.parametrize(("width", "kept"), [(5, False), (14, True)])
def test_a_bar_between_columns_is_no_one(monkeypatch: pytest.MonkeyPatch, width: int, kept: bool) -> None:
    monkeypatch.setattr(numbers, "read_cells", lambda cells: ["1" for _ in cells])
    drawn = np.full((50, 40), 255, np.uint8)
    drawn[8:42, 15 : 15 + width] = 20
    found = agree([], [Second(Seen("1", 0, 0, 20, 34, 0.9), ("1",))], lambda _: drawn, lambda _: "")
    assert [word.text for word in found] == (["1"] if kept else [])


@pytest.mark.parametrize("seen", ["мл/мин/1,73м?", "мл/мин/1,73м", "mL/min/1.73m*", "мл/мин ‚73 м?", "мл/мин/173 м2"])
def test_the_raised_two_of_a_surface_comes_back(seen: str) -> None:
    assert parse_unit(with_power(seen)) == "mL/min/{1.73_m2}"


def test_a_share_in_thousandths_is_one_only_of_what_is_counted_so() -> None:
    assert meant_unit(["%0"], tuple(load_catalogue().by_alias("ретикулоциты"))) == "‰"
    assert meant_unit(["%0"], tuple(load_catalogue().by_alias("гематокрит"))) == "%"


@pytest.mark.parametrize("seen", ["/pL", "10^3/pL"])
def test_nothing_is_counted_in_picolitres(seen: str) -> None:
    assert with_power(seen) == seen.replace("p", "µ")


@pytest.mark.parametrize("seen", ["ммоль/л", "мл/мин", "мл/мин/1,73м²", "1,73м?"])
def test_other_units_are_left(seen: str) -> None:
    assert with_power(seen) is None

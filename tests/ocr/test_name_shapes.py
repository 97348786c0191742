# ruff: noqa: E501 - tables of data
"""Names as recognisers misread them, crumbs beside words, and letters of the wrong alphabet. Each was seen in a picture."""

import numpy as np
import pytest

from medapp.ingest.ocr.crumbs import without_crumbs
from medapp.ingest.ocr.letters import in_its_letters
from medapp.ingest.ocr.mending import mend
from medapp.ingest.ocr.name_shapes import meant_name
from medapp.ingest.ocr.numbers import ALONE
from medapp.ingest.ocr.paddle import NUMBER, Second
from medapp.ingest.ocr.seen import Seen


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("Антитромбин Ш", "Антитромбин III"), ("Антитромбин Ш %", "Антитромбин III"), ("Антитромбин ТТ", "Антитромбин III"), ("р HCT Гематокрит", "HCT Гематокрит"), ("LYM Лимфоциты р", "LYM Лимфоциты"), ("Фактор УШ", "Фактор VIII"), ("Фактор П", "Фактор II"),
        ("Протеин $ свободный", "Протеин S свободный"), ("О-димер", "D-димер"), ("Витамин 0, 25-ОН", "Витамин D, 25-ОН"), ("Витамин Вб", "Витамин В6"),
        ("Антистрептолизин-0", "Антистрептолизин-О"), ("HEMOGLOBIN Alc", "HEMOGLOBIN A1c"), ("Гликированный гемоглобин НЬА1с", "Гликированный гемоглобин HbA1c"),
        ("Среднее содержание НЬ в эритроците", "Среднее содержание Hb в эритроците"), ("Иммуноглобулин С (196)", "Иммуноглобулин G (196)"),
    ],
)  # fmt: skip
def test_a_name_is_put_right_where_that_makes_a_known_one(seen: str, printed: str) -> None:
    assert meant_name(seen) == printed


@pytest.mark.parametrize(
    "name", ["Антитромбин III", "Протеин С", "Витамин В12", "Агрегация Ш", "Пробирка 0", "по", "Тарасов П"]
)
def test_a_known_name_and_one_that_stays_unknown_are_left(name: str) -> None:
    assert meant_name(name) is None


def _seen(text: str, x0: float, x1: float, confidence: float = 0.9) -> Seen:
    return Seen(text, x0, 0, x1, 20, confidence)


def test_a_piece_that_a_word_has_inside_is_dropped() -> None:
    words = [
        _seen("мкг/л", 100, 160),
        _seen("1", 100, 104, 0.7),
        _seen("<5,6", 200, 240, 0.99),
        _seen("5,6", 215, 240, 0.99),
    ]
    assert [word.text for word in without_crumbs(words, [])] == ["мкг/л", "<5,6"]


def test_two_headings_with_a_rule_between_them_are_two() -> None:
    left, right = without_crumbs([_seen("Результа'Норма", 100, 240)], [])
    assert (left.text, right.text, left.x1 == right.x0) == ("Результа", "Норма", True)
    assert [word.text for word in without_crumbs([_seen("d'Ivoire", 0, 80)], [])] == ["d'Ivoire"]


def test_a_dash_or_a_flag_under_the_box_of_its_word_stays() -> None:
    words = [_seen("19.0", 100, 140), _seen("-", 120, 124), _seen("24,6", 200, 250), _seen("H", 240, 250, 0.5)]
    assert without_crumbs(words, []) == words


def test_doubtful_letters_stay_only_where_the_quick_reader_saw_some() -> None:
    words = [
        _seen("Мочевая", 0, 70),
        _seen("РЕ", 90, 110, 0.4),
        _seen("nee", 200, 260, 0.3),
        _seen("96", 215, 240, 0.99),
        _seen("fa", 400, 440, 0.51),  # what a bar's mark was taken for
        _seen("г/л", 300, 330, 0.4),
    ]
    assert [word.text for word in without_crumbs(words, [])] == ["Мочевая", "96", "г/л"]
    quick = [Second(_seen("Mo4eBa9 PE", 0, 110), ())]
    assert [word.text for word in without_crumbs(words, quick)] == ["Мочевая", "РЕ", "96", "г/л"]


@pytest.mark.parametrize(
    ("seen", "quick", "letters"),
    [
        ("Е", "F", "F"),
        ("Меап", "Mean", "Mean"),
        ("МСН", "", "MCH"),
        ("Меап", "Mean volume", "Меап"),
        ("Sex", "5ex", "Sex"),
    ],
)
def test_a_page_in_latin_letters_is_read_in_those(seen: str, quick: str, letters: str) -> None:
    seconds = [Second(_seen(quick, 0, 80), ())] if quick else []
    assert in_its_letters(_seen(seen, 4, 78), False, seconds).text == letters


def _row(line: str, quick: str, top: float = 0) -> tuple[list[Seen], Second]:
    words = [Seen(text, at * 100, top, at * 100 + 80, top + 20, 0.9) for at, text in enumerate(line.split())]
    place = words[-1]
    return words, Second(Seen(quick, place.x0, top, place.x1, top + 20, 0.9), tuple(NUMBER.findall(quick)))


def _mended(*rows: tuple[str, str]) -> list[str]:
    made = [_row(line, quick, 30 * at) for at, (line, quick) in enumerate(rows)]
    words = [word for line, _ in made for word in line]
    found = mend(words, [second for _, second in made], lambda _: np.zeros((9, 9), np.uint8), lambda *_: "")
    return [word.text for word in found]


def test_the_first_row_below_its_heading_is_mended_as_any_other() -> None:
    assert _mended(("Показатель Результат Единицы", "EAVHVLbI"), ("Кортизол 487 №юольт", "HMO7b/n"))[-1] == "нмоль/л"


def test_a_first_word_that_only_the_quick_reader_saw_is_looked_for() -> None:
    words = [
        Seen("гемоглобин", 200, 0, 300, 20, 0.96),
        Seen("5,4", 400, 0, 430, 20, 0.99),
        Seen("%", 500, 0, 515, 20, 0.96),
    ]
    quick = [Second(Seen("ΓnMKHpoBaHHbIé reMorno6NH", 0, 0, 300, 20, 0.9), ())]
    whole = "Гликированный гемоглобин"
    looks = {"rus": whole, "eng": "", "none": ""}
    cut = lambda _: np.zeros((9, 9), np.uint8)  # noqa: E731
    found = mend(words, quick, cut, lambda _, language: looks[language])
    assert (found[0].text, found[1].confidence) == (whole, 0.99)
    found = mend(words, quick, cut, lambda *_: "")
    assert (found[0].text, found[1].confidence) == ("гемоглобин", ALONE)  # another analyte's name, perhaps


def test_the_quick_reader_gives_a_unit_in_latin_letters() -> None:
    assert _mended(("Platelets 250 Ли.", "/μL"), ("Ferritin 21 ng/mL", "ng/mL"))[2] == "/μL"
    assert _mended(("Platelets 250 Ли.", "pg/xL"), ("Ferritin 21 ng/mL", "ng/mL"))[2] == "Ли."


def test_a_line_of_a_card_begins_with_the_value_and_its_unit() -> None:
    words = [
        Seen("64", 0, 0, 30, 20, 0.99),
        Seen("En/n", 40, 0, 80, 20, 0.8),
        Seen("Норма:", 300, 0, 360, 20, 0.9),
        Seen("до", 370, 0, 390, 20, 0.9),
    ]
    found = mend(
        words,
        [Second(Seen("64 Ea/n", 0, 0, 80, 20, 0.9), ("64",))],
        lambda _: np.zeros((9, 9), np.uint8),
        lambda *_: "",
    )
    assert [word.text for word in found] == ["64", "Ед/л", "Норма:", "до"]


@pytest.mark.parametrize(("seen", "printed"), [("HeT", "нет"), ("oTp.", "отр."), ("MCH", "MCH"), ("HbA", "HbA")])
def test_a_finding_in_look_alike_letters_is_put_in_those_of_its_page(seen: str, printed: str) -> None:
    assert in_its_letters(_seen(seen, 4, 78), True).text == printed

# ruff: noqa: E501 - tables of data
"""Russian units in the Latin letters of the quick reader. Each spelling was seen in a picture."""

import numpy as np
import pytest

from medapp.domain.units import parse_unit
from medapp.ingest.ocr.latin_units import decoded, unit_parts
from medapp.ingest.ocr.mending import mend
from medapp.ingest.ocr.numbers import ALONE
from medapp.ingest.ocr.paddle import NUMBER, Second
from medapp.ingest.ocr.seen import Seen


@pytest.mark.parametrize(
    ("unit", "seen"),
    [
        ("ммоль/л", "MMONb/n MMOIb/π MMO7b/n MMOb/n MM01b/n MMO∏b/N MMOb/"), ("мкмоль/л", "MKMO7b/n MKMOIb/π MKMONb/1 MKMOJIb/π MKMOb/"),
        ("нмоль/л", "HMO7b/n"), ("пмоль/л", "nMO7b/n nMonb/n"), ("г/л", "r/n r/π"), ("мг/л", "Mr/n Mr/π"), ("нг/мл", "Hr/Mn Hr/M7 Hr/MJ"),
        ("пг/мл", "nr/mn"), ("г/дл", "r/An"), ("мМЕ/мл", "MME/Mn MME/MN"), ("мкМЕ/мл", "MKME/MI MKME/MA"), ("Ед/л", "EA/n Ex/π Ea/n"),
        ("мм/ч", "MM/4"), ("тыс/мкл", "TbIC/MKI TbIC/MKn"), ("млн/мкл", "MIH/MKT"), ("пг", "nr ur"), ("фл", "φn Φπ"), ("10^9/л", "10^9/n 10^9/π"),
        ("10^12/л", "10^12/n"), ("10*9/л", "|10*9/n"),
    ],
)  # fmt: skip
def test_a_unit_is_known_by_its_latin_letters(unit: str, seen: str) -> None:
    assert {decoded(text) for text in seen.split()} == {unit}


@pytest.mark.parametrize("text", ["KMO7b/n", "10°1n", "/n", "mmol/L", "CO3", "RBC", "10", "MMO", "M/n", "%"])
def test_what_is_not_certain_is_no_unit(text: str) -> None:
    assert decoded(text) is None


def test_a_unit_run_together_with_its_value_has_a_place_of_its_own() -> None:
    (part,) = unit_parts([Second(Seen("98,5 nMOnb/n", 100, 0, 220, 20, 0.9), ("98,5",))])
    assert (part.seen.text, part.seen.x0, part.seen.x1) == ("nMOnb/n", 150, 220)
    assert list(unit_parts([Second(Seen("106/uL", 0, 0, 100, 20, 0.9), ("106",))])) == []
    assert list(unit_parts([Second(Seen("12 08.2024", 0, 0, 100, 20, 0.9), ("12", "08.2024"))])) == []


def _mended(line: str, quick: str) -> list[Seen]:
    """A row of words 100 px apart, the last of them seen by the quick reader as well."""
    words = [Seen(text, at * 100, 0, at * 100 + 80, 20, 0.9) for at, text in enumerate(line.split())]
    place = words[-1]
    second = Second(Seen(quick, place.x0, 0, place.x1, 20, 0.9), tuple(NUMBER.findall(quick)))
    return mend(words, [second], lambda _: np.zeros((9, 9), np.uint8), lambda *_: "")


def _read(line: str, quick: str) -> list[str]:
    return [word.text for word in _mended(line, quick)]


@pytest.mark.parametrize(
    ("line", "quick", "unit"),
    [
        ("Кортизол 487 №юольт", "HMO7b/n", "нмоль/л"), ("Глюкоза 5,1 ммодыл", "MMO7b/n", "ммоль/л"), ("Тромбоциты 281 19^9/л", "10^9/n", "10^9/л"),
        ("Гематокрит 41 №юольт", "MKr/n", None),
    ],
)  # fmt: skip
def test_the_quick_reader_gives_the_unit_where_the_analyte_has_it(line: str, quick: str, unit: str | None) -> None:
    found = _read(line, quick)[-1]
    assert found == unit if unit else parse_unit(found) is None


def test_a_unit_in_a_part_of_the_place_takes_nothing_from_the_rest() -> None:
    words = [Seen("ПСА", 0, 0, 60, 20, 0.95), Seen("opr", 200, 0, 240, 20, 0.6), Seen("vot", 250, 0, 300, 20, 0.35)]
    quick = Second(Seen("Hr/M1", 255, 0, 300, 20, 0.9), ())
    found = mend(words, [quick], lambda _: np.zeros((9, 9), np.uint8), lambda *_: "")
    assert [word.text for word in found] == ["ПСА", "opr", "vot"]


def test_a_per_cent_sign_that_may_be_one_per_mille_is_never_sure() -> None:
    assert [word.confidence for word in _mended("Ретикулоциты 9 %", "%") if word.text == "9"] == [ALONE]
    assert [word.confidence for word in _mended("Гематокрит 41 %", "%") if word.text == "41"] == [0.9]


def test_a_latin_page_is_not_read_in_russian_units() -> None:
    assert _read("Glucose 5.1 xmolx", "MMO7b/n")[-1] == "xmolx"


def _page(rows: list[list[str]]) -> list[list[str]]:
    words = [
        Seen(text, at * 300, row * 40, at * 300 + 20 * len(text), row * 40 + 20, 0.9)
        for row, texts in enumerate(rows)
        for at, text in enumerate(texts)
        if text
    ]
    found = mend(words, [], lambda _: np.zeros((9, 9), np.uint8), lambda *_: "")
    return [[word.text for word in found if word.y0 == row * 40] for row in range(len(rows))]


def test_an_eight_in_a_column_of_per_cent_signs_is_one_of_them() -> None:
    rows = [["Лимфоциты", "38,8", "%"], ["Моноциты", "7,1", "%"], ["Неведомое", "0,5", "8"]]
    assert _page(rows)[2] == ["Неведомое", "0,5", "%"]


def test_the_only_number_of_a_line_is_its_value() -> None:
    assert _page([["Лимфоциты", "38,8", "%"], ["Моноциты", "7,1", "%"], ["Неведомое", "", "8"]])[2] == [
        "Неведомое",
        "8",
    ]


def test_a_unit_alone_between_the_lines_of_a_name_is_known() -> None:
    name = [Seen("содержание", 0, 0, 200, 20, 0.9), Seen("эритроците", 0, 60, 200, 80, 0.9)]
    second = Second(Seen("nr", 300, 30, 340, 50, 0.9), ())
    found = mend(
        [*name, Seen("ur", 300, 30, 340, 50, 0.8)], [second], lambda _: np.zeros((9, 9), np.uint8), lambda *_: ""
    )
    assert [word.text for word in found] == ["содержание", "пг", "эритроците"]


@pytest.mark.parametrize(
    ("line", "quick", "sure"),
    [
        ("Креатинин 88 мкмоль/л", "MKMO7b/n", True), ("Креатинин 88 ммоль/л", "MKMO7b/n", False), ("Ферритин 88 нг/мл", "nr/mn", False),
        ("Кортизол 487 №юольт", "HMO7b/n", False), ("Тромбоциты 281 19^9/л", "10^9/n", True), ("Глюкоза 5,1 ммоль/л", "x", True),
        ("ПСА 1,14 Hr/mn", "Hr/Mn", True), ("Креатинин 88 мкмоль", "MKMO7b/", True),
    ],
)  # fmt: skip
def test_a_number_is_sure_only_when_no_reader_sees_another_unit(line: str, quick: str, sure: bool) -> None:
    (value,) = [word for word in _mended(line, quick) if word.text in line.split()[1:2]]
    assert (value.confidence > ALONE) is sure

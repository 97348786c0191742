"""How often a doubtful cell is looked at: each look takes a hundredth of a second, on dense pages seventy times."""

import numpy as np
import pytest

from medapp.domain.analytes import load_catalogue
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.second_look import looked_at_again
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.tesseract import ENGLISH, RUSSIAN


@pytest.mark.parametrize(
    ("text", "position", "seen", "found", "looks"),
    [
        ("Смотри текст", 3, {RUSSIAN: "Смотри текст.", ENGLISH: "CmoTpu TeKcT"}, None, 1),
        ("Architect", 6, {RUSSIAN: "АгспИес{", ENGLISH: "Architect"}, None, 2),
        ("E/n", 2, {RUSSIAN: "Е/л", ENGLISH: "E/n"}, "Е/л", 2),
        ("E/x", 2, {RUSSIAN: "Е/х", ENGLISH: "E/x"}, None, 4),
        ("РОМ/", 0, {RUSSIAN: "РОМ/", ENGLISH: "PDW"}, None, 1),
        ("Гемоглобнн", 0, {RUSSIAN: "Гемоглобин", ENGLISH: "Temorno6uH"}, "Гемоглобин", 1),
    ],
)
def test_looking_ends_when_it_finds_or_confirms(
    text: str, position: int, seen: dict[str, str], found: str | None, looks: int
) -> None:
    asked: list[str] = []

    def look(_cell: object, language: str) -> str:
        asked.append(language)
        return seen[language]

    alt = tuple(load_catalogue().by_alias("алт")) if position == 2 else ()
    cell = np.full((20, 60), 255, np.uint8)
    place = Seen(text, 0, 0, 60, 20, 0.5)
    assert looked_at_again(place, text, position, alt, [], lambda _: cell, look, (RUSSIAN, ENGLISH)) == found
    assert len(asked) == looks


@pytest.mark.parametrize(("quick", "found"), [([], None), (["ТТF"], None), (["WBC"], "WBC"), (["WBC 3,7"], "WBC")])
def test_a_code_that_latin_letters_make_of_a_russian_cell_needs_a_witness(quick: list[str], found: str | None) -> None:
    seen = {RUSSIAN: "ВС", ENGLISH: "WBC" if found else "ACE"}
    seconds = [Second(Seen(text, 0, 0, 60, 20, 0.9), ()) for text in quick]
    cell, place = np.full((20, 60), 255, np.uint8), Seen("ВС", 0, 0, 60, 20, 0.5)
    looked = looked_at_again(
        place, "ЕТЕ", 0, (), seconds, lambda _: cell, lambda _, language: seen[language], (RUSSIAN, ENGLISH)
    )
    assert looked == found


def test_a_code_that_both_readers_of_latin_letters_see_is_looked_for() -> None:
    seconds = [Second(Seen("PDW", 0, 0, 60, 20, 0.9), ())]
    cell, place = np.full((20, 60), 255, np.uint8), Seen("РОМ/", 0, 0, 60, 20, 0.5)
    seen = {RUSSIAN: "РОМ/", ENGLISH: "PDW"}
    looked = looked_at_again(
        place, "РОМ/", 0, (), seconds, lambda _: cell, lambda _, language: seen[language], (RUSSIAN, ENGLISH)
    )
    assert looked == "PDW"


@pytest.mark.parametrize(("quick", "found"), [("Lymph%", None), ("Tymqh%", "утрИ% Лимфоциты %")])
def test_latin_letters_that_both_readers_see_stay(quick: str, found: str | None) -> None:
    seconds = [Second(Seen(quick, 0, 0, 60, 20, 0.9), ())]
    cell, place = np.full((20, 60), 255, np.uint8), Seen("Lymph% Лимфоцнты %", 0, 0, 160, 20, 0.5)
    looked = looked_at_again(
        place, "Lymph% Лимфоцнты %", 0, (), seconds, lambda _: cell, lambda _, __: "утрИ% Лимфоциты %", (RUSSIAN,)
    )
    assert looked == found

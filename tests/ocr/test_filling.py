"""Places that the first reader left out or read badly are read again, and what it read well stays."""

from medapp.ingest.ocr.filling import filled
from medapp.ingest.ocr.letters import in_its_letters
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.runs import evened
from medapp.ingest.ocr.seen import Seen


def _word(text: str, x0: float, x1: float, confidence: float = 0.95, y0: float = 100, y1: float = 130) -> Seen:
    return Seen(text, x0, y0, x1, y1, confidence)


def _place(text: str, x0: float, x1: float) -> Second:
    return Second(_word(text, x0, x1), ())


def _texts(words: list[Seen]) -> list[str]:
    return [word.text for word in sorted(words, key=lambda word: word.x0)]


def test_a_cell_that_was_left_out_is_read() -> None:
    words = [_word("Пролактин", 0, 200)]
    found = filled(
        words, [_place("412 MKME", 400, 560)], lambda _: [_word("412", 400, 460), _word("мкМЕ/мл", 470, 560)]
    )
    assert _texts(found) == ["Пролактин", "412", "мкМЕ/мл"]


def test_what_was_read_well_is_not_looked_at_again() -> None:
    words = [_word("Общий", 0, 95), _word("белок", 105, 200)]
    looked: list[Seen] = []
    assert filled(words, [_place("O6wnn 6eJoK", 0, 200)], lambda place: looked.append(place) or []) == words  # type: ignore[func-returns-value]
    assert not looked


def test_the_first_word_of_a_name_comes_back_and_none_is_there_twice() -> None:
    words = [_word("общий", 120, 200)]
    found = filled(
        words, [_place("Билирубин общий", 0, 200)], lambda _: [_word("Билирубин", 0, 110), _word("общий", 121, 199)]
    )
    assert _texts(found) == ["Билирубин", "общий"]


def test_a_worse_reading_changes_nothing() -> None:
    words = [_word("Глюкоза", 0, 120, 0.65)]
    for again in ([], [_word("rnrokoza", 0, 120, 0.4)], [_word("Глю", 0, 60, 0.7)]):
        assert filled(words, [_place("rniokosa", 0, 120)], lambda _, again=again: again) == words  # type: ignore[misc]


def test_a_word_whose_box_took_in_a_speck_stands_on_its_line() -> None:
    line = [_word("Serum", 0, 100, y0=90, y1=160), _word("albumin", 110, 200), _word("42", 400, 440)]
    below = [_word("Serum", 0, 100, y0=170, y1=200), _word("sodium", 110, 200, y0=170, y1=200)]
    assert [(word.y0, word.y1) for word in evened(line + below)][:2] == [(100, 130), (100, 130)]


def test_letters_that_look_alike_are_those_of_the_page() -> None:
    assert in_its_letters(_word("МСН", 0, 50), russian=False).text == "MCH"
    assert in_its_letters(_word("CO3", 0, 50), russian=True).text == "СОЭ"
    assert in_its_letters(_word("Белок", 0, 50), russian=False).text == "Белок"

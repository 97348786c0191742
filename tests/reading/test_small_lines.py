"""Two small lines of a norm beside one tall line of a row stay two lines."""

from medapp.domain.documents import Page, Word
from medapp.domain.parsing.lines import lines_of


def word(text: str, x: float, y: float, size: float) -> Word:
    return Word(text, x, y, x + 0.5 * size * len(text), y + size, size)


def test_words_of_two_small_lines_do_not_alternate_on_one() -> None:
    tall = [word(text, x, 103, 12) for text, x in (("Тиреотропин", 40), ("3,61", 200), ("мкМЕ/мл", 260))]
    upper = [word(text, x, 100.3, 6.8) for text, x in (("0,40", 340), ("-", 355), ("4,00", 359))]
    lower = [word(text, x, 110, 6.8) for text, x in (("триместр:", 344), ("0,10", 378), ("-", 393))]
    lower.insert(0, Word("I", 340, 110, 342, 116.8, 6.8))  # so narrow that it hardly overlaps what stands above it
    more = [word("Комментарий лаборатории к заказу", 40, 200, 12)]
    texts = [line.text for line in lines_of(Page(1, 600, 800, tuple(tall + upper + lower + more)))]
    assert "Тиреотропин 3,61 мкМЕ/мл 0,40 - 4,00" in texts
    assert "I триместр: 0,10 -" in texts

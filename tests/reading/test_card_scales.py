"""The limits under a bar beside a card's value are taken; other small numbers there are not."""

import pytest

from medapp.domain.documents import Document, Page, Word
from medapp.domain.parsing.report import parse

CARDS = (
    ("Калий", "4,62 ммоль/л", "3,5", "5,1"),
    ("Натрий", "147 ммоль/л", "136", "145"),
    ("Амилаза", "58 Ед/л", "28", "100"),
    ("Железо", "17,3 мкмоль/л", "11,6", "31,3"),
    ("Магний", "0,84 ммоль/л", "от 0,7"),
    ("АЛТ", "47 Ед/л", "до 41"),
)
LIMITS = {
    "Калий": (3.5, 5.1), "Натрий": (136, 145), "Амилаза": (28, 100), "Железо": (11.6, 31.3),
    "Магний": (0.7, None), "АЛТ": (None, 41),
}  # fmt: skip


def words(text: str, x: float, y: float, size: float) -> list[Word]:
    found = []
    for part in text.split():
        found.append(Word(part, x, y, x + 0.55 * size * len(part), y + size, size))
        x = found[-1].x1 + 0.25 * size
    return found


def read(cards: tuple[tuple[str, ...], ...], across: int, small: float = 6.5) -> dict[str, object]:
    """Cards with `across` of them side by side; the limits' letters are `small` points high, the value's 12."""
    page = words("Дата взятия: 12.05.2025", 40, 30, 9)
    for at, (name, value, *ends) in enumerate(cards):
        x, y = 40 + 180 * (at % across), 60 + 45 * (at // across)
        page += words(name, x, y, 8) + words(value, x, y + 11, 12)
        page += [
            word for place, end in zip((100, 140), ends, strict=False) for word in words(end, x + place, y + 13, small)
        ]
    report = parse(Document("pdf_text", (Page(1, 595, 842, tuple(page)),)))
    return {
        row.name_as_printed: (row.value_as_printed, row.unit_as_printed, row.ref_low, row.ref_high)
        for row in report.measurements
    }


@pytest.mark.parametrize("across", [1, 2, 3])
def test_each_card_keeps_its_own_limits(across: int) -> None:
    assert read(CARDS, across) == {name: (*value.split(), *LIMITS[name]) for name, value, *_ in CARDS}


@pytest.mark.parametrize(
    "cards",
    [
        tuple((name, value, *reversed(ends)) for name, value, *ends in CARDS[:4]),  # they fall
        tuple((name, "999 " + value.split()[1], *ends) for name, value, *ends in CARDS[:4]),  # they hold no value
    ],
)
def test_what_may_be_earlier_results_is_no_range(cards: tuple[tuple[str, ...], ...]) -> None:
    assert all(row[2:] == (None, None) for row in read(cards, 2).values())


def test_numbers_as_large_as_the_value_are_no_limits() -> None:
    assert all(row[2:] == (None, None) for row in read(CARDS[:4], 2, small=11).values())


def test_no_value_is_another_ones_name() -> None:
    assert set(read(CARDS[:4], 2, small=11)) <= set(LIMITS)

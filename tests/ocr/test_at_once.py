"""Which numbers need no third reader: both saw the same, and nothing hides at it."""

import cv2
import numpy as np
import pytest

from medapp.ingest.ocr import numbers
from medapp.ingest.ocr.at_once import agree_at_once, stand_apart
from medapp.ingest.ocr.numbers import AGREED, agree
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen

CLEAN = np.full((44, 160), 255, np.uint8)


def _drawn(text: str) -> Grey:
    """Letters that do not touch."""
    cell = CLEAN.copy()
    for place, letter in enumerate(text):
        cv2.putText(cell, letter, (10 + 24 * place, 34), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    return cell


def _is_agreed(first: str, quick: str, confidence: float = 0.95, cell: Grey | None = None) -> bool:
    seconds = [Second(Seen(quick, 0, 0, 90, 30, confidence), tuple(numbers.NUMBER.findall(quick)))]
    return agree_at_once(Seen(first, 10, 0, 60, 30, 0.95), seconds, lambda _: _drawn(first) if cell is None else cell)


@pytest.mark.parametrize(
    ("first", "quick"),
    [("5,64", "5.64"), ("4.5-5.5", "4.5 – 5.5"), ("13.0", "Low 13.0 -17.0"), ("134", "134 r/n"), ("40-50", "40 -50")],
)
def test_the_same_number_seen_by_both_readers_of_the_page_is_agreed(first: str, quick: str) -> None:
    assert _is_agreed(first, quick)


@pytest.mark.parametrize(
    ("first", "quick"),
    [
        ("5,64", "<5.64"), ("5,64", "< 5.64"), ("2,6", "-2.6"), ("5,64", "5.6"), ("5,64", "15.64"), ("54", "5.4"),
        ("7", "7"), ("<5,6", "<5.6"), ("1012/л", "1012/n"), ("5,6*", "5.6*"),
    ],
)  # fmt: skip
def test_a_sign_another_digit_or_a_lone_one_goes_to_the_careful_reader(first: str, quick: str) -> None:
    assert not _is_agreed(first, quick)


def test_a_doubtful_reading_goes_to_the_careful_reader() -> None:
    assert not _is_agreed("5,64", "5.64", confidence=0.7)


@pytest.mark.parametrize("printed", ["5,4", "5.4", "14.7"])
def test_a_number_whose_separator_both_lost_goes_to_the_careful_reader(printed: str) -> None:
    digits = printed.replace(",", "").replace(".", "")
    assert not _is_agreed(digits, digits, cell=_drawn(printed))
    assert stand_apart(len(digits), _drawn(digits))


def test_agreed_numbers_are_sure_without_a_third_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Grey] = []
    monkeypatch.setattr(numbers, "read_cells", lambda cells: shown.extend(cells) or ["" for _ in cells])
    second = Second(Seen("5.64", 0, 0, 60, 30, 0.97), ("5.64",))
    (word,) = agree([Seen("5,64", 0, 0, 60, 30, 0.9)], [second], lambda _: CLEAN, lambda _: "")
    assert (word.text, word.confidence, shown) == ("5,64", AGREED, [])

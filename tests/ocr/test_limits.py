"""Limits of which the first reader lost the dash, the sign or a number, and the quick reader did not."""

import numpy as np
import pytest

from medapp.ingest.ocr import numbers
from medapp.ingest.ocr.limits import whole_range, with_limits
from medapp.ingest.ocr.paddle import NUMBER, Second
from medapp.ingest.ocr.seen import Seen


def _second(text: str, x0: float = 100, x1: float = 200) -> Second:
    return Second(Seen(text, x0, 0, x1, 20, 0.9), tuple(NUMBER.findall(text)))


def _words(*texts: str) -> list[Seen]:
    width = 100 / len(texts)
    return [Seen(text, 100 + at * width, 0, 95 + (at + 1) * width, 20, 0.9) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("first", "quick", "limits"),
    [
        (("2.1", "-", "FA"), "2,1-7,1", "2,1 - 7,1"),
        (("2,1.", "-", "7,1"), "2,1 -7,1", "2,1 - 7,1"),
        (("9",), "4,1-5,9", "4,1 - 5,9"),
        (("80,", "0-97,", "9"), "| 80,0-97,0", "80,0 - 97,0"),
        (("{5", "-", "36)"), "(5 - 36)", "5 - 36"),
        (("=", "1,70"), "<1,70", "<1,70"), (("Se3T",), "< 31", "< 31"),
        (("9,5",), "3,4.20,5", "3,4 - 20,5"), (("555", "-", "123"), "55 -123", "55 - 123"),
    ],
)  # fmt: skip
def test_the_quick_reader_gives_what_was_lost(first: tuple[str, ...], quick: str, limits: str) -> None:
    assert [(word.text, word.confidence) for word in with_limits(_words(*first), [_second(quick)])] == [(limits, 0.0)]


@pytest.mark.parametrize(
    ("first", "quick"),
    [(("2,1", "-", "7,1"), "21-71"), (("<", "1,70"), "<1,70"), (("до", "5,2"), "<5,2"), (("7,1", "x"), "7,1-2,1"),
     (("5,1",), "5,1")],
)  # fmt: skip
def test_limits_that_were_read_stay(first: tuple[str, ...], quick: str) -> None:
    words = _words(*first)
    assert with_limits(words, [_second(quick)]) == words


def test_a_word_that_reaches_beyond_the_limits_stays() -> None:
    words = [Seen("Vitamin-25-OH", 0, 0, 200, 20, 0.9)]
    assert with_limits(words, [_second("25-30")]) == words


@pytest.mark.parametrize("text", ["7,1 - 2,1", "12.03.2025", "3,4", "363-30-03"])
def test_what_is_no_range(text: str) -> None:
    assert whole_range(text) is None


def _agreed(monkeypatch: pytest.MonkeyPatch, first: str, quick: str, careful: str) -> Seen:
    monkeypatch.setattr(numbers, "read_cells", lambda cells: [careful for _ in cells])
    word = Seen(first, 100, 0, 200, 20, 0.9)
    (found,) = numbers.agree([word], [_second(quick)], lambda _: np.zeros((9, 9), np.uint8), lambda _: "")
    return found


def test_both_other_readers_give_a_range_its_commas_back(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _agreed(monkeypatch, "241-1160", "2,41 -11,60", "2,41-11,60")
    assert (found.text, found.confidence) == ("2,41 - 11,60", numbers.ALONE)


def test_one_other_reader_is_not_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _agreed(monkeypatch, "241-1160", "241-1160", "2,41-11,60")
    assert found.text == "241-1160"
    assert found.confidence <= numbers.DIFFERENT


@pytest.mark.parametrize(("again", "confidence"), [("0,0-3,0", numbers.LOOKED_AGAIN), ("0,0-30", numbers.ALONE)])
def test_a_limit_gets_the_point_back_that_all_others_saw(
    monkeypatch: pytest.MonkeyPatch, again: str, confidence: float
) -> None:
    monkeypatch.setattr(numbers, "read_cells", lambda cells: ["0.0-3.0" for _ in cells])
    word, second = Seen("0.0-30", 100, 0, 200, 20, 0.9), _second("0.0-3,0")
    (found,) = numbers.agree([word], [second], lambda _: np.zeros((9, 9), np.uint8), lambda _: again)
    assert (found.text, found.confidence) == ("0.0 - 3.0", confidence)


def test_the_colon_of_a_label_is_no_part_of_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _agreed(monkeypatch, "0", "0", "1:0").confidence == numbers.AGREED


def test_a_dash_taken_for_a_colon_does_not_change_the_number_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = iter(["135:145", "145"])
    monkeypatch.setattr(numbers, "read_cells", lambda cells: [next(careful) for _ in cells])
    words = [Seen("135", 100, 0, 200, 20, 0.9), Seen("-", 145, 0, 155, 20, 0.9), Seen("145", 160, 0, 200, 20, 0.9)]
    found = numbers.agree(words, [_second("135-145")], lambda _: np.zeros((9, 9), np.uint8), lambda _: "135 - 145")
    assert [word.text for word in found] == ["135", "-", "145"]

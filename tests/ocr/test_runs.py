"""Words of a picture put together into lines."""

from medapp.ingest.ocr.runs import evened, lines
from medapp.ingest.ocr.seen import Seen

_ROW = [
    Seen("RDW", 227, 1381, 337, 1415, 0.9), Seen("(шир.", 353, 1375, 467, 1442, 0.9),
    Seen("14,9", 1425, 1380, 1513, 1422, 0.9),
    Seen("*", 1527, 1381, 1545, 1399, 0.9), Seen("-", 2295, 1399, 2307, 1404, 0.9),
]  # fmt: skip


def test_a_star_at_the_top_of_its_line_begins_no_line_of_its_own() -> None:
    assert [[word.text for word in line] for line in lines(_ROW)] == [["RDW", "(шир.", "14,9", "*", "-"]]


def test_words_keep_their_boxes_when_they_are_put_into_lines() -> None:
    assert sorted(word.y0 for word in lines(_ROW)[0]) == sorted(word.y0 for word in _ROW)


def test_low_marks_are_handed_on_as_high_as_their_line() -> None:
    low = {word.text: word for word in evened(_ROW)}
    assert (low["*"].y0, low["*"].y1) == (low["14,9"].y0, low["14,9"].y1)
    assert low["RDW"] == _ROW[0]


def test_a_word_of_low_letters_is_as_high_as_its_neighbours() -> None:
    words = [
        Seen("Протромбиновое", 0, 100, 300, 134, 0.9),
        Seen("время,", 310, 100, 400, 140, 0.9),
        Seen("сек", 0, 170, 60, 194, 0.9),
    ]
    (last,) = [word for word in evened(words) if word.text == "сек"]
    assert (last.y0, last.y1) == (160, 194)

"""Places where the quick reader sees writing and the first reader saw little: read again, cut out.

The first reader divides a page into blocks and lines by itself. Beside a stamp, on a crumpled page or under specks it
leaves out whole cells and the first words of names, which it reads well once they are cut out.
"""

from collections.abc import Callable, Sequence

from medapp.ingest.ocr.lanes import LANES, side_by_side
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.seen import Seen

_MOST = 120  # places of a page
_WELL_READ = 0.7  # confidence from which on a word need not be read again
_COVERED = 0.65  # of a place's width; spaces between words and its edges leave a fifth
_AS_GOOD = 0.6  # mean confidence below which a reading says nothing


def filled(words: list[Seen], seconds: list[Second], read_place: Callable[[Seen], list[Seen]]) -> list[Seen]:
    """The words, those in badly read places replaced where the place cut out reads better."""
    places = [second.seen for second in seconds if any(char.isalnum() or char in "%<>" for char in second.seen.text)]
    doubtful = [place for place in places if _coverage(place, words) < _COVERED][:_MOST]

    def work(lane: int) -> list[list[Seen]]:
        return [read_place(place) for place in doubtful[lane::LANES]]

    read = side_by_side(work, range(LANES))
    for number, place in enumerate(doubtful):
        words = _better(place, words, read[number % LANES][number // LANES])
    return words


def _better(place: Seen, words: list[Seen], again: list[Seen]) -> list[Seen]:
    """More letters, more surely: the second reading stands instead of the words in its place."""
    letters = sum(_length(word) for word in again)
    if not letters or _worth(again) < _AS_GOOD * letters:
        return words
    inside = [word for word in words if _is_inside(word, place)]
    if _worth(again) <= _worth(inside):
        return words
    beyond = [word for word in words if word not in inside]
    return beyond + [word for word in again if not any(_is_inside(other, word) for other in beyond)]


def _coverage(place: Seen, words: Sequence[Seen]) -> float:
    """The share of the place's width over which words were read well."""
    good = [word for word in words if word.confidence >= _WELL_READ and _beside(word, place)]
    read = sum(max(0.0, min(word.x1, place.x1) - max(word.x0, place.x0)) for word in good)
    return read / max(place.x1 - place.x0, 1.0)


def _is_inside(word: Seen, place: Seen) -> bool:
    across = min(word.x1, place.x1) - max(word.x0, place.x0)
    return across > 0.5 * (word.x1 - word.x0) and _beside(word, place)


def _beside(word: Seen, place: Seen) -> bool:
    down = min(word.y1, place.y1) - max(word.y0, place.y0)
    return down > 0.5 * min(word.y1 - word.y0, place.y1 - place.y0)


def _length(word: Seen) -> int:
    return sum(char.isalnum() or char in "%<>" for char in word.text)


def _worth(words: Sequence[Seen]) -> float:
    return sum(word.confidence * _length(word) for word in words)

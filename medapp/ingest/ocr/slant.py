"""Lines of text that still rise or fall once the page is level: cells far apart then seem to stand on other lines."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from statistics import median

from medapp.domain.documents import Slopes
from medapp.ingest.ocr.numbers import ALONE
from medapp.ingest.ocr.paddle import NUMBER
from medapp.ingest.ocr.seen import Seen

_PARTS = 6  # of the words' width: a page may bend in one part only
_FEWEST = 6  # pairs of words in a part that tell how it lies
_LEVEL, _FEW = 0.013, 3  # slope; pairs in a part
_SAME = 0.8  # of the pairs fall to the same side
_UP, _DOWN = re.compile(r"[A-ZА-ЯЁ\dбёйbdfhijklt/%]"), re.compile(r"[руфцщдgjpqyQЦЩД,;/]")
_STEEP = 0.03  # over a third of a page of A4 a line moves by its own height


def doubted_when_slanted(words: list[Seen]) -> list[Seen]:
    """No number is sure on a page where a value and its limits may be taken from neighbouring rows."""
    if not is_slanted(words):
        return words
    return [replace(w, confidence=min(w.confidence, ALONE)) if NUMBER.search(w.text) else w for w in words]


def is_slanted(words: list[Seen]) -> bool:
    """Whether neighbouring words of a line stand ever higher or lower, in some part of the page.

    Where most of a part's neighbours reach up and down unlike each other, nothing is told.
    """
    return any(
        _leans([pair.slope for pair in part]) and 2 * sum(pair.are_like for pair in part) >= len(part)
        for part in _parts(words)
    )


def is_level(words: list[Seen]) -> bool:
    """Whether they do so in no part, as far as words of its lines tell."""
    return all(abs(slope) < _LEVEL for _, slope in slopes_of(words))


def slopes_of(words: list[Seen]) -> Slopes:
    """The slope of each part of the page with words enough to tell; x in px."""
    parts = [part for part in _parts(words) if len(part) >= _FEW]
    return tuple((median(pair.x for pair in part), median(pair.slope for pair in part)) for part in parts)


@dataclass(frozen=True, slots=True, order=True)
class _Pair:
    """Two neighbours on a line: x between them (px), the slope there, and whether they reach up and down alike."""

    x: float
    slope: float
    are_like: bool


def _parts(words: list[Seen]) -> list[list[_Pair]]:
    """The pairs of each part, from left to right."""
    pairs = sorted(_pairs(words))
    parts: dict[int, list[_Pair]] = {}
    for pair in pairs:
        parts.setdefault(int(_PARTS * (pair.x - pairs[0].x) / (pairs[-1].x - pairs[0].x + 1)), []).append(pair)
    return list(parts.values())


def _leans(slopes: list[float]) -> bool:
    """Steep on the whole, and nearly all to the same side: where half of them are level, the others are misread."""
    way = 1 if median(slopes) > 0 else -1
    alike = sum(way * slope > _STEEP / 2 for slope in slopes)
    return len(slopes) >= _FEWEST and abs(median(slopes)) > _STEEP and alike >= _SAME * len(slopes)


def _pairs(words: list[Seen]) -> list[_Pair]:
    """How each word's next neighbour on its line stands to it.

    Words of other heights (brackets, specks, letters with tails) tell nothing.
    """
    found = []
    down = sorted(words, key=lambda word: word.y0 + word.y1)
    middles = [word.y0 + word.y1 for word in down]
    for word in words:
        height = word.y1 - word.y0
        middle, reach = word.y0 + word.y1, 1.2 * height
        beside = [
            other
            for other in down[bisect_right(middles, middle - reach) : bisect_left(middles, middle + reach)]
            if -0.2 * height < other.x0 - word.x1 < 2 * height and 0.8 * height < other.y1 - other.y0 < 1.25 * height
        ]
        if beside:
            other = min(beside, key=lambda other: other.x0)
            across = (other.x0 + other.x1 - word.x0 - word.x1) / 2
            if across > 1.5 * height:
                fall = (other.y0 + other.y1 - word.y0 - word.y1) / 2
                are_like = not _reach_apart(word.text, other.text)
                found.append(_Pair((word.x1 + other.x0) / 2, fall / across, are_like))
    return found


def _reach_apart(one: str, other: str) -> bool:
    """`Выше нормы`, `В норме`: one word reaches above its small letters and the other below, on a level line too."""
    up, down = _UP.search(one), _DOWN.search(one)
    other_up, other_down = _UP.search(other), _DOWN.search(other)
    return bool((up and not down and other_down and not other_up) or (down and not up and other_up and not other_down))

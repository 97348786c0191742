"""A word as a reader saw it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Seen:
    """Box in px of the prepared picture, confidence 0..1."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float


def moved(word: Seen, right: float, down: float) -> Seen:
    """The word in the px of a larger picture, in which its own begins so far right and down."""
    return replace(word, x0=word.x0 + right, x1=word.x1 + right, y0=word.y0 + down, y1=word.y1 + down)


def overlaps(word: Seen, other: Seen) -> bool:
    """The one lies on the other, or most of it."""
    across = min(word.x1, other.x1) - max(word.x0, other.x0)
    down = min(word.y1, other.y1) - max(word.y0, other.y0)
    return across > 0.5 * min(word.x1 - word.x0, other.x1 - other.x0) and down > 0.4 * (word.y1 - word.y0)


def touches(word: Seen, other: Seen) -> bool:
    """The two share some of their place."""
    return min(word.x1, other.x1) > max(word.x0, other.x0) and min(word.y1, other.y1) - max(
        word.y0, other.y0
    ) > 0.3 * min(word.y1 - word.y0, other.y1 - other.y0)


def is_within(word: Seen, other: Seen) -> bool:
    """The word's place is a part of the other's."""
    across = min(word.x1, other.x1) - max(word.x0, other.x0)
    down = min(word.y1, other.y1) - max(word.y0, other.y0)
    return across > 0.8 * (word.x1 - word.x0) and down > 0.6 * (word.y1 - word.y0)


def is_wider(word: Seen, place: Seen) -> bool:
    """The word reaches far beyond the place: it holds more than what was seen there."""
    return word.x1 - word.x0 > 1.4 * (place.x1 - place.x0)

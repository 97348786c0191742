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

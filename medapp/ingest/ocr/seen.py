"""A word as a reader saw it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """Box in px of the prepared picture, confidence 0..1."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float

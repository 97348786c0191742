"""Lines of words at their places, for what is told by geometry."""

from medapp.domain.documents import Word
from medapp.domain.parsing.lines import Line


def line(y: float, *cells: tuple[float, str]) -> Line:
    """Each cell's words from its x on, 9 points high and close to each other."""
    words = []
    for x, text in cells:
        for part in text.split():
            words.append(Word(part, x, y, x + 5 * len(part), y + 9, 9))
            x += 5 * len(part) + 3
    return Line(tuple(words))

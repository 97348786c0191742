"""A card's part of each line: the name, the value, a labelled range, or a drawn scale's two limits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.numbers import NUMBER, readings_of
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.lines import Line, height_of, segments, text_of
from medapp.domain.ranges import parse_range

_LABEL = re.compile(
    r"(?:(?:normal|reference|ref\.?|standard|healthy|optimal|target|expected|bio(?:logical)?\.?\s*ref\w*\.?)\s*(?:range|interval|values?|limits)|range|normal\s*:|optimal\s*:|reference\s*:|in\s+range\s*:|норм[аы]\b|референс(?:н\w+\s+\w+|\s*:)|реф\.(?:\s*(?!до\b|от\b|менее\b|более\b)[^\W\d]+\.?)?|нормальн\w+\s+(?:значени|диапазон|интервал)\w*)\s*:?\s*(?P<range>.*)",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"(?:.*[\s(\[,;])?(?:(?:normal|reference|ref\.?|standard|expected)\s*(?:range|interval|values?|limits)|норм[аы]|нормальн\w+\s+значени\w+|реф(?:ер\w+)?\.?\s*(?:значени\w+|интервал\w*|диапазон\w*)|(?:normal|reference|optimal|ref\.?|реф\.?|референс)(?=\s*:))\s*[:=]?",
    re.IGNORECASE,
)
# 0,270 - 4,200: limits whatever their commas mean, which the whole document tells.
_TWO_NUMBERS = re.compile(rf"{NUMBER}\s*[-–—]\s*{NUMBER}")
_STATUS_MARK = re.compile(r"\s[·•|]\s")
_KNOBS = tuple("0oOоО●•°@©")
_TORN = 2.0  # letter heights between the pieces of one range
_MOST_LINES = 5
_LETTERS_APART = 3.0  # the limits under a drawn scale stand at its ends
_LINES_APART, _SCALE_APART = 1.6, 4.5  # in letter heights


@dataclass(frozen=True, slots=True)
class Zone:
    words: tuple[Word, ...]
    is_scale: bool = False

    @property
    def text(self) -> str:
        return text_of(self.words).strip()

    @property
    def range_text(self) -> str:
        """The two limits under a drawn scale as a range."""
        return f"{self.words[0].text} - {self.words[-1].text}"


def label_in(text: str) -> str | None:
    """What stands behind a label such as Normal range, or behind a status and its label: `Понижен · реф. 4,0 - 9,0`."""
    status, mark, rest = (part.strip() for part in _STATUS_MARK.sub("\0", text.strip(), count=1).partition("\0"))
    match = _LABEL.fullmatch(rest if mark and is_flag(status) else text.strip())
    return match["range"] if match and len(text.split()) <= 20 else None


def ends_in_label(text: str) -> bool:
    """A norm's label at the end, as in `Nitrite Normal value`: what follows is the norm and no result."""
    return _LABEL_ALONE.fullmatch(text.strip()) is not None


def labelled_range(text: str) -> str | None:
    """The limits behind such a label."""
    found = label_in(text)
    limits = parse_range(found) if found else None
    if limits is None or found is None:
        return None
    said = limits.has_limits or limits.doubt == "conditional" or _TWO_NUMBERS.fullmatch(found)
    return found if said else None


def labels_of(line: Line) -> list[list[Word]]:
    """The labelled ranges of a line; one that a wide dash tears apart (`Норма: 0 -   5,2`) is whole again."""
    found: list[list[Word]] = []
    open_label: list[Word] = []
    for part in line.parts():
        near = bool(open_label) and part[0].x0 - open_label[-1].x1 <= _TORN * height_of(part[0])
        words = [*open_label, *part] if near else part
        open_label = []
        if labelled_range(text_of(words)):
            found.append(words)
        elif label_in(text_of(words)) is not None:
            open_label = words
    return found


def is_scale(words: Sequence[Word]) -> bool:
    """Two rising numbers alone and far apart: a drawn scale's limits."""
    numbers = [readings_of(word.text) for word in words]
    return (
        len(words) == 2
        and all(numbers)
        and numbers[0][0] < numbers[1][0]
        and all(b.x0 - a.x1 > _LETTERS_APART * height_of(a) for a, b in pairwise(words))
    )


def is_knob(words: Sequence[Word], x0: float) -> bool:
    """The round mark on a drawn bar, alone on its line and not where the card's texts begin."""
    return len(words) == 1 and words[0].text in _KNOBS and abs(words[0].x0 - x0) > _LETTERS_APART * height_of(words[0])


def zones_of(lines: list[Line], index: int, x0: float, end: float, step: int, first: float = 0.0) -> list[Zone]:
    """The card's part of the next few lines, until another range or a gap; the `first` gap may be wider."""
    zones: list[Zone] = []
    last, reach = lines[index], max(_LINES_APART, first)
    at = index + step
    while 0 <= at < len(lines) and len(zones) < _MOST_LINES:
        line = lines[at]
        at += step
        parts = segments(word for word in line.words if x0 - 6 <= word.x0 < end)
        while len(parts) > 1 and is_flag(text_of(parts[-1])):
            parts.pop()
        words = tuple(word for part in parts for word in part)
        if not words or is_knob(words, x0):
            continue
        scale = is_scale(words)
        gap = max(last.y0, line.y0) - min(last.y1, line.y1)
        if gap > (_SCALE_APART if scale else reach) * max(last.size, line.size):
            break
        if not scale and (abs(words[0].x0 - x0) > 6 or labelled_range(text_of(words))):
            break
        zones.append(Zone(words, scale))
        last, reach = line, _SCALE_APART if scale else _LINES_APART
    return zones

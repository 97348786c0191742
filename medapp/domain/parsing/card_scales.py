"""Limits in small print beside a card's value, under the bar that is drawn there: `6,42 ммоль/л    4,1    5,9`.

Two numbers behind a value may also be earlier results. They are limits only in clearly smaller print than the value,
on several cards of a page, when they rise on all and hold most of the values.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from medapp.domain.documents import Word
from medapp.domain.numbers import readings_of
from medapp.domain.parsing.bar_limits import are_held
from medapp.domain.parsing.card_parts import number_in
from medapp.domain.parsing.lines import Line, height_of, text_of
from medapp.domain.ranges import parse_range

_SMALL = 0.75  # of the value's height
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Scale:
    """A value with its unit, and the one or two pieces of its limits."""

    value: list[Word]
    ends: list[list[Word]]


def with_scales_beside(lines: list[Line]) -> list[Line]:
    """The lines with the limits behind each value as a norm in brackets: `6,42 ммоль/л (normal: 4,1–5,9)`."""
    found = [_scales(line) for line in lines]
    scales = [scale for on_line in found for scale in on_line]
    bars = [scale for scale in scales if len(scale.ends) == 2]
    if len(scales) < _FEWEST or (bars and not are_held([_limits(bar) for bar in bars])):
        return lines
    return [_put(on_line) if on_line else line for line, on_line in zip(lines, found, strict=True)]


def _scales(line: Line) -> list[_Scale]:
    """The values of a line with their limits, none when anything else stands on it."""
    scales: list[_Scale] = []
    for part in line.parts():
        if scales and _is_end(part, scales[-1]):
            scales[-1].ends.append(part)
        elif number_in(text_of(part)) is not None:
            scales.append(_Scale(part, []))
        else:
            return []
    whole = all(len(scale.ends) == 2 or (scale.ends and _is_bound(scale.ends[0])) for scale in scales)
    return scales if whole else []


def _is_end(part: list[Word], scale: _Scale) -> bool:
    small = all(height_of(word) < _SMALL * height_of(scale.value[0]) for word in part)
    alone = len(part) == 1 and bool(readings_of(part[0].text))
    if not small or (scale.ends and _is_bound(scale.ends[0])):
        return False
    return (alone and len(scale.ends) < 2) or (_is_bound(part) and not scale.ends)


def _is_bound(part: list[Word]) -> bool:
    limits = parse_range(text_of(part))
    return limits.has_limits and (limits.low is None) != (limits.high is None)


def _limits(scale: _Scale) -> tuple[Decimal, Decimal, Decimal]:
    low, high, value = (readings_of(words[0].text)[0] for words in (*scale.ends, scale.value))
    return low, high, value


def _put(scales: list[_Scale]) -> Line:
    words: list[Word] = []
    for scale in scales:
        last = scale.value[-1]
        text = "–".join(text_of(end) for end in scale.ends)
        norm = replace(last, text=f"(normal: {text})", x0=last.x1 + 1, x1=scale.ends[-1][-1].x1)
        words += [*scale.value, norm]
    return Line(tuple(words))

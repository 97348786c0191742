"""Words put together: lines of a page, and the cells of a line."""

import re
from dataclasses import replace
from statistics import median

from medapp.ingest.ocr.limits import RANGE
from medapp.ingest.ocr.paddle import NUMBER
from medapp.ingest.ocr.seen import Seen

_TALL, _FLAT = 1.35, 0.7  # of the height of a word
_SPACE, _TYPED, _LONG = 0.75, 1.3, 4  # of the height of a word, of the width of its letters; letters
_LOW, _LOW_LETTERS = 0.9, re.compile(r"[авгежзиклмнопстхчшыэюясacemnorsuvwxz]{2,}\.?")  # of the usual height
_STROKES = ("=", "—", "–", "_", "~", "‑", "−", "--", ".-", "-.", "«", "»")


def lines(words: list[Seen]) -> list[list[Seen]]:
    """Words that stand beside each other, from left to right."""
    found: list[list[tuple[Seen, Seen]]] = []
    for even, word in sorted(zip(evened(words), words, strict=True), key=lambda pair: pair[0].y0 + pair[0].y1):
        middle = (even.y0 + even.y1) / 2
        for line in found[-3:]:
            if line[0][0].y0 < middle < line[0][0].y1:
                line.append((even, word))
                break
        else:
            found.append([(even, word)])
    return [sorted((word for _, word in line), key=lambda word: word.x0) for line in found]


def evened(words: list[Seen]) -> list[Seen]:
    """Words whose box took in a speck or a stroke of a stamp, and marks lower than a letter (a star at the top of its
    line must not begin a line of its own), get the height of the nearest word on their line. A word of low letters
    alone (`сек`) is as high as any."""
    height = median([word.y1 - word.y0 for word in words]) if words else 0.0
    usual = [word for word in words if _FLAT * height < word.y1 - word.y0 < _TALL * height]

    def told(word: Seen) -> Seen:
        if word.y1 - word.y0 > _TALL * height:
            beside = [other for other in usual if word.y0 < (other.y0 + other.y1) / 2 < word.y1]
        elif word.y1 - word.y0 <= _FLAT * height and not any(char.isalnum() for char in word.text):
            beside = [other for other in usual if other.y0 < (word.y0 + word.y1) / 2 < other.y1]
        elif word.y1 - word.y0 < _LOW * height and _LOW_LETTERS.fullmatch(word.text):
            return replace(word, y0=word.y1 - height)
        else:
            return word
        near = min(beside, key=lambda other: max(other.x0 - word.x1, word.x0 - other.x1), default=None)
        return replace(word, y0=near.y0, y1=near.y1) if near else word

    return [told(word) for word in words]


def with_dashes(line: list[Seen]) -> list[Seen]:
    """A stroke between two numbers is the dash of a range, however it was read."""
    return [
        replace(word, text="-")
        if word.text in _STROKES
        and 0 < index < len(line) - 1
        and is_number(line[index - 1].text)
        and is_number(line[index + 1].text)
        else word
        for index, word in enumerate(line)
    ]


def runs(line: list[Seen]) -> list[list[Seen]]:
    """The line's cells: split where the gap is wider than a space, and between a number and a word."""
    found: list[list[Seen]] = []
    for word in line:
        last = found[-1][-1] if found else None
        near = last is not None and word.x0 - last.x1 <= max(
            _SPACE * max(last.y1 - last.y0, word.y1 - word.y0),
            _TYPED * _letter(last) if word.text[0].isalpha() else 0.0,
        )
        if last is not None and near and not (len(found) > 1 and _is_figures(last.text) != _is_figures(word.text)):
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _is_figures(text: str) -> bool:
    """A number, or a range in one piece."""
    return is_number(text) or bool(RANGE.fullmatch(text))


def _letter(word: Seen) -> float:
    """The width of one letter of a word that is long enough to tell: on a typed page a space is as wide."""
    return (word.x1 - word.x0) / len(word.text) if len(word.text) >= _LONG and word.text[-1].isalpha() else 0.0


def is_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text.strip("<>≤≥*+-")))

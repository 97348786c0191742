"""Cells of words that mean nothing are looked at again, in one language at a time, until they are a known name or unit."""

import re
from collections.abc import Callable

from medapp.domain.parsing.cells import is_flag, value_words
from medapp.domain.parsing.header_words import role_of
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.units import parse_unit
from medapp.ingest.ocr.numbers import LOOKED_AGAIN
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.tesseract import ENGLISH, LANGUAGES, RUSSIAN, Seen

_MOST_LOOKS = 70
_LONGEST = 9  # words; longer runs are prose
_TEN = re.compile(r"10.?$|^[хx×*]")
_RUSSIAN_LETTER = re.compile(r"[а-яё]", re.IGNORECASE)


def mend(words: list[Seen], cut: Callable[[Seen], Grey], look: Callable[[Grey, str], str]) -> list[Seen]:
    """The words, those of a doubtful cell replaced by one that holds the cell's known name or unit."""
    runs = [run for line in _lines(words) for run in _runs(line)]
    looks = 0
    mended: list[Seen] = []
    for run in runs:
        text = " ".join(word.text for word in run)
        if looks < _MOST_LOOKS and _is_doubtful(text, run):
            looks += 1
            found = _again(cut(_around(run)), text, look)
            if found is not None:
                mended.append(_around(run, found))
                continue
        mended += run
    return mended


def _again(cell: Grey, text: str, look: Callable[[Grey, str], str]) -> str | None:
    """What the cell is, when one of the languages alone makes it a name or unit that is known."""
    for languages in (RUSSIAN, ENGLISH, LANGUAGES):
        seen = " ".join(look(cell, languages).split()).strip("|[]_—‘’'\" ")
        if seen and seen != text and _is_known(seen):
            return seen
    return None


def _is_known(text: str) -> bool:
    if parse_unit(text) and not text[0].isdigit() or _TEN.search(text.partition("/")[0]) and parse_unit(text):
        return True
    return len(text) >= 3 and (is_exact_name(text) or is_known_name(text)) or value_words(text) is not None


def _is_doubtful(text: str, run: list[Seen]) -> bool:
    letters = sum(char.isalpha() for char in text)
    if not letters and text not in ("%", "‰") and "/" not in text or len(run) > _LONGEST:
        return False
    if parse_unit(text) or value_words(text) or is_flag(text) or role_of(text) is not None:
        return False
    if is_exact_name(text):
        return False
    known = is_known_name(text)
    sure = min(word.confidence for word in run if any(char.isalpha() for char in word.text)) if letters else 1.0
    return not (known and sure > 0.6) and not (sure > 0.93 and letters > 12)


def _around(run: list[Seen], text: str = "") -> Seen:
    return Seen(
        text, min(word.x0 for word in run), min(word.y0 for word in run), max(word.x1 for word in run), max(word.y1 for word in run), LOOKED_AGAIN
    )


def _lines(words: list[Seen]) -> list[list[Seen]]:
    """Words that stand beside each other, from left to right."""
    lines: list[list[Seen]] = []
    for word in sorted(words, key=lambda word: word.y0 + word.y1):
        middle = (word.y0 + word.y1) / 2
        for line in lines[-3:]:
            if line[0].y0 < middle < line[0].y1:
                line.append(word)
                break
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _runs(line: list[Seen]) -> list[list[Seen]]:
    """The line's cells: split where the gap is wider than a space."""
    runs: list[list[Seen]] = []
    for word in line:
        last = runs[-1][-1] if runs else None
        if last is not None and word.x0 - last.x1 <= 0.75 * max(last.y1 - last.y0, word.y1 - word.y0) and not _parts(last.text, word.text):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _parts(left: str, right: str) -> bool:
    """A number beside a word: a value and its unit are two cells even when they stand close."""
    return left[-1].isdigit() != right[0].isdigit() and (left[0].isdigit() or right[0].isdigit()) and left[-1] not in "^*/(," 

"""Words that stand for no print of their own: pieces of another word; grain and strokes taken for letters."""

import re
from collections.abc import Sequence
from dataclasses import replace

from medapp.domain.parsing.flags import is_flag
from medapp.domain.units import parse_unit
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.seen import Seen, is_within, touches

_RULE = re.compile(r"([^\W\d_]{4,})[|¦'’‘!]([А-ЯЁA-Z][^\W\d_]{3,}\.?)")
_SHORT, _WORD = 2, 3  # letters
_GRAIN, _GRAINY = 4, 0.55  # letters and confidence of what is grain, or a bar's mark, when nobody else saw it
_UNSURE, _LIKELY, _SURE = 0.5, 0.85, 0.95  # confidences: letters that only the first reader saw, two readers that agree


def without_crumbs(words: Sequence[Seen], seconds: Sequence[Second]) -> list[Seen]:
    """The words without what was put twice into one place, and without doubtful letters that nobody else saw."""
    words = [part for word in words for part in _parts(word)]
    kept = [word for word in words if not any(_is_part(word, other) or _is_over(word, other) for other in words)]
    return [word for word in kept if not (_is_grain(word) and not any(_saw(second, word) for second in seconds))]


def _parts(word: Seen) -> list[Seen]:
    """Two headings with the rule between their cells taken for a mark: `Результат|Норма`."""
    halves = _RULE.fullmatch(word.text)
    if halves is None:
        return [word]
    edge = word.x0 + len(halves[1]) / len(word.text) * (word.x1 - word.x0)
    return [replace(word, text=halves[1], x1=edge), replace(word, text=halves[2], x0=edge)]


def _is_part(word: Seen, other: Seen) -> bool:
    """Inside a longer word that says the same, or a doubtful letter in one of letters.

    A box often reaches over the dash or the flag beside its word: those are no parts.
    """
    if other is word or len(other.text) < _WORD or len(other.text) <= len(word.text) or not _is_text(word.text):
        return False
    doubtful = len(word.text) <= _SHORT and word.confidence < min(_LIKELY, other.confidence)
    return (word.text in other.text or (doubtful and other.text[0].isalpha())) and is_within(word, other)


def _is_over(word: Seen, other: Seen) -> bool:
    """Made of a pen's stroke round a figure that is sure."""
    return (
        other is not word
        and word.confidence < _UNSURE
        and other.confidence >= _SURE
        and other.text.isdigit()
        and not any(char.isdigit() for char in word.text)
        and is_within(other, word)
    )


def _is_grain(word: Seen) -> bool:
    return (
        len(word.text) <= _GRAIN
        and word.confidence < (_UNSURE if is_flag(word.text) else _GRAINY)
        and any(char.isalpha() for char in word.text)
        and not any(char.isdigit() for char in word.text)
        and not parse_unit(word.text)
    )


def _is_text(text: str) -> bool:
    return text.replace(",", "").replace(".", "").isalnum()


def _saw(second: Second, word: Seen) -> bool:
    return any(char.isalnum() for char in second.seen.text) and touches(second.seen, word)

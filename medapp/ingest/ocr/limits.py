"""Limits that the quick reader saw whole: put where the first reader lost their dash, their sign or a number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.seen import Seen, is_wider, overlaps

_NUMBER = r"\d+(?:[.,]\d+)?"
RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*[-–—]\s*(?P<high>{_NUMBER})")
# A dash under a stamp or on a coarse scan passes for a point; two decimal numbers around it can be nothing else.
_POINTED = re.compile(r"(?P<low>\d+[.,]\d+)\s*[.·]\s*(?P<high>\d+[.,]\d+)")
_BOUND = re.compile(rf"[<>≤≥]\s*{_NUMBER}")
_READ_RANGE = re.compile(rf"[(\[]?{_NUMBER}[-–—=~_]{_NUMBER}[)\]]?")
_STROKE = re.compile(r"(?<=\d)[-–—=~_](?=\d)")
_SAID = re.compile(r"[<>≤≥]|до|от|up|менее|более", re.IGNORECASE)
BRACKETS = "|[](){} "


def whole_range(text: str) -> tuple[str, str] | None:
    """Both ends of a range, as printed; None when it is none or goes downwards."""
    bare = text.strip(BRACKETS)
    match = RANGE.fullmatch(bare) or _POINTED.fullmatch(bare)
    if match is None:
        return None
    low, high = match["low"], match["high"]
    return (low, high) if _size(low) < _size(high) else None


def with_limits(words: list[Seen], seconds: Sequence[Second]) -> list[Seen]:
    """The words, those in the place of limits replaced by the quick reader's unless they say limits themselves.

    What is put in has no confidence of its own: the careful reader must agree with it.
    """
    for second in seconds:
        limits = _limits(second.seen.text)
        if limits is None:
            continue
        inside = [word for word in words if overlaps(word, second.seen)]
        if _says_limits(inside, limits) or any(is_wider(word, second.seen) for word in inside):
            continue
        words = [word for word in words if word not in inside]
        words.append(replace(second.seen, text=limits, confidence=0.0))
    return words


def _limits(text: str) -> str | None:
    ends = whole_range(text)
    if ends is not None:
        return f"{ends[0]} - {ends[1]}"
    bare = text.strip(BRACKETS)
    return bare if _BOUND.fullmatch(bare) else None


def _says_limits(words: Sequence[Seen], limits: str) -> bool:
    if any(word.text.endswith((".", ",")) for word in words):
        return False  # torn, or with a speck
    said = "".join(word.text for word in sorted(words, key=lambda word: word.x0))
    if limits[0] in "<>≤≥":
        return bool(_SAID.search(said))
    # A stroke of a stamp before a limit is a digit more: limits that go downwards were misread.
    return bool(_READ_RANGE.fullmatch(said)) and whole_range(_STROKE.sub("-", said)) is not None


def _size(number: str) -> float:
    return float(number.replace(",", "."))

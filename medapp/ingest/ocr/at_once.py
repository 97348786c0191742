"""Numbers that both readers of the whole page saw alike, so that no third one need be asked."""

import re
from collections.abc import Callable, Sequence

import cv2
import numpy as np

from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen, overlaps

# Confidence of both. On 41 pages that `tests.ocr` drew and spoilt in all its twelve ways (seeds 7000 to 7003), none of
# 1,702 numbers with a separator that were agreed on so was misread, and of 825 without one a single, blurred on a
# shaken photo, which `stand_apart` keeps for the careful engine.
CLEAR = 0.85
_DECIMAL = re.compile(r"\d+[.,]\d+(?:\s?[-–—]\s?\d+[.,]\d+)?")
_WHOLE = re.compile(r"\d{2,}(?:\s?[-–—]\s?\d{2,})?")
_DASHES = re.compile(r"[−–—]")
_AROUND_SIGNS = re.compile(r"\s*([-<>≤≥])\s*")
_FAINT = 192  # darker than this may be the rest of a separator
# of a digit's height: what is no digit, and how far down separators begin
_SMALL, _LOW = 0.5, 0.6


def agree_at_once(word: Seen, seconds: Sequence[Second], cut: Callable[[Seen], Grey]) -> bool:
    """Both saw this number and no sign at it. One without a separator might have lost it with both of them, so its
    digits must stand there and nothing like a separator. `cut` gives its place, dark on light.
    """
    is_whole = bool(_WHOLE.fullmatch(word.text))
    if word.confidence < CLEAR or not (is_whole or _DECIMAL.fullmatch(word.text)):
        return False
    number = re.compile(rf"(?<![\d.<>≤≥]){re.escape(_evened(word.text))}(?![\d.])")
    beside = [second.seen for second in seconds if overlaps(word, second.seen)]
    return (
        bool(beside)
        and all(seen.confidence >= CLEAR and number.search(_evened(seen.text)) for seen in beside)
        and (not is_whole or stand_apart(sum(map(str.isdigit, word.text)), cut(word)))
    )


def stand_apart(digits: int, cell: Grey) -> bool:
    """Whether the place shows just so many digits, and no smaller mark where points and commas stand."""
    marks = cv2.connectedComponentsWithStats((cell < _FAINT).astype(np.uint8), connectivity=8)[2][1:]
    if not len(marks):
        return False
    tops, heights = marks[:, cv2.CC_STAT_TOP], marks[:, cv2.CC_STAT_HEIGHT]
    tallest = int(np.argmax(heights))
    is_small = heights < _SMALL * heights[tallest]
    return int(np.sum(~is_small)) == digits and not np.any(is_small & (tops > tops[tallest] + _LOW * heights[tallest]))


def _evened(text: str) -> str:
    """Without what readers spell as they like: comma or point, the kind of dash, spaces at signs. A leading minus
    counts as a sign."""
    plain = _AROUND_SIGNS.sub(r"\1", _DASHES.sub("-", text.strip()).replace(",", "."))
    return f"<{plain[1:]}" if plain.startswith("-") else plain

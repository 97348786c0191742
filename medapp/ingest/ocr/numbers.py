"""Every number weighed against what readers of another kind saw in its place: agreement is the gate for confidence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from medapp.ingest.ocr.at_once import agree_at_once
from medapp.ingest.ocr.limits import BRACKETS, RANGE, whole_range, with_limits
from medapp.ingest.ocr.paddle import MOST_CELLS, NUMBER, Second, read_cells
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen, is_wider, overlaps

# Measured on degraded copies: one engine at 0.95 still leaves 0.6 % wrong; two that agree leave 0.04 %.
AGREED = 0.99
LOOKED_AGAIN = 0.97
ALONE = 0.85
DIFFERENT = 0.5
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_WITH_UNIT = re.compile(r"(?P<value>(?!10\D)\d+(?:[.,]\d+)?)\s*(?:[^\W\d_]+/\S+|%)")
_SEMICOLON = re.compile(r"(?<=\d)\s?;\s?(?=\d)")
_DATE = re.compile(r"\d[./:]\d+[./:]\d|\d-\d+-\d|\d{7,}")
_DIGITS = re.compile(r"\D")
_DASHED = re.compile(r"[-−–—]\d+(?:[.,]\d+)?")
_FLAGGED = re.compile(r"[HLН↑↓+]\d+(?:[.,]\d+)?")
_SIGNED = re.compile(r"([<>≤≥])?\s?\d+(?:[.,]\d+)?")
_TAILS = ("", "*", "**", "+", "++", "+++", "-", "--", "#", "H", "L", "Н", "↑", "↓", "▲", "▼", "!", "%")
_LIKE_BARS = ("1", "7", "9", "4")
_BAR = 0.27  # of its height: a printed 1 is at least a third as wide as high
_CRUMBS = '_“”„"·•'  # before a number; no sign
_LIKE_SIGNS = ("", "S", "$", "=", "<", ">", "«", "‹", "с", "c", "€", "s", "[", "|", "‚", "'", "`", "‘", "(", "{")


def agree(
    words: list[Seen], seconds: list[Second], cut: Callable[[Seen], Grey], look: Callable[[Grey], str]
) -> list[Seen]:
    """The first reader's words, each number weighed against what the others saw in the same place.

    `seconds` are in the px of `words`; `cut` gives one place dark on light, `look` lets the first reader read it alone.
    """
    words = with_limits([replace(word, text=_with_comma(word.text)) for word in words], seconds)
    for second in (*seconds, *_value_parts(seconds)):
        if _is_cell_of_numbers(second) and not (second.seen.text.strip() in _LIKE_BARS and _is_bar(cut(second.seen))):
            words = _with_missed(words, second)
    words = [
        word
        if not NUMBER.search(word.text) or _is_worth_a_look(word)
        else replace(word, confidence=min(word.confidence, ALONE))
        for word in words
    ]
    numbered = [word for word in words if _is_worth_a_look(word)]
    settled = {id(word): replace(word, confidence=AGREED) for word in numbered if agree_at_once(word, seconds, cut)}
    doubtful = [word for word in numbered if id(word) not in settled]
    cells = [cut(word) for word in doubtful[:MOST_CELLS]]
    careful = [_with_comma(text) for text in read_cells(cells)]
    for word, again, cell in zip(doubtful, careful, cells, strict=False):
        settled[id(word)] = _settled(word, quick_at(word, seconds), again, cell, look)
    found = [settled.get(id(word), word) for word in words]
    return [part for word in found for part in _parted(_with_doubtful_sign(word, found))]


def _with_doubtful_sign(word: Seen, words: list[Seen]) -> Seen:
    """A dash before a number that ends no range is a minus or a mark for a low value: never sure."""
    if not _DASHED.fullmatch(word.text):
        return word
    reach = 3 * (word.y1 - word.y0)
    ends_a_range = any(
        NUMBER.search(other.text)
        and 0 <= word.x0 - other.x1 < reach
        and min(word.y1, other.y1) - max(word.y0, other.y0) > 0.4 * (word.y1 - word.y0)
        for other in words
    )
    return word if ends_a_range else replace(word, confidence=min(word.confidence, ALONE))


def _parted(word: Seen) -> list[Seen]:
    """A flag and the number behind it, run together (`H9,65`): two words."""
    if not _FLAGGED.fullmatch(word.text):
        return [word]
    edge = word.x0 + (word.x1 - word.x0) / len(word.text)
    flag = "H" if word.text[0] == "Н" else word.text[0]
    return [replace(word, text=flag, x1=edge), replace(word, text=word.text[1:], x0=edge)]


def quick_at(word: Seen, seconds: list[Second]) -> list[str]:
    """The numbers that the quick reader saw in the word's place."""
    return [number for second in seconds if overlaps(word, second.seen) for number in second.numbers]


def texts_at(place: Seen, seconds: Sequence[Second]) -> list[str]:
    """What the quick reader made of the place, in its own letters."""
    return [second.seen.text for second in seconds if overlaps(place, second.seen)]


def _settled(word: Seen, quick: list[str], careful_text: str, cell: Grey, look: Callable[[Grey], str]) -> Seen:
    """Both readers alike: sure. Else the first looks again, alone; a lost separator is put back, never dropped."""
    behind = careful_text.rsplit(":", 1)[-1]
    if behind != careful_text and _are_the_same(NUMBER.findall(word.text), NUMBER.findall(behind)):
        careful_text = behind  # the colon of the label before it, in the cell's margin
    mine, careful = NUMBER.findall(word.text), NUMBER.findall(careful_text)
    five = "5" + word.text[1:]
    if (
        word.text[:1] in ("$", "S", "s")
        and not _alike(mine, careful)
        and _alike(NUMBER.findall(five), careful or quick)
    ):
        return replace(word, text=five, confidence=LOOKED_AGAIN if careful else ALONE)
    if _alike(mine, careful):
        word = _with_sign(word, careful_text)
        return replace(word, confidence=AGREED if not _lost_separator(mine, quick) else ALONE)
    if len(mine) == 2 and (ends := whole_range(careful_text)) and _are_the_same(quick, careful):
        is_seen_again = _are_the_same(NUMBER.findall(look(cell)), careful)
        return replace(word, text=f"{ends[0]} - {ends[1]}", confidence=LOOKED_AGAIN if is_seen_again else ALONE)
    if len(mine) > 1 or len(careful) > 1 or (not word.confidence and not careful):
        return replace(
            word, confidence=min(word.confidence, AGREED if _alike(mine, quick) and not careful else DIFFERENT)
        )
    again = NUMBER.findall(look(cell))
    if careful and _alike(again, careful):
        text = (
            careful_text.strip()
            if _SIGNED.fullmatch(careful_text.strip()) and not _SIGNED.fullmatch(word.text)
            else _put(word.text, mine, careful[0], again[0])
        )
        return replace(
            word, text=text, confidence=LOOKED_AGAIN if not _lost_separator(careful, mine + quick) else ALONE
        )
    if not careful:
        return replace(
            word,
            confidence=LOOKED_AGAIN if _alike(mine, again) and _alike(mine, quick) else min(word.confidence, ALONE),
        )
    if quick and _alike(careful, quick):
        put = replace(word, text=_put(word.text, mine, careful[0], careful[0]), confidence=ALONE)
        # A pen's stroke before it is no sign, a triangle behind it no letter; the rest of a unit (10^9/л) stays.
        return _with_sign(put, careful_text) if len(put.text) == len(careful[0]) + 1 and careful[0] != "10" else put
    best = careful[0] if not mine or _lost_separator(mine, careful) else mine[0]
    return replace(word, text=_put(word.text, mine, best, best), confidence=DIFFERENT)


def _put(text: str, mine: list[str], number: str, printed: str) -> str:
    """The word's text with the number that was agreed on, in the first reader's spelling of its separator."""
    better = printed if _same(number, printed) else number
    return text.replace(mine[0], better, 1) if mine else better


def _with_sign(word: Seen, careful_text: str) -> Seen:
    """A comparator that the first reader took for a letter (S5.7, $0.5), and what it made of a star behind: 8.20%;."""
    mine, theirs = NUMBER.search(word.text), NUMBER.search(careful_text)
    if mine is None or theirs is None or len(NUMBER.findall(word.text)) > 1:
        return word
    before, behind = word.text[: mine.start()], word.text[mine.end() :]
    if mine[0] == "10" and behind[-1:].isalpha():
        return word  # 10%n: the rest of 10^9/л, no star
    sign, tail = careful_text[: theirs.start()].strip(), careful_text[theirs.end() :].strip()
    before = before.strip(_CRUMBS)
    if before != sign and before in _LIKE_SIGNS and sign in ("", "<", ">", "≤", "≥"):
        before = sign
    if (behind != tail and behind.strip(";:,.)") not in _TAILS) or (
        behind.startswith("%") and not tail.startswith("%")
    ):
        behind = tail if tail in _TAILS else ""
    return replace(word, text=before + mine[0] + behind)


def _with_missed(words: list[Seen], second: Second) -> list[Seen]:
    """Where the first reader tore a number apart, saw letters or saw nothing, the quick reader's stands instead."""
    inside = [word for word in words if overlaps(word, second.seen)]
    read = [number for word in inside for number in NUMBER.findall(word.text)]
    theirs = _DIGITS.sub("", "".join(second.numbers))
    if (len(second.numbers) > 1 and inside) or any(abs(len(number) - len(second.numbers[0])) <= 1 for number in read):
        return words
    if _DIGITS.sub("", "".join(read)) == theirs and any(
        "-" in word.text or "–" in word.text or "—" in word.text for word in inside
    ):
        return words  # a range whose dash the quick reader took for a point
    if [word.text for word in inside] == ["%"]:
        return words  # the quick reader takes it for an 8
    if any(is_wider(word, second.seen) for word in inside):
        return words
    found = replace(second.seen, text=second.seen.text.strip(BRACKETS), confidence=0.0)
    return [*(word for word in words if word not in inside), found]


def _with_comma(text: str) -> str:
    """2;02: a semicolon inside a number is a comma with a speck above it."""
    return _SEMICOLON.sub(",", text)


def _value_parts(seconds: Sequence[Second]) -> Iterator[Second]:
    """The values that the quick reader saw run together with a unit behind them, in their part of the place."""
    for second in seconds:
        match = _WITH_UNIT.fullmatch(second.seen.text.strip())
        if match:
            share = match.end("value") / len(second.seen.text.strip())
            edge = second.seen.x0 + share * (second.seen.x1 - second.seen.x0)
            yield Second(replace(second.seen, text=match["value"], x1=edge), (match["value"],))


def _is_cell_of_numbers(second: Second) -> bool:
    """One number with hardly anything beside it, or a range."""
    text = second.seen.text.strip()
    if len(second.numbers) == 1:
        return len(second.numbers[0]) >= len(text) - 2 and bool(_PLAIN.fullmatch(second.numbers[0]))
    return len(second.numbers) == 2 and bool(RANGE.fullmatch(text))


def _is_bar(cell: Grey) -> bool:
    """A thin upright stroke: the bar between columns typed as characters, which readers take for a 1 or a 7."""
    ink = cell < 128
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return bool(down.size) and np.ptp(across) + 1 < _BAR * (np.ptp(down) + 1)


def _is_worth_a_look(word: Seen) -> bool:
    """Mostly a number; dates, telephones and codes inside words are not."""
    numbers = NUMBER.findall(word.text)
    length = sum(len(number) for number in numbers)
    return (
        bool(numbers)
        and len(numbers) <= 2
        and len(word.text) <= 15
        and (length >= 0.5 * len(word.text) or word.text.startswith("$"))
        and not _DATE.search(word.text)
    )


def _same(number: str, other: str) -> bool:
    return number.replace(",", ".") == other.replace(",", ".")


def _are_the_same(numbers: list[str], others: list[str]) -> bool:
    return len(numbers) == len(others) and all(_same(*pair) for pair in zip(numbers, others, strict=True))


def _alike(mine: list[str], theirs: list[str]) -> bool:
    """Every number of mine is among theirs; `10^9` read as 10° agrees by its 10."""
    return bool(mine) and all(any(_same(number, other) for other in theirs) for number in mine)


def _lost_separator(mine: list[str], theirs: list[str]) -> bool:
    """Somebody saw a point or comma inside the same digits."""
    return any(
        number != other and "." not in number and "," not in number and re.sub(r"[.,]", "", other) == number
        for number in mine
        for other in theirs
    )

"""Words of a page gathered into printed lines; superscripts joined, watermark letters left out."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from medapp.domain.documents import Page, Word
from medapp.errors import TooComplex

# A dense page of a report has about 1,500 words.
MOST_WORDS = 6_000
_OVERSIZE = 1.9
# A value printed large, as on cards; letters of that size are a watermark.
_LARGE_NUMBER = 4.0
_NUMBER = re.compile(r"[<>≤≥]?\d+(?:[.,]\d+)*[HL*+]?")
_RAISED_SIZE = 0.86
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_LENGTH = re.compile(r"(?:^|[\s/*·\d])(?:мм|mm|m|м|см|cm)$")
_LEADER = re.compile(
    r"(?P<name>[^.…_·]*(?:[.…_·]{1,2}[^.…_·]+)*)(?P<dots>[.…_·]{4,})(?P<value>[^.…_·]*(?:[.,][^.…_·]+)*)"
)
_RULE = re.compile(r"[-_=–—.·•|│┃─━]{3,}|[|│┃]")


@dataclass(frozen=True)
class Line:
    """Words from left to right that stand beside each other."""

    words: tuple[Word, ...]

    def parts(self) -> list[list[Word]]:
        """The words split where the gap is wider than a space; the lists are the caller's own."""
        return [list(part) for part in self._split]

    @cached_property
    def _split(self) -> list[list[Word]]:
        """Each way of reading a page asks for the pieces of all its lines."""
        return segments(self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def y0(self) -> float:
        return min(word.y0 for word in self.words)

    @property
    def y1(self) -> float:
        return max(word.y1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def size(self) -> float:
        return max(word.size or word.y1 - word.y0 for word in self.words)

    @property
    def text(self) -> str:
        return text_of(self.words)


def text_of(words: Iterable[Word]) -> str:
    """The words joined by one space."""
    return " ".join(word.text for word in words)


def height_of(word: Word) -> float:
    return word.size or word.y1 - word.y0


def gap_limit(left: Word, right: Word) -> float:
    """The widest gap, in points, that is still a space between two words of one cell."""
    return 0.75 * max(height_of(left), height_of(right))


def segments(words: Iterable[Word]) -> list[list[Word]]:
    """Words split where the gap is wider than a space."""
    parts: list[list[Word]] = []
    for word in words:
        if parts and word.x0 - parts[-1][-1].x1 <= gap_limit(parts[-1][-1], word):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def body_size(words: Iterable[Word]) -> float:
    """The size of most letters, in points."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(height_of(word) * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def lines_of(page: Page) -> list[Line]:
    """The page's lines from top to bottom; raises TooComplex for a page that nobody could read."""
    if len(page.words) > MOST_WORDS:
        raise TooComplex(limit="words")
    body = body_size(page.words)
    words = [
        _without_bars(word)
        for word in page.words
        if height_of(word) <= (_LARGE_NUMBER if _NUMBER.fullmatch(word.text) else _OVERSIZE) * body
        and not _is_rule(word.text)
    ]
    words = _powers_first([part for word in words for part in _without_leader(word)])
    bands: list[_Band] = []
    for word in sorted(words, key=lambda word: (word.y0 + word.y1, word.x0)):
        if height_of(word) > _RAISED_SIZE * body:
            _place(word, bands)
    bands.sort(key=lambda band: band.words[0].y0)
    for word in words:
        if height_of(word) <= _RAISED_SIZE * body:
            _place(word, bands, small=True)
    lines = [Line(tuple(_join_raised(sorted(band.words, key=lambda word: word.x0)))) for band in bands]
    return sorted(lines, key=lambda line: line.middle)


def _powers_first(words: list[Word]) -> list[Word]:
    """A 10 whose raised power pushed it down is taller than it looks: the pair is placed on its line as one."""
    tens = [word for word in words if _TEN.search(word.text)]
    if not tens:
        return words
    raised = [word for word in words if word.text.isdigit() and len(word.text) <= 2]
    pairs = [
        (ten, power)
        for ten in tens
        for power in raised
        if abs(power.x0 - ten.x1) <= 0.35 * height_of(ten)
        and abs(power.y0 - ten.y0) < 0.8 * height_of(ten)
        and _is_raised(power, ten)
    ]
    gone = {id(word) for pair in pairs for word in pair}
    joined = []
    for ten, power in pairs:
        whole = _joined(ten, power, "^")
        tails = [w for w in words if _is_tail(w, whole, ten) and id(w) not in gone]
        gone |= {id(tail) for tail in tails[:1]}
        joined.append(_joined(whole, tails[0], "") if tails else whole)
    return [word for word in words if id(word) not in gone] + joined


def _is_tail(word: Word, power: Word, ten: Word) -> bool:
    """`/л` right behind a power of ten, on the line of its 10."""
    near = abs(word.x0 - power.x1) <= 0.35 * height_of(ten) and abs(word.y0 - ten.y0) < 0.3 * height_of(ten)
    return near and word.text.startswith(("/", "в", "кл", "·", "*"))


def _is_rule(text: str) -> bool:
    """A line drawn with characters."""
    return bool(_RULE.fullmatch(text))


def _without_leader(word: Word) -> list[Word]:
    """`АЧТВ.......28,6` as two words: dots that lead the eye from a name to its value."""
    match = _LEADER.fullmatch(word.text)
    if match is None:
        return [word]
    name, value = match["name"], match["value"]
    letter = (word.x1 - word.x0) / max(len(word.text) - len(match["dots"]) + 0.5 * len(match["dots"]), 1)
    parts = [replace(word, text=name, x1=word.x0 + letter * len(name))] if name else []
    return parts + ([replace(word, text=value, x0=word.x1 - letter * len(value))] if value else [])


def _without_bars(word: Word) -> Word:
    """Table borders drawn with characters are no part of a word."""
    bare = word.text.strip("|│┃")
    return word if bare == word.text else replace(word, text=bare or word.text)


@dataclass(slots=True)
class _Band:
    """The words of one line as they are found; the tallest of them says where the line is."""

    words: list[Word]
    tallest: Word

    def add(self, word: Word) -> None:
        self.words.append(word)
        if height_of(word) > height_of(self.tallest):
            self.tallest = word


def _place(word: Word, bands: list[_Band], small: bool = False) -> None:
    """Put the word on the line beside it, or begin a new line; a small one goes to the word that it touches."""
    best, best_share = None, 0.5
    for band in bands if small else bands[-6:]:
        top, bottom = band.tallest.y0, band.tallest.y1
        overlap = min(bottom, word.y1) - max(top, word.y0)
        share = overlap / max(min(bottom - top, word.y1 - word.y0), 0.1)
        if small and share > 0.3 and _touches(word, band.words):
            share += 1
        if share >= best_share and not _collides(word, band.words):
            best, best_share = band, share
    if best is None:
        bands.append(_Band([word], word))
    else:
        best.add(word)


def _touches(word: Word, band: list[Word]) -> bool:
    """A larger word ends where this one begins, as in 10 and its power."""
    return any(
        abs(word.x0 - other.x1) <= 0.3 * height_of(other) and height_of(other) > 1.1 * height_of(word) for other in band
    )


def _collides(word: Word, band: list[Word]) -> bool:
    """The place is taken: two printed lines that touch, not one; small words of two lines do not alternate on one."""
    height = height_of(word)
    slack = 0.3 * height
    if any(
        abs(height_of(other) - height) < 0.1 * height
        and abs(other.y0 - word.y0) > 0.35 * height
        and max(other.x0 - word.x1, word.x0 - other.x1) < height
        for other in band
    ):
        return True
    return any(min(other.x1, word.x1) - max(other.x0, word.x0) > slack for other in band) and abs(
        band[0].y0 - word.y0
    ) > 0.25 * height_of(word)


def _join_raised(words: list[Word]) -> list[Word]:
    """10 and a raised 9 become 10^9; a raised note mark behind a number or a name is dropped."""
    joined: list[Word] = []
    after_power = False
    for word in words:
        last = joined[-1] if joined else None
        near = last is not None and word.x0 - last.x1 <= 0.35 * height_of(last)
        if last is not None and near and _is_raised(word, last):
            if word.text[:1].isdigit() and (_TEN.search(last.text) or last.text == "10"):
                joined[-1] = _joined(last, word, "^")
                after_power = True
            elif word.text in ("2", "3") and _LENGTH.search(last.text):
                joined[-1] = _joined(last, word, "")
                after_power = True
            elif not _is_note(word.text):
                joined.append(word)
            continue
        if last is not None and _is_code_behind(word, last):
            continue
        if after_power and near and last is not None and word.text.startswith(("/", "в", "кл", "·", "*")):
            joined[-1] = _joined(last, word, "")
        else:
            joined.append(word)
        after_power = False
    return joined


def _is_raised(word: Word, base: Word) -> bool:
    small = height_of(word) < _RAISED_SIZE * height_of(base)
    return small and base.y1 - word.y1 > 0.12 * height_of(base)


def _is_code_behind(word: Word, last: Word) -> bool:
    """A laboratory's code raised a space behind a name: Hemoglobin 01."""
    near = word.x0 - last.x1 <= 0.8 * height_of(last)
    return near and last.text[-1:].isalpha() and word.text.isdigit() and _is_raised(word, last) and _is_note(word.text)


def _is_note(text: str) -> bool:
    """01, a, ¹, ¹⁾: a reference to a footnote or a laboratory's code."""
    return len(text.strip("()[],")) <= 3 and text.strip("()[],").isalnum() and not text.strip("()[]").isupper()


def _joined(left: Word, right: Word, between: str) -> Word:
    return replace(
        left,
        text=left.text + between + right.text,
        x1=max(left.x1, right.x1),
        y0=min(left.y0, right.y0),
        y1=max(left.y1, right.y1),
    )

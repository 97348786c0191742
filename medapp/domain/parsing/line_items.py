"""The pieces of a line without headings, by what each looks like: text, value, limit, band, unit, flag, words, date."""

import re
from dataclasses import dataclass
from itertools import pairwise

from medapp.domain.documents import Word
from medapp.domain.numbers import COMPARATOR, MINUS, NUMBER, SIGNED_NUMBER
from medapp.domain.parsing.cells import is_date_or_time, parse_result
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.flags import is_flag, is_said_of_range
from medapp.domain.parsing.lines import gap_limit, height_of, text_of
from medapp.domain.parsing.misread import repair_unit
from medapp.domain.parsing.names import is_exact_name
from medapp.domain.units import parse_unit

_NORM = r"(?:(?:норма|реф\w*\.?|ref\w*\.?|normal?|range)\s*:?\s*)?"
_BAND = re.compile(
    rf"[\[(]?\s*{_NORM}(?:{NUMBER}\s*(?:[-–—−~÷_…]|to|bis|до)\s*{NUMBER}|(?:до|up\s*to|upto|менее|более|less\s+than|не\s+более|bis)\s+{NUMBER})\s*[\])]?[.,;]?",
    re.IGNORECASE,
)
_SIGNED_BAND = re.compile(
    rf"[\[(]*\s*{_NORM}[{MINUS}+]{NUMBER}\)?\s*(?:[{MINUS}—…]|\.\.\.?|to|до)\s*\(?{SIGNED_NUMBER}\s*[\])]*[.,;]?"
)
_ONE_SIDED = re.compile(rf"[\[(]?\s*{_NORM}{COMPARATOR}\s*{NUMBER}\s*[\])]?")
_SIGNED_LIMIT = re.compile(rf"\([{MINUS}+]{NUMBER}\)?")
_NORMS = (_BAND, _SIGNED_BAND, _ONE_SIDED, _SIGNED_LIMIT)
_POWER = re.compile(r"^[x×х*]?\s?10\s?[\^*eEхx⁰¹²³⁴⁵⁶⁷⁸⁹/]")
_SEE = re.compile(
    r"(?:\(?\s*)?(?:см\.?\s*(?:комм\w*|текст\w*|ниже)?\.?|смотри\s+\w+|see\s+(?:note|comment|below)\w*|not\s+estab\w*\.?)",
    re.IGNORECASE,
)
_MOST_WORDS = 6
_MOST_OF_MARKER = 3
# (N: отрицательно), [negative]: what is normal, in words
_NORM_IN_WORDS = re.compile(
    r"[\[(]\s*(?:(?:n|норма|реф\w*|ref\w*|normal)\.?\s*[:=]?\s*)?(?P<words>[^\W\d][^\d()\[\]]*)[\])]", re.IGNORECASE
)
_NORM_OF_TITRES = re.compile(rf"[\[(]\s*{_NORM}(?:n\s*:\s*)?{COMPARATOR}?\s*1\s*:\s*\d+\s*[\])]", re.IGNORECASE)
_BLOOD_GROUP = re.compile(r"(?:a|b|ab|o|0|а|в|ав|о)\s*\(\s*i{1,3}v?\s*\)", re.IGNORECASE)
# (42A..), (25OH): a code beside a name, not a number in brackets.
_CODE = re.compile(r"[(\[](?=[^)\]]*[^\W\d_])[^\W_]{2,}\.*[)\]]|[(\[]\w+\.{1,3}[)\]]")
_ACIDITY = re.compile(r"[(\[][pр][hн][)\]]", re.IGNORECASE)  # behind a name it says what was measured
_BODY_SURFACE = re.compile(r"1[.,]73")  # square metres, in the name of a filtration rate


@dataclass(frozen=True, slots=True)
class Item:
    kind: str  # text, value, limit, band, unit, flag, words, date, see
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return text_of(self.words)


def items_of(words: list[Word]) -> list[Item]:
    """The words grouped by what they look like, the longest group first; the first word is always name."""
    items: list[Item] = []
    index = 0
    while index < len(words):
        is_first = not items and not is_flag(words[0].text)
        kind, length = ("text", _words_of_marker(words)) if is_first else _kind_at(words, index)
        items.append(Item(kind, tuple(words[index : index + length])))
        index += length
    return items


def _words_of_marker(words: list[Word]) -> int:
    """How many of the first words are a marker with its number, before a value: `CA 15-3   31,9`."""
    for length in range(min(len(words) - 1, _MOST_OF_MARKER), 1, -1):
        piece = words[:length]
        tight = all(b.x0 - a.x1 <= gap_limit(a, b) for a, b in pairwise(piece))
        following = parse_result(words[length].text)
        is_value = following is not None and following.kind == "number"
        if tight and is_value and piece[-1].text[:1].isdigit() and is_exact_name(text_of(piece)):
            return length
    return 1


def _kind_at(words: list[Word], index: int) -> tuple[str, int]:
    is_mark = words[index].text.strip("()[]") in ("H", "L", "HH", "LL", "A", "N")
    if is_mark and not _BLOOD_GROUP.match(text_of(words[index : index + 2])):
        return "flag", 1
    for length in range(_words_together(words, index), 0, -1):
        piece = words[index : index + length]
        text = text_of(piece)
        if _SIGNED_BAND.fullmatch(text) or (_BAND.fullmatch(text) and not _runs_into_signs(words, index, length)):
            return "band", length
        if _ONE_SIDED.fullmatch(text):
            return "limit", length
        if length > 1 and is_said_of_range(text):
            return "flag", length
        in_brackets = text[0] in "(["
        if in_brackets and _ACIDITY.fullmatch(text):
            return "text", length
        if _SEE.fullmatch(text) or (in_brackets and _NORM_OF_TITRES.fullmatch(text)):
            return "see", length
        norm = _NORM_IN_WORDS.fullmatch(text) if in_brackets else None
        if norm and value_words(norm["words"]):
            return "words", length
        if length <= 5 and (text[0].isalpha() or text[0] in "%‰/[(×*" or _POWER.match(text)) and parse_unit(text):
            if not _ends_in_norm(piece):
                return "unit", length
            continue
        if piece[0].confidence < 1 and length <= 2 and not value_words(text) and repair_unit(text):
            return "unit", length
        if length <= 3 and value_words(text):
            return "words", length
    text = words[index].text
    if is_date_or_time(text):
        return "date", 1
    result = None if _CODE.fullmatch(text) or _BODY_SURFACE.fullmatch(text) else parse_result(text)
    if result is not None and result.kind in ("number", "power", "titre", "pluses", "interval") and not result.rest:
        return "value", 1
    return ("flag", 1) if is_flag(text) else ("text", 1)


def _words_together(words: list[Word], index: int) -> int:
    """How many words from there on may be one item: none of the gaps between them parts columns."""
    rest = words[index : index + _MOST_WORDS]
    gaps = (b.x0 - a.x1 > _reach(a, b) * height_of(a) for a, b in pairwise(rest))
    return next((length for length, is_wide in enumerate(gaps, start=1) if is_wide), len(rest))


def _runs_into_signs(words: list[Word], index: int, length: int) -> bool:
    """`1.2 -2.0 - 3.0`: a value before a range from below nothing, no range from 1.2."""
    if length < 2 or words[index + length - 1].text[:1] not in MINUS:
        return False
    last = index + length - 1
    return any(_SIGNED_BAND.fullmatch(text_of(words[last : last + more])) for more in range(2, 5))


def _ends_in_norm(piece: list[Word]) -> bool:
    """ "g/L (117-155)", "mmol/L (-2.0": the range in brackets, or where it begins, is no part of the unit."""
    tails = (text_of(piece[start:]) for start in range(1, len(piece)))
    return any(tail[0] in "([" and any(norm.fullmatch(tail) for norm in _NORMS) for tail in tails)


def _reach(left: Word, right: Word) -> float:
    """The widest gap inside one item, in letter heights: groups of thousands stand closer than two columns."""
    return 0.5 if left.text[-1:].isdigit() and right.text[:1].isdigit() else 2.2

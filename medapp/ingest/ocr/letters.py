"""Letters of two alphabets that look alike: which of them a page is printed in, and its words in those."""

import re
from collections.abc import Sequence
from dataclasses import replace

from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.seen import Seen, overlaps

_LONG = 4  # letters
_LATIN_WORD = re.compile(r"[A-Za-z]{5,}")
_RUSSIAN_LETTER = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_CYRILLIC = str.maketrans("aceopxykMHTBnurbO", "асеорхукмнтвпигьо")
_LOOKALIKES = re.compile(r"[(]?[АВЕКМНОРСТХ]{2,}[),.:]?")
# What readers make of Russian abbreviations that look Latin.
MISREAD = {
    misread: printed
    for printed, seen in {
        "АСТ": "ACT", "АСАТ": "ACAT", "АсАТ": "AcAT",
        "АЛТ": "AJIT ANT AIT AЛТ AJlT", "АлАТ": "AnAT", "АЛАТ": "ANAT",
        "ТТГ": "TTT TTI TIT TTr TTP TTГ ITT ТТТ TTF", "СОЭ": "CO3 C03 С03 СО3 COЭ СОЗ",
        "ГГТ": "ITTI TIT7 ГЕТ", "СРБ": "CPB CP6 СРB",
        "Т3": "ТЗ TЗ",
        "Результат": "Результа Резулыат",
        "MCV": "МСУ МСV MCУ", "MPV": "МРУ МРV", "см.комм": "CM.KOMM", "по": "no", "на": "Ha",
        "абс": "в6с a6c абe", "распр": "pacnp",
    }.items()
    for misread in seen.split()
}  # fmt: skip


def is_russian(words: list[Seen]) -> bool:
    return russian_share(words) > 0.3


def russian_share(words: list[Seen]) -> float:
    """Of the letters of the page; 0 for a page without letters."""
    letters = [char for word in words for char in word.text if char.isalpha()]
    return sum(bool(_RUSSIAN_LETTER.match(char)) for char in letters) / max(len(letters), 1)


def in_its_letters(word: Seen, russian: bool, seconds: Sequence[Second] = ()) -> Seen:
    """The word in the letters of its page: abbreviations in Russian ones, and on a page in Latin letters a word of
    Cyrillic ones as the quick reader has it, who knows Latin letters alone, or in those that look alike: МСН is MCH.
    """
    if not russian:
        if not _RUSSIAN_LETTER.search(word.text):
            return word
        latin = _quick_word(word, seconds)
        if latin or _LOOKALIKES.fullmatch(word.text):
            return replace(word, text=latin or word.text.translate(_LATIN))
        return word
    bare = word.text.strip("()[],.;'’‘|")
    better = MISREAD.get(bare) or _finding(bare)
    return replace(word, text=word.text.replace(bare, better)) if better else word


def _finding(text: str) -> str | None:
    """`yMep`, `HeT`: a Russian finding in Latin letters that look like its own."""
    if len(text) < 3 or not text.isascii() or not text.isalpha() or value_words(text) is not None:
        return None
    russian = text.translate(_CYRILLIC)
    return russian if not russian.isascii() and value_words(russian) is not None else None


def _quick_word(word: Seen, seconds: Sequence[Second]) -> str | None:
    """The quick reader's word of as many letters in the same place, one more or less for a long one."""
    for second in seconds:
        if not overlaps(word, second.seen):
            continue
        place, text = second.seen, second.seen.text
        step = (place.x1 - place.x0) / max(len(text), 1)
        middle = ((word.x0 + word.x1) / 2 - place.x0) / max(step, 1e-9)
        for part in re.finditer(r"\S+", text):
            alike = abs(len(part[0]) - len(word.text)) <= (1 if len(word.text) >= _LONG else 0)
            if part.start() - 1 < middle < part.end() + 1 and alike and any(char.isalpha() for char in part[0]):
                return part[0]
    return None


def is_in_other_letters(text: str) -> bool:
    """A name with a long word in Latin letters that is not known: on a Russian page, a Russian one read as it looks."""
    return bool(_LATIN_WORD.search(text)) and not is_exact_name(text) and not is_known_name(text)

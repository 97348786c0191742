"""Letters of two alphabets that look alike: which of them a page is printed in, and its words in those."""

import re
from dataclasses import replace

from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.ingest.ocr.seen import Seen

_LATIN_WORD = re.compile(r"[A-Za-z]{5,}")
_RUSSIAN_LETTER = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
_LOOKALIKES = re.compile(r"[(]?[АВЕКМНОРСТХ]{2,}[),.:]?")
# What readers make of Russian abbreviations that look Latin.
MISREAD = {
    misread: printed
    for printed, seen in {
        "АСТ": "ACT", "АСАТ": "ACAT", "АсАТ": "AcAT",
        "АЛТ": "AJIT ANT AIT AЛТ AJlT", "АлАТ": "AnAT", "АЛАТ": "ANAT",
        "ТТГ": "TTT TTI TIT TTr TTP TTГ ITT ТТТ", "СОЭ": "CO3 C03 С03 СО3 COЭ СОЗ",
        "ГГТ": "ITTI TIT7", "СРБ": "CPB CP6 СРB",
        "Т3": "ТЗ TЗ", "см.комм": "CM.KOMM", "по": "no", "на": "Ha", "абс": "в6с a6c абe",
    }.items()
    for misread in seen.split()
}  # fmt: skip


def is_russian(words: list[Seen]) -> bool:
    letters = [char for word in words for char in word.text if char.isalpha()]
    return len(letters) > 0 and sum(bool(_RUSSIAN_LETTER.match(char)) for char in letters) > 0.3 * len(letters)


def in_its_letters(word: Seen, russian: bool) -> Seen:
    """The word in the letters of its page: abbreviations in Russian ones, and on a page in Latin letters a word of
    Cyrillic ones that all look like Latin ones: МСН is MCH."""
    if not russian:
        return replace(word, text=word.text.translate(_LATIN)) if _LOOKALIKES.fullmatch(word.text) else word
    bare = word.text.strip("()[],.;")
    better = MISREAD.get(bare)
    return replace(word, text=word.text.replace(bare, better)) if better else word


def is_in_other_letters(text: str) -> bool:
    """A name with a long word in Latin letters that is not known: on a Russian page, a Russian one read as it looks."""
    return bool(_LATIN_WORD.search(text)) and not is_exact_name(text) and not is_known_name(text)

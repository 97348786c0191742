"""Does a text layer say what the page shows? Garbage is refused, never passed on."""

import re
import unicodedata
from dataclasses import replace

from medapp.domain.documents import Page
from medapp.errors import NoReadableText

_MINIMUM_LETTERS = 8
_TOLERATED_SHARE = 0.12
_VOWELS = frozenset("aeiouyäöüéèêàáíóúаеёиоуыэюяәіөүұ")
_CID = re.compile(r"\(cid:\d+\)")
_WORD = re.compile(r"[a-zа-яё]{4,}")


def require_readable(pages: tuple[Page, ...]) -> None:
    """Raise NoReadableText when the pages carry no text, or text of a font without a map to letters."""
    text = " ".join(word.text for page in pages for word in page.words)
    if sum(1 for char in text if char.isalnum()) < _MINIMUM_LETTERS or is_garbage(text):
        raise NoReadableText


def mended(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Russian letters that an old font's encoding passes off as Ãåìîãëîáèí, turned back; other pages as they are."""
    text = "".join(word.text for page in pages for word in page.words)
    letters = [char for char in text if char.isalpha()]
    accented = sum(1 for char in letters if "\u00c0" <= char <= "\u00ff")
    if len(letters) < 20 or accented < 0.5 * len(letters):
        return pages
    return tuple(
        replace(page, words=tuple(replace(word, text=_as_russian(word.text)) for word in page.words)) for page in pages
    )


def _as_russian(text: str) -> str:
    return "".join(
        char.encode("latin-1").decode("cp1251") if "\u00c0" <= char <= "\u00ff" or char in "¸¨" else char
        for char in text
    )


def is_garbage(text: str) -> bool:
    """Unmapped glyphs, private-use letters, control characters, or letters that never form a syllable."""
    unmapped = len(_CID.findall(text))
    text = _CID.sub("", text)
    letters = sum(1 for char in text if not char.isspace())
    strange = unmapped + sum(1 for char in text if _is_strange(char))
    if strange > _TOLERATED_SHARE * max(letters + unmapped, 1):
        return True
    words = _WORD.findall(text.lower())
    if len(words) < 12:
        return False
    silent = sum(1 for word in words if not _VOWELS.intersection(word))
    return silent > 0.5 * len(words)


def _is_strange(char: str) -> bool:
    return char == "\ufffd" or (unicodedata.category(char) in ("Co", "Cc", "Cn") and char not in "\t\r\n")

"""One doubtful cell looked at again, by readers of one language alone."""

import re
from collections.abc import Callable, Sequence

import cv2

from medapp.domain.analytes import Analyte
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.units import parse_unit
from medapp.ingest.ocr.latin_units import LONGEST_UNIT
from medapp.ingest.ocr.letters import MISREAD, is_in_other_letters
from medapp.ingest.ocr.name_shapes import meant_name
from medapp.ingest.ocr.numbers import texts_at
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.tesseract import RUSSIAN
from medapp.ingest.ocr.unit_shapes import meant_unit

NAMES = 2  # cells of a line that may be a name: a code stands before it
_SMALLER = 0.6
_MARKS = re.compile(r"[\W_]+")
_LIKE_A_UNIT = re.compile(r"[/%^°\d]|^\w{1,3}$")
_SHORT, _CODE = 4, 6  # letters
_TELLING = 5  # letters of a word that says what is measured


def looked_at_again(
    place: Seen,
    text: str,
    position: int,
    analytes: tuple[Analyte, ...],
    seconds: list[Second],
    cut: Callable[[Seen], Grey],
    look: Callable[[Grey, str], str],
    languages: Sequence[str],
) -> str | None:
    """What the cell is, when a reader of one language alone makes it a name or a unit that is known.

    A reader that sees the very text once more ends the looking, unless letters of the other alphabet may have made a
    unit of it: three looks of four found nothing new.
    """
    cell = cut(place)
    quick = texts_at(place, seconds)
    readings = [text, *quick]
    for reading in quick:
        if reading in MISREAD and _is_known_words(MISREAD[reading]):
            return MISREAD[reading]
    may_be_a_unit = position > 0 and len(text) <= LONGEST_UNIT
    for scale in (1.0, _SMALLER):
        shown = cell if scale == 1.0 else cv2.resize(cell, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        confirmed = False
        for language in languages:
            seen = " ".join(look(shown, language).split()).strip("|[]_—‘’'“”\" ")
            known = MISREAD.get(seen, seen)
            if known != text and _is_known_words(known) and not _is_chance(known, language, languages, quick):
                return known
            if position < NAMES and (name := meant_name(seen)):
                return name
            if position == 0 and language == RUSSIAN and _may_be_russian(text, quick) and _names_something(seen):
                return seen
            readings.append(seen)
            confirmed = _letters(seen) == _letters(text) != ""
            if confirmed and language == RUSSIAN and not (position < NAMES and any(map(_is_latin_code, quick))):
                break
        if may_be_a_unit and (unit := meant_unit(readings, analytes)):
            return unit
        if confirmed and not (may_be_a_unit and _LIKE_A_UNIT.search(text)):
            return None
    return None


def _is_chance(known: str, language: str, languages: Sequence[str], quick: list[str]) -> bool:
    """A short code that Latin letters alone make of a cell on a Russian page: it may be any Russian abbreviation
    (ACE out of ТТГ) unless the quick reader, who knows Latin letters best, sees the same.
    """
    if language == RUSSIAN or RUSSIAN not in languages or len(known) > _SHORT or not known.isascii():
        return False
    return not any(_letters(known) in _letters(text) for text in quick)


def _may_be_russian(text: str, quick: list[str]) -> bool:
    """In Latin letters that mean nothing, and not in the same ones to both readers: Lymph% is printed so."""
    return is_in_other_letters(text) and not any(word in quick for word in text.split() if word[:1].isascii())


def _is_latin_code(text: str) -> bool:
    return text.isascii() and text.isupper() and len(text) <= _CODE and is_exact_name(text)


def _letters(text: str) -> str:
    return _MARKS.sub("", text).casefold()


def _is_known_words(text: str) -> bool:
    return (
        len(text) >= 3
        and not parse_unit(text)
        and (is_exact_name(text) or is_known_name(text) or value_words(text) is not None or is_heading(text))
    )


def _names_something(text: str) -> bool:
    """One of its words alone is the name of something measured."""
    return any(len(word) >= _TELLING and is_exact_name(word) for word in re.findall(r"[а-яё]+", text.lower()))


def is_heading(text: str) -> bool:
    """The heading of a column."""
    return len(text) >= 4 and role_of(text) in (
        Role.NAME,
        Role.VALUE,
        Role.UNIT,
        Role.RANGE,
        Role.FLAG,
        Role.COMMENT,
        Role.PREVIOUS,
    )

"""Cells of words that mean nothing are looked at again, one language at a time, until they are a known name or unit."""

import re
from collections.abc import Callable
from dataclasses import replace

import cv2

from medapp.domain.analytes import Analyte, load_catalogue
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.header_words import Role, role_of
from medapp.domain.parsing.names import is_exact_name, is_known_name, variants
from medapp.domain.units import parse_unit
from medapp.ingest.ocr.numbers import ALONE, LOOKED_AGAIN, texts_at, touches
from medapp.ingest.ocr.paddle import NUMBER, Second
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.runs import is_number, lines, runs, with_dashes
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.tesseract import ENGLISH, RUSSIAN
from medapp.ingest.ocr.unit_shapes import meant_unit

_MOST_LOOKS = 60
_LONGEST = 6  # words; longer runs are prose
_LONGEST_UNIT = 14  # letters
_MOST_MISSED = 12
_SMALLER = 0.6
_SPECKS = " .,:;‚·°_—~'`‘’\"|"
_RUSSIAN_LETTER = re.compile(r"[а-яё]", re.IGNORECASE)
# What readers make of Russian abbreviations that look Latin.
_MISREAD = {
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


def mend(
    words: list[Seen], seconds: list[Second], cut: Callable[[Seen], Grey], look: Callable[[Grey, str], str]
) -> list[Seen]:
    """The words, those of a doubtful cell replaced by one that holds the cell's known name or unit."""
    if _is_russian(words):
        words = [_in_russian(word) for word in words]
    words = words + _missed(words, seconds, cut, look)
    mended: list[Seen] = []
    looks = 0
    all_lines = lines(words)
    heads = _heads(all_lines)
    for at, line in enumerate(all_lines):
        cells = runs(with_dashes(line))
        texts = [" ".join(word.text for word in run) for run in cells]
        is_head = at in heads
        if not any(NUMBER.match(word.text.lstrip("<>≤≥ ")) for word in line) and not is_head:
            mended += line
            continue
        analytes: tuple[Analyte, ...] = ()
        for position, run in enumerate(cells):
            text = " ".join(word.text for word in run)
            found = None
            if position > 1 and _is_percent(text, texts, position, analytes):
                found = "%"
            elif position > 0 and (unit := _unit_with_specks(text)):
                found = unit
            elif looks < _MOST_LOOKS and _is_doubtful(text, run, position == 0 or is_head, analytes):
                looks += 1
                found = _again(_around(run), text, position, analytes, seconds, cut, look)
            mended += [_around(run, found)] if found else run
            analytes = analytes or _analytes(found or text)
    return mended


def _again(
    place: Seen,
    text: str,
    position: int,
    analytes: tuple[Analyte, ...],
    seconds: list[Second],
    cut: Callable[[Seen], Grey],
    look: Callable[[Grey, str], str],
) -> str | None:
    """What the cell is, when a reader of one language alone makes it a name or a unit that is known."""
    cell = cut(place)
    readings = [text, *texts_at(place, seconds)]
    for reading in readings[1:]:
        if reading in _MISREAD and _is_known_words(_MISREAD[reading]):
            return _MISREAD[reading]
    for scale in (1.0, _SMALLER):
        shown = cell if scale == 1.0 else cv2.resize(cell, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        for language in (RUSSIAN, ENGLISH):
            seen = " ".join(look(shown, language).split()).strip("|[]_—‘’'\" ")
            known = _MISREAD.get(seen, seen)
            if known != text and _is_known_words(known):
                return known
            readings.append(seen)
        if position > 0 and len(text) <= _LONGEST_UNIT and (unit := meant_unit(readings, analytes)):
            return unit
    return None


def _missed(
    words: list[Seen], seconds: list[Second], cut: Callable[[Seen], Grey], look: Callable[[Grey, str], str]
) -> list[Seen]:
    """Short words, units most of all, that only the quick reader saw."""
    found: list[Seen] = []
    for second in seconds:
        text = second.seen.text.strip()
        if (
            not 1 <= len(text) <= _LONGEST_UNIT
            or (second.numbers and "/" not in text)
            or any(touches(word, second.seen) for word in words)
        ):
            continue
        if text == "%" or (len(text) > 1 and len(found) < _MOST_MISSED):
            seen = text if text == "%" else " ".join(look(cut(second.seen), RUSSIAN).split())
            if any(char.isalpha() or char == "%" for char in seen) and not _is_heading(seen):
                found.append(replace(second.seen, text=seen, confidence=ALONE))
    return found


def _is_known_words(text: str) -> bool:
    return (
        len(text) >= 3
        and not parse_unit(text)
        and (is_exact_name(text) or is_known_name(text) or value_words(text) is not None or _is_heading(text))
    )


def _is_percent(text: str, line: list[str], position: int, analytes: tuple[Analyte, ...]) -> bool:
    """A lone 6 behind the value, in a line without a unit, of what is measured in per cent."""
    return (
        text in ("6", "96", "9%", "0/0", "%0")
        and any(analyte.unit == "%" for analyte in analytes)
        and any(is_number(other) for other in line[1:position])
        and not any(parse_unit(other) for other in line[1:] if not other[0].isdigit())
    )


def _heads(found_lines: list[list[Seen]]) -> set[int]:
    """Lines with a known heading, and those close above and below, where headings of several lines go on."""
    found = {
        at
        for at, line in enumerate(found_lines)
        if any(_is_heading(" ".join(w.text for w in run)) for run in runs(line))
    }
    beside = set()
    for at in found:
        one = _around(found_lines[at])
        for other in {at - 1, at + 1} & set(range(len(found_lines))):
            place = _around(found_lines[other])
            if max(one.y0, place.y0) - min(one.y1, place.y1) < 0.9 * (one.y1 - one.y0):
                beside.add(other)
    return found | beside


def _unit_with_specks(text: str) -> str | None:
    """A unit beside specks that were taken for marks (`г/л .`, `:10^9/л`): the unit; None for anything else."""
    bare = re.sub(r"(?:\s+\S)+$", "", text).strip(_SPECKS)
    if bare == text or (len(bare) < 2 and bare != "%") or NUMBER.fullmatch(bare):
        return None
    return bare if parse_unit(bare) and re.search(r"[/%^]|фл|пг|fL|pg", bare) else None


def _is_heading(text: str) -> bool:
    return len(text) >= 4 and role_of(text) in (
        Role.NAME,
        Role.VALUE,
        Role.UNIT,
        Role.RANGE,
        Role.FLAG,
        Role.COMMENT,
        Role.PREVIOUS,
    )


def _is_doubtful(text: str, run: list[Seen], first: bool, analytes: tuple[Analyte, ...]) -> bool:
    """No name, unit, heading, result or flag that is known; not prose, not plainly something else."""
    code = parse_unit(text)
    if code and analytes and not first and not NUMBER.fullmatch(text) and len(text) > 1 and not is_flag(text):
        return not any(analyte.accepts(code) for analyte in analytes)
    letters = [word.confidence for word in run if any(char.isalpha() for char in word.text)]
    if len(run) > _LONGEST or (len(text) < 2 and text != "Ж") or (not letters and not re.search(r"[/%°^]", text)):
        return False
    if (
        (code and not NUMBER.fullmatch(text))
        or value_words(text)
        or is_flag(text)
        or _is_heading(text)
        or (len(text) > 2 and is_exact_name(text))
    ):
        return False
    if not first and len(text) > _LONGEST_UNIT:
        return False
    if first:
        sure = min(letters, default=0.0)
        return not (is_known_name(text) and sure > 0.5) and sure < 0.93
    return not NUMBER.search(text) or bool(re.match(r"[xх×*]?\s?10", text))


def _analytes(text: str) -> tuple[Analyte, ...]:
    """What a line that begins so may measure."""
    catalogue = load_catalogue()
    for variant, _ in variants(text):
        found = catalogue.by_alias(variant)
        if found:
            return tuple(found)
    return ()


def _is_russian(words: list[Seen]) -> bool:
    letters = [char for word in words for char in word.text if char.isalpha()]
    return len(letters) > 0 and sum(bool(_RUSSIAN_LETTER.match(char)) for char in letters) > 0.3 * len(letters)


def _in_russian(word: Seen) -> Seen:
    bare = word.text.strip("()[],.;")
    better = _MISREAD.get(bare)
    return replace(word, text=word.text.replace(bare, better)) if better else word


def _around(run: list[Seen], text: str = "") -> Seen:
    return Seen(
        text,
        min(word.x0 for word in run),
        min(word.y0 for word in run),
        max(word.x1 for word in run),
        max(word.y1 for word in run),
        LOOKED_AGAIN,
    )

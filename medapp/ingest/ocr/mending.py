"""Cells of words that mean nothing are looked at again, one language at a time, until they are a known name or unit."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from medapp.domain.analytes import Analyte, load_catalogue
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.names import is_exact_name, is_known_name, variants
from medapp.domain.units import parse_unit
from medapp.ingest.ocr.crumbs import without_crumbs
from medapp.ingest.ocr.lanes import LANES, side_by_side
from medapp.ingest.ocr.latin_units import LIKE_PERCENT, LONGEST_UNIT, QuickUnits, decoded, supports, unit_parts
from medapp.ingest.ocr.letters import in_its_letters, is_in_other_letters, is_russian, russian_share
from medapp.ingest.ocr.name_shapes import meant_name
from medapp.ingest.ocr.numbers import ALONE, LOOKED_AGAIN
from medapp.ingest.ocr.paddle import NUMBER, Second
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.runs import is_number, lines, runs, with_dashes
from medapp.ingest.ocr.second_look import NAMES, is_heading, looked_at_again
from medapp.ingest.ocr.seen import Seen, touches
from medapp.ingest.ocr.tesseract import ENGLISH, RUSSIAN
from medapp.ingest.ocr.unit_shapes import may_be_permille, meant_unit, with_power

_MOST_LOOKS = 60
_LONGEST = 6  # words; longer runs are prose
_MOST_MISSED = 12
_FEW = 0.04  # of a page's letters: Russian ones seen in a page without any
_VALUE = re.compile(r"\d+(?:[.,]\d+)?")
_SPECKS = " .,:;‚·°_—~-'`‘’\"|"


def mend(
    words: list[Seen], seconds: list[Second], cut: Callable[[Seen], Grey], look: Callable[[Grey, str], str]
) -> list[Seen]:
    """The words, those of a doubtful cell replaced by one that holds the cell's known name or unit."""
    russian = is_russian(words)
    words = [in_its_letters(word, russian, seconds) for word in without_crumbs(words, seconds)]
    seconds = [*seconds, *unit_parts(seconds)]
    words = words + _missed(words, seconds, russian, cut, look)
    quick = QuickUnits(seconds, [word for word in words if word.text == "%"], russian, words)
    all_lines = lines(words)
    heads = _heads(all_lines)
    languages = (RUSSIAN, ENGLISH) if russian_share(words) > _FEW else (ENGLISH,)

    def work(lane: int) -> list[list[Seen]]:
        budget = iter(range(_MOST_LOOKS // LANES))
        again = partial(looked_at_again, seconds=seconds, cut=cut, look=look, languages=languages)
        return [
            _mended(line, at in heads, russian, again, budget, quick)
            for at, line in enumerate(all_lines)
            if at % LANES == lane
        ]

    mended = side_by_side(work, range(LANES))
    return [word for at in range(len(all_lines)) for word in mended[at % LANES][at // LANES]]


def _mended(
    line: list[Seen],
    is_head: bool,
    russian: bool,
    again: Callable[..., str | None],
    budget: Iterator[int],
    quick: QuickUnits,
) -> list[Seen]:
    """One line; `budget` gives a number for every look that may still be taken."""
    cells = _without_value(runs(with_dashes(line)), quick)
    texts = [" ".join(word.text for word in run) for run in cells]
    if not any(NUMBER.match(word.text.lstrip("<>≤≥ ")) for word in line) and not is_head:
        units = [quick.at(_around(run), text, ()) for run, text in zip(cells, texts, strict=True)]
        return [w for run, unit in zip(cells, units, strict=True) for w in ([_around(run, unit)] if unit else run)]
    values = sum(is_number(text) for text in texts[1:])
    alone = False  # only the quick reader made a unit of the cell, or saw that the name has one more word
    mended: list[Seen] = []
    analytes: tuple[Analyte, ...] = ()
    for position, (run, text) in enumerate(zip(cells, texts, strict=True)):
        found = None
        place = _around(run) if position > 0 else quick.with_lost_words(_around(run))
        is_cut = place.x0 < run[0].x0
        if position < NAMES and not is_number(text) and (name := meant_name(text)):
            found = name
        elif position > 1 and _is_percent(text, texts, position, analytes):
            found = "%"
        elif position > 0 and text != "‰" and meant_unit([text], analytes) == "‰":
            found, alone = "‰", True  # a tenth of a per cent: never sure where a speck may have made it
        elif position > 0 and (unit := with_power(text) or _unit_with_specks(text)):
            found = unit
        elif position > 0 and not is_head and (not is_number(text) or values > 1):
            found = quick.at(_around(run), text, analytes)
            alone = alone or (found not in (None, "%") and not supports(text, found, analytes))
        if (
            not found
            and (
                is_cut
                or _is_doubtful(text, run, position == 0 or is_head, analytes)
                or (russian and position == 0 and is_in_other_letters(text))
            )
            and next(budget, None) is not None
        ):
            found = again(place, text, position, analytes)
        alone = alone or (is_cut and not found)
        if not found and position > 0 and not is_head and (unit := quick.latin_at(_around(run), text, analytes)):
            found, alone = unit, alone or not supports(text, unit, analytes)
        alone = alone or (position > 0 and may_be_permille(found or text, analytes))
        mended += [_around(run, found)] if found else run
        analytes = analytes or _analytes(found or text)
    if alone or any(quick.contradict(_around(run), text) for run, text in zip(cells[1:], texts[1:], strict=True)):
        return [_doubted(word) for word in mended]
    return mended


def _without_value(cells: list[list[Seen]], quick: QuickUnits) -> list[list[Seen]]:
    """A line of a card that begins with the value: its unit is a cell of its own."""
    first = cells[0] if cells else []
    if len(first) < 2 or not is_number(first[0].text):
        return cells
    unit = " ".join(word.text for word in first[1:])
    if not parse_unit(unit) and not quick.at(_around(first[1:]), unit, ()):
        return cells
    return [first[:1], first[1:], *cells[1:]]


def _doubted(word: Seen) -> Seen:
    """A number whose unit one reader alone saw, or two read differently, is never sure."""
    return replace(word, confidence=min(word.confidence, ALONE)) if NUMBER.search(word.text) else word


def _missed(
    words: list[Seen],
    seconds: list[Second],
    russian: bool,
    cut: Callable[[Seen], Grey],
    look: Callable[[Grey, str], str],
) -> list[Seen]:
    """Short words, units most of all, that only the quick reader saw."""
    found: list[Seen] = []
    for second in seconds:
        text = second.seen.text.strip()
        if (
            not 1 <= len(text) <= LONGEST_UNIT
            or (second.numbers and "/" not in text)
            or any(touches(word, second.seen) for word in words)
        ):
            continue
        if text == "%" or (len(text) > 1 and len(found) < _MOST_MISSED):
            seen = text if text == "%" else " ".join(look(cut(second.seen), RUSSIAN).split())
            seen = (not parse_unit(seen) and russian and decoded(text)) or seen
            if any(char.isalpha() or char == "%" for char in seen) and not is_heading(seen):
                found.append(replace(second.seen, text=seen, confidence=ALONE))
    return found


def _is_percent(text: str, line: list[str], position: int, analytes: tuple[Analyte, ...]) -> bool:
    """A lone 6 or 8 behind the value, in a line without a unit, of what is measured in per cent."""
    return (
        text in LIKE_PERCENT
        and any(analyte.unit == "%" for analyte in analytes)
        and any(is_number(other) for other in line[1:position])
        and not any(parse_unit(other) for other in line[1:] if not other[0].isdigit())
    )


def _heads(found_lines: list[list[Seen]]) -> set[int]:
    """Lines with a known heading, and those close above and below, where headings of several lines go on."""
    found = {
        at
        for at, line in enumerate(found_lines)
        if any(is_heading(" ".join(w.text for w in run)) for run in runs(line))
    }
    beside = set()
    for at in found:
        one = _around(found_lines[at])
        for other in {at - 1, at + 1} & set(range(len(found_lines))):
            if any(_VALUE.fullmatch(word.text.strip("<>*")) for word in found_lines[other]):
                continue  # a row, however close it stands
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
        or is_heading(text)
        or (len(text) > 2 and is_exact_name(text))
    ):
        return False
    if not first and len(text) > LONGEST_UNIT:
        return False
    if first:
        sure = min(letters, default=0.0)
        return not (is_known_name(text) and sure > 0.5) and sure < 0.93
    return not NUMBER.search(text) or bool(re.match(r"[xх×*~]?\s?10|[^\W\d]+/1$", text))


def _analytes(text: str) -> tuple[Analyte, ...]:
    """What a line that begins so may measure."""
    catalogue = load_catalogue()
    for variant, _ in variants(text):
        found = catalogue.by_alias(variant)
        if found:
            return tuple(found)
    return ()


def _around(run: list[Seen], text: str = "") -> Seen:
    return Seen(
        text,
        min(word.x0 for word in run),
        min(word.y0 for word in run),
        max(word.x1 for word in run),
        max(word.y1 for word in run),
        LOOKED_AGAIN,
    )

"""Russian units as the quick reader sees them: it knows Latin letters alone, and tells the prefixes well apart.

мкмоль/л comes as MKMO7b/n, ммоль/л as MMONb/π, нг/мл as Hr/M7. What is not certain letter by letter is no unit.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from medapp.domain.analytes import Analyte
from medapp.domain.parsing.names import is_exact_name
from medapp.domain.units import parse_unit
from medapp.ingest.ocr.numbers import texts_at
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.runs import is_number
from medapp.ingest.ocr.seen import Seen
from medapp.ingest.ocr.unit_shapes import meant_unit

UnitAt = Callable[[Seen, str, tuple[Analyte, ...]], str | None]
LONGEST_UNIT = 14  # letters
LIKE_PERCENT = ("6", "8", "96", "9%", "8%", "0/0", "%0")

_L = r"(?:[nNlI17πΠ∏AJ]|JI)"
_PREFIX = {"": "", "m": "м", "M": "м", "MK": "мк", "mk": "мк", "H": "н", "h": "н", "n": "п", "π": "п", "∏": "п"}
_PREFIXES = "MK|mk|M|m|H|h|n|π|∏"
_VOLUMES = {"": "л", "M": "мл", "m": "мл", "A": "дл", "a": "дл", "d": "дл"}
_VOLUME = rf"/(?P<volume>[MmAad]?){_L}"
_SHAPES = (
    (re.compile(rf"(?P<prefix>{_PREFIXES})[Mm][OoоО0θ](?:{_L}|[Mr]){{0,2}}b{_VOLUME}?"), "моль"),
    (re.compile(rf"(?P<prefix>{_PREFIXES})?[rΓ]{_VOLUME}"), "г"),
    (re.compile(rf"(?P<prefix>MK|M)?ME{_VOLUME}"), "МЕ"),
    (re.compile(rf"(?P<prefix>)E[AaxдД]{_VOLUME}"), "Ед"),
)
_WORDS = (
    (re.compile(rf"TbI[CcСс]/[Mm][KkК]{_L}"), "тыс/мкл"),
    (re.compile(rf"[Mm]{_L}[HhН]/[Mm][KkК](?:{_L}|T)"), "млн/мкл"),
    (re.compile(r"[Mm]{2}/(?:4|q)"), "мм/ч"),
    (re.compile(r"[Mm]{2}/[yu][ae][cс]"), "мм/час"),
    (re.compile(r"[cс]e[KkК]"), "сек"),
    (re.compile(r"[nu∏π][rΓ]"), "пг"),
    (re.compile(rf"[φΦ∮ф]{_L}"), "фл"),
)
_POWER = re.compile(rf"(?P<ten>[xX×]?\s?10[*^](?:9|12|6|3))/{_L}")
_BEHIND = re.compile(r"\s*[\d.,]+[*+]?\s*[|「」]?\s*(?P<unit>(?:[^\d\s]|10[*^])\S*)")


def decoded(text: str) -> str | None:
    """The Russian unit that stands behind the Latin letters, or None."""
    bare = re.sub(r"\s", "", text).strip("|.,;:「」")
    power = _POWER.fullmatch(bare)
    if power:
        return f"{power['ten']}/л"
    for shape, word in _WORDS:
        if shape.fullmatch(bare):
            return word
    for shape, stem in _SHAPES:
        if match := shape.fullmatch(bare):
            unit = f"{_PREFIX[match['prefix'] or '']}{stem}/{_VOLUMES[match['volume']]}"
            return unit if parse_unit(unit) else None
    return None


def unit_parts(seconds: Iterable[Second]) -> Iterator[Second]:
    """The units that the quick reader saw run together with a number before them, in their part of the place."""
    for second in seconds:
        text = second.seen.text
        match = _BEHIND.fullmatch(text)
        if match and (match["unit"] == "%" or decoded(match["unit"]) or parse_unit(match["unit"])):
            start = match.start("unit") / len(text)
            place = second.seen
            edge = place.x0 + start * (place.x1 - place.x0)
            yield Second(replace(place, text=match["unit"], x0=edge), ())


def units_seen(seconds: Sequence[Second], percents: Sequence[Seen], russian: bool) -> UnitAt:
    """What the quick reader, or a column of per cent signs, makes of a cell that is no unit."""

    def unit_at(place: Seen, text: str, analytes: tuple[Analyte, ...]) -> str | None:
        if text in LIKE_PERCENT:
            middle, reach = (place.x0 + place.x1) / 2, 0.6 * (place.y1 - place.y0)
            same_column = [sign for sign in percents if abs((sign.x0 + sign.x1) / 2 - middle) < reach]
            return "%" if len(same_column) > 1 else None
        if (
            not russian
            or parse_unit(text)
            or (is_number(text) and text != "10")
            or len(text) > LONGEST_UNIT
            or is_exact_name(text)
        ):
            return None
        return meant_unit((unit for reading in texts_at(place, seconds) if (unit := decoded(reading))), analytes)

    return unit_at

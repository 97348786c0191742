"""Russian units as the quick reader sees them: it knows Latin letters alone, and tells the prefixes well apart.

мкмоль/л comes as MKMO7b/n, ммоль/л as MMONb/π, нг/мл as Hr/M7. What is not certain letter by letter is no unit.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from medapp.domain.analytes import Analyte
from medapp.domain.parsing.names import is_exact_name
from medapp.domain.units import parse_unit
from medapp.ingest.ocr.numbers import texts_at
from medapp.ingest.ocr.paddle import Second
from medapp.ingest.ocr.runs import is_number
from medapp.ingest.ocr.seen import Seen, is_wider, overlaps, touches
from medapp.ingest.ocr.unit_shapes import meant_unit

LONGEST_UNIT = 14  # letters
_LOST = 3  # letters of a word that was lost
_APART = 0.3  # of its height: a word's box is not exact
_TELLING = 4  # letters of a unit cut short: мкмоль
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
_BEHIND = re.compile(r"\s*[\d.,]+[*+]?\s*[|「」]?\s*(?P<unit>(?:[^\d\s/]|10[*^])\S*)")


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


def supports(text: str, unit: str | None, analytes: tuple[Analyte, ...]) -> bool:
    """What the first reader made of the cell is the unit too: in Latin letters, in part or misread."""
    if unit is None or (len(text) >= _TELLING and unit.startswith(text)):
        return unit is not None
    code = parse_unit(unit)
    return code in (parse_unit(decoded(text)), parse_unit(meant_unit([text], analytes)))


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


@dataclass(frozen=True, slots=True)
class QuickUnits:
    """What the quick reader, or a column of per cent signs, says of a cell where a unit may stand.

    `words` are those of the first reader.
    """

    seconds: Sequence[Second]
    percents: Sequence[Seen]
    russian: bool
    words: Sequence[Seen] = ()

    def with_lost_words(self, place: Seen) -> Seen:
        """The place of a name from where the quick reader saw it begin: the first reader loses words beside a speck."""
        for second in self.seconds:
            seen = second.seen
            if overlaps(place, seen) and seen.x0 < place.x0 - _APART * (place.y1 - place.y0):
                before = replace(seen, x1=place.x0 - _APART * (place.y1 - place.y0))
                if any(touches(word, before) for word in self.words):
                    return place
                letters = (place.x0 - seen.x0) / (seen.x1 - seen.x0) * len(seen.text)
                if sum(char.isalpha() for char in seen.text[: round(letters)]) >= _LOST:
                    return replace(place, x0=seen.x0)
        return place

    def at(self, place: Seen, text: str, analytes: tuple[Analyte, ...]) -> str | None:
        """The unit in the place of a cell that is none as it was read."""
        if text in LIKE_PERCENT:
            middle, reach = (place.x0 + place.x1) / 2, 0.6 * (place.y1 - place.y0)
            same_column = [sign for sign in self.percents if abs((sign.x0 + sign.x1) / 2 - middle) < reach]
            return "%" if len(same_column) > 1 else None
        if not self.russian or (is_number(text) and text != "10") or len(text) > LONGEST_UNIT:
            return None
        if parse_unit(text) or is_exact_name(text):
            return None
        return meant_unit(self._read_at(place), analytes)

    def contradict(self, place: Seen, text: str) -> bool:
        """The quick reader saw another unit there for certain: milli for micro, a litre for a decilitre."""
        code = parse_unit(text) if self.russian and not is_number(text) else None
        return code is not None and any(parse_unit(unit) != code for unit in self._read_at(place))

    def latin_at(self, place: Seen, text: str, analytes: tuple[Analyte, ...]) -> str | None:
        """A unit of a page in Latin letters, which the quick reader reads as they are."""
        if self.russian or not analytes or is_number(text) or len(text) > LONGEST_UNIT:
            return None
        if parse_unit(text) or is_exact_name(text):
            return None
        return meant_unit(
            [reading for reading in texts_at(place, self.seconds) if len(reading) > 1 and parse_unit(reading)], analytes
        )

    def _read_at(self, place: Seen) -> list[str]:
        """Units in the place, not those in a part of it: the rest would be lost."""
        whole = [second for second in self.seconds if not is_wider(place, second.seen)]
        return [unit for reading in texts_at(place, whole) if (unit := decoded(reading))]

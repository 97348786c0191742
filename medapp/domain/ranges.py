# ruff: noqa: E501 - vocabulary reads best as long lines
"""Printed reference ranges: one-sided, bracketed, by sex and age, or none at all."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from medapp.domain.numbers import COMPARATOR, MINUS, NUMBER, PrintedNumber, Style, parse_comparator, readings_of, settle
from medapp.domain.people import Sex
from medapp.domain.powers import bounds_are_powers

_DASH = r"[-‐‑‒–—−~÷_…:]|\.\.\.?|\bto\b|\bbis\b|\bà\b|\ba\b|\bи\b|\bдо\b|\band\b|\btill\b|\b[тt]о\b"
_UPPER = (
    r"\b(?:до|не\s+более|менее|ниже|меньше|не\s+выше|up\s*to|upto|less\s+than|below|under|lower\s+than|max\.?|bis|unter|"
    r"hasta|fino\s+a|menor\s+(?:de|que|a)|jusqu['’]?à|inf\.?(?:érieur)?\s*à|<\s*или\s*=)\b"
)
_LOWER = (
    r"\b(?:более|больше|выше|свыше|не\s+менее|от|greater\s+than|more\s+than|above|over|higher\s+than|min\.?|über|ab|"
    r"mayor\s+(?:de|que|a)|sup\.?(?:érieur)?\s*à|from|at\s+least)\b"
)


def _band(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<both>(?:\b(?:от|from|between)\s+)?(?P<low>{number})\s*(?P<unit>[^\W\d_]{{1,6}}/[^\W\d_]{{1,4}}|%)?\s*(?:{_DASH})\s*(?P<high>{number}))"
        rf"|(?:(?P<sign>{COMPARATOR})|(?P<upper>{_UPPER})|(?P<lower>{_LOWER}))\s*[:=]?\s*(?P<limit>{number})",
        re.IGNORECASE,
    )


_BAND = _band(NUMBER)
_SIGNED_BAND = _band(rf"\(?(?:[{MINUS}+]\s?)?{NUMBER}\)?")
_TIMES = re.compile(r"\b\d{1,2}:\d{2}\s*[-–—]\s*\d{1,2}:\d{2}\b(?!\s*[-–—])")  # 06:00 - 10:00, when it was taken
# A number with one of these behind it is an age, a week or a time, never a limit.
_NOT_A_LIMIT = re.compile(
    r"\s*(?:лет|года?|год|л\.|г\.(?!\s*/)|мес(?:\.|яц\w*)?|нед(?:\.|ел\w*)?|дн(?:\.|ей|я)|сут\w*|час\w*|ч\b|"
    r"yrs?\b|years?|y\b|yo\b|months?|mos?\b|weeks?|wks?\b|days?|hours?|hrs?\b|h\b|jahre?|ans\b|años|триместр|trimester|a\.?m\b|p\.?m\b)",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"\b(?:ж|жен\w*|женщин\w*|f|female|women|woman|girls?|девочк\w*|дев\.|frauen?|w|әйел\w*|femmes?|mujer\w*)\b",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"\b(?:м|муж\w*|мужчин\w*|m|male|men|man|boys?|мальчик\w*|männer|ер\w*|hommes?|hombre\w*)\b", re.IGNORECASE
)
_STATE = re.compile(
    r"фаз\w|фол+ик\w|лютеин\w|овулят\w|менопауз\w|постменопауз\w|пременопауз\w|беремен\w|триместр|недел\w|утр[оа]|вечер\w|натощак|"
    r"через\s|после\s|follic\w|luteal|ovulat\w|mid-?cycle|menopaus\w|pregnan\w|trim(?:ester|\b)|weeks?\b|morning|evening|"
    r"\ba\.?m\b|\bp\.?m\b|fasting|random|post-?prandial|after\b|newborn|новорожд\w|smok\w|куря\w|therap\w|терап\w",
    re.IGNORECASE,
)
_PHASE = re.compile(r"фол+ик|лютеин|овул|follic|luteal|ovulat|mid-?cycle", re.IGNORECASE)
_ADULT = re.compile(r"взросл\w|adults?\b|erwachs\w", re.IGNORECASE)
_CHILD = re.compile(r"\bдет\w*|ребен\w|child\w*|infants?|pa?ediatric|kinder", re.IGNORECASE)
_GOOD = re.compile(
    r"\b(?:normal|норм\w*|desirable|желательн\w*|sufficien\w*|достаточн\w*|negative|отриц\w*|non[- ]?diabetic|adequate)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:borderline|погранич\w*|high|высок\w*|low|низк\w*|deficien\w*|дефицит\w*|insuffic\w*|недостат\w*|optimal|оптимальн\w*|risk|риск\w*|"
    r"prediabet\w*|преддиабет\w*|diabet\w*|диабет\w*|toxic\w*|positive|полож\w*|equivocal|сомнит\w*|goal|elevated|повыш\w*|moderate|умерен\w*|fair|poor|unsatisfactory)\b",
    re.IGNORECASE,
)
_BEST = re.compile(r"\W*(?:[^\W\d]+/[^\W\d]+)?\W*(?:optimal|оптимальн\w*|ideal|good\s+control)\W*", re.IGNORECASE)
_AGE = re.compile(
    r"(?P<from>\d+(?:[.,]\d+)?)\s*(?:-|–|—|до|to)\s*(?P<to>\d+(?:[.,]\d+)?)\s*(?P<unit>{u})|(?P<over>>=?|≥|старше|over|above|больше|более|от)\s*(?P<min>\d+)\s*(?P<unit2>{u})"
    r"|(?P<under><=?|≤|до|младше|under|below|менее|up to)\s*(?P<max>\d+)\s*(?P<unit3>{u})|(?P<plus>\d+)\s*\+\s*(?P<unit4>{u})"
    r"|(?P<since>\d+)\s*(?P<unit5>{u})\s*(?:и\s+)?(?:старше|and\s+(?:over|older|above))".replace(
        "{u}", r"(?:лет|года?|год|г\.|л\.|yrs?|years?|y\b|мес\w*|months?)"
    ),
    re.IGNORECASE,
)
_OR_EQUAL = re.compile(r"([<>])\s*(?:or|или)\s*=\s*", re.IGNORECASE)
# 30 or less, 40 and above
_BEHIND = re.compile(
    rf"(?P<limit>{NUMBER})\s*(?:(?P<most>(?:or|and)\s+(?:less|below|lower|under)|и\s+(?:менее|ниже|меньше)|以下)|"
    r"(?:or|and)\s+(?:more|above|higher|over|greater)|и\s+(?:более|выше|больше)|以上)(?!\s*(?:years?|yrs?|лет|months?))",
    re.IGNORECASE,
)
_TITRE = re.compile(
    rf"[\[(]?\s*(?:(?:n|норма|ref\w*|реф\w*)\.?\s*:\s*)?(?:{COMPARATOR}|{_UPPER}|negative|отрицательн\w*)?\s*1\s*[:/]\s*\d{{1,5}}\s*[\])]?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\[(]?\s*(?:[-–−±]|\+{1,4}|\+/-)\s*[\])]|\+{1,4}|±")  # (-): a norm in marks
# 132-164 115-145, or 132-164115-145: limits of two columns run together
_RUN_TOGETHER = re.compile(r"\d\s*[-–—−]\s*\d[\d.,]*(?:\s+\d[\d.,]*\s*[-–—−]|[-–—−])\s*\d[\d.,]*")
_SEE = re.compile(r"см[.\s]|смотри|see\b|comment|комм|not\s+estab|не\s+установ|n/?a\b|описан|текст", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedRange:
    """`low` and `high` in the printed unit, both None when no band is in force for the printed person.

    `doubt` says why: "see_comment", "conditional", "unclear"; `words` is a qualitative norm ("отрицательно").
    """

    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    doubt: str | None = None
    words: str | None = None

    @property
    def has_limits(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def reach(self) -> Decimal:
        """How far the limits lie from nothing."""
        return max((abs(limit) for limit in (self.low, self.high) if limit is not None), default=Decimal(0))


@dataclass(frozen=True, slots=True)
class _Band:
    low: PrintedNumber | None
    high: PrintedNumber | None
    label: str
    after: str = field(default="")


def parse_range(
    text: str,
    style: Style | None = None,
    sex: Sex | None = None,
    age_years: float | None = None,
    is_signed: bool = False,
) -> PrintedRange:
    """The band in force for this person, as printed; `style` settles 4,000 - 11,000, `is_signed` admits -2 - 3."""
    text = " ".join(text.split())
    style = style or Style()
    printed, text = text, _OR_EQUAL.sub(lambda match: f"{match[1]}= ", text)
    text = _BEHIND.sub(lambda match: f"{'<=' if match['most'] else '>='} {match['limit']}", text)
    found = _parse(text, style, sex, age_years, _SIGNED_BAND if is_signed else _BAND)
    return found if printed == text else replace(found, text=printed)


def _parse(text: str, style: Style, sex: Sex | None, age_years: float | None, pattern: re.Pattern[str]) -> PrintedRange:
    beyond_numbers = any(pattern.fullmatch(text) for pattern in (_TITRE, _MARKS)) or bounds_are_powers(text)
    bands = [] if beyond_numbers else _bands(text, pattern)
    if not bands:
        if _SEE.search(text):
            return PrintedRange(text, doubt="see_comment")
        letters = any(char.isalpha() for char in text) or beyond_numbers
        return PrintedRange(text, words=text if letters else None, doubt=None if letters else "unclear")
    band = bands[0] if len(bands) == 1 and not _of_another(bands[0], sex, age_years) else _choose(bands, sex, age_years)
    if re.search(r"\d\s*-\s*\d+\s+-\s*\d", text) and len(bands) == 1:
        return PrintedRange(text, doubt="unclear")
    apart = _AGE.sub(lambda match: ";" * len(match[0]), text)
    if any(not _NOT_A_LIMIT.match(apart, found.end()) for found in _RUN_TOGETHER.finditer(apart)):
        return PrintedRange(text, doubt="unclear")
    if band is None:
        return PrintedRange(text, doubt="conditional")
    return _settled(text, band, style)


def _settled(text: str, band: _Band, style: Style) -> PrintedRange:
    low = settle(band.low, style) if band.low else None
    high = settle(band.high, style) if band.high else None
    if band.low and band.high and (low is None or high is None):
        low, high = _settle_together(band.low, band.high, low, high)
    if (band.low and low is None) or (band.high and high is None):
        return PrintedRange(text, doubt="unclear")
    if low is not None and high is not None and low > high:
        return PrintedRange(text, doubt="unclear")
    return PrintedRange(text, low, high)


def _settle_together(
    low: PrintedNumber, high: PrintedNumber, settled_low: Decimal | None, settled_high: Decimal | None
) -> tuple[Decimal | None, Decimal | None]:
    """950 - 1,200: the readings that leave the low limit under the high one, when only one pair does."""
    lows = [settled_low] if settled_low is not None else list(low.readings)
    highs = [settled_high] if settled_high is not None else list(high.readings)
    pairs = [(a, b) for a in lows for b in highs if a < b]
    if len(pairs) == 1:
        return pairs[0]
    return None, None


def _bands(text: str, pattern: re.Pattern[str]) -> list[_Band]:
    """Every band in the text with the words before it."""
    text = _TIMES.sub(lambda match: " " * len(match[0]), text)
    hidden = _AGE.sub(lambda match: " " * len(match[0]), text) if _AGE.search(text) else text
    found: list[_Band] = []
    end = 0
    for match in pattern.finditer(hidden):
        if _NOT_A_LIMIT.match(hidden, match.end()):
            continue
        label = text[end : match.start()]
        end = match.end()
        if match["both"]:
            low, high = _number(match["low"]), _number(match["high"])
        elif match["upper"] or (match["sign"] and parse_comparator(match["sign"]) in ("<", "<=")):
            low, high = None, _number(match["limit"])
        else:
            low, high = _number(match["limit"]), None
        if low or high:
            found.append(_Band(low, high, label))
    if not found:
        return found
    return [
        _Band(band.low, band.high, band.label, text[end:] if index == len(found) - 1 else "")
        for index, band in enumerate(found)
    ]


def _number(text: str) -> PrintedNumber | None:
    bare = re.sub(r"[()]|(?<=\D)\s", "", text)
    readings = readings_of(bare)
    return PrintedNumber(bare, None, readings) if readings else None


def _choose(bands: list[_Band], sex: Sex | None, age_years: float | None) -> _Band | None:
    """The only band that fits the person, or None when what decides is not printed."""
    labels_follow = not bands[0].label.strip(" :;,.-()[]") and bool(bands[-1].after.strip(" :;,.-()[]"))
    if labels_follow:
        bands = [
            _Band(band.low, band.high, bands[index + 1].label if index + 1 < len(bands) else band.after)
            for index, band in enumerate(bands)
        ]
    bands = _carry_sex(bands)
    fitting = [band for band in bands if not _of_another(band, sex, age_years)]
    if sex is None and any(_sex_of(band.label) for band in fitting):
        return None
    if any(_sex_of(band.label) for band in fitting):
        fitting = [band for band in fitting if _sex_of(band.label)]
    if len(fitting) > 1 and any(_GRADE.search(band.label) or _GOOD.search(band.label) for band in fitting):
        good = [band for band in fitting if _GOOD.search(band.label) and not _GRADE.search(_GOOD.sub("", band.label))]
        fitting = good or [band for band in fitting if _BEST.fullmatch(band.label)]
    if len(fitting) > 1 and not fitting[0].label.strip() and all(_STATE.search(band.label) for band in fitting[1:]):
        if any(_PHASE.search(band.label) for band in fitting[1:]):
            return None  # the first of the phases has lost its word
        fitting = fitting[:1]  # the usual limits, then those of a pregnancy
    if len(fitting) > 1 and age_years is not None and any(_ages(band.label) for band in fitting):
        fitting = [band for band in fitting if _ages(band.label)]
    if (
        len(fitting) == 1
        and not _STATE.search(fitting[0].label)
        and not (age_years is None and _ages(fitting[0].label))
    ):
        return fitting[0]
    return None


def _carry_sex(bands: list[_Band]) -> list[_Band]:
    """Women: 18-50 years … 50+ years …: the sex stands before the first band only."""
    carried: list[_Band] = []
    sex_word = ""
    for band in bands:
        own = _sex_of(band.label)
        if own is not None:
            sex_word = " female " if own is Sex.FEMALE else " male "
            carried.append(band)
        else:
            carried.append(
                _Band(band.low, band.high, band.label + sex_word) if sex_word and _ages(band.label) else band
            )
    return carried


def _sex_of(label: str) -> Sex | None:
    female, male = bool(_FEMALE.search(label)), bool(_MALE.search(label))
    if female == male:
        return None
    return Sex.FEMALE if female else Sex.MALE


def _ages(label: str) -> tuple[float, float] | None:
    """The ages in years that a label names."""
    match = _AGE.search(label)
    if not match:
        return None
    unit = next(value for key, value in match.groupdict().items() if key.startswith("unit") and value)
    scale = 1 / 12 if unit.lower().startswith(("мес", "mo")) else 1.0
    if match["from"]:
        return float(match["from"].replace(",", ".")) * scale, float(match["to"].replace(",", ".")) * scale
    if match["min"] or match["plus"] or match["since"]:
        return float(match["min"] or match["plus"] or match["since"]) * scale, 200.0
    return 0.0, float(match["max"]) * scale


def _of_another(band: _Band, sex: Sex | None, age_years: float | None) -> bool:
    """The label names another sex or age than the person's, or a child for a grown person."""
    own = _sex_of(band.label)
    if own is not None and sex is not None and own is not sex:
        return True
    if age_years is None:
        return False
    ages = _ages(band.label)
    if ages and not ages[0] <= age_years <= ages[1]:
        return True
    return bool(age_years >= 18 and _CHILD.search(band.label)) or bool(age_years < 14 and _ADULT.search(band.label))

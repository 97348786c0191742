# ruff: noqa: E501 - vocabulary reads best as long lines
"""Whose report it is and of when: sex, age, birth date, laboratory, days of collection and report."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from medapp.domain.parsing.dates import DATE, as_birth, find_order, parse_date
from medapp.domain.people import Sex, age_on

_SEX_WORD = r"(perempuan|wanita|laki-laki|pria|femmina|maschio|female|male|жен(?:ский|щина)?|муж(?:ской|чина)?|әйел|ер(?=[\s/])|weiblich|männlich|femenino|masculino|féminin|masculin|woman|man|[fmжмwkж](?![\w]))"
_SEX = re.compile(
    rf"(?:\bпол\b|\bsex\b|\bgender\b|жынысы|geschlecht|sexe|sexo|płeć)[^:\n]{{0,14}}?[:.\-\s/]+\s*(?:\d+\s*\w*\s*/\s*)?{_SEX_WORD}",
    re.IGNORECASE,
)
_AGE_SEX = re.compile(
    rf"(?<!\d)(\d{{1,3}})\s*(?:y(?:ea)?rs?|y\.?o?\.?|years?\s+old|лет|год[а]?|г\.?|л\.?)?\.?\s*(?:\(s\))?\s*[/,|]\s*{_SEX_WORD}",
    re.IGNORECASE,
)
_LONG_AGE_SEX = re.compile(r"(?:age|gender)[^:]{0,12}:\s*(?:\d+\s*[ymd]\w*\s*)+/\s*([fm])", re.IGNORECASE)
_SEX_AGE = re.compile(rf"\b{_SEX_WORD}\s*[/,]\s*(\d{{1,3}})\s*(?:y|лет|г)", re.IGNORECASE)
_AGE = re.compile(
    r"(?:(?<!biological )\bage\b|(?<!биологический )возраст\b|жасы|\balter\b|\bedad\b|\bâge\b)[^:\d\n×*<>=]{0,16}[:.\-\s]*\s*(\d{1,3})(?![\d.,]*\s*[-–—]\s*\d)\s*(y|лет|год|г|л\b|jahr|ans|años|mo|мес|m\b|d\b|дн|w)?",
    re.IGNORECASE,
)
_LOOSE_AGE = re.compile(
    r"(?:пациент(?:ка)?|patient|обследуем\w+|ф\.?\s?и\.?\s?о\.?)\s*:?\s*(?-i:[A-ZА-ЯЁ])[^\d]{0,60}?(\d{1,3})\s*(?:лет|года?|yrs?|years?)\b|"
    r"(?:\b(?:female|male|муж(?:чина|ской)?|жен(?:щина|ский)?)\s*[,;]\s*)(\d{1,3})\b(?!\s*[-–./]\d)|"
    r"(?:\(|,\s*|/\s*|\b[жм]\s+)(\d{1,3})\s*(?:yrs?|years?|y/?o|лет|года?|л\.)\s*(?:old)?\s*\)?",
    re.IGNORECASE,
)
_BIRTH = r"(?:data\s+ur\w*|d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birth\s*date|birthdate|\bborn\b|дата\s+рожд\w*|\bд\.?\s?р\.?|род\.|туған\s+күні|geb(?:\.|oren|urtsdatum)|fecha\s+de\s+nacimiento|date\s+de\s+naissance|syntymäaika)"
_COLLECTED = (
    r"(?:coll\.?\s*(?:dt|date|on)?|collect(?:ed|ion)(?:\s+(?:on|date|time|date/time|date\s+and\s+time))*|sample\s+(?:taken|date|drawn|collected|collection)|specimen\s+(?:date|collected)|date\s+(?:of\s+)?(?:collection|collected|sampling)|\bdrawn\b|\bsampling\b|(?<!sample )\btaken\b(?:\s+on)?|"
    r"дата(?:\s+и\s+время)?\s+(?:взятия|забора|сбора|отбора)|\bвзят(?:ие|о|ия|а)?\b|\bсдан[аоы]?\b|(?:биоматериал|материал|кровь|проба)\s+(?:собран|взят|получен)\w*|data\s+pobrania|pobrano|\bзабор\w*|алынған\s+күні|entnahme\w*|abnahme\w*|prélev\w*|fecha\s+de\s+(?:toma|extracción)|test\s+date|date\s+of\s+test|"
    r"дата\s+(?:исследования|анализа|теста))"
)
_REPORTED = (
    r"(?:rep\.?\s*(?:dt|date|on)|data\s+wyniku|report(?:ed)?(?:\s+(?:on|date|time|date/time|printed|generated))*|date\s+(?:of\s+)?report(?:ed)?|\bвыда(?:ча|но|чи)\b|дата(?:\s+и\s+время)?\s+(?:выдачи|готовности|результата|отчета|выполнения)|"
    r"берілген\s+күні|befunddatum|validated|authori[sz]ed|released|approved)"
)
_PRINTED = r"(?:print(?:ed)?(?:\s+(?:on|date))*|дата\s+печати\w*|печать|generated(?:\s+on)?)"
_RECEIVED = r"(?:received(?:\s+(?:on|date|date/time))*|registered(?:\s+on)?|registration|поступ\w*|доставлен\w*|дата\s+(?:поступления|регистрации|доставки)|eingang\w*)"
_PERSON = r"пациент(?:ка)?|ф\.?\s?и\.?\s?о\.?(?:\s+пациента)?|фамилия|имя|patient(?:'s)?(?:\s+name)?|name|пол|sex|gender|возраст|age|врач|doctor|(?:№|номер)\s*\w*"
FACT_LABEL = f"{_BIRTH}|{_COLLECTED}|{_REPORTED}|{_PRINTED}|{_RECEIVED}|{_PERSON}|date|дата"
_PLAIN = r"(?:^|[\s|])(?:date|дата|datum|fecha)"
_LABORATORY = re.compile(
    r"(?:\b(?:ООО|ГБУЗ|ГАУЗ|ГБУ|АО|ЗАО|ФГБУ|МБУЗ|ТОО|ИП)\b[^,|]{3,70}|[^\d|:]{0,50}\b(?:laborator(?:y|ies)|diagnostics?|pathlabs?|pathology|path\s*labs?|medical\s+cent(?:er|re)|clinic|hospital|"
    r"лаборатори\w*|клиник\w*|больниц\w*|поликлиник\w*|диагностическ\w*\s+центр\w*|медцентр\w*|labs?)\b[^,|:\d]{0,40})",
    re.IGNORECASE,
)
_NOT_LABORATORY = re.compile(
    r"\blab\w*\W+(?:report|results|test|no\b|id\b|ref|code|number|findings|technician)|where\s|лабораторн\w*\s+(?:исслед|диагн|отч)|врач|technician|director|dr\.|pathologist|medical\s+laboratory\s+report|"
    r"pathology\s+(?:laboratory\s+)?report|department|результат|collected|processed",
    re.IGNORECASE,
)
_PREGNANT = re.compile(
    r"(?:беременность|pregnan(?:t|cy)|срок\s+беременности)\s*[:\-]\s*(да|yes|есть|\d+|нет|no|отриц)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the top of a report says; None where it does not, or not for certain."""

    sex: Sex | None = None
    age_years: float | None = None
    birth_date: date | None = None
    collected_at: date | None = None
    reported_at: date | None = None
    laboratory: str | None = None
    pregnant: bool | None = None
    date_order: str | None = None
    warnings: tuple[str, ...] = ()


def read_heading(texts: list[str], today: date | None = None) -> Heading:
    """From the report's lines, the first page first."""
    today = today or datetime.now(UTC).date()
    order = find_order(texts)
    texts = _joined(texts)
    birth = _dated(texts, _BIRTH, order) or _birth_before_mark(texts, order) or _birth_beside_sex(texts, order)
    birth = as_birth(birth, today) if birth else None
    age, sex = _age(texts), _sex(texts)
    latest = today + timedelta(days=1)  # east of here it is tomorrow
    received = _dated(texts, _RECEIVED, order, latest=latest)
    reported = _dated(texts, _REPORTED, order, latest=latest) or _dated(texts, _PRINTED, order, latest=latest)
    collected = _dated(texts, _COLLECTED, order, latest=latest) or received
    if collected is None and reported is None:
        collected = _dated(texts, _PLAIN, order, 3, latest)
    warnings: list[str] = []
    day = collected or reported
    if birth and age is not None and day and abs(age_on(birth, day) - age) > 1:
        warnings.append("age_contradicts_birth_date")
    if age is None and birth and day and day >= birth:
        age = float(age_on(birth, day))
    return Heading(sex, age, birth, collected, reported, _laboratory(texts), _pregnant(texts), order, tuple(warnings))


def _dated(texts: list[str], label: str, order: str | None, gap: int = 40, latest: date | None = None) -> date | None:
    """The date that follows the label closely, at most `gap` characters behind it, and is not after `latest`."""
    pattern = re.compile(
        label + rf"[^\d«\"]{{0,{gap}}}?" + r"(?:\d{1,2}:\d{2}(?::\d{2})?\s*(?:am|pm)?\s*)?(?=" + DATE.pattern + ")",
        re.IGNORECASE,
    )
    for text in texts:
        match = pattern.search(text)
        if match:
            found = parse_date(text[match.end() :], order)
            if found and (latest is None or found <= latest):
                return found
    before = re.compile(rf"(?:{DATE.pattern})\s*(?:г\.?)?\s*{label}", re.IGNORECASE)
    if label == _COLLECTED:
        for text in texts:
            match = before.search(text)
            if match:
                return parse_date(match[0], order)
    return None


def _joined(texts: list[str]) -> list[str]:
    """The lines, and those that end in a label or begin a fact together with the next: `Возраст:` over `38 лет`."""
    both = [f"{one} {two}" for one, two in pairwise(texts) if _OPEN_LABEL.search(one) and len(two) < 60]
    return [*texts, *both]


_OPEN_LABEL = re.compile(r"(?:[:№]|\bдата\s+\w+|\bdate(?:\s+of\s+\w+)?)\s*$", re.IGNORECASE)


def _birth_beside_sex(texts: list[str], order: str | None) -> date | None:
    """Рогова Н. И., ж, 12.09.1963; Рогова Н. И., 12.09.1963, ж"""
    for text in texts:
        match = _SEX_BEFORE_BIRTH.search(text)
        if match and (found := parse_date(text[match.end() : match.end() + 12], order)):
            return found
        match = _SEX_BEHIND_BIRTH.search(text)
        if match and (found := parse_date(match["birth"], order)):
            return found
    return None


def _birth_before_mark(texts: list[str], order: str | None) -> date | None:
    """08.11.1966 г.р.; 14.08.1990 (34 года)"""
    for text in texts:
        match = re.search(
            rf"({DATE.pattern})\s*(?:г\.?\s?р|\(\s*\d{{1,3}}\s*(?:года?|лет|yrs?|years?)\b)", text, re.IGNORECASE
        )
        if match:
            return parse_date(match[0], order)
    return None


_SEXES = {
    "female": Sex.FEMALE, "woman": Sex.FEMALE, "perempuan": Sex.FEMALE, "wanita": Sex.FEMALE, "femmina": Sex.FEMALE, "laki-laki": Sex.MALE,
    "pria": Sex.MALE, "maschio": Sex.MALE, "f": Sex.FEMALE, "w": Sex.FEMALE, "ж": Sex.FEMALE, "weiblich": Sex.FEMALE, "femenino": Sex.FEMALE,
    "féminin": Sex.FEMALE, "әйел": Sex.FEMALE, "male": Sex.MALE, "man": Sex.MALE, "m": Sex.MALE, "м": Sex.MALE, "männlich": Sex.MALE,
    "k": Sex.FEMALE, "masculino": Sex.MALE, "masculin": Sex.MALE, "ер": Sex.MALE,
}  # fmt: skip


def _sex_of(word: str) -> Sex | None:
    word = word.lower()
    if word.startswith("жен"):
        return Sex.FEMALE
    if word.startswith("муж"):
        return Sex.MALE
    return _SEXES.get(word)


def _sex(texts: list[str]) -> Sex | None:
    for pattern, group in ((_SEX, 1), (_AGE_SEX, 2), (_LONG_AGE_SEX, 1), (_SEX_AGE, 1)):
        for text in texts:
            match = pattern.search(text)
            if match and (sex := _sex_of(match[group])):
                return sex
    for text in texts:
        match = re.search(
            r"(?:пациент|patient|ф\.?\s?и\.?\s?о)[^,]{0,60},\s*(ж|м|жен|муж|f|m|female|male)\b", text, re.IGNORECASE
        )
        if match:
            return _sex_of(match[1])
    for text in texts[:15]:
        match = re.search(
            r"(?:patient|name|geb|dob|born)\b.*?(?<![\w])(weiblich|männlich|female|male)(?![\w])", text, re.IGNORECASE
        )
        if match:
            return _sex_of(match[1])
    for pattern in (_SEX_BETWEEN_DOTS, _SEX_BEHIND_BIRTH, _BARE_SEX_AGE, _SEX_BEFORE_BIRTH):
        for text in texts:
            match = pattern.search(text)
            if match and (sex := _sex_of(next(group for group in match.groups() if group and group[0].isalpha()))):
                return sex
    return None


# Козлова Т. И. (ж) род. 16.11.1978; Исмаилова Р. Б. Жен. Дата рождения: …; Рогова Н. И., ж, 12.09.1963
# A capital letter that its own point follows is an initial, not a sex: Образцова З. М., 01.12.1949
_SEX_BEFORE_BIRTH = re.compile(
    rf"(?<![\w.])(?!(?-i:[A-ZА-ЯЁ])\.)\(?(ж|м|жен|муж|женский|мужской|f|m|female|male)\b[.,;)]{{0,2}}\s{{1,3}}(?={_BIRTH}|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d)()",
    re.IGNORECASE,
)
# Образцова З. М., 01.12.1949, жен.; Примеров Юлий Павлович, 14.06.1986, М. Only behind a name, since a doctor's initial may follow a date too
_SEX_BEHIND_BIRTH = re.compile(
    r"(?-i:[A-ZА-ЯЁ][a-zа-яё-]+(?:\s+[A-ZА-ЯЁ][a-zа-яё]*\.?){1,2}),?\s+(?=(?P<birth>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d))[\d./]{8,10}(?:\s*г\.\s?р\.?)?[,;]\s{0,3}\(?(ж|м|жен|муж|женский|мужской|f|m|female|male)(?!\w|\.?\s*(?-i:[A-ZА-ЯЁ])\.)",
    re.IGNORECASE,
)
# Терентьева М. Г. · Ж · 14.08.1990; Male · Age 39 · DOB Aug 22, 1986
_SEX_BETWEEN_DOTS = re.compile(
    r"(?:^|[·•|]\s*)(ж|м|жен|муж|женский|мужской|f|m|female|male)\.?\s*[·•|](?=.*(?:\d|age|dob|возраст))", re.IGNORECASE
)
_BARE_SEX_AGE = re.compile(
    r"(?<![\w.])(?!(?-i:[A-ZА-ЯЁ])\.)(ж|м|жен|муж|женщина|мужчина|женский|мужской|f|m|female|male)[.,;]{0,2}\s{1,3}\d{1,3}\s*(?:лет|год|г\b|y)|(?<=\s)(female|male)[,;]\s{1,3}\d{1,3}\s*(?:[.;,]|$)|\d{1,3}\s*(?:лет|года?|yrs?|years?)\s*[,/]?\s*(?:пол\s+)?(женщина|мужчина|женский|мужской|female|male|жен|муж|ж|м|f|m)(?![\w])",
    re.IGNORECASE,
)


def _age(texts: list[str]) -> float | None:
    for text in texts:
        match = _AGE.search(text)
        if match and int(match[1]) <= 120:
            unit = (match[2] or "").lower()
            if unit in ("m", "mo", "мес"):
                return round(int(match[1]) / 12, 2)
            if unit in ("d", "дн", "w"):
                return 0.0
            return float(match[1])
    for pattern in (_AGE_SEX, _LOOSE_AGE):
        for text in texts:
            match = pattern.search(text)
            age = next((group for group in match.groups() if group and group.isdigit()), None) if match else None
            if age is not None and 0 < int(age) <= 120:
                return float(age)
    return None


def _laboratory(texts: list[str]) -> str | None:
    for text in texts[:12]:
        match = _LABORATORY.search(text)
        if match and not _NOT_LABORATORY.search(match[0]) and len(match[0].split()) <= 12:
            return match[0].strip(" ,;:-–|")
    return None


def _pregnant(texts: list[str]) -> bool | None:
    for text in texts:
        match = _PREGNANT.search(text)
        if match:
            return match[1].lower() not in ("нет", "no", "отриц")
    return None

# ruff: noqa: E501 - patterns
"""Whose report it is, with a label or without: sex, age, and the birth date beside them."""

import re
from datetime import date

from medapp.domain.parsing.dates import DATE, parse_date
from medapp.domain.people import Sex

_SEX_NAME = "женщина|мужчина|женский|мужской|жен|муж|ж|м|female|male|f|m"
SEX_ALONE = rf"(?:{_SEX_NAME}|девочка|мальчик|жіноча|чоловіча|жін|чол|kadın|erkek|weiblich|männlich)"
_SEX_WORD = r"(мальчик|девочка|жін(?:оча|ка)?|чол(?:овіча|овік)?|kadın|erkek|vrouw|perempuan|wanita|laki-laki|pria|femmina|maschio|female|male|жен(?:ский|щина)?|муж(?:ской|чина)?|әйел|ер(?=[\s/])|weiblich|männlich|femenino|masculino|féminin|masculin|woman|man|[fmжмwkж](?![\w]))"
_SEX = re.compile(
    rf"(?:\bпол\b|(?<=[а-яё])(?-i:Пол)(?=:)|\bsex\b|\bстать\b|\bcinsiyeti?\b|geslacht|\bgender\b|жынысы|geschlecht|sexe|sexo|płeć)[^:\n]{{0,14}}?[:.\-\s/]+\s*(?:\d+\s*\w*\s*/\s*)?{_SEX_WORD}",
    re.IGNORECASE,
)
# Жынысы / Пол: Е / М. Kazakh ер is a man and әйел a woman; E and ə are often typed in Latin letters.
_KAZAKH_SEX = re.compile(
    r"жынысы[^:\n]{0,14}?(?::|(?=\s\S{1,4}\s*/\s*[жм](?!\w)))\s*(?:(?P<man>[еe]р?)|(?P<woman>[әəаa]))(?!\w)(?:\s*/\s*(?P<russian>[жм])(?!\w))?",
    re.IGNORECASE,
)
_AGE_SEX = re.compile(
    rf"(?<!\d)(\d{{1,3}})\s*(?:y(?:ea)?rs?|y\.?o?\.?|years?\s+old|лет|год[а]?|г\.?|л\.?)?\.?\s*(?:\(s\))?\s*[/,|]\s*{_SEX_WORD}",
    re.IGNORECASE,
)
_LONG_AGE_SEX = re.compile(r"(?:age|gender)[^:]{0,12}:\s*(?:\d+\s*[ymd]\w*\s*)+/\s*([fm])", re.IGNORECASE)
_SEX_AGE = re.compile(rf"\b{_SEX_WORD}\s*[/,]\s*(\d{{1,3}})\s*(?:y|лет|г)", re.IGNORECASE)
_AGE = re.compile(
    r"(?:(?<!biological )\bage\b|(?<!биологический )возраст\b|жасы|\balter\b|\bedad\b|\bâge\b)[^:\d\n×*<>=]{0,16}[:.\-\s]*\s*(\d{1,3})(?!\d|[./-]\d{1,2}[./-]\d)(?![\d.,]*\s*[-–—]\s*\d)\s*(y|лет|год|г|л\b|jahr|ans|años|mo|мес|m\b|d\b|дн|w)?",
    re.IGNORECASE,
)
_LOOSE_AGE = re.compile(
    r"(?:пациент(?:ка)?|patient|обследуем\w+|ф\.?\s?и\.?\s?о\.?)\s*:?\s*(?-i:[A-ZА-ЯЁ])[^\d]{0,60}?(\d{1,3})\s*(?:лет|года?|yrs?|years?)\b|"
    r"(?:\b(?:female|male|муж(?:чина|ской)?|жен(?:щина|ский)?)\s*[,;]\s*)(\d{1,3})\b(?!\s*[-–./]\d)|"
    r"(?:\(|,\s*|/\s*|\b[жм]\s+)(\d{1,3})\s*(?:yrs?|years?|y/?o|лет|года?|л\.)\s*(?:old)?\s*\)?",
    re.IGNORECASE,
)
BIRTH_LABEL = r"(?:data\s+ur\w*|d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|birth\s*date|birthdate|\bborn\b|дата\s+рожд\w*|\bд\.?\s?р\.?|род\.|туған\s+күні|geb(?:\.|oren|urtsdatum)|fecha\s+de\s+nacimiento|date\s+de\s+naissance|syntymäaika)"


def birth_beside_sex(texts: list[str], order: str | None) -> date | None:
    """Рогова Н. И., ж, 12.09.1963; Рогова Н. И., 12.09.1963, ж"""
    for text in texts:
        match = _SEX_BEFORE_BIRTH.search(text)
        if match and (found := parse_date(text[match.end() : match.end() + 12], order)):
            return found
        match = _SEX_BEHIND_BIRTH.search(text)
        if match and (found := parse_date(match["birth"], order)):
            return found
    return None


def birth_before_mark(texts: list[str], order: str | None) -> date | None:
    """08.11.1966 г.р.; 14.08.1990 (34 года)"""
    for text in texts:
        match = re.search(
            rf"({DATE.pattern})\s*(?:г\.?\s?р|\(\s*\d{{1,3}}\s*(?:года?|лет|yrs?|years?)\b)", text, re.IGNORECASE
        )
        if match:
            return parse_date(match[0], order)
    return None


_WOMAN = re.compile(r"\b(?:[Пп]ациентка|ПАЦИЕНТКА)\b\s*:?\s*[А-ЯЁ]")


# Behind the patient's label alone: a doctor's name stands on most papers too.
_FULL_NAME = re.compile(
    r"(?i:\b(?:пациент(?:ка)?|ф\.?\s?,?\s?и\.?\s?,?\s?о\b\.?|фамилия|больно[йя]))(?:[\s.,:;_«\"]|(?i:пациента|пациентки|имя|отчество|и\.|о\.)){0,12}"
    r"[А-ЯЁ][А-ЯЁа-яё-]+\s+[А-ЯЁ][А-ЯЁа-яё-]+\s+(?i:[а-яё]*(?:(?P<his>[оеё]вич|[а-яё]ьич|кузьмич|лукич|никитич|фомич|саввич)|(?P<her>[оеё]вна|ична)))(?![\w-])"
)


def patient_word(texts: list[str]) -> Sex | None:
    """The sex in the word before the name, `Пациентка Белова`, or in the patronymic of a full Russian name."""
    if any(_WOMAN.search(text) for text in texts):
        return Sex.FEMALE
    names = [found for text in texts if (found := _FULL_NAME.search(text))]
    his, hers = any(name["his"] for name in names), any(name["her"] for name in names)
    if his == hers:
        return None
    return Sex.MALE if his else Sex.FEMALE


_SEXES = {
    "female": Sex.FEMALE, "woman": Sex.FEMALE, "perempuan": Sex.FEMALE, "wanita": Sex.FEMALE, "femmina": Sex.FEMALE, "laki-laki": Sex.MALE,
    "pria": Sex.MALE, "maschio": Sex.MALE, "f": Sex.FEMALE, "w": Sex.FEMALE, "ж": Sex.FEMALE, "weiblich": Sex.FEMALE, "femenino": Sex.FEMALE,
    "féminin": Sex.FEMALE, "әйел": Sex.FEMALE, "male": Sex.MALE, "man": Sex.MALE, "m": Sex.MALE, "м": Sex.MALE, "männlich": Sex.MALE,
    "k": Sex.FEMALE, "masculino": Sex.MALE, "masculin": Sex.MALE, "ер": Sex.MALE,
    "мальчик": Sex.MALE, "девочка": Sex.FEMALE, "жін": Sex.FEMALE, "жіноча": Sex.FEMALE, "жінка": Sex.FEMALE, "чол": Sex.MALE, "чоловіча": Sex.MALE,
    "чоловік": Sex.MALE, "kadın": Sex.FEMALE, "erkek": Sex.MALE, "vrouw": Sex.FEMALE,
}  # fmt: skip


def sex_of(word: str) -> Sex | None:
    word = word.lower()
    if word.startswith("жен"):
        return Sex.FEMALE
    if word.startswith("муж"):
        return Sex.MALE
    return _SEXES.get(word)


def _kazakh_sex(texts: list[str]) -> Sex | None:
    """From the letter of the Kazakh word, alone or beside the Russian one; None where the two contradict."""
    for text in texts:
        match = _KAZAKH_SEX.search(text)
        if match:
            sex = Sex.MALE if match["man"] else Sex.FEMALE
            return sex if match["russian"] is None or sex_of(match["russian"]) is sex else None
    return None


def sex_in(texts: list[str]) -> Sex | None:
    for pattern, group in ((_SEX, 1), (_AGE_SEX, 2), (_LONG_AGE_SEX, 1), (_SEX_AGE, 1)):
        for text in texts:
            match = pattern.search(text)
            if match and (sex := sex_of(match[group])):
                return sex
    if (sex := _kazakh_sex(texts)) is not None:
        return sex
    for text in texts:
        match = re.search(
            r"(?:пациент|patient|ф\.?\s?и\.?\s?о)[^,]{0,60},\s*(ж|м|жен|муж|f|m|female|male)\b", text, re.IGNORECASE
        )
        if match:
            return sex_of(match[1])
    for text in texts[:15]:
        match = re.search(
            r"(?:patient|name|geb|dob|born)\b.*?(?<![\w])(weiblich|männlich|female|male)(?![\w])", text, re.IGNORECASE
        )
        if match:
            return sex_of(match[1])
    for pattern in (_SEX_BETWEEN_DOTS, _SEX_BEHIND_BIRTH, _BARE_SEX_AGE, _SEX_BEFORE_BIRTH):
        for text in texts:
            match = pattern.search(text)
            if match and (sex := sex_of(next(group for group in match.groups() if group and group[0].isalpha()))):
                return sex
    return None


# Козлова Т. И. (ж) род. 16.11.1978; Исмаилова Р. Б. Жен. Дата рождения: …; Рогова Н. И., ж, 12.09.1963
# A capital letter that its own point follows is an initial, not a sex: Образцова З. М., 01.12.1949
_SEX_BEFORE_BIRTH = re.compile(
    rf"(?<![\w.])(?!(?-i:[A-ZА-ЯЁ])\.)\(?({_SEX_NAME})\b[.,;)]{{0,2}}\s{{1,3}}(?={BIRTH_LABEL}|\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)\d\d)()",
    re.IGNORECASE,
)
# Образцова З. М., 01.12.1949, жен.; Примеров Юлий Павлович, 14.06.1986, М. Only behind a name, since a doctor's initial may follow a date too
_SEX_BEHIND_BIRTH = re.compile(
    r"(?-i:[A-ZА-ЯЁ][a-zа-яё-]+(?:\s+[A-ZА-ЯЁ][a-zа-яё]*\.?){1,2}),?\s+(?=(?P<birth>\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d))[\d./]{8,10}(?:\s*г\.\s?р\.?)?[,;]\s{0,3}\(?(ж|м|жен|муж|женский|мужской|f|m|female|male)(?!\w|\.?\s*(?-i:[A-ZА-ЯЁ])\.)",
    re.IGNORECASE,
)
# Терентьева М. Г. · Ж · 14.08.1990; Male · Age 39 · DOB Aug 22, 1986
_SEX_BETWEEN_DOTS = re.compile(
    rf"(?:^|[·•|]\s*)({_SEX_NAME})\.?\s*[·•|](?=.*(?:\d|age|dob|возраст))",
    re.IGNORECASE,
)
_BARE_SEX_AGE = re.compile(
    rf"(?<![\w.])(?!(?-i:[A-ZА-ЯЁ])\.)({_SEX_NAME})[.,;]{{0,2}}\s{{1,3}}\d{{1,3}}\s*(?:лет|год|г\b|y)|(?<=\s)(female|male)[,;]\s{{1,3}}\d{{1,3}}\s*(?:[.;,]|$)|\d{{1,3}}\s*(?:лет|года?|yrs?|years?)\s*[,/]?\s*(?:пол\s+)?({_SEX_NAME})(?![\w])",
    re.IGNORECASE,
)


def age_in(texts: list[str]) -> float | None:
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

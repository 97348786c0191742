# ruff: noqa: E501 - vocabulary reads best as long lines
"""Whose report it is and of when: sex, age, birth date, laboratory, days of collection and report."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from medapp.domain.parsing import births
from medapp.domain.parsing.dates import DATE, as_birth, find_order, only_day, parse_date
from medapp.domain.parsing.header_persons import (
    BIRTH_LABEL,
    age_in,
    birth_before_mark,
    birth_beside_sex,
    patient_word,
    sex_in,
)
from medapp.domain.parsing.person_lines import spelled_out, unlabelled
from medapp.domain.people import Sex, age_on

_COLLECTED = (
    r"(?:coll\.?\s*(?:dt|date|on)?|collect(?:ed|ion)(?:\s+(?:on|date|time|date/time|date\s+and\s+time))*|sample\s+(?:taken|date|drawn|collected|collection)|specimen\s+(?:date|collected)|date\s+(?:of\s+)?(?:collection|collected|sampling)|\bdrawn\b|\bsampling\b|(?<!sample )\btaken\b(?:\s+on)?|"
    r"(?:дата(?:\s+и\s+время)?|время)\s+(?:взятия|забора|сбора|отбора|сдачи|получения\s+(?:эякулята|материала|биоматериала|образца|пробы))|\bвзят(?:ие|о|ия|а)?\b|\bсдан[аоы]?\b|(?:биоматериал|материал|кровь|проба)\s+(?:собран|взят|получен)\w*|data\s+pobrania|pobrano|\bзабор\w*|алынған\s+күні|entnahme\w*|abnahme\w*|prélev\w*|fecha\s+de\s+(?:toma|extracción)|test\s+date|date\s+of\s+test|"
    r"дата\s+(?:исследования|анализа|теста))"
)
_REPORTED = (
    r"(?:rep\.?\s*(?:dt|date|on)|data\s+wyniku|report(?:ed)?(?:\s+(?:on|date|time|date/time|printed|generated))*|date\s+(?:of\s+)?report(?:ed)?|\bвыда(?:ча|но|чи)\b|дата(?:\s+и\s+время)?\s+(?:выдачи|готовности|результата|отчета|выполнения)|"
    r"берілген\s+күні|befunddatum|validated|resulted(?:\s+(?:on|date|time|date/time))*|authori[sz]ed|released|approved)"
)
_PRINTED = r"(?:print(?:ed)?(?:\s+(?:on|date))*|дата\s+печати\w*|печать|generated(?:\s+on)?)"
_RECEIVED = r"(?:received(?:\s+(?:on|date|date/time))*|registered(?:\s+on)?|registration|поступ\w*|принят(?:о|а|ы)?\b|доставлен\w*|дата\s+(?:поступления|регистрации|доставки)|eingang\w*)"
_MEASURED = r"(?:(?:run|test|analysis|measurement)\s+(?:date|time|date/time)|(?:дата|время)\s+(?:анализа|измерения|исследования))"
_OF_THE_REPORT = re.compile(
    rf"(?:{_REPORTED}|{_PRINTED})[^\d«]{{0,20}}(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*)?(?:{DATE.pattern})", re.IGNORECASE
)
_PERSON = r"пациент(?:ка)?|ф\.?\s?и\.?\s?о\.?(?:\s+пациента)?|фамилия|имя|patient(?:'s)?(?:\s+name)?|name|пол|sex|gender|возраст|age|врач|doctor|(?:№|номер)\s*\w*"
FACT_LABEL = f"{BIRTH_LABEL}|{_COLLECTED}|{_REPORTED}|{_PRINTED}|{_RECEIVED}|{_PERSON}|date|дата"
_PLAIN = r"(?:^|[\s|])(?:date|дата|datum|fecha|(?:результат|анализ|исследован)\w*(?:\s+(?:крови|мочи))?\s+от)"
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


def read_heading(texts: list[str], today: date | None = None, order: str | None = None) -> Heading:
    """From the report's lines, the first page first; `order` is that of day and month where more is known of it."""
    today = today or datetime.now(UTC).date()
    order = order or find_order(texts)
    wide = texts
    texts = _joined([" ".join(text.split()) for text in texts])
    texts = [*spelled_out(texts), *texts]
    told = unlabelled(wide, order, today)
    birth = _dated(texts, BIRTH_LABEL, order) or birth_before_mark(texts, order) or birth_beside_sex(texts, order)
    birth = as_birth(birth, today) if birth else told.birth_date
    age = age_in(texts)
    age, sex = told.age_years if age is None else age, sex_in(texts) or told.sex or patient_word(texts)
    latest = today + timedelta(days=1)  # east of here it is tomorrow
    collected, reported = _days(wide, texts, order, birth, latest)
    if birth and any(day and day <= birth for day in (collected, reported)) and not births.is_newborn(texts, age):
        if births.is_long_ago(birth, texts, order, latest):
            left = births.without_day(birth, texts, order)
            collected, reported = _days(births.without_day(birth, wide, order), left, order, birth, latest)
        else:
            birth = None
    warnings: list[str] = []
    day = collected or reported
    if birth and age is not None and day and abs(age_on(birth, day) - age) > 1:
        warnings.append("age_contradicts_birth_date")
    if age is None and birth and day and day >= birth:
        age = float(age_on(birth, day))
    return Heading(sex, age, birth, collected, reported, _laboratory(texts), _pregnant(texts), order, tuple(warnings))


def _days(
    wide: list[str], texts: list[str], order: str | None, birth: date | None, latest: date
) -> tuple[date | None, date | None]:
    """The days of collection and of the report, neither after `latest`; `wide` are the lines with their gaps."""
    received = _dated(texts, _RECEIVED, order, latest=latest)
    reported = _dated(texts, _REPORTED, order, latest=latest) or _dated(texts, _PRINTED, order, latest=latest)
    collected = _dated(texts, _COLLECTED, order, latest=latest) or received
    collected = collected or _dated(texts, _MEASURED, order, latest=latest)
    if collected is None and reported is None:
        collected = _dated(texts, _PLAIN, order, 3, latest)
    if collected is None:
        collected = only_day([_OF_THE_REPORT.sub("", text) for text in wide], order, birth, latest)
    return collected, reported


def collected_in(text: str, order: str | None) -> date | None:
    """The day of collection that one line says in so many words, whatever else stands on it."""
    return _dated([" ".join(text.split())], _COLLECTED, order)


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
    before = re.compile(rf"(?:{DATE.pattern})\s*(?:г\.?)?\s*\(?{label}", re.IGNORECASE)
    if label == _COLLECTED:
        for text in texts:
            match = before.search(text)
            if match:
                return parse_date(match[0], order)
    return None


def _joined(texts: list[str]) -> list[str]:
    """The lines, and those that end in a label or begin a fact together with the next: `Возраст:` over `38 лет`."""
    both = [
        f"{one} {two}"
        for one, two in pairwise(texts)
        if (_OPEN_LABEL.search(one) and len(two) < 60) or (DATE.match(one) and _CAPTION.fullmatch(two))
    ]
    return [*texts, *both]


# «21» ноября 2025 г. over its caption, as on printed forms
_CAPTION = re.compile(rf"\(?{_COLLECTED}(?:\s+[^\W\d]+){{0,2}}\)?", re.IGNORECASE)
_OPEN_LABEL = re.compile(r"(?:[:№]|\bдата\s+\w+|\bdate(?:\s+of\s+\w+)?)\s*$", re.IGNORECASE)


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

# ruff: noqa: E501 - patterns
"""A person told without labels, or behind one label for several facts: sex, age and birth date by what they look like."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from medapp.domain.parsing.dates import DATE, as_birth, parse_date
from medapp.domain.parsing.header_persons import BIRTH_LABEL, SEX_ALONE, sex_of
from medapp.domain.people import Sex

_MOST_LINES = 25  # a person stands in the head of a report
_OLD_ENOUGH = timedelta(days=730)  # a date so much before the report's own is a birth date
_SEX_LABEL = r"(?:пол|sex|gender|sx|geschlecht|стать|cinsiyet\w*)"
_AGE_LABEL = r"(?:age|возраст|alter|вік|yaş)"
_LABEL = rf"(?:{BIRTH_LABEL}|{_SEX_LABEL}|{_AGE_LABEL})"
_SEVERAL = re.compile(
    rf"(?<!\w)(?P<labels>{_LABEL}\.?(?:\s*[/,|&(]\s*{_LABEL}\)?)+)(?!\w)[\s:.]*(?P<facts>\S.{{0,60}})", re.IGNORECASE
)
_SEPARATORS = re.compile(r"\s{2,}|\s*[,;·•|()]\s*|\s/\s")
_SEX_TOKEN = re.compile(rf"{SEX_ALONE}\.?(?:\s+(?:пол|sex))?", re.IGNORECASE)
_SEX_WORD = re.compile(rf"(?<![\w.])(?<!\d\s){SEX_ALONE}(?![\w.]\S)(?!\w)", re.IGNORECASE)
_LONG = 4  # letters of a sex that is no initial of a name
_AGE = re.compile(
    r"(?P<years>\d{1,3})\s*(?:лет|года?|г\.|л\.|y(?:ea)?rs?\.?|y\.?\s?/?\s?o\.?|y)(?:\s+old)?", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w.,/:-])(\d{1,3})(?![\d./:-])")
_MONTHS_OLD = re.compile(r"\d{1,2}\s*(?:мес|mo|m\b|нед|w\b|дн|d\b)", re.IGNORECASE)
_BIRTH_TOKEN = re.compile(rf"(?:{DATE.pattern})\s*(?:г\.?\s?(?:р\.?)?|(?:года?|р)\.?)?", re.IGNORECASE)
# DOB 04/02/1992 33 F; 12.03.1980 Ж
_SEX_BEHIND = re.compile(
    rf"(?P<birth>{DATE.pattern})[\s,(]+(?:(?P<age>\d{{1,3}})\s*(?:лет|года?|y\w*)?[\s/,]*)?(?P<sex>{SEX_ALONE})(?![\w.])",
    re.IGNORECASE,
)
# Терехова Нина Аркадьевна (12.12.1973)
_NAME_BEFORE = re.compile(rf"(?:[A-ZА-ЯЁ][\w'-]+\.?\s+){{1,2}}[A-ZА-ЯЁ][\w'-]*\.?\s*\((?P<birth>{DATE.pattern})\)")


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is told without a label of its own; None where nothing is."""

    sex: Sex | None = None
    age_years: float | None = None
    birth_date: date | None = None


def spelled_out(texts: list[str]) -> list[str]:
    """`DOB / Sex: 07-Mar-1949 M` as `DOB: 07-Mar-1949` and `Sex: M`, each behind its own label."""
    spelled: list[str] = []
    for text in texts:
        match = _SEVERAL.search(text)
        if match is None:
            continue
        labels, facts = match["labels"], match["facts"]
        day = DATE.search(facts) if re.search(BIRTH_LABEL, labels, re.IGNORECASE) else None
        if day is not None:
            spelled.append(f"Date of birth: {day[0]}")
            facts = f"{facts[: day.start()]} {facts[day.end() :]}"
        sex = _SEX_WORD.search(facts) if re.search(_SEX_LABEL, labels, re.IGNORECASE) else None
        if sex is not None:
            spelled.append(f"Sex: {sex[0]}")
        age = _NUMBER.search(facts) or _AGE.search(facts)
        if (
            age is not None
            and re.search(_AGE_LABEL, labels, re.IGNORECASE)
            and not _MONTHS_OLD.match(facts[age.start() :])
        ):
            spelled.append(f"Age: {age[1]} years")
    return spelled


def unlabelled(texts: list[str], order: str | None, today: date) -> PersonFacts:
    """The facts of the report's first lines, in which a wide gap is two spaces or more."""
    newest = max(_days(texts, order), default=today)
    sex, age, birth = None, None, None
    for text in texts[:_MOST_LINES]:
        tokens = [token.strip(" .:") for token in _SEPARATORS.split(text) if token.strip(" .:")]
        sexes = [token for token in tokens if _SEX_TOKEN.fullmatch(token)]
        ages = [match for token in tokens if (match := _AGE.fullmatch(token))]
        births = [token for token in tokens if _BIRTH_TOKEN.fullmatch(token) and _is_old(token, order, newest, today)]
        behind, named = _SEX_BEHIND.search(text), _NAME_BEFORE.search(text)
        if behind is not None and _is_old(behind["birth"], order, newest, today):
            births, sexes = [*births, behind["birth"]], [*sexes, behind["sex"]]
        if named is not None and _is_old(named["birth"], order, newest, today):
            births.append(named["birth"])
        if sexes and sex is None and (births or ages or len(sexes[0]) >= _LONG):
            sex = sex_of(sexes[0].split()[0].rstrip("."))
        if ages and age is None and (sexes or births):
            age = float(ages[0]["years"])
        if births and birth is None and (sexes or ages or named or len(tokens) > 1):
            birth = as_birth(parse_date(births[0], order) or today, today)
    return PersonFacts(sex, age if age is None or age <= 120 else None, birth)


def _days(texts: list[str], order: str | None) -> list[date]:
    found = (parse_date(match[0], order) for text in texts for match in DATE.finditer(text))
    return [day for day in found if day is not None and day.year >= 2000]


def _is_old(text: str, order: str | None, newest: date, today: date) -> bool:
    day = parse_date(text, order)
    return day is not None and as_birth(day, today) <= newest - _OLD_ENOUGH

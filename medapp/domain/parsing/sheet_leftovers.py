# ruff: noqa: E501 - vocabulary
"""Columns of numbers in a sheet of analytes across whose headings nobody knows: told as unread, never dropped."""

import re

from medapp.domain.documents import Table
from medapp.domain.parsing.cells import is_date_or_time, parse_result
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.rows import Loose
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_medicines import is_of_medicine
from medapp.domain.parsing.sheet_roles import Plan
from medapp.domain.parsing.sheet_summaries import is_summary

# Of the body, of daily life, or of the paper: understood, and nothing that a laboratory measured.
_OF_OTHER_THINGS = re.compile(
    r"(?:вес|масса тела|рост|имт|индекс массы|давлен|ад\b|пульс|чсс|температур|талия|шаг|сон\b|возраст|лет\b|день цикла|цена|стоимост|сумма|"
    r"№|номер|код|заказ|n\b|no\b|id\b|weight|height|bmi|bp\b|blood pressure|systolic|diastolic|pulse|heart rate|hr\b|temp|waist|"
    r"steps|sleep|age\b|cycle day|price|cost|order|sample|accession|visit|year|год|месяц|month|week|недел|срок\b|"
    r".*[\s_](?:id|no\.?|nr\.?|num|number|номер|№|код|code|phone|телефон|снилс|полис|mrn)$)",
    re.IGNORECASE,
)  # fmt: skip

_EXAMINED = re.compile(r"(?:o/e|on examination|осмотр|examination)\s*[-–—:]*\s+", re.IGNORECASE)  # a practice's record
# A row of a diary; `Рост E. coli` is none.
_OF_BODY = re.compile(
    r"(?:мой |моя |my |body )?(?:вес|масса(?: тела)?|рост|имт|индекс массы тела|ад|(?:артериальное )?давление|(?:систолическое|диастолическое)(?: ад| давление)?|"
    r"пульс|чсс|температура(?: тела)?|талия|окружность \w+|об[ъь]ем \w+|срок(?: беременности)?|недел[яи](?: беременности)?|триместр|день цикла|возраст|"
    r"сатурация|самочувствие|настроение|сон|шаги|weight|height|bmi|body mass index|bp|blood pressure(?: reading)?|(?:systolic|diastolic)(?: bp| blood pressure)?(?: reading)?|pulse(?: rate)?|heart rate|respiratory rate|"
    r"temperature|waist|hips?|gestational (?:age|week)|gestation|(?:pregnancy )?weeks?(?: of pregnancy| pregnant)?|trimester|cycle day|age|spo2|"
    r"oxygen saturation|mood|sleep|steps)"
    r"(?:[\s,(\[]+(?:кг|см|м|г|недел[ьяи]|нед|лет|дн\w*|мм ?рт\.? ?ст\.?|уд\.?/мин|°?[cс]|%|ч|час\w*|kg|lbs?|cm|in|weeks?|wks?|w|years?|yrs?|days?|mm ?hg|bpm|/min|°f|hours?|h)[.)\]]*)?",
    re.IGNORECASE,
)


def unread_columns(table: Table, start: int, plan: Plan) -> list[Loose]:
    """One entry a column, its heading with its cells."""
    if not plan.analytes or start == 0:
        return []
    bound = {at for at, *_ in plan.analytes} | set(plan.roles())
    return [
        Loose(" | ".join((heading, *cells))[:200], None, "unknown_name")
        for at, heading in enumerate(table.rows[plan.heading_row])
        if heading and at not in bound and _may_be_result(heading) and (cells := _numbers(table, start, at))
    ]


def says_otherwise(heading: str) -> bool:
    """A heading of a column that holds no results: a norm, a day, an earlier result, an average, a price."""
    text = heading.strip()
    return kind_of(text) in ("range", "low", "high", "day", "previous") or (
        bool(text) and (_OF_OTHER_THINGS.match(text) is not None or is_summary(text))
    )


def is_of_body(name: str) -> bool:
    """A row about the person and no sample: a weight, a pulse, the week of a pregnancy."""
    said = _EXAMINED.sub("", name.strip(" :."))
    return _OF_BODY.fullmatch(said) is not None and not is_known_name(name)


def _may_be_result(heading: str) -> bool:
    is_other = is_of_medicine(heading) or is_summary(heading) or _OF_OTHER_THINGS.match(heading.strip())
    return kind_of(heading) is None and not is_other


def _numbers(table: Table, start: int, at: int) -> list[str]:
    """The column's filled cells when most of them are numbers; else nothing."""
    cells = [row[at] for row in table.rows[start:] if at < len(row) and row[at]]
    read = [result for cell in cells if not is_date_or_time(cell) and (result := parse_result(cell)) is not None]
    return cells if cells and 2 * sum(result.number is not None for result in read) >= len(cells) else []

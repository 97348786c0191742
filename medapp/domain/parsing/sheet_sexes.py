"""Limits that stand in columns of their own for men and for women."""

import re
from collections.abc import Sequence
from dataclasses import replace

from medapp.domain.parsing.header_persons import sex_of
from medapp.domain.parsing.sheet_headings import kind_of
from medapp.domain.parsing.sheet_roles import Limits, Plan
from medapp.domain.people import Sex

_KINDS = ("range", "low", "high")
SEX_WORD = re.compile(
    r"(?<![^\W_])(?P<sex>муж(?:чин\w*|ск\w*)?|жен(?:щин\w*|ск\w*)?|м|ж|males?|females?|men|women|m|f)(?![^\W_])\.?",
    re.IGNORECASE,
)
_PLURAL = {"men": Sex.MALE, "males": Sex.MALE, "women": Sex.FEMALE, "females": Sex.FEMALE}


def limits_by_sex(row: Sequence[str]) -> dict[Sex, Limits]:
    """The columns of each sex's limits: `Норма (муж.)` and `Норма (жен.)`, `Male low` …; nothing for one sex alone."""
    found: dict[Sex, Limits] = {}
    for index, cell in enumerate(row):
        match = SEX_WORD.search(cell)
        if match is None:
            continue
        word = match["sex"].lower()
        sex = _PLURAL.get(word) or sex_of(word)
        rest = (cell[: match.start()] + " " + cell[match.end() :]).strip(" ()[]:;,./-–—")
        kind = kind_of(rest) if rest else "range"
        if sex is not None and kind in _KINDS:
            limits = found.get(sex, Limits())
            if getattr(limits, kind) is None:
                found[sex] = replace(limits, **{kind: index})
    return found if len(found) == len(Sex) else {}


def for_sex(plan: Plan, sex: Sex | None) -> Plan:
    """The plan, and those beside it, with the limits of this sex; with neither's when it is not known, but for a
    column for both."""
    plan = replace(plan, beside=tuple(for_sex(each, sex) for each in plan.beside)) if plan.beside else plan
    mine = dict(plan.limits_by_sex).get(sex) if sex else None
    return replace(plan, range=mine.range, low=mine.low, high=mine.high) if mine else plan

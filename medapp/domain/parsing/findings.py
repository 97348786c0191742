# ruff: noqa: E501 - vocabulary reads best as long lines
"""Results in words: negative, not detected, traces, colour and kind."""

import re
from functools import lru_cache

from medapp.domain.numbers import COMPARATOR, NUMBER

_NEGATIVE = re.compile(
    r"(?:отриц\w*|отр\.?|non[- ]?reakti[fv]|neg(?:ative|\.|ativ[eo]?)?|non[- ]?reactive|nonreactive|не\s?реактив\w*|теріс|negatiivinen|négatif|negativo|отсутств\w*\s+реакц\w*)\.?",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"(?:не\s?обнаруж\w*|не\s?выявлен\w*|не\s?найден\w*|отсутств\w*|нет|not\s+detected|undetected|nil|absent|none(?:\s+(?:seen|detected))?|not\s+seen|анықталмады|"
    r"не\s?определ\w*|н/о|abs\.?|не\s?выделен\w*|роста?\s+(?:\w+\s+)?(?:нет|не\s+(?:выявлено|обнаружено|получено))|no\s+growth|"
    r"(?:[\w-]+\s+){1,3}не\s?(?:обнаруж|выявлен|выделен|найден)\w*)\.?",
    re.IGNORECASE,
)
_POSITIVE = re.compile(
    r"(?:полож\w*|пол\.|pos(?:itive|\.|itiv[eo]?)?|reactive|реактив\w*|оң)(?:\s*\(?\+*\)?)\.?", re.IGNORECASE
)
_DETECTED = re.compile(r"(?:обнаруж\w*|выявлен\w*|detected|present|found|seen|присутств\w*)\.?", re.IGNORECASE)
_TRACE = re.compile(r"(?:следы|след\.?|traces?|tr\.)", re.IGNORECASE)
_OTHER_WORDS = re.compile(
    r"(?:(?:calcium\s+oxalate|uric\s+acid|triple\s+phosphate|amorphous\s+(?:urate|phosphate))s?(?:\s+crystals?)?\s*[-,(]?\s*(?:few|occasional|rare|moderate|many|seen|present|\+{1,4})\)?|"
    r"norm(?:al)?|abnormal|норма?|в норме|clear|прозрачн\w*|полная|неполная|cloudy|turbid|hazy|slightly (?:turbid|cloudy|hazy)|мутн\w*|слабо\s?мутн\w*|"
    r"(?:pale |light |dark |straw |bright )?(?:yellow|straw|amber|colou?rless|brown|red)|(?:creamy|milky|pearly|gr[ae]yish)(?:[- ](?:white|gr[ae]y|yellow|opalescent))?|gr[ae]y[- ](?:white|opalescent)|"
    r"(?:серовато|молочно|беловато|желтовато)[- ]?(?:бел|сер|опалесц)\w*|с/ж|(?:светло|тёмно|темно|соломенно|бледно|насыщенно)?[- ]?ж[её]лт\w*|соломенн\w*|"
    r"бесцветн\w*|коричнев\w*|единичн\w*(?:\s+в\s+\w+(?:\s+\w+)?)?|occasional|few|many|moderate|rare|numerous|scant\w*|умеренн\w*(?:\s+колич\w*)?|незначительн\w*(?:\s+колич\w*)?|"
    r"значительн\w*(?:\s+колич\w*)?|небольш\w*(?:\s+колич\w*)?|много|мало|equivocal|сомнит\w*|indeterminate|неопредел\w*|слабо\s?положит\w*|weak(?:ly)? (?:positive|reactive)|"
    r"[1-7][a-d]|кисл\w*|щелочн\w*|нейтральн\w*|слабо\s?кисл\w*|acidic|alkaline|neutral|immune|susceptible|low risk|high risk|"
    r"(?:o|a|b|ab|0|о|а|в|ав)(?:\s?\((?:i{1,3}|iv)\)|\s?rh)\s*(?:rh\s*)?(?:\(?d\)?\s+)?(?:positive|negative|\+|-|положит\w*|отрицат\w*|первая|вторая|третья|четв[её]ртая)?|rh\s?(?:\(?[+-]\)?\s*)?(?:positive|negative|положит\w*|отрицат\w*)|rh\s?\(?[+-]\)?|(?:не|полу)?оформлен\w*|мягк\w*|жидк\w*|кашицеобразн\w*|колбасовидн\w*|цилиндрическ\w*|"
    r"(?:аморфн\w*\s+)?(?:оксалат|урат|фосфат|трипельфосфат)\w*(?:\s+кальция)?\s*\(?\+{1,4}\)?)",
    re.IGNORECASE,
)

# отрицательный (0,08), отрицательно (КП 0,21): the finding, with the number that it rests on.
_RESTS_ON = (
    r"(?:кп|к\.\s?п\.|ип|оп|s/co|коэфф?\.?\s*(?:позитивности|поз\.?)?|индекс|index|ratio|титр|tit(?:re|er))\s*[:=]?\s*"
)
_MEASURED_WORDS = re.compile(
    rf"(?P<words>[^\d()]+?)\s*\(\s*(?:{_RESTS_ON})?(?:(?:{COMPARATOR})?\s*{NUMBER}|1\s*[:/]\s*\d+|\+{{1,4}}|traces?|следы)\s*\)",
    re.IGNORECASE,
)

# обнаружено, 1,8×10^3 МЕ/мл
_WITH_AMOUNT = re.compile(
    rf"(?P<words>(?:[др]нк |[dr]na )?(?:обнаруж\w*|выявлен\w*|полож\w*|detected|positive|reactive))[,:;]?\s+"
    rf"(?P<amount>(?:менее\s+|более\s+|{COMPARATOR}\s*)?\d.*)"
)
_WHAT_WAS_SOUGHT = re.compile(r"^(?:[др]нк|[dr]na|антитела|антиген|antibod(?:y|ies)|antigen)\s+(?=\w)")


def amount_behind(text: str) -> str | None:
    """What stands behind a finding that was measured: `1,8×10^3 МЕ/мл` of `обнаружено, 1,8×10^3 МЕ/мл`."""
    found = _WITH_AMOUNT.fullmatch(text.lower()) if len(text) <= 60 else None
    return text[found.start("amount") :] if found else None


@lru_cache(maxsize=8192)
def value_words(text: str) -> str | None:
    """The code of a qualitative result, or its own words when they are a known finding; None for other text."""
    text = " ".join(text.lower().replace("ё", "е").split()).strip(" .;,")
    for pattern, code in (
        (_NEGATIVE, "negative"),
        (_ABSENT, "not_detected"),
        (_POSITIVE, "positive"),
        (_DETECTED, "detected"),
        (_TRACE, "trace"),
    ):
        if pattern.fullmatch(text):
            return code
    if text in ("normal", "norm", "норма", "норм", "в норме"):
        return "normal"
    halves = [value_words(half) for half in text.split(" / ")] if text.count(" / ") == 1 else []
    if halves and halves[0] is not None and halves[0] == halves[1]:
        return halves[0]  # Negative / Отрицательно
    amount = _WITH_AMOUNT.fullmatch(text) if len(text) <= 60 else None
    if amount:
        return value_words(amount["words"])
    bare = _WHAT_WAS_SOUGHT.sub("", text)
    if bare != text:
        return value_words(bare)
    measured = _MEASURED_WORDS.fullmatch(text) if len(text) <= 80 else None
    if measured and not text.startswith("rh"):  # Rh(+) rests on nothing
        return value_words(measured["words"])
    return text if _OTHER_WORDS.fullmatch(text) else None

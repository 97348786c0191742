"""Results in words, such as "not detected", against a norm in words."""

import re

from medapp.domain.results import Measurement, Rating, State

_NEGATIVE = re.compile(
    r"^(?:neg(?:ative)?|non[- ]?reactive|not (?:detected|seen|found)|absent|nil|none|"
    r"отр(?:иц(?:ательн\w*)?)?|не (?:обнаружен\w*|выявлен\w*|найден\w*)|отсутству\w*|нет)\.?$"
)
_POSITIVE = re.compile(r"^(?:pos(?:itive)?|reactive|detected|present|полож(?:ительн\w*)?|обнаружен\w*|выявлен\w*)\.?$")


def rate_words(m: Measurement) -> Rating:
    """In range when the words are the norm's words; clearly outside when one says no and the other yes."""
    said, norm = _clean(m.value_as_printed), _clean(m.ref_as_printed or "")
    if norm and (said == norm or (_NEGATIVE.match(said) and _NEGATIVE.match(norm))):
        return Rating(State.IN_RANGE, whose="report")
    if _POSITIVE.match(said) and _NEGATIVE.match(norm):
        return Rating(State.CLEARLY, direction=1, whose="report")
    return Rating(State.NOT_RATED, reason="qualitative")


def _clean(text: str) -> str:
    return " ".join(text.split()).strip("()[]. ").lower()

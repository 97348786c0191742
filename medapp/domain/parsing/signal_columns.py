"""Columns of the signal behind a finding: the positivity coefficient, optical density, index to the cut-off."""

import re

_SIGNAL = re.compile(
    r"(?:кп|ип|оп|оп(?:\s+(?:образца|пробы|критическая))|(?:коэффициент|индекс)\s+позитивности|оптическая\s+плотность|"
    r"s\s*/\s*co?|s\s*/\s*co\s+ratio|coi|cut[\s-]*off\s+index|index\s+value|od|od\s+ratio|optical\s+density|signal)(?!\w)",
    re.IGNORECASE,
)


def names_signal(folded: str) -> bool:
    """`КП`, `S/CO`: a folded heading, all of it."""
    return _SIGNAL.fullmatch(folded) is not None


def begins_with_signal(limits: str) -> bool:
    """`КП < 0,9 отриц.`: limits of the signal, which are none of a finding in words."""
    return _SIGNAL.match(limits.strip()) is not None

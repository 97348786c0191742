# ruff: noqa: E501 - vocabulary
"""Units that a recogniser misread: letters of one script for those of another, a lost stroke."""

from functools import cache

_KNOWN = [
    "г/л",
    "мг/л",
    "мкг/л",
    "нг/л",
    "г/дл",
    "мг/дл",
    "мкг/дл",
    "нг/дл",
    "мг/мл",
    "мкг/мл",
    "нг/мл",
    "пг/мл",
    "ммоль/л",
    "мкмоль/л",
    "нмоль/л",
    "пмоль/л",
    "ммоль/моль",
    "Ед/л",
    "Е/л",
    "МЕ/л",
    "мЕд/л",
    "МЕ/мл",
    "мМЕ/л",
    "мМЕ/мл",
    "мкМЕ/мл",
    "Ед/мл",
    "фл",
    "пг",
    "мм/ч",
    "мм/час",
    "сек",
    "10*9/л",
    "10*12/л",
    "10^9/л",
    "10^12/л",
    "x10*9/л",
    "x10*12/л",
    "10х9/л",
    "10х12/л",
    "тыс/мкл",
    "млн/мкл",
    "мл/мин",
    "г/моль",
    "g/L",
    "mg/L",
    "g/dL",
    "mg/dL",
    "ug/dL",
    "ng/mL",
    "pg/mL",
    "mmol/L",
    "umol/L",
    "nmol/L",
    "pmol/L",
    "U/L",
    "IU/L",
    "IU/mL",
    "mIU/L",
    "uIU/mL",
    "fL",
    "pg",
    "mm/h",
    "mm/hr",
    "10^9/L",
    "10^12/L",
    "x10^9/L",
    "x10^12/L",
    "mL/min",
    "%",
    "сек.",
]
_CRUMB = 2  # letters
_ALIKE = str.maketrans(
    {"л": "n", "п": "n", "l": "n", "i": "n", "|": "n", "г": "r", "т": "t", "м": "m", "о": "o", "0": "0", "ь": "b", "к": "k", "е": "e", "д": "d", "х": "x", "×": "x", "ч": "4", "а": "a",
     "с": "c", "у": "y", "р": "p", "и": "u", "н": "h", "/": "", "\\": "", " ": "", ".": "", "ф": "o", "µ": "u", "μ": "u", "•": "*", "°": "*", "\"": "*", "'": "*"}
)  # fmt: skip


def _shape(text: str) -> str:
    return text.lower().translate(_ALIKE)


@cache
def _by_shape() -> dict[str, str | None]:
    """The printed unit of each shape; None for a shape that two different units share."""
    shapes: dict[str, str | None] = {}
    for unit in _KNOWN:
        shape = _shape(unit)
        shapes[shape] = unit if shape not in shapes else None
    return shapes


def repair_unit(text: str) -> str | None:
    """The one known unit that looks like the misread text, also beside a crumb (`Ед/л му`, of a stamp); None when there
    is none or more than one.
    """
    head, _, crumb = text.partition(" ")
    whole = text if not (crumb.isalpha() and len(crumb) <= _CRUMB and "/" in head) else head
    return _by_shape().get(_shape(whole)) if len(whole) >= 2 else None

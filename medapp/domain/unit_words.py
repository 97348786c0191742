"""How a unit is written for a person: UCUM codes in Russian and English, "10*9/L" as "×10⁹/л"."""

import re
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(r"^10\*(\d+)$")
_LANGUAGES = {"en": 0, "ru": 1}
_PREFIXES = {
    "": ("", ""),
    "k": ("k", "к"),
    "d": ("d", "д"),
    "c": ("c", "с"),
    "m": ("m", "м"),
    "u": ("µ", "мк"),
    "n": ("n", "н"),
    "p": ("p", "п"),
    "f": ("f", "ф"),
    "a": ("a", "а"),
}
_STEMS = {
    "g": ("g", "г"),
    "mol": ("mol", "моль"),
    "L": ("L", "л"),
    "U": ("U", "Ед"),
    "[IU]": ("IU", "МЕ"),
    "eq": ("Eq", "экв"),
    "kat": ("kat", "кат"),
    "m": ("m", "м"),
    "osm": ("Osm", "осм"),
    "Pa": ("Pa", "Па"),
    "g{FEU}": ("g FEU", "г FEU"),
    "g{DDU}": ("g DDU", "г DDU"),
    "[arb'U]": ("AU", "усл. ед."),
}
# What is not a prefix and a stem; an empty word is a number without a unit.
_WHOLE = {
    "1": ("", ""),
    "[pH]": ("", ""),
    "{index}": ("", ""),
    "{titer}": ("", ""),
    "%": ("%", "%"),
    "[ppth]": ("‰", "‰"),
    "s": ("s", "с"),
    "min": ("min", "мин"),
    "h": ("h", "ч"),
    "(24.h)": ("24 h", "сут"),
    "{1.73_m2}": ("1.73 m²", "1,73 м²"),
    "um3": ("µm³", "мкм³"),
    "mm[Hg]": ("mmHg", "мм рт. ст."),
    "{copies}": ("copies", "копий"),
    "{GE}": ("GE", "ГЭ"),
    "{Log_copies}": ("lg copies", "lg копий"),
    "{Log_GE}": ("lg GE", "lg ГЭ"),
    "{Log_IU}": ("lg IU", "lg МЕ"),
    "[CFU]": ("CFU", "КОЕ"),
    "{RU}": ("RU", "RU"),
    "{BAU}": ("BAU", "BAU"),
    "[GPL'U]": ("GPL", "GPL"),
    "[MPL'U]": ("MPL", "MPL"),
    "k[arb'U]": ("kAU", "тыс. усл. ед."),
    "100{WBCs}": ("100 WBC", "100 лейкоцитов"),
}
_PHRASES = {
    "/[HPF]": ("per field of view", "в поле зрения"),
    "/[LPF]": ("per low-power field", "в поле зрения, малое увеличение"),
}


@lru_cache(maxsize=1024)
def show_unit(ucum: str, language: str) -> str:
    """The unit as a report in `language` prints it, "" for a bare number; a code not known here stays as it is."""
    if ucum in _PHRASES:
        return _PHRASES[ucum][_LANGUAGES.get(language, 0)].replace(" ", NO_BREAK_SPACE)
    words = [_show_term(term, language) for term in ucum.split("/")]
    return ucum if None in words else "/".join(word or "" for word in words).replace(" ", NO_BREAK_SPACE)


def _show_term(term: str, language: str) -> str | None:
    place = _LANGUAGES.get(language, 0)
    if not term:
        return ""
    if power := _POWER.match(term):
        return f"×10{power[1].translate(_SUPERSCRIPTS)}"
    if term in _WHOLE:
        return _WHOLE[term][place]
    for prefix, shown in _PREFIXES.items():
        stem = _STEMS.get(term[len(prefix) :]) if term.startswith(prefix) else None
        if stem:
            return shown[place] + stem[place]
    return None

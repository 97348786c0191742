"""Printed spellings of units: Russian, English and Kazakh, as reports and bad text layers write them.

`read_spelling` first looks at the whole text (fields of view, creatinine ratios, bare words), then at counts in
powers of ten, then at numerator / denominator. The result is UCUM; `units` decides whether it is a known unit.
"""

import re
import unicodedata

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPT_RUN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")

_MASS = {"g": "g", "г": "g", "gm": "g", "gms": "g", "gr": "g", "gram": "g", "grams": "g", "грамм": "g", "mg": "mg",
"мг": "mg",
         "mgs": "mg", "ug": "ug", "mcg": "ug", "мкг": "ug", "ng": "ng", "нг": "ng", "pg": "pg", "пг": "pg", "пкг": "pg",
         "mgm": "mg"}  # fmt: skip
_SUBSTANCE = {"mol": "mol", "моль": "mol", "mmol": "mmol", "ммоль": "mmol", "mmoles": "mmol", "mm": "mmol",
              "umol": "umol", "mcmol": "umol", "мкмоль": "umol", "micromol": "umol", "nmol": "nmol", "нмоль": "nmol",
              "pmol": "pmol", "пмоль": "pmol", "fmol": "fmol", "фмоль": "fmol"}  # fmt: skip
_CHARGE = {"meq": "meq", "мэкв": "meq", "мгэкв": "meq", "мг-экв": "meq", "eq": "eq", "ueq": "ueq", "мкэкв": "ueq"}
_UNITS = {
    "u": "U", "ед": "U", "е": "U", "e": "U", "единиц": "U", "unit": "U", "units": "U", "бірл": "U",
    "mu": "mU", "мед": "mU", "milliu": "mU", "uu": "uU", "мкед": "uU", "мке": "uU", "mcu": "uU", "ku": "kU",
    "кед": "kU", "ке": "kU",
    "kua": "kU", "кедa": "kU", "кеда": "kU",
    "iu": "[IU]", "ме": "[IU]", "ui": "[IU]", "хб": "[IU]", "miu": "m[IU]", "мме": "m[IU]", "mlu": "m[IU]",
    "mui": "m[IU]",
    "uiu": "u[IU]", "мкме": "u[IU]", "mciu": "u[IU]", "microiu": "u[IU]", "мкмед": "u[IU]", "kiu": "k[IU]",
    "мкхб": "u[IU]", "мхб": "m[IU]",
    "кме": "k[IU]",
}  # fmt: skip
_OTHER = {
    "kat": "kat", "ukat": "ukat", "мккат": "ukat", "mckat": "ukat", "nkat": "nkat", "нкат": "nkat",
    "mosm": "mosm", "mosmol": "mosm", "мосм": "mosm", "мосмоль": "mosm",
    "ru": "{RU}", "au": "[arb'U]", "aue": "[arb'U]", "оед": "{RU}", "отнед": "{RU}", "услед": "[arb'U]",
    "уе": "[arb'U]", "bau": "{BAU}",
    "kau": "k[arb'U]", "gpl": "[GPL'U]", "gplu": "[GPL'U]", "edgpl": "[GPL'U]", "едgpl": "[GPL'U]",
    "mpl": "[MPL'U]", "mplu": "[MPL'U]",
    "едmpl": "[MPL'U]",
    "copies": "{copies}", "копий": "{copies}", "копии": "{copies}", "коп": "{copies}", "cp": "{copies}",
    "copy": "{copies}",
    "gfeu": "g{FEU}", "mgfeu": "mg{FEU}", "ugfeu": "ug{FEU}", "mcgfeu": "ug{FEU}", "мкгfeu": "ug{FEU}",
    "ngfeu": "ng{FEU}", "нгfeu": "ng{FEU}",
    "мгfeu": "mg{FEU}", "мкгфэе": "ug{FEU}", "нгфэе": "ng{FEU}", "мгфэе": "mg{FEU}",
    "mgddu": "mg{DDU}", "ugddu": "ug{DDU}", "ngddu": "ng{DDU}", "нгddu": "ng{DDU}", "мкгddu": "ug{DDU}",
    "mm": "mm", "мм": "mm", "ml": "mL", "мл": "mL", "l": "L", "л": "L",
}  # fmt: skip
_NUMERATOR = {**_OTHER, **_MASS, **_SUBSTANCE, **_CHARGE, **_UNITS}
_DENOMINATOR = {
    "l": "L", "л": "L", "lt": "L", "ltr": "L", "liter": "L", "litre": "L", "lit": "L", "литр": "L", "1л": "L",
    "dl": "dL", "дл": "dL", "100ml": "dL", "100мл": "dL", "ml": "mL", "мл": "mL", "1мл": "mL", "cc": "mL",
    "ul": "uL", "mcl": "uL", "мкл": "uL", "mm3": "uL", "mm^3": "uL", "мм^3": "uL", "мм3": "uL", "cumm": "uL",
    "cmm": "uL", "c.mm": "uL",
    "microl": "uL", "1мкл": "uL",
    "microliter": "uL", "куб.мм": "uL", "кубмм": "uL", "мкл3": "uL",
    "h": "h", "hr": "h", "hour": "h", "1hr": "h", "1h": "h", "1sthr": "h", "1sthour": "h", "hrs": "h", "ч": "h",
    "час": "h", "чac": "h", "1час": "h",
    "сағ": "h", "min": "min", "мин": "min", "s": "s", "sec": "s", "сек": "s",
    "24h": "(24.h)", "24hr": "(24.h)", "24hrs": "(24.h)", "24hours": "(24.h)", "d": "(24.h)", "day": "(24.h)",
    "сут": "(24.h)",
    "сутки": "(24.h)", "24ч": "(24.h)", "24час": "(24.h)", "24часа": "(24.h)", "день": "(24.h)",
    "mol": "mol", "моль": "mol", "mmol": "mmol", "ммоль": "mmol", "g": "g", "г": "g", "gm": "g", "kg": "kg",
    "кг": "kg",
    "mg": "mg", "мг": "mg", "{1.73_m2}": "{1.73_m2}",
}  # fmt: skip

_THOUSAND = {
    "k",
    "к",
    "тыс",
    "thou",
    "thous",
    "thousand",
    "thousands",
    "тысяч",
    "1000",
    "x1000",
    "th",
    "тыскл",
    "мың",
    "tsd",
    "tys",
}
_MILLION = {"млн", "mill", "million", "millions", "mil", "mln", "миллионов", "mio", "млнкл"}
_CELLS = {
    "",
    "кл",
    "клеток",
    "клетки",
    "cells",
    "cell",
    "шт",
    "эл",
    "эритр",
    "лейк",
    "leu",
    "ery",
    "#",
    "no",
    "ед",
    "количество",
    "nos",
    "бірл",
}
_GIGA = {
    "giga": "10*9",
    "gpt": "10*9",
    "tera": "10*12",
    "tpt": "10*12",
    "т": "10*12",
    "t": "10*12",
    "гига": "10*9",
    "тера": "10*12",
}
_COUNT = re.compile(
    r"^[x*.]{0,2}(?:10(?:\^|\*\*|\*|e|x|в|'|\()?(?P<p>12|[3569])\)?(?:степени|ст)?|1?e(?P<q>12|[369]))(?:кл|клеток|cells)?/(?P<den>.+)$"
)

_WHOLE = {
    "%": "%", "проценты": "%", "процент": "%", "percent": "%", "отн%": "%", "%отн": "%", "об%": "%", "vol%": "%",
    "%от общего": "%", "pct": "%",
    "‰": "[ppth]", "промилле": "[ppth]", "%о": "[ppth]", "%o": "[ppth]", "permille": "[ppth]",
    "/1000эритр": "[ppth]", "0/00": "[ppth]",
    "fl": "fL", "фл": "fL", "фемтолитр": "fL", "femtoliter": "fL", "femtoliters": "fL", "um3": "um3", "мкм3": "um3",
    "um^3": "um3", "мкм^3": "um3", "cumicron": "um3",
    "pg": "pg", "пг": "pg", "pgm": "pg", "picograms": "pg", "picogram": "pg", "пикограмм": "pg", "pg/cell": "pg",
    "пг/кл": "pg", "pgs": "pg", "pg/cel": "pg",
    "fmol": "fmol", "фмоль": "fmol", "fmol/cell": "fmol", "amol": "amol",
    "s": "s", "с": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s", "сек": "s", "секунд": "s",
    "секунды": "s", "min": "min", "мин": "min", "минут": "min",
    "ratio": "1", "коэф": "1", "коэфф": "1", "коэффициент": "1", "отношение": "1", "соотношение": "1", "1": "1",
    "inr": "1", "мно": "1", "безразм": "1", "отнед": "1", "относительныеединицы": "1",
    "index": "{index}", "индекс": "{index}", "coi": "{index}", "s/co": "{index}", "s/c": "{index}", "кп": "{index}",
    "оп/cut-off": "{index}", "isr": "{index}",
    "усл.ед": "{index}", "услед": "{index}", "уе": "{index}", "ед": "{index}", "iv": "{index}",
    "ph": "[pH]", "рн": "[pH]", "едph": "[pH]", "едрн": "[pH]", "едрh": "[pH]", "phunits": "[pH]",
    "титр": "{titer}", "titer": "{titer}", "titre": "{titer}",
    "mmhg": "mm[Hg]", "ммртст": "mm[Hg]", "мм рт ст": "mm[Hg]", "kpa": "kPa", "кпа": "kPa",
    "впзр": "/[HPF]", "вп/зр": "/[HPF]", "п/зр": "/[HPF]", "впз": "/[HPF]", "вп/з": "/[HPF]", "впол/зр": "/[HPF]",
    "вполезрения": "/[HPF]", "п/з": "/[HPF]",
    "полезрения": "/[HPF]", "кл/пзр": "/[HPF]", "клвп/зр": "/[HPF]", "кл/п/зр": "/[HPF]", "едвп/зр": "/[HPF]",
    "едвпзр": "/[HPF]", "клвпзр": "/[HPF]",
    "/hpf": "/[HPF]", "hpf": "/[HPF]", "perhpf": "/[HPF]", "cells/hpf": "/[HPF]", "#/hpf": "/[HPF]",
    "/h.p.f": "/[HPF]", "/пзр": "/[HPF]", "/п/зр": "/[HPF]",
    "клетоквп/зр": "/[HPF]", "шт/пзр": "/[HPF]", "кл/пз": "/[HPF]", "/вп/зр": "/[HPF]", "квп/зр": "/[HPF]",
    "x40/вп/зр": "/[HPF]",
    "/lpf": "/[LPF]", "lpf": "/[LPF]", "perlpf": "/[LPF]", "#/lpf": "/[LPF]", "впрепарате": "/[LPF]",
    "впреп": "/[LPF]",
    "g%": "g/dL", "gm%": "g/dL", "gms%": "g/dL", "г%": "g/dL", "mg%": "mg/dL", "мг%": "mg/dL", "mgs%": "mg/dL",
    "ug%": "ug/dL", "мкг%": "ug/dL", "mcg%": "ug/dL", "mgm%": "mg/dL",
    "/nl": "10*9/L", "/pl": "10*12/L", "/fl": "10*15/L", "cumm": "/uL", "percumm": "/uL", "/100wbc": "/100{WBCs}",
    "/100wbcs": "/100{WBCs}", "per100wbc": "/100{WBCs}", "на100лейк": "/100{WBCs}",
    "на100лейкоцитов": "/100{WBCs}", "/100лейк": "/100{WBCs}", "/100лейкоцитов": "/100{WBCs}",
    "/100 wbc": "/100{WBCs}", "%wbc": "/100{WBCs}", "nrbc/100wbc": "/100{WBCs}",
    "lakhs/cumm": "10*5/uL", "lakh/cumm": "10*5/uL", "lac/cumm": "10*5/uL", "lacs/cumm": "10*5/uL",
    "lakhs/ul": "10*5/uL", "x10^5/ul": "10*5/uL",
    "mm1sthr": "mm/h", "mm1sthour": "mm/h", "mminthefirsthour": "mm/h", "ммвчас": "mm/h", "ммза1час": "mm/h",
    "mmat1hr": "mm/h", "mmafter1hour": "mm/h", "mm1hr": "mm/h",
    "mm/1sthour": "mm/h", "ммзачас": "mm/h", "mmhr": "mm/h", "mm/hour": "mm/h", "ммч": "mm/h", "mminhr": "mm/h",
    "мл": "mL", "ml": "mL", "l": "L", "л": "L", "мкм": "um", "um": "um", "cm": "cm", "см": "cm", "mm": "mm",
    "мм": "mm",
    "мг": "mg", "mg": "mg", "g": "g", "г": "g", "gpl": "[GPL'U]/mL", "mpl": "[MPL'U]/mL", "mg/24": "mg/(24.h)",
    "l/l": "L/L", "л/л": "L/L",
    "log": "1", "meq": "meq/L",
}  # fmt: skip

_CREATININE = re.compile(r"(?:of)?(?:crea?t?(?:inine)?|креат(?:инина|инин)?|кр|cr)$")
_BSA = re.compile(
    r"/?\(?(?:1[.,]73)(?:\*|x)?(?:m(?:\^|\*\*?)?2|м(?:\^|\*\*?)?2|кв\.?м|sqm|sq\.m|m²|м²|sq\.?meters?|m)?\)?$|/bsa$"
)
_ASIDE = re.compile(r"(?<=[a-zа-я/])(?:\(.*\)|hb|hgb)$(?<!\(feu\))(?<!\(ddu\))(?<!\(фэе\))")  # U/L (37°C), U/g Hb
_INVERSE = re.compile(r"^(?P<num>.+?)[.*]?(?P<den>dl|ml|ul|l|дл|мл|мкл|л|h|ч)\^?-1$")
_CASE_MILLI = re.compile(r"^мЕ(?=/)")  # мЕ/л is milli-units, МЕ/л international units
_CASE_MILLION = re.compile(r"^M(?=/)")


def read_spelling(text: str) -> str | None:
    """UCUM for a printed unit, or None. The code may still be one that no analyte uses."""
    plain = _plain(text)
    if _CASE_MILLI.match(plain):
        plain = "мед" + plain[2:]
    elif _CASE_MILLION.match(plain):
        plain = "million" + plain[1:]
    key = _squeeze(plain)
    if key in _WHOLE:
        return _WHOLE[key]
    inverse = _INVERSE.match(key)
    if inverse:
        key = f"{inverse['num']}/{inverse['den']}"
    key = _ASIDE.sub("", key)
    bsa = _BSA.search(key)
    if bsa:
        rate = _fraction(key[: bsa.start()].rstrip("/"))
        return f"{rate}/{{1.73_m2}}" if rate in ("mL/min", "mL/s") else None
    return _count(key) or _fraction(key)


def _plain(text: str) -> str:
    """Superscripts as ^9, compatibility forms folded, brackets and edge punctuation gone; the case is kept."""
    text = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run.group().translate(_SUPERSCRIPT), text)
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\u00ad", "")
    text = (
        text.replace("μ", "u")
        .replace("×", "x")
        .replace("·", "*")
        .replace("∕", "/")
        .replace("⁄", "/")
        .replace("\\", "/")
    )
    text = text.replace("−", "-").replace("–", "-").strip(" \t\n,;:")
    if len(text) > 1 and text[0] in "([" and text[-1] in ")]":
        text = text[1:-1]
    return text.strip().lstrip("([").rstrip(".,;") if text.count("(") != text.count(")") else text.strip().rstrip(".,;")


def _squeeze(text: str) -> str:
    text = text.lower().replace("х", "x") if re.search(r"10\s*х|х\s*10|^х", text, re.I) else text.lower()
    text = re.sub(r"\bper\b|\bна 1\b|\bв 1(?=\s*(?:л|мл|мкл|мм))", "/", text)
    text = re.sub(r"\s+", "", text)
    text = re.sub(r"(?<=[а-яa-z])\.(?=/|$|[а-яa-z])(?!l-1|l\^-1|л-1)", "", text)
    return text.replace("//", "/")


def _count(key: str) -> str | None:
    """Cells in powers of ten: 10^9/л, x109/l, 10e3/ul, тыс/мкл, m/ul, cells/cumm, giga/l."""
    match = _COUNT.match(key)
    if match:
        volume = _DENOMINATOR.get(match["den"])
        return f"10*{match['p'] or match['q']}/{volume}" if volume else None
    head, slash, tail = key.partition("/")
    volume = _DENOMINATOR.get(tail)
    if not slash or volume is None:
        return None
    head = head.removeprefix("x").rstrip(".")
    if head in _THOUSAND:
        return f"10*3/{volume}"
    if head in _MILLION:
        return f"10*6/{volume}"
    if head in _GIGA:
        return f"{_GIGA[head]}/{volume}"
    return f"/{volume}" if (head in _CELLS and volume == "uL") or head in _CELLS - {"ед", "бірл"} else None


def _fraction(key: str) -> str | None:
    """Numerator over denominator, each in any language; FEU, DDU and creatinine as words beside them."""
    for mark in ("feu", "фэе", "ddu"):
        if mark in key and "/" in key:
            head, _, tail = key.replace(mark, "").replace("()", "").partition("/")
            key = f"{head}{'feu' if mark == 'фэе' else mark}/{tail}"
    head, slash, tail = key.partition("/")
    if not slash:
        return None
    head = head.removesuffix("alb").removesuffix("алб")
    tail = _DENOMINATOR.get(tail) or _DENOMINATOR.get(_CREATININE.sub("", tail)) or ""
    if not tail or head not in _NUMERATOR:
        return None
    numerator = "mm" if head in ("mm", "мм") and tail == "h" else _NUMERATOR[head]
    return f"{numerator}/{tail}"

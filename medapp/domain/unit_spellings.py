"""Printed spellings of units: Russian, English and Kazakh, as reports and bad text layers write them.

`read_spelling` first looks at the whole text (fields of view, creatinine ratios, bare words), then at counts in
powers of ten, then at numerator / denominator. The result is UCUM; `units` decides whether it is a known unit.
"""

import re
import unicodedata

from medapp.domain.unit_vocabulary import CELLS, DENOMINATOR, GIGA, MILLION, NUMERATOR, THOUSAND, WHOLE

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPT_RUN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")

_COUNT = re.compile(
    r"^[x*.]{0,2}(?:10(?:\^|\*\*|\*|e|x|в|'|\()?(?P<p>12|[3569])\)?(?:степени|ст)?|1?e(?P<q>12|[369]))(?:кл|клеток|cells)?/(?P<den>.+)$"
)

# Cells in a field of view: в п/зр, ед./п.зр., кл. в поле зрения
_FIELD = re.compile(
    r"(?!пз$)(?:x40/?)?(?:кл(?:ет(?:ок|ки)?)?|ед(?:иниц)?|шт(?:ук)?|лейк|эр(?:итр?)?|к)?/?в?/?п(?:ол[ея]?)?/?з(?:р(?:ения)?)?"
)
_CREATININE = re.compile(r"(?:of)?(?:crea?t?(?:inine)?|креат(?:инина|инин)?|кр|cr)$")
_BSA = re.compile(
    r"(?:/|\*|на)?\(?(?:1[.,]73)(?:\*|x)?(?:m(?:\^|\*\*?)?2|м(?:\^|\*\*?)?2|кв\.?м|sqm|sq\.m|m²|м²|sq\.?meters?|m)?\)*$|/bsa$"
)
_ASIDE = re.compile(
    r"(?<=[a-zа-я/])(?:\(.*\)|hb|hgb|@\d+c?)$(?<!\(feu\))(?<!\(ddu\))(?<!\(фэе\))"
)  # U/L (37°C), U/g Hb
_INVERSE = re.compile(r"^(?P<num>.+?)[.*]?(?P<den>dl|ml|ul|l|дл|мл|мкл|л|h|ч)\^?-1$")
_CASE_MILLI = re.compile(
    r"^[мm][ЕE](?=/)"
)  # мЕ/л is milli-units, МЕ/л international units, in letters of either alphabet
_CASE_INTERNATIONAL = re.compile(r"^[МM][ЕE](?=/)")
_LOOKALIKES = str.maketrans("abekmhopctyx", "авекмнорстух")  # a word with one Cyrillic letter is Cyrillic
_LOG = re.compile(r"^(?:lg|log|log10|log_10|лог|lg10|лг)\(?(?=[a-zа-я])")
_SUBJECT = re.compile(
    r"(?<=g|г)(?:кала|стула|feces|faeces|stool)$|(?<=kg)h[2₂]o$|(?<=кг)[hн][2₂][oо]$|(?<=kg)water$|(?<=[µu]g)hb(?=/g$)"
)
_CASE_MILLION = re.compile(r"^M(?=/)")


def read_spelling(text: str) -> str | None:
    """UCUM for a printed unit, or None. The code may still be one that no analyte uses."""
    plain = _plain(text)
    if _CASE_MILLI.match(plain):
        plain = "мед" + plain[2:]
    elif _CASE_INTERNATIONAL.match(plain):
        plain = "ме" + plain[2:]
    elif _CASE_MILLION.match(plain):
        plain = "million" + plain[1:]
    key = _squeeze(plain)
    if key in WHOLE:
        return WHOLE[key]
    if _FIELD.fullmatch(key):
        return "/[HPF]"
    inverse = _INVERSE.match(key)
    if inverse:
        key = f"{inverse['num']}/{inverse['den']}"
    key = _ASIDE.sub("", _SUBJECT.sub("", _logarithm(key.replace("(мин*", "мин*").replace("(min*", "min*"))))
    bsa = _BSA.search(key)
    if bsa:
        rate = _fraction(key[: bsa.start()].rstrip("/").replace("(", ""))
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
        .replace("\\S\\", "^")
        .replace("\\", "/")
    )
    text = re.sub(r"^(x?10)\+(?=\d{1,2}/)", r"\1^", text)  # 10+3/ul
    text = text.replace("−", "-").replace("–", "-").strip(" \t\n,;:")
    if len(text) > 1 and text[0] in "([" and text[-1] in ")]":
        text = text[1:-1]
    return text.strip().lstrip("([").rstrip(".,;") if text.count("(") != text.count(")") else text.strip().rstrip(".,;")


def _squeeze(text: str) -> str:
    text = text.lower().replace("х", "x") if re.search(r"10\s*х|х\s*10|^х", text, re.I) else text.lower()
    text = re.sub(r"\bper\b|\bна 1(?=\s*(?:л|мл|мкл|мм|г)\b)|\bв 1(?=\s*(?:л|мл|мкл|мм))", "/", text)
    text = re.sub(r"\s+", "", text)
    text = re.sub(r"(?<=[а-яa-z])\.(?=/|$|%|\)|[а-яa-z])(?!l-1|l\^-1|л-1)", "", text)
    return text.replace("//", "/")


def _count(key: str) -> str | None:
    """Cells in powers of ten: 10^9/л, x109/l, 10e3/ul, тыс/мкл, m/ul, cells/cumm, giga/l."""
    match = _COUNT.match(key)
    if match:
        volume = DENOMINATOR.get(match["den"])
        return f"10*{match['p'] or match['q']}/{volume}" if volume else None
    head, slash, tail = key.partition("/")
    volume = DENOMINATOR.get(tail)
    if not slash or volume is None:
        return None
    head = head.removeprefix("x").rstrip(".")
    if head in THOUSAND:
        return f"10*3/{volume}"
    if head in MILLION:
        return f"10*6/{volume}"
    if head in GIGA:
        return f"{GIGA[head]}/{volume}"
    return f"/{volume}" if (head in CELLS and volume == "uL") or head in CELLS - {"ед", "бірл"} else None


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
    tail = DENOMINATOR.get(tail) or DENOMINATOR.get(_CREATININE.sub("", tail)) or ""
    head = head if head in NUMERATOR else _one_alphabet(head)
    if not tail or head not in NUMERATOR:
        return None
    numerator = "mm" if head in ("mm", "мм") and tail == "h" else NUMERATOR[head]
    return f"{numerator}/{tail}"


def _one_alphabet(word: str) -> str:
    """мкME is мкМЕ: Latin letters among Cyrillic ones are slips of the keyboard or of recognition."""
    return word.translate(_LOOKALIKES) if re.search("[а-я]", word) else word


def _logarithm(key: str) -> str:
    """lg(копий/мл), log10 копий/мл, lg копий/мл are one spelling, lgкопий/мл."""
    bare = _LOG.sub("lg", key)
    return bare.replace("(", "").replace(")", "") if bare != key or key.startswith("lg") else key

"""Names as Russia's nomenclature of medical services writes them: Исследование уровня глюкозы в крови.

The nomenclature (Ministry of Health, order 804n of 13.10.2017) puts every analyte into the genitive behind what is done
with it; state laboratories print these names. Words are compared by their stems, in any order.
"""

import re
from functools import cache

from medapp.domain.analytes import load_catalogue

_DONE = re.compile(
    r"(?:исследование|определение|измерение)\s+(?:(?:уровня|активности|концентрации|содержания|количества|числа)\s+)?(?=\w)",
    re.IGNORECASE,
)
_IN_BLOOD = re.compile(
    r"\s+(?:(?:в|из)\s+)?(?:(?:цельной|венозной|капиллярной|периферической)\s+)?(?:сыворотк[еи]|плазм[еы]|кров[ьи])"
    r"(?:\s+крови)?(?:\s+или\s+в\s+плазме)?$",
    re.IGNORECASE,
)
_IN_URINE = re.compile(r"\s+(?:в\s+)?(?:разовой\s+|суточной\s+)?моч[еи]$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ENDING = re.compile(
    r"(?<=\w{3})(?:ого|его|ому|ему|ыми|ими|ая|яя|ое|ее|ые|ие|ых|их|ый|ий|ой|ей|ов|ев|ия|ии|ию|ам|ям|[аяоеыиуюьй])$"
)
_IRREGULAR = {"белк": "белок", "времен": "врем", "д": "d"}
_LATIN = str.maketrans("aceopxy", "асеорху")  # as in C-реактивного with a Latin C
_TOTAL = "общ"


def nominatives(name: str) -> tuple[str, ...]:
    """The catalogue's names for a service's name; () for a name that is none."""
    done = _DONE.match(name)
    if not done:
        return ()
    what = _BRACKETS.sub("", name[done.end() :]).strip(" .,;")
    urine = _IN_URINE.search(what)
    bare = what[: urine.start()] if urine else _IN_BLOOD.sub("", what)
    stems = _stems(bare)
    found = _by_stems().get(stems) or _by_stems().get(tuple(stem for stem in stems if stem != _TOTAL), ())
    if not urine:
        return found
    known = load_catalogue().by_alias
    return tuple(text for alias in found for text in (f"{alias} в моче", f"{alias} мочи") if known(text))


def _stems(text: str) -> tuple[str, ...]:
    words = re.findall(r"[\w-]+", text.lower().replace("ё", "е"))
    stems = (_ENDING.sub("", word.translate(_LATIN) if re.search("[а-я]", word) else word) for word in words)
    return tuple(sorted(_IRREGULAR.get(stem, stem) for stem in stems))


@cache
def _by_stems() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every Russian name of the catalogue by its stems."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    names = (alias for analyte in load_catalogue().analytes.values() for alias in analyte.aliases)
    for alias in dict.fromkeys(names):
        if re.search("[а-яё]", alias.lower()):
            stems = _stems(alias)
            found[stems] = (*found.get(stems, ()), alias)
    return found

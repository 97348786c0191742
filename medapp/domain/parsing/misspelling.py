"""Whether a printed name may be a known name with a slip of the pen in it, or is another name altogether."""

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from medapp.domain.analytes import fold_name, load_catalogue
from medapp.domain.names import squeeze

_DIGITS = re.compile(r"\d+")
_CODE_LENGTH = 4  # HAV is not a misspelt HCV
_MIXED_CODE = re.compile(r"(?=.{2,6}$)\w*[A-Z]\w*[A-Z]\w*(?<![A-Z]{6})")  # HBc, HBeAg, pCO
_ROMAN = re.compile(r"[IVX]+")  # factor VII contains factor II
_STEM = 4
_ONE_PLACE = 6  # letters: three slips so near each other are another word
# Words that make two otherwise like names different analytes.
_TELLING = frozenset({
    "free", "total", "direct", "indirect", "bound", "ionized", "ionised", "absolute", "relative", "urine", "serum",
    "plasma", "stool", "saliva", "csf", "igg", "igm", "iga", "ige", "hs", "ultrasensitive", "random", "fasting",
    "свободный", "свободная", "свободного", "общий", "общая", "общее", "прямой", "непрямой", "связанный",
    "ионизированный", "абсолютное", "относительное", "моча", "моче", "мочи", "кал", "анти", "антитела", "anti",
    "antibody", "antibodies", "vldl", "очень", "ratio", "index", "индекс", "отношение", "соотношение", "corrected",
})  # fmt: skip
_FOLDED_TELLING = frozenset(fold_name(word) for word in _TELLING)


def may_be_slip(printed: str, alias: str) -> bool:
    """`printed` differs from the folded, squeezed `alias` by letters only, and by none that a name hangs on."""
    folded = fold_name(printed)
    if _is_rewritten(folded, alias):
        return False
    if _DIGITS.findall(alias) != _DIGITS.findall(folded) or not _same_tellers(folded, alias):
        return False
    return not (_lacks_letter(folded, alias) or _other_letter(folded, alias) or _other_word(printed, alias))


def _is_rewritten(folded: str, alias: str) -> bool:
    """Word by word where both have as many, else as a whole: one of them is another word, not a slip."""
    words, known = folded.split(), _spelt().get(alias, alias).split()
    if len(words) != len(known):
        return _is_another(squeeze(folded), alias)
    return any(not _is_cut(word, other) and _is_another(word, other) for word, other in zip(words, known, strict=True))


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """Squeezed aliases with their spaces."""
    names = (fold_name(name) for analyte in load_catalogue().analytes.values() for name in analyte.aliases)
    return {squeeze(name): name for name in names}


def _is_cut(word: str, other: str) -> bool:
    """The same word, cut short or with another ending: distribut width."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and (short == long or len(short) >= _STEM)


def _is_another(word: str, other: str) -> bool:
    """Direct and indirect, LDL and VLDL, lymphocytes and monocytes: letters put before, or many in one place."""
    places = []
    for change in Levenshtein.opcodes(word, other):
        if change.tag == "equal":
            continue
        length = max(change.src_end - change.src_start, change.dest_end - change.dest_start)
        is_added = change.tag != "replace"
        if is_added and (length > 1 or change.src_start == change.dest_start == 0):
            return True
        places += [change.src_start + step for step in range(length)]
    return any(third - first < _ONE_PLACE for first, third in zip(places, places[2:], strict=False))


def _other_word(printed: str, alias: str) -> bool:
    """A short code, or a word that is a name itself (potassium, calcium), is never a misspelling of another."""
    for word in re.findall(r"[^\W\d_]+", printed):
        folded = fold_name(word)
        if _ROMAN.fullmatch(word):
            return True
        if folded in alias:
            continue
        if (len(folded) <= _CODE_LENGTH and word.isupper()) or _MIXED_CODE.fullmatch(word):
            return True
        if load_catalogue().by_alias(word):
            return True
    return False


def _lacks_letter(folded: str, alias: str) -> bool:
    """T lymphocytes and lymphocytes: the letter in front is a word of its own, not a slip of the pen."""
    first = folded.split()[0]
    return len(first) == 1 and first.isalpha() and not alias.startswith(first)


def _other_letter(folded: str, alias: str) -> bool:
    """Troponin I and troponin T, immunoglobulin D and A: a letter that stands alone is the name, not a slip."""
    words = re.findall(r"[^\W\d_]+", folded)
    if any(len(letter) == 1 and word in alias and word + letter not in alias for word, letter in pairwise(words)):
        return True
    return len(words[-1]) == 1 and not alias.endswith(words[-1])


def _same_tellers(folded: str, alias: str) -> bool:
    return all(word in alias for word in folded.split() if word in _FOLDED_TELLING) and not any(
        word in alias and word not in folded.replace(" ", "") for word in _FOLDED_TELLING if len(word) > 3
    )

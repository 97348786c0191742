"""A laboratory's code before the name: `HCT Гематокрит`, `NE% Нейтрофилы`, `LEU Leukocytes`."""

import re

from medapp.domain.analytes import fold_name, load_catalogue

_CODE_FIRST = re.compile(
    r"(?P<code>[A-ZА-Я](?:-?[A-ZА-Я0-9]){1,6}[%#]?|[A-Z][a-z]{2,6}[%#])\s+(?:[-–—]\s+)?"
    r"(?P<name>[^\W\d_][\w ,.()-]*[^\W\d_].*)"
)
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")  # a code is Latin: МСН is MCH as recognition may see it
_SHORTEST, _STEM, _FEWEST_WORDS = 3, 6, 2


def without_code(text: str) -> str | None:
    """What such a name may be looked up by, where its code and its words say the same; None where they do not.

    `VLDL Холестерин` is no total cholesterol, `PSA Свободный` not the total one.
    """
    found = _CODE_FIRST.fullmatch(text)
    if found is None:
        return None
    code, name = found["code"].translate(_LATIN), found["name"]
    if not code.isascii():
        return None
    coded = load_catalogue().by_alias(code)
    ids = {analyte.id for analyte in coded}
    named = {analyte.id for analyte in load_catalogue().by_alias(name)}
    if ids & named:
        return code if len(ids) <= len(named) else name
    if named and ids and all(each.startswith("urine_") for each in ids):
        return code
    if named or len(code) < _SHORTEST:
        return None
    said = _stems(name)
    if any(_is_short_for(_words(name), _words(alias), code) for each in coded for alias in each.aliases):
        return code
    fits = [each for each in coded if any(2 * len(said & _stems(alias)) > len(said) for alias in each.aliases)]
    return code if len(said) >= _FEWEST_WORDS and fits else None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold_name(text))


def _is_short_for(words: list[str], alias: list[str], code: str) -> bool:
    """`Ср. содерж. Hb`: each word begins one of the alias's, in their order; a part of the code may be said again."""
    again = _words(code)
    words = [word for word in words if word not in again]
    if sum(map(len, words)) < _STEM or len(words) < _FEWEST_WORDS:
        return False
    rest = iter(alias)
    return all(any(other.startswith(word) for other in rest) for word in words)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", fold_name(text))}

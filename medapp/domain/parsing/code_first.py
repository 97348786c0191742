"""A laboratory's code before the name: `HCT Гематокрит`, `NE% Нейтрофилы`, `LEU Leukocytes`."""

import re

from medapp.domain.analytes import fold_name, load_catalogue

_CODE_FIRST = re.compile(r"(?P<code>[A-Z](?:-?[A-Z0-9]){1,6}[%#]?)\s+(?P<name>[^\W\d_][\w ,.()-]*[^\W\d_].*)")
_SHORTEST, _STEM, _FEWEST_WORDS = 3, 6, 2


def without_code(text: str) -> str | None:
    """What such a name may be looked up by, where its code and its words say the same; None where they do not.

    `VLDL Холестерин` is no total cholesterol, `PSA Свободный` not the total one.
    """
    found = _CODE_FIRST.fullmatch(text)
    if found is None:
        return None
    code, name = found["code"], found["name"]
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
    fits = [each for each in coded if any(2 * len(said & _stems(alias)) > len(said) for alias in each.aliases)]
    return code if len(said) >= _FEWEST_WORDS and fits else None


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", fold_name(text))}

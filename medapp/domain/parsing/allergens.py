"""Specific IgE: an allergen is known by its code (f2, d1, t3), which makers and laboratories print in any wording."""

from medapp.domain.analytes import Analyte, fold_name, load_catalogue

_IGE_UNITS = ("kU/L", "k[IU]/L")
_PREFIX = "ige_"
_FILLERS = frozenset(
    fold_name(word)
    for word in ("IgE", "specific", "spec", "allergen", "allergens", "ab", "antibody", "to", "serum", "специфический",
                 "специфические", "спец", "аллерген", "аллергена", "антитела", "антиген", "класса", "к")
)  # fmt: skip


def allergen_of(name: str, ucum: str | None) -> Analyte | None:
    """The specific IgE that a row asks for; None when it speaks of IgG, of total IgE, or of something else.

    A code counts only beside the word IgE or in kU/L: t3 alone is triiodothyronine, e2 alone is estradiol.
    """
    words = fold_name(name).split()
    says = "ige" in words
    if not (says or ucum in _IGE_UNITS) or any(word.startswith(("igg", "iga", "igm")) for word in words):
        return None
    catalogue = load_catalogue()
    if not says and any(not analyte.id.startswith(_PREFIX) for analyte in catalogue.by_alias(name)):
        return None  # AMA-M2 in kU/L is no mould
    coded = {word for word in words if any(char.isdigit() for char in word) and _PREFIX + word in catalogue.analytes}
    if len(coded) == 1:
        return catalogue.analytes[_PREFIX + coded.pop()]
    bare = " ".join(word for word in words if word not in _FILLERS)
    found = {
        analyte.id for text in (name, bare) for analyte in catalogue.by_alias(text) if analyte.id.startswith(_PREFIX)
    }
    return catalogue.analytes[found.pop()] if len(found) == 1 and says and not coded else None

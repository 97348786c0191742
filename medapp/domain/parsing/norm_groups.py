"""Whom a column of norms is for, as its heading says: men, women, adults, children, or several of these words."""

_SPEAKS = frozenset(["для", "у", "for", "in", "and", "и", "only", "пол", "sex"])
_GROUPS = frozenset(
    [
        *("взр", "взросл", "взрослые", "взрослый", "взрослых", "дет", "дети", "детей", "детский", "детские", "ребенок"),
        *("подростки", "подростков", "новорожденные", "беременные", "беременных", "небеременные", "небеременных"),
        *("adult", "adults", "child", "children", "pediatric", "paediatric", "pediatrics", "adolescents"),
        *("adolescent", "newborn", "newborns", "infant", "infants", "pregnant", "nonpregnant", "non-pregnant"),
    ]
)
_MEN = frozenset(
    ["м", "муж", "мужч", "мужчины", "мужчин", "мужской", "мальчики", "male", "males", "men", "man", "boys", "ер"]
)
_WOMEN = frozenset(
    ["ж", "жен", "женщ", "женщины", "женщин", "женский", "девочки", "female", "females", "women", "woman", "girls"]
)


def is_group(folded: str) -> bool:
    """`взр. муж.`, `Children`: a folded heading that is words for a group of people, not for a sex alone."""
    words = folded.split()
    said = _GROUPS.intersection(words)
    return bool(said) and len(words) <= 4 and all(word in _GROUPS | _MEN | _WOMEN | _SPEAKS for word in words)


def sex_in(folded: str) -> str | None:
    """`для мужчин`, `Men only`: "male" or "female", when all the words of a folded heading say so."""
    words = [word for word in folded.split() if word not in _SPEAKS]
    if not words or len(words) > 2:
        return None
    if all(word in _MEN for word in words):
        return "male"
    return "female" if all(word in _WOMEN for word in words) else None

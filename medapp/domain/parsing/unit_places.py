"""A unit that stands in another cell than its own: beside the range, behind the limits, in the name."""

import re

from medapp.domain.parsing.cells import looks_like_unit
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit, ratio

# A longer cell is prose, and patterns that look for a unit in it would look for long.
LONGEST_CELL = 200


def split_unit(unit: str, range_text: str | None) -> tuple[str | None, str | None]:
    """`г/л 117 - 155` in one cell, or a range that slipped into the unit column."""
    words = unit.split()
    for length in range(len(words) - 1, 0, -1):
        head, tail = " ".join(words[:length]), " ".join(words[length:])
        if parse_unit(head) and parse_range(tail).has_limits:
            return head, range_text or tail.removeprefix("N ")  # мкмоль/л N (53-97)
        if parse_unit(tail) and parse_range(head).has_limits:
            return tail, range_text or head
    if range_text is None and parse_range(unit).has_limits and not any(char.isalpha() for char in unit):
        return None, unit
    return unit, range_text


_CERTAIN = frozenset({"%", "‰", "fl", "pg", "фл", "пг", "сек", "sec"})
# Объём, мл: in brackets such a word may be a remark.
_BEHIND_COMMA = frozenset({"мл", "ml", "мин", "min", "см", "cm", "мм", "mm", "млн", "mln", "с", "s", "г", "g", "мкм"})
_NAMED_UNIT = re.compile(r".*[^\W_].*?(?:,\s*(?P<tail>[^,()]+)|[(\[]\s*(?P<inside>[^()\[\]]+?)\s*[)\]])")


def unit_in_name(name: str) -> str | None:
    """`Калий, ммоль/л`, `Hematocrit (%)`: the unit behind the name, when no other place has one."""
    found = _NAMED_UNIT.fullmatch(name) if len(name) <= LONGEST_CELL else None
    text = (found["tail"] or found["inside"]).strip() if found else ""
    certain = "/" in text or text.lower().rstrip(".") in (
        _CERTAIN | _BEHIND_COMMA if found and found["tail"] else _CERTAIN
    )
    return text if certain and parse_unit(text) else None


def unit_in_range(text: str) -> str | None:
    """The unit behind the limits, or alone in the cell: 65 - 99 mg/dL, % ."""
    if looks_like_unit(text) and not text[:1].isdigit():
        return text
    if len(text) > LONGEST_CELL:
        return None
    words = text.split()
    for at in range(1, len(words)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        if parse_unit(tail) and parse_range(head).has_limits:
            return tail
    calculated = re.search(r"\d\s*([^\W\d_]+/[^\W\d_]+\s*\(calc(?:ulated)?\))$", text)
    if calculated:
        return calculated[1]
    word = re.search(r"\d[\])]?\s+([^\W\d_]{1,8}\.?)\s*[\])]?$", text)
    if word and parse_unit(word[1]):
        return word[1]
    match = re.search(
        r"\d\s*[\])]?\s*((?:[x×х*]?\s?10\s?[\^*eE⁰¹²³⁴⁵⁶⁷⁸⁹][^\s)]*|[^\W\d_%][^\d()<>;,]*?/[^\s()<>;,]+|%))\s*[\])]?\s*$",
        text,
    )
    if match and looks_like_unit(match[1]):
        return match[1].strip()
    return None


def differs(range_text: str, ucum: str | None) -> bool:
    """The limits are printed in a unit of another size or kind than the value's: 0.8 ng/mL (2 - 20 nmol/L)."""
    own = parse_unit(unit_in_range(range_text)) if ucum and parse_range(range_text).has_limits else None
    return own is not None and ucum is not None and own != ucum and ratio(own, ucum) != 1

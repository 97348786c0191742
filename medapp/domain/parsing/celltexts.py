"""The printed text of a row's cells, without flags and marks that strayed into them."""

from medapp.domain.documents import Word
from medapp.domain.parsing.cells import looks_like_unit
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.header_words import Role
from medapp.domain.parsing.lines import text_of
from medapp.domain.parsing.tables import TableLine
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit


def flag_of(row: TableLine) -> str | None:
    """What stands in the flag column, or a mark that strayed into the unit or range column."""
    text = text_of(row.flags).strip()
    if text:
        return text if len(text) <= 24 else None
    for words in (row.units, row.ranges):
        for word in words:
            if is_flag(word.text) and not _part_of_range(word, words):
                return word.text
    return None


def _part_of_range(word: Word, words: list[Word]) -> bool:
    """The dash of 3,5 - 5,1, and words such as `Normal` that are the whole norm."""
    if word.text.strip() in ("-", "–", "—", "−", "+", "--", "(-)", "(–)", "(±)"):
        return True
    return len(words) == 1 and word.text.strip("()[]").lower() in ("normal", "норма", "low", "high", "n")


def unit_text(row: TableLine) -> str | None:
    """The unit column's text without stray flags, its wrapped part joined."""
    words = [word for word in row.units if not is_flag(word.text) or looks_like_unit(word.text)]
    text = text_of(words)
    if len(words) < len(row.units) and parse_unit(text_of(row.units)):
        text = text_of(row.units)  # mg/24 h: the h is no flag
    if not text and row.more_units and row.result and row.result.rest.endswith("/"):
        text = row.result.rest  # the unit began behind the number
    for more in row.more_units:
        text += text_of(more)
    head, _, tail = text.strip().partition(" ")
    if is_flag(head) and not parse_unit(text) and parse_unit(tail):
        text = tail  # L g/dL: a flag in the unit's column
    return text.strip() if any(char.isalnum() or char in "%‰" for char in text) else None


def range_text(row: TableLine) -> str | None:
    """The range column's text without a flag beside it, over all its lines."""
    low, high = (text_of(row.limits.get(end, ())) for end in (Role.LOW, Role.HIGH))
    if low and high:
        return f"{low} - {high}"
    if low or high:
        return f"> {low}" if low else f"< {high}"
    if row.ranges_by_sex and not row.ranges:
        texts = {sex: text_of(words) for sex, words in row.ranges_by_sex.items()}
        return texts.popitem()[1] if len(set(texts.values())) == 1 else "; ".join(f"{s}: {t}" for s, t in texts.items())
    if row.ranges_by_group and not row.ranges:
        return "; ".join(f"{group.strip(' .:')}: {text_of(words)}" for group, words in row.ranges_by_group.items())
    words = row.range_words()
    kept = [word for word in words if not is_flag(word.text) or _part_of_range(word, words)]
    text, whole = text_of(kept).strip(), text_of(words).strip()
    if text != whole and parse_range(whole).has_limits and not parse_range(text).has_limits:
        return whole
    return text or None


def margin_flag(row: TableLine) -> str | None:
    """!!! or ** in the left margin, taken out of the name."""
    first = row.name[0].text if len(row.name) > 1 else ""
    if first and is_flag(first) and not any(char.isalnum() for char in first) and set(first) <= set("!*#↑↓▲▼+¬"):
        row.name.pop(0)
        return first
    return None

"""Lines without headings: name, value, unit, range and flag told apart by what they look like."""

import re
from dataclasses import dataclass, replace

from medapp.domain.documents import Word
from medapp.domain.parsing import decoys
from medapp.domain.parsing.card_zones import ends_in_label
from medapp.domain.parsing.cells import ResultText, parse_result
from medapp.domain.parsing.denials import is_denial
from medapp.domain.parsing.flags import is_flag
from medapp.domain.parsing.grades import is_grade, is_negative_strip, is_plus_with_count
from medapp.domain.parsing.header_words import role_of
from medapp.domain.parsing.line_items import Item, items_of
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.parsing.signs import can_be_negative, is_signed, names_a_balance
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

_PER_FIELD = ("/[HPF]", "/[LPF]")
# Britain's general practices print the Read or CTV3 code behind the name: (42A..), (X76tb).
_READ_CODE = re.compile(r"\s*\((?:[0-9A-Z][0-9A-Za-z]{1,3}\.{1,3}|X[0-9A-Za-z]{4})\)?$")
# A remark on the result, set off by a semicolon: `118 g/L [120 - 150]; Below low reference limit`.
_REMARK = re.compile(r"(?:\d\s*[\])]?|[\])%]|/\w+)\s*;$")

_AMOUNT = re.compile(r"[<>≤≥]?\s*\d+(?:[.,]\d+)?\s+(?P<unit>\S+/\S+)(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class FreeRow:
    """A line read by content; `score` grows with everything that fits."""

    name: str
    result: ResultText
    unit: str | None
    range_text: str | None
    flag: str | None
    words: tuple[Word, ...]
    score: float
    value: Word
    strange: int = 0

    def words_in(self, text: str) -> list[Word]:
        """The line's words that stand in the text."""
        return [word for word in self.words if word.text in text.split()]


SURE = 2.0
POSSIBLE = -1.1


def read_line(words: list[Word], section_known: bool = False, least: float = SURE) -> FreeRow | None:
    """The line as a result row, or None; a line of an unknown analyte needs a unit and a range.

    With `least` at `POSSIBLE` a line comes back that only its neighbours can make a row.
    """
    if is_negative_strip([word.text for word in words]):
        negative = ResultText(words[1].text, "words", words="negative")
        return FreeRow(words[0].text, negative, None, None, None, tuple(words), SURE, words[1])
    items = items_of(_without_remark(words))
    best: FreeRow | None = None
    for split in range(1, len(items)):
        if items[split].kind == "text" or (items[split - 1].kind in ("date",)):
            continue
        row = _row(items[:split], items[split:], section_known)
        if row is not None and (best is None or row.score > best.score):
            best = row
        if sum(1 for item in items[:split] if item.kind == "text") == 0:
            continue
    return best if best is not None and best.score >= least else None


def _without_remark(words: list[Word]) -> list[Word]:
    """The line up to the semicolon that closes its result."""
    for index, word in enumerate(words[:-1], start=1):
        if word.text.endswith(";") and index > 2 and _REMARK.search(word.text):
            return [*words[: index - 1], replace(word, text=word.text[:-1])]
    return words


def _row(before: list[Item], after: list[Item], section_known: bool) -> FreeRow | None:
    margin = [item for item in before[:1] if item.kind == "flag"]
    named = [word for item in before if item.kind != "flag" or item is not before[0] for word in item.words]
    name = _READ_CODE.sub("", text_of(named).rstrip(" :.…_-–"))
    if not _can_be_name(name) or ends_in_label(text_of(named)):
        return None
    parts: dict[str, list[Item]] = {}
    counted = any(item.kind == "value" and any(char.isdigit() for char in item.text) for item in after)
    for item in after:
        is_mark = counted and item.kind == "words" and is_flag(item.text)  # `47 U/L Abnormal`
        parts.setdefault("flag" if is_mark else item.kind, []).append(item)
    result, band, left_over, value = _value_and_range(parts)
    if result is None or value is None:
        return None
    known, exact = is_known_name(name), is_exact_name(name)
    if result.kind == "words" and role_of(result.printed) is not None and not (exact and band is None):
        return None
    units = parts.get("unit", [])
    if is_signed(result) and not _may_be_signed(result, name, band, bool(units)):
        return None
    unit = units[0].text if units else result.unit
    if not known and (decoys.is_administrative(name) or decoys.is_category(name)):
        return None
    flags = [item.text for item in (*parts.get("flag", []), *margin)]
    strange = (
        sum(len(item.words) for item in parts.get("text", []) if _near_value(item, after))
        + left_over
        + len(parts.get("date", []))
    )
    doubtful_unit = bool(units) and unit == units[0].text and _is_part_of_name(units[0], before, after)
    score = (
        2.0 * known
        + 0.5 * exact
        + (-0.3 if doubtful_unit else 0.9) * bool(unit)
        + 0.9 * (band is not None)
        - 0.7 * strange
        - 0.5 * max(len(units) - 1, 0)
    )
    score -= 0.4 * sum(1 for item in before if item.kind in ("value", "band", "limit")) * (0 if exact else 1)
    score -= 2.0 * (decoys.is_administrative(name) and not exact) + 0.6 * (result.kind == "words" and not known)
    if known and not unit and band is None and not (section_known or result.kind == "words" or _apart(named, after)):
        score -= 1.5
    if not known:
        score += 0.3 if unit and band is not None and len(named) <= 7 and _apart(named, after) else -1.0
        score += 0.3 if unit and band is not None and parse_unit(unit) else -0.3
    used = tuple(word for item in (*before, *after) if item.kind != "text" or item in before for word in item.words)
    return FreeRow(
        name,
        result,
        unit,
        band.text if band else None,
        result.flag or (flags[0] if flags else None),
        used,
        score,
        value.words[0],
        strange,
    )


def _can_be_name(text: str) -> bool:
    if not any(char.isalpha() for char in text) or decoys.is_prose(text) or is_denial(text.split()[-1]):
        return False
    amount = _AMOUNT.fullmatch(text)  # another card's value, as in `14,7 мкмоль/л 3,4 20,5`
    if amount is not None and parse_unit(amount["unit"]) is not None:
        return False
    return parse_unit(text) is None or is_exact_name(text)


def _may_be_signed(result: ResultText, name: str, band: Item | None, has_unit: bool) -> bool:
    """The number of a balance, or a strip's `+1`."""
    if names_a_balance(name) or can_be_negative(None, band.text if band else None):
        return True
    return not has_unit and is_plus_with_count(result.printed)


def _is_part_of_name(unit: Item, before: list[Item], after: list[Item]) -> bool:
    """`Ratio` in BUN/Creatinine Ratio: a bare word right behind the name."""
    bare = unit.text.isalpha()
    return bare and after[0] is unit and unit.words[0].x0 - before[-1].words[-1].x1 < 0.7 * height_of(unit.words[0])


def _near_value(item: Item, after: list[Item]) -> bool:
    """Text that follows closely; what stands far to the right is a comment or another page column."""
    position = after.index(item)
    if position == 0:
        return True
    return item.words[0].x0 - after[position - 1].words[-1].x1 < 3 * height_of(item.words[0])


def _value_and_range(parts: dict[str, list[Item]]) -> tuple[ResultText | None, Item | None, int, Item | None]:
    """The result, the range, how many numbers are left without a meaning, and the item that is the result."""
    values, limits, bands = parts.get("value", []), parts.get("limit", []), parts.get("band", [])
    numeric = [item for item in values if any(char.isdigit() for char in item.text)]
    amounts = [item for item in numeric if not is_grade(item.text)] if "unit" in parts else []
    values = amounts or numeric or values  # a lone + beside a number is its flag, 2+ before 125 its grade
    words, sees = parts.get("words", []), parts.get("see", [])
    if amounts:
        words = [item for item in words if item.words[0].x0 > amounts[0].words[0].x0 or not is_grade(item.text)]
    if values:
        rivals = [*bands, *limits, *sees, *words]
        left = len(values) - 1 + max(len(rivals) - 1, 0)
        return parse_result(values[0].text), rivals[0] if rivals else None, left, values[0]
    if limits and (bands or len(limits) > 1 or not words):
        others = [*bands, *limits[1:], *sees]
        return parse_result(limits[0].text), others[0] if others else None, max(len(others) - 1, 0), limits[0]
    if len(bands) == 2:
        return parse_result(bands[0].text), bands[1], 0, bands[0]
    if len(bands) == 1 and not words and any(parse_unit(unit.text) in _PER_FIELD for unit in parts.get("unit", [])):
        return parse_result(bands[0].text), None, 0, bands[0]  # 5 - 8 /hpf
    if words:
        norm = words[1] if len(words) > 1 else next(iter((*bands, *limits, *sees)), None)
        return parse_result(words[0].text), norm, max(len(words) - 2, 0), words[0]
    return None, None, 0, None


def _apart(named: list[Word], after: list[Item]) -> bool:
    """The value stands in a column of its own."""
    return bool(named) and after[0].words[0].x0 - named[-1].x1 > 1.2 * height_of(named[-1])


def range_is_plausible(text: str | None) -> bool:
    return bool(text) and parse_range(text or "").has_limits

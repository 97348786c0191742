"""Is a line under headings a result, or a grid, a legend, a signature, a sentence?"""

import re

from medapp.domain.parsing import decoys
from medapp.domain.parsing.card_zones import ends_in_label
from medapp.domain.parsing.cells import looks_like_unit, parse_result
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.header_words import role_of
from medapp.domain.parsing.lines import height_of, text_of
from medapp.domain.parsing.names import is_exact_name, is_known_name
from medapp.domain.parsing.tables import TableLine
from medapp.domain.parsing.unit_places import unit_in_name
from medapp.domain.ranges import parse_range
from medapp.domain.units import parse_unit

# Class 3: 3.50 - 17.50 high: a step of a grid.
_LIMITS_IN_NAME = re.compile(
    r"[<>≤≥]\s?\d|\d[.,]\d+\s*[-–—]\s*\d+[.,]\d|^\d+\s*[-–—]\s|\b(?:менее|более|до|less than|up to)\s+\d+[.,]\d",
    re.IGNORECASE,
)
_WORD_AND_PLUSES = re.compile(r"\S+(?: \+{1,4})?")  # оксалаты ++


def is_trustworthy(row: TableLine, name: str, has_range: bool, column_x: float | None = None) -> bool:
    """A line under headings that is a result, not a grid, a legend or a sentence."""
    result = row.result
    if result is None or not name or not any(char.isalpha() for char in name) or _LIMITS_IN_NAME.search(name):
        return False
    if ends_in_label(text_of(row.name) or name):
        return False
    known = is_known_name(name)
    if row.name and row.name[-1].text.endswith(":") and not known:
        return False
    full = result.number is not None and has_range and parse_unit(text_of(row.units) or result.unit) is not None
    if decoys.is_prose(name) and not (known and full and len(name.split()) <= 16):
        return False
    vouched = full or (known if result.number is not None else is_exact_name(name) or _both_are_findings(row))
    if (decoys.is_administrative(name) and not vouched) or decoys.is_legend(row.line.text):
        return False
    measured = full or (result.number is not None and has_range and unit_in_name(name) is not None)
    if decoys.is_category(name) and not known and not (measured and len(name.split()) > 1):
        return False
    if result.number is None and decoys.names_people(f"{name} {result.printed}"):
        return False
    if result.kind == "interval":
        return bool(row.units or has_range) and (known or bool(row.ranges))
    if result.kind == "words" and value_words(result.printed) is None:
        return _free_words_fit(row, name, known, column_x)
    if result.kind == "words" and not known:
        beside_norm = bool(row.ranges) and value_words(text_of(row.ranges)) is not None
        return not result.rest and (beside_norm or _tidy(row)) and not _sentence(name)
    if result.rest and not known:
        return _rest_is_plain(result.rest)
    units = row.units or result.unit or row.heading_unit
    if result.comparator and not known and not row.ranges and not units:
        return False
    return known or bool(units or row.ranges) or _tidy(row)


def _free_words_fit(row: TableLine, name: str, known: bool, column_x: float | None) -> bool:
    """Words that are no known finding are a result beside a norm in words, or a short word where values stand."""
    printed = row.result.printed if row.result else ""
    if any(mark in printed for mark in "|:()") or role_of(printed) is not None or _sentence(name):
        return False
    if (
        is_known_name(printed)
        and not printed.endswith("+")
        and not (known and row.ranges and not is_known_name(text_of(row.ranges)))
    ):
        return False
    if row.units and not looks_like_unit(text_of(row.units)):
        return False
    norm = text_of(row.ranges)
    if norm and not any(char.isdigit() for char in norm):
        return known or value_words(norm) is not None or norm.lower() == printed.lower()
    if row.ranges or row.units or not row.values:
        return known and len(printed.split()) <= 3
    start, end = row.values[0].x0, row.values[-1].x1
    aligned = column_x is not None and start - 4 <= column_x <= end + 4
    return bool(_WORD_AND_PLUSES.fullmatch(printed)) and len(name.split()) <= 5 and aligned and _tidy(row)


def _both_are_findings(row: TableLine) -> bool:
    """A finding beside a norm in words, as no line about the paper has: `Форма  кашицеобразный  оформленный`."""
    printed = row.result.printed if row.result else ""
    return value_words(printed) is not None and value_words(text_of(row.ranges)) is not None


def value_column_x(rows: list[TableLine]) -> float | None:
    """Where most numeric results stand, in points; where there is none, most others."""
    read = [row for row in rows if row.result is not None and row.values]
    read = [row for row in read if row.result and row.result.number is not None] or read
    middles = sorted((row.values[0].x0 + row.values[-1].x1) / 2 for row in read)
    return middles[len(middles) // 2] if middles else None


def _sentence(name: str) -> bool:
    return len(name.split()) > 7 or name.rstrip().endswith((".", ":", ";", "="))


def _rest_is_plain(rest: str) -> bool:
    if len(rest) == 1 and (rest.isalpha() or rest in ".,·'"):
        return True  # a grade: A, B, C; a speck behind the number
    return parse_range(rest).has_limits or looks_like_unit(rest.split()[0]) or parse_result(rest) is not None


def _tidy(row: TableLine) -> bool:
    """Name and value stand apart as two cells, with nothing behind them."""
    name, values = row.name or [w for part in row.above_names for w in part], row.values
    if not name or not values:
        return False
    return values[0].x0 - name[-1].x1 > 1.2 * height_of(values[0]) or not row.name

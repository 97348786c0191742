# ruff: noqa: E501 - vocabulary
"""Columns and rows that were reckoned from results or wished for: averages, extremes, changes, counts, goals."""

import re
from collections.abc import Sequence
from decimal import Decimal

from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.names import is_known_name
from medapp.domain.parsing.sheet_columns import Rows

_LONGEST = 40
_WHOSE = r"(?:(?:my|our|overall|total|yearly|annual|personal|мо[йяеё]|общ\w+|личн\w+|годов\w+)\s+)?"
_RUSSIAN = (
    r"средн\w*|сред\.?|ср\.?(?:\s*(?:знач|арифм|рез)\w*)?|ср\.|медиана|динамика|измен\w*|дельта|разниц\w*|разн\.?|прирост|"
    r"тренд|тенденция|(?:кол-во|количество|число)\s+(?:измерен|анализ|раз|сдач|замер|проб|определен)\w*|"
    r"ст\w*\.?\s*откл\w*|ско|сумма|итого|всего|цель|целев\w*|желаем\w*|лучш\w*|худш\w*|процент от|доля от|отклонение от|(?:мин|макс)\w*\.? результат\w*|личн\w+ (?:мин|макс)\w*"
)
_ENGLISH = (
    r"averages?|avg|ave|means?|medians?|change[sd]?|delta|diff|differences?|trends?|slope|counts?|sum|totals?|targets?|goals?|"
    r"st(?:andar)?d\.?(?:\s*dev\w*)?|stdev|st\.?\s*dev\w*|sd|cv|variance|lowest|highest|best|worst|percentile|z[\s-]?scores?|"
    r"percent (?:change|of)|deviation from|(?:max|min)(?:imum)?\.? results?"
)
_TAIL = (  # words that may follow: of which, since when; `Total T4` is none
    r"(?:[\W\d_]+|(?:знач|результат|уровен|показател|год|лет|месяц|мес|терап|лечен|врач|период|прошл|предыд|последн|перв|измерен|анализ|раз|норм|"
    r"абс|отн|вс[её]|прошед)\w*|за|по|к|с|от|до|и|в|для|г|values?|results?|levels?|of|for|from|to|vs|since|in|by|the|and|last|first|previous|prior|prev|"
    r"all|years?|yrs?|yr|months?|period|past|dates?|therapy|treatment|doctor|so far|normal|norm|ranges?|ref|tests?|change|sd|abs|pct|percent)*"
)
_SUMMARY = re.compile(
    rf"{_WHOSE}(?:(?:%\s*)?(?:{_RUSSIAN}|{_ENGLISH})(?![^\W_])|[Δ∆]|%\s*(?:от|of)\b){_TAIL}", re.IGNORECASE
)
_OF_ROWS = re.compile(r"(?:n|№|кол-?во|кол|количество|число|всего|min|max|мин|макс)[\s.:=]*", re.IGNORECASE)
_EXTREME = {"min": min, "minimum": min, "мин": min, "минимум": min,
            "max": max, "maximum": max, "макс": max, "максимум": max}  # fmt: skip
_OF_EXTREME = re.compile(r"[\s.:,]*(?:value|result|знач\w*|результат)?[.:]*$", re.IGNORECASE)
_LEAST = 2


def is_summary(text: str) -> bool:
    """`Среднее`, `ср. знач.`, `Δ, %`, `Change`, `Goal`; `Mean corpuscular volume` and `Total protein` are analytes."""
    said = " ".join(text.split())
    return len(said) <= _LONGEST and _SUMMARY.fullmatch(said) is not None and not is_known_name(said)


def labels_summary(text: str) -> bool:
    """A row that was reckoned from results, by the cell where others have their day; a bare count or extreme is one, too."""
    return is_summary(text) or _OF_ROWS.fullmatch(text.strip()) is not None


def is_extreme(head: str, pairs: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """A column or row of `Min` or `Max` that repeats the least or greatest of the results beside it, and is no limit.

    `pairs` are its cells, each with the results from which it may be taken.
    """
    extreme = _EXTREME.get(_OF_EXTREME.sub("", head.strip().lower()))
    if extreme is None:
        return False
    told = [(own, found) for cell, cells in pairs if (own := _number(cell)) is not None and (found := _numbers(cells))]
    same = sum(own == extreme(found) for own, found in told)
    return len(told) >= _LEAST and 2 * same > len(told)


def without_reckoned(kinds: Sequence[str | None], row: Sequence[str], below: Rows) -> list[str | None]:
    """The kinds of a row of headings with days across, but for extremes of the days and the latest of them again."""
    days = [at for at, kind in enumerate(kinds) if kind == "date_value"]
    if len(days) < _LEAST:
        return list(kinds)
    found = list(kinds)
    for at in (at for at, kind in enumerate(kinds) if kind in ("low", "high", "value")):
        pairs = [(cells[at], [cells[day] for day in days if day < len(cells)]) for cells in below if at < len(cells)]
        told = [(own, _numbers(cells)) for cell, cells in pairs if (own := _number(cell)) is not None]
        is_again = kinds[at] == "value" and len(told) >= _LEAST and all(own in numbers for own, numbers in told)
        if is_again or is_extreme(row[at], pairs):
            found[at] = None
    return found


def _number(cell: str) -> Decimal | None:
    result = parse_result(cell) if cell else None
    text = (result.number or "").replace(",", ".") if result is not None else ""
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


def _numbers(cells: Sequence[str]) -> list[Decimal]:
    return [number for cell in cells if (number := _number(cell)) is not None]

"""A panel told in one sentence beside the tables of a summary: `Coagulation (12-Mar-2024): INR 1.06, APTT 31 s.`

Everything between the label and the full stop must be an analyte by its exact name with a number and a unit that it is
reported in. One piece that is not, a label that names no panel or no day, and nothing of the sentence is read.
"""

import re
from collections.abc import Iterator
from datetime import date

from medapp.domain.analytes import load_catalogue
from medapp.domain.numbers import COMPARATOR, NUMBER
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.dates import parse_date
from medapp.domain.parsing.lines import Line
from medapp.domain.parsing.names import Context
from medapp.domain.parsing.rows import RawRow, box_of
from medapp.domain.units import parse_unit

Box = tuple[float, float, float, float] | None

_PANEL = re.compile(
    r"анализ|коагулограмм|гемостаз|биохими|\bоак\b|\bбак\b|\bб/х\b|электролит|липид|гормон|кщс|гемограмм|"
    r"\bblood|\blabs?\b|chemistry|biochemistry|coagulation|\bcbc\b|\bfbc\b|\blfts?\b|electrolytes|lipid|hormones",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"лечени|терапи|назнач|рекоменд|инфузи|норм|цел|контрол|treat|therap|infus|target|normal", re.IGNORECASE
)
_TOLD = re.compile(
    rf"(?P<name>[^\d<>]*?[^\W\d])\s*[-–—=]?\s*(?P<value>(?:{COMPARATOR}\s*)?{NUMBER})(?:\s*(?P<unit>[^\d\s].{{0,18}}))?"
)
_MOST_LINES, _MOST_LABEL_WORDS, _FEWEST = 4, 7, 2


def with_told_panels(rows: list[RawRow], lines: list[Line], page: int | None, order: str | None) -> list[RawRow]:
    """The rows and those of every such sentence, which take the place of a piece of it read as a line of its own."""
    told = read_told_panels(lines, page, order)
    tabled = {_key(row) for row in rows if row.bound != "content"}
    again = {_key(row) for row in told}
    kept = [row for row in rows if row.bound != "content" or row.range_text or _key(row) not in again]
    return [*kept, *(row for row in told if _key(row) not in tabled)]


def _key(row: RawRow) -> tuple[str, str]:
    return row.name.lower(), row.result.printed


def read_told_panels(lines: list[Line], page: int | None, order: str | None) -> list[RawRow]:
    """The rows of every such sentence; `order` is that of day and month."""
    found: list[RawRow] = []
    for label, told, box in _sentences(lines):
        day = parse_date(label, order)
        read = [_row(part.strip(), page, day, box) for part in re.split(r"[,;]\s+", told)] if day else []
        if len(read) >= _FEWEST and all(read):
            found += [row for row in read if row]
    return found


def _sentences(lines: list[Line]) -> Iterator[tuple[str, str, Box]]:
    """(label, list, box) of each line that begins with a panel's name, up to its full stop."""
    for index, line in enumerate(lines):
        label, colon, rest = line.text.partition(":")
        if not colon or len(label.split()) > _MOST_LABEL_WORDS or not _PANEL.search(label) or _OTHER.search(label):
            continue
        for last in range(index, min(index + _MOST_LINES, len(lines))):
            rest = f"{rest} {lines[last].text if last > index else ''}".strip()
            if rest.endswith("."):
                yield label, rest[:-1], box_of(word for each in lines[index : last + 1] for word in each.words)
                break


def _row(text: str, page: int | None, day: date | None, box: Box) -> RawRow | None:
    match = _TOLD.fullmatch(text)
    result = parse_result(match["value"]) if match else None
    if match is None or result is None:
        return None
    name, printed = " ".join(match["name"].split()), match["unit"]
    unit = parse_unit(printed) if printed else "1"
    if unit is None or not any(analyte.accepts(unit) for analyte in load_catalogue().by_alias(name)):
        return None
    unit_text = printed.strip() if printed else None
    return RawRow(name, result, unit_text, context=Context(), page=page, box=box, bound="content", collected_at=day)

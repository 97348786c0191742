"""How well the project's own corpus is read: value, unit, range, precision, and powers of ten."""

from collections import Counter
from dataclasses import dataclass, field

from medapp.domain.numbers import readings_of
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement, ParsedReport
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document
from tests.corpus.cases import Case, set_text
from tests.corpus.layouts import LAYOUTS
from tests.corpus.reports import Row
from tests.corpus.typeset import typeset


@dataclass
class Score:
    """Counts of one file; `misses` says what went wrong, for the developer."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)


def score_rows(rows: list[Row], found: list[Measurement], free: frozenset[tuple[str, str]] = frozenset()) -> Score:
    """One-to-one by name and value; unit and range are compared where both agree."""
    score = Score(Counter(truth=len(rows), found=len(found)))
    left = list(found)
    for row in rows:
        same = [
            m for m in left if _same_name(row.name, m.name_as_printed) and _bare(m.value_as_printed) == _bare(row.value)
        ]
        if not same:
            score.misses.append(f"value: {row.name} {row.value}")
            near = [m for m in left if _same_name(row.name, m.name_as_printed)]
            score.counts["power_of_ten"] += any(_power_of_ten(row.value, m.value_as_printed) for m in near)
            continue
        best = max(same, key=lambda m: (_unit(m.unit_as_printed) == _unit(row.unit), m.ref_low == row.low))
        left.remove(best)
        score.counts["value"] += 1
        if _unit(best.unit_as_printed) == _unit(row.unit) or (row.name, "unit") in free:
            score.counts["unit"] += 1
        else:
            score.misses.append(f"unit: {row.name} {row.unit} {best.unit_as_printed}")
        if (best.ref_low, best.ref_high) == (row.low, row.high) or (row.name, "range") in free:
            score.counts["range"] += 1
        else:
            score.misses.append(f"range: {row.name} {row.norm} {best.ref_as_printed} {best.ref_low} {best.ref_high}")
    score.misses += [
        f"extra: {m.name_as_printed} {m.value_as_printed} {m.unit_as_printed} {m.confidence}" for m in left
    ]
    return score


def read_layout(name: str) -> tuple[list[Row], ParsedReport | None]:
    """The report set in the named layout, read back; None when it was refused."""
    report, layout = LAYOUTS[name]
    try:
        return report.rows, parse(read_document(typeset(report, layout), "report.pdf"))
    except MedAppError:
        return report.rows, None


def read_case(case: Case, font: str = "Sans") -> ParsedReport | None:
    """The text case set in a font and read back."""
    try:
        return parse(read_document(set_text(case.page, font), "report.pdf"))
    except MedAppError:
        return None


def _bare(text: str) -> str:
    return "".join(text.split()).lower()


def _unit(text: str | None) -> str:
    return "".join((text or "").lower().split()).replace("μ", "µ").replace("х", "x")


def _same_name(printed: str, read: str) -> bool:
    """The read name holds the printed one, or most of its words."""
    one, other = "".join(printed.lower().split()), "".join(read.lower().split())
    return one in other or (len(other) >= 3 and other in one)


def _power_of_ten(printed: str, read: str) -> bool:
    ours, theirs = readings_of(printed.strip("<> ")), readings_of(read.strip("<> "))
    if not ours or not theirs or not ours[0] or not theirs[0]:
        return False
    ratio = theirs[0] / ours[0]
    return ratio in (10, 100, 1000) or 1 / ratio in (10, 100, 1000)

# ruff: noqa: E501 - tables of data
"""Measures reading of pictures: `python -m tests.ocr [kind ...] [--count N] [-v]` prints figures per kind and group."""

import argparse
import sys
import time
from collections import Counter
from dataclasses import replace

from rapidfuzz import fuzz

from medapp.domain.documents import Document, Page
from medapp.domain.names import fold_name
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from medapp.domain.units import parse_unit
from medapp.errors import MedAppError
from medapp.ingest.limits import DEFAULT_ENGINE
from medapp.ingest.ocr.recognise import recognise
from tests.corpus.measuring import score_rows
from tests.corpus.reports import Row
from tests.e2e.browser import open_browser
from tests.ocr.kinds import KINDS, draw

SURE = 0.95
ALIKE = 72
_TELLING = 8  # letters


def read_rows(page: Page) -> list[Measurement]:
    try:
        return list(parse(Document("picture", (page,))).measurements)
    except MedAppError:
        return []


def measure(rows: list[Row], found: list[Measurement]) -> tuple[Counter[str], list[str]]:
    """Counts of all rows and, as sure_*, of those marked confident; and the misses in words."""
    found = [told(m, rows) for m in found]
    score = score_rows(rows, found)
    sure = score_rows(rows, [m for m in found if m.confidence >= SURE])
    counts = score.counts + Counter(
        sure=sure.counts["found"],
        sure_power_of_ten=sure.counts["power_of_ten"],
        sure_value=sure.counts["value"],
        sure_range=sure.counts["range"],
        sure_unit=sure.counts["unit"],
    )
    return counts, score.misses + [
        f"SURE {miss}" for miss in sure.misses if miss.startswith(("extra", "unit", "range"))
    ]


def told(found: Measurement, rows: list[Row]) -> Measurement:
    """A name a letter or two off or cut short counts as read; so do a point for a comma, and a unit spelt otherwise."""
    name = fold_name(found.name_as_printed)
    bare = lambda value: "".join(value.replace(",", ".").split())  # noqa: E731

    def likeness(row: Row) -> float:
        printed = fold_name(row.name)
        return max(fuzz.ratio(printed, name), 99.0 if len(name) >= _TELLING and printed.startswith(name) else 0.0)

    near = max(rows, key=likeness)
    if likeness(near) < ALIKE:
        return found
    same = bare(near.value) == bare(found.value_as_printed)
    unit = parse_unit(found.unit_as_printed)
    return replace(
        found,
        name_as_printed=near.name,
        value_as_printed=near.value if same else found.value_as_printed,
        unit_as_printed=near.unit if unit and unit == parse_unit(near.unit) else found.unit_as_printed,
    )


def figures(counts: Counter[str]) -> str:
    share = lambda part, whole: f"{counts[part] / max(counts[whole], 1):.3f}"  # noqa: E731
    return (
        f"rows {counts['truth']:4} recall {share('value', 'truth')} unit {share('unit', 'truth')} range {share('range', 'value')} precision {share('value', 'found')} "
        f"sure {share('sure', 'found')} right {share('sure_value', 'sure')} ({counts['sure'] - counts['sure_value']} wrong) unit {share('sure_unit', 'sure')} "
        f"range {share('sure_range', 'sure')} x10 {counts['power_of_ten']}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.ocr")
    parser.add_argument("kinds", nargs="*", default=list(KINDS), help=", ".join(KINDS))
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--engine", default=DEFAULT_ENGINE)
    parser.add_argument("-v", action="store_true")
    wanted = parser.parse_args()
    groups: dict[str, Counter[str]] = {}
    with open_browser() as browser:
        for kind in wanted.kinds or KINDS:
            total: Counter[str] = Counter()
            used = 0.0
            for seed in range(wanted.first, wanted.first + wanted.count):
                picture, rows = draw(kind, seed, browser)
                start = time.process_time()
                page = recognise(picture, 1, wanted.engine)
                used += time.process_time() - start
                counts, misses = measure(rows, read_rows(page))
                total += counts
                if wanted.v:
                    print(f"  {kind} {seed}: {figures(counts)}", *misses, sep="\n      ", file=sys.stderr)
            print(f"{kind:10} {figures(total)}  {used / wanted.count:.1f} s of processor a page", flush=True)
            groups.setdefault(KINDS[kind].group, Counter()).update(total)
    for group, counts in groups.items():
        print(f"{group:10} {figures(counts)}")


if __name__ == "__main__":
    main()

"""`python -m tests.corpus [--pictures] [NAME…]`: accuracy per layout and group; exit code 1 below the floor."""

import sys
import tomllib
from collections import Counter
from pathlib import Path

from medapp.domain.parsing.report import parse
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document
from medapp.ingest.ocr.recognise import recognise
from tests.corpus import shared
from tests.corpus.cases import all_cases
from tests.corpus.chance import draw
from tests.corpus.layouts import LAYOUTS
from tests.corpus.measuring import Score, read_case, read_layout, score_rows
from tests.corpus.mutations import REPORTS, mutate
from tests.corpus.producers import all_printed, score_printed
from tests.corpus.typeset import typeset
from tests.e2e.browser import open_browser
from tests.ocr.__main__ import measure, read_rows
from tests.ocr.kinds import KINDS
from tests.ocr.kinds import draw as draw_picture

_KEYS = ("truth", "found", "value", "unit", "range", "power_of_ten")
_DRAWS = 60
_MUTANTS = 60
_FIRST_PICTURE = 900  # apart from the seeds that were looked at while the rules were made


def own(names: list[str]) -> dict[str, Score]:
    """The named layouts and cases, or all of them, cases in two fonts."""
    cases = {case.name: case for case in all_cases()}
    scores: dict[str, Score] = {}
    for name in names or [*LAYOUTS, *cases, *(f"{case}@mono" for case in cases)]:
        if name in LAYOUTS:
            rows, report = read_layout(name)
            scores[name] = score_rows(rows, list(report.measurements) if report else [])
        else:
            case = cases[name.removesuffix("@mono")]
            report = read_case(case, "Mono" if name.endswith("@mono") else "Sans")
            scores[name] = score_rows(list(case.rows), list(report.measurements) if report else [], case.free)
    return scores


def by_chance(count: int) -> dict[str, Score]:
    """Layouts nobody has looked at."""
    scores: dict[str, Score] = {}
    for seed in range(count):
        report, layout = draw(seed)
        try:
            found = list(parse(read_document(typeset(report, layout))).measurements)
        except MedAppError:
            found = []
        scores[f"draw {seed}"] = score_rows(report.rows, found)
    return scores


def by_mutation(count: int) -> dict[str, Score]:
    """Reports said in other ways, sentences between their rows."""
    scores: dict[str, Score] = {}
    for seed in range(count):
        mutant = mutate(REPORTS[seed % len(REPORTS)], seed, decoys=True, turned=seed % 2 == 0, swapped=seed % 3 == 0)
        try:
            found = list(parse(read_document(typeset(mutant.report, mutant.layout))).measurements)
        except MedAppError:
            found = []
        scores[f"mutant {seed}"] = score_rows(mutant.report.rows, found)
    return scores


def of_pictures(seed: int) -> dict[str, dict[str, Score]]:
    """Reports drawn, spoilt in every way there is and recognised, by what is promised of them: flat ones and photos.

    A power of ten counts among the rows marked confident; the others are offered for checking.
    """
    found: dict[str, dict[str, Score]] = {}
    with open_browser() as browser:
        for number, (name, kind) in enumerate(KINDS.items()):
            picture, rows = draw_picture(name, seed + number, browser)
            counts, misses = measure(rows, read_rows(recognise(picture, 1)))
            counts["power_of_ten"] = counts["sure_power_of_ten"]
            found.setdefault(f"pictures_{kind.group}", {})[name] = Score(counts, misses)
    return found


def show(group: str, scores: dict[str, Score], floors: dict[str, dict[str, float]]) -> bool:
    """Print a group; True when it holds its floor and no value is wrong by a power of ten."""
    total: Counter[str] = Counter()
    for name, score in scores.items():
        total.update(score.counts)
        print(f"  {name:28} " + " ".join(f"{key} {score.counts[key]}" for key in _KEYS))
        for miss in score.misses:
            print("      ", miss)
    n = max(total["truth"], 1)
    figures = {key: total[key] / n for key in ("value", "unit")}
    figures |= {"range": total["range"] / max(total["value"], 1), "precision": total["value"] / max(total["found"], 1)}
    if total["sure"]:
        figures |= {"confident": total["sure_value"] / total["sure"], "sure": total["sure"] / max(total["found"], 1)}
    holds = all(figures[key] >= floor for key, floor in floors.get(group, {}).items()) and not total["power_of_ten"]
    print(
        f"{group}: "
        + " ".join(f"{key} {value:.4f}" for key, value in figures.items())
        + f" n {total['truth']}"
        + ("" if holds else "  BELOW THE FLOOR")
    )
    return holds


def main(arguments: list[str]) -> int:
    floors = tomllib.loads((Path(__file__).parent / "floor.toml").read_text(encoding="utf-8"))
    names = [argument for argument in arguments if not argument.startswith("-")]
    printed = {one.name: one for one in all_printed()}
    if names:
        named = [name for name in names if name in printed]
        holds = show("producers", {name: score_printed(printed[name]) for name in named}, {}) if named else True
        rest = [name for name in names if name not in printed]
        return 0 if holds and (not rest or show("own", own(rest), floors)) else 1
    holds = show("own", own(names), floors)
    holds &= show("producers", {name: score_printed(one) for name, one in printed.items()}, floors)
    holds &= show("chance", by_chance(_DRAWS), floors)
    holds &= show("mutations", by_mutation(_MUTANTS), floors)
    for group, files in shared.groups("--pictures" in arguments).items():
        holds &= show(group, {name: Score(counts) for name, counts in files.items()}, floors)
    if "--pictures" in arguments:
        for group, scores in of_pictures(_FIRST_PICTURE).items():
            holds &= show(group, scores, floors)
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

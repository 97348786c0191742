"""`python -m tests.corpus [NAME…]`: accuracy per layout on the project's own corpus, misses named."""

import sys
from collections import Counter

from tests.corpus.cases import all_cases
from tests.corpus.layouts import LAYOUTS
from tests.corpus.measuring import read_case, read_layout, score_rows


def main(names: list[str]) -> None:
    total: Counter[str] = Counter()
    cases = {case.name: case for case in all_cases()}
    for name in names or [*LAYOUTS, *cases, *(f"{case}@mono" for case in cases)]:
        if name in LAYOUTS:
            rows, report = read_layout(name)
            free: frozenset[tuple[str, str]] = frozenset()
        else:
            case = cases[name.removesuffix("@mono")]
            rows, report, free = (
                list(case.rows),
                read_case(case, "Mono" if name.endswith("@mono") else "Sans"),
                case.free,
            )
        score = score_rows(rows, list(report.measurements) if report else [], free)
        total += score.counts
        print(
            f"{name:28} "
            + " ".join(
                f"{key} {score.counts[key]}" for key in ("truth", "found", "value", "unit", "range", "power_of_ten")
            )
        )
        for miss in score.misses:
            print("    ", miss)
    n = max(total["truth"], 1)
    print(
        f"value {total['value'] / n:.4f} unit {total['unit'] / n:.4f} range {total['range'] / n:.4f} precision {total['value'] / max(total['found'], 1):.4f} n {total['truth']}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])

"""`python -m tests.corpus.reliability [--pictures] [--draw FILE]`: are rows as often right as their confidence says?

A row is right when its name, value and unit are those printed. Exit code 1 when fewer than 99 of 100 of the rows
at 0.95 and above are.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document
from medapp.ingest.ocr.recognise import recognise
from tests.corpus import shared
from tests.corpus.chance import draw
from tests.corpus.layouts import LAYOUTS
from tests.corpus.measuring import read_layout, score_rows
from tests.corpus.reports import Row
from tests.corpus.typeset import typeset
from tests.e2e.browser import open_browser
from tests.ocr.__main__ import read_rows, told
from tests.ocr.kinds import KINDS
from tests.ocr.kinds import draw as draw_picture

SURE = 0.95
PROMISED = 0.99
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_FIRST_SEED, _SEEDS = 2000, 40  # apart from the seeds of `python -m tests.corpus`
_FIRST_PICTURE, _PICTURES = 500, 2  # of each kind; ten seeds apart, so that each kind has reports of its own


@dataclass(frozen=True, slots=True)
class Bin:
    low: float
    high: float
    rows: int
    right: int
    mean_confidence: float


def all_outcomes(pictures: bool) -> list[tuple[float, bool]]:
    """(confidence, right) of every row of the own layouts, of layouts drawn by chance, and of the corpus beside us."""
    found: list[tuple[float, bool]] = []
    for name in LAYOUTS:
        rows, report = read_layout(name)
        found += _judge(rows, report.measurements if report else ())
    for seed in range(_FIRST_SEED, _FIRST_SEED + _SEEDS):
        drawn, layout = draw(seed)
        try:
            found += _judge(drawn.rows, parse(read_document(typeset(drawn, layout))).measurements)
        except MedAppError:
            continue
    return found + list(_of_the_shared_corpus(pictures)) + (list(_of_own_pictures()) if pictures else [])


def _judge(rows: Iterable[Row], measurements: Iterable[Measurement]) -> Iterator[tuple[float, bool]]:
    """Each measurement alone against the truth: right when one printed row is it."""
    truth = list(rows)
    for measurement in measurements:
        right = any(score_rows([row], [measurement]).counts["unit"] for row in truth)
        yield measurement.confidence, right


def _of_own_pictures() -> Iterator[tuple[float, bool]]:
    """Reports drawn, spoilt in every way there is and recognised."""
    with open_browser() as browser:
        for number, kind in enumerate(KINDS):
            first = _FIRST_PICTURE + 10 * number
            for seed in range(first, first + _PICTURES):
                picture, rows = draw_picture(kind, seed, browser)
                yield from _judge(rows, [told(m, rows) for m in read_rows(recognise(picture, 1))])


def _of_the_shared_corpus(pictures: bool) -> Iterator[tuple[float, bool]]:
    if not (shared.FOLDER / "manifest.json").exists():
        return
    score = shared.scorer().score
    for entry in json.loads((shared.FOLDER / "manifest.json").read_text(encoding="utf-8")):
        if entry["format"].startswith("image") and not pictures:
            continue
        truth = json.loads((shared.FOLDER / "truth" / f"{entry['id']}.json").read_text(encoding="utf-8"))
        path = shared.FOLDER / entry["file"]
        try:
            report = parse(read_document(path.read_bytes(), path.name))
        except MedAppError:
            continue
        for m in report.measurements:
            row = {"name": m.name_as_printed, "value": m.value_as_printed, "unit": m.unit_as_printed}
            yield m.confidence, bool(score(truth, [row])["value_unit"])


def bins(outcomes: list[tuple[float, bool]]) -> list[Bin]:
    made = []
    for low, high in pairwise(EDGES):
        last = high == EDGES[-1]
        inside = [(c, right) for c, right in outcomes if low <= c < high or (last and c == high)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            made.append(Bin(low, high, len(inside), sum(right for _, right in inside), mean))
    return made


def drawing(made: list[Bin]) -> str:
    """The diagram as SVG: a dot for each bin, as large as its share of rows, on the line where it should lie."""

    def place(x: float, y: float) -> tuple[float, float]:
        return 50 + 400 * x, 450 - 400 * y

    total = sum(item.rows for item in made)
    dots = []
    for item in made:
        x, y = place(item.mean_confidence, item.right / item.rows)
        radius = 4 + 14 * (item.rows / total) ** 0.5
        words = f"{item.low:.2f}-{item.high:.2f}: {item.right} of {item.rows} right"
        dots.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1d4b8f"><title>{words}</title></circle>'
        )
    ticks = "".join(
        f'<text x="{place(v, 0)[0]:.0f}" y="470">{v}</text><text x="18" y="{place(0, v)[1] + 4:.0f}">{v}</text>'
        for v in (0, 0.5, 1)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 500" font-family="sans-serif" font-size="13">'
        '<rect width="480" height="500" fill="#fff"/><path d="M50 450H450M50 450V50M50 450L450 50" stroke="#7c8883" '
        f'fill="none"/>{"".join(dots)}{ticks}<text x="180" y="492">confidence given</text>'
        '<text x="50" y="30">share of rows that were right (name, value and unit)</text></svg>'
    )


def main(arguments: list[str]) -> int:
    outcomes = all_outcomes("--pictures" in arguments)
    made = bins(outcomes)
    print("confidence      rows  right  share")
    for item in made:
        print(f"{item.low:.2f} - {item.high:.2f} {item.rows:8} {item.right:6}  {item.right / item.rows:.3f}")
    sure = [right for confidence, right in outcomes if confidence >= SURE]
    share = sum(sure) / max(len(sure), 1)
    print(f"at {SURE} and above: {sum(sure)} of {len(sure)} right, {share:.4f}")
    if "--draw" in arguments:
        Path(arguments[arguments.index("--draw") + 1]).write_text(drawing(made) + "\n", encoding="utf-8")
    return 0 if share >= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Reports set by other programs: each a PDF in `producers/`, and beside it what must be read from it.

The text is written as below the line of a case, with two lines more: `producer NAME` says which program set the PDF,
and `may NAME|VALUE` names a row that is neither asked for nor wrong. People, laboratories and numbers are invented.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement, ParsedReport
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document
from tests.corpus.cases import read_truth
from tests.corpus.measuring import Score, score_rows
from tests.corpus.reports import Row

FOLDER = Path(__file__).parent / "producers"


@dataclass(frozen=True)
class Printed:
    path: Path
    rows: tuple[Row, ...]
    facts: dict[str, str]
    free: frozenset[tuple[str, str]]
    may: frozenset[str]

    @property
    def name(self) -> str:
        return self.path.stem


def load_printed(path: Path) -> Printed:
    """The PDF at `path` with the truth beside it."""
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    may = frozenset(line.removeprefix("may ") for line in lines if line.startswith("may "))
    rows, facts, free = read_truth([line for line in lines if not line.startswith("may ")])
    return Printed(path, rows, facts, free, may)


def all_printed() -> list[Printed]:
    return [load_printed(path) for path in sorted(FOLDER.glob("*.pdf"))]


@cache
def read_printed(path: Path) -> ParsedReport | None:
    """The report as read; None when it was refused."""
    try:
        return parse(read_document(path.read_bytes(), path.name))
    except MedAppError:
        return None


def score_printed(printed: Printed) -> Score:
    report = read_printed(printed.path)
    found = [m for m in report.measurements if _as_line(m) not in printed.may] if report else []
    return score_rows(list(printed.rows), found, printed.free)


def _as_line(measurement: Measurement) -> str:
    return f"{measurement.name_as_printed}|{measurement.value_as_printed}"

"""`python -m tests.corpus.speed --against PYTHON [FILE…]`: reading a PDF beside `extract_words` of pdfplumber.

PYTHON is an interpreter that has pdfplumber, which the project itself does not need. One process per library, imports
warm, files asked in turn; medians of processor time. "Words" is bytes to words with places, as `extract_words` gives
them; "rows" is bytes to measurements.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.corpus import shared

_ROUNDS = 9
_PDFPLUMBER = """
import io, json, sys, time, pdfplumber
for line in sys.stdin:
    data = open(line.rstrip("\\n"), "rb").read()
    start = time.process_time()
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        found = sum(len(page.extract_words()) for page in pdf.pages)
    print(json.dumps([time.process_time() - start, found]), flush=True)
"""


def _answer(what: str) -> None:
    """The process that measures the project's own reading."""
    from medapp.domain.parsing.report import parse
    from medapp.ingest.formats import read_document
    from medapp.ingest.limits import DEFAULT_LIMITS
    from medapp.ingest.pdf.pages import read_pages

    def words(data: bytes) -> int:
        return sum(len(page.words) for page in read_pages(data, DEFAULT_LIMITS))

    def rows(data: bytes) -> int:
        return len(parse(read_document(data)).measurements)

    read: Callable[[bytes], int] = {"words": words, "rows": rows}[what]
    for line in sys.stdin:
        data = Path(line.rstrip("\n")).read_bytes()
        start = time.process_time()
        found = read(data)
        print(json.dumps([time.process_time() - start, found]), flush=True)


class _Process:
    def __init__(self, *command: str) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, path: Path) -> float:
        """Milliseconds of processor time."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return 1000 * float(json.loads(self._process.stdout.readline())[0])


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--answer"]:
        _answer(arguments[1])
        return 0
    if arguments[:1] != ["--against"] or len(arguments) < 2:
        print(__doc__)
        return 2
    own = (sys.executable, "-m", "tests.corpus.speed", "--answer")
    processes = {
        "pdfplumber": _Process(arguments[1], "-c", _PDFPLUMBER),
        "words": _Process(*own, "words"),
        "rows": _Process(*own, "rows"),
    }
    ratios: list[float] = []
    for path in [Path(name) for name in arguments[2:]] or sorted((shared.FOLDER / "files").glob("[pq]*.pdf")):
        times: dict[str, list[float]] = {name: [] for name in processes}
        for turn in range(_ROUNDS + 1):
            for name, process in processes.items():
                taken = process.ask(path)
                if turn:
                    times[name].append(taken)
        middle = {name: statistics.median(taken) for name, taken in times.items()}
        ratios.append(middle["pdfplumber"] / middle["words"])
        figures = " ".join(f"{name} {taken:7.1f} ms" for name, taken in middle.items())
        print(f"{path.name:12} {figures}  words {ratios[-1]:.1f} times quicker", flush=True)
    if ratios:
        print(f"median {statistics.median(ratios):.1f}, least {min(ratios):.1f}, {len(ratios)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

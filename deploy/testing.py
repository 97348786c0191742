"""The test run, told by parts: `python -m deploy.testing check` (the quick loop) or `all` (everything).

Every part runs even when an earlier one failed, so that one run shows all there is to mend.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from deploy.frontend import build_if_needed
from deploy.places import ROOT, quiet_reflex, scripts_dir, system_certificates

QUICK = "not slow and not faults and not e2e"
CLOSING_LINE = re.compile(
    r"^(?:=+ )?((?:\d+ \w+, )*\d+ \w+ in [\d.]+s(?: \([\d:]+\))?|no tests ran in .*?)(?: =+)?$", re.MULTILINE
)
_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed|warnings?)")


@dataclass(frozen=True)
class Part:
    """One command of the run. `is_pytest`: its closing line belongs to the summary."""

    name: str
    command: Sequence[str]
    is_pytest: bool = False


@dataclass(frozen=True)
class Finished:
    part: Part
    seconds: float
    code: int
    output: str

    @property
    def closing_line(self) -> str:
        found = CLOSING_LINE.findall(self.output)
        return found[-1] if found else ""


STATIC = (
    Part("format", ("ruff", "format", "--check", "--quiet", ".")),
    Part("lint", ("ruff", "check", "--quiet", ".")),
    Part("types", ("mypy", "--no-error-summary")),
    Part("imports", ("lint-imports", "--no-logo")),
)


def pytest(name: str, *arguments: str) -> Part:
    return Part(name, ("python", "-m", "pytest", "-q", *arguments), is_pytest=True)


# Two processes where the tests are independent; one where a test measures time or stops shared servers.
UNIT = pytest("unit", "-m", QUICK, "-n", "2", "--dist", "loadfile")
DEEP = (
    pytest("slow", "-m", "slow and not faults and not e2e", "-n", "2", "--dist", "loadfile"),
    pytest("faults", "-m", "faults and not e2e"),
    pytest("browser", "-m", "e2e", "tests/e2e"),
    pytest("demos", "-m", "e2e", "tests/demos"),
)


def check() -> list[Finished]:
    """Format, lint, types and import contracts side by side, then the unit tests."""
    with ThreadPoolExecutor(2) as pool:
        static = list(pool.map(_run_quietly, STATIC))
    for finished in static:
        _tell(finished)
    return [*static, _run_aloud(UNIT)]


def everything() -> list[Finished]:
    """The quick loop, then what takes long: slow tests, faults, the browser and the demos on the built stack."""
    done = check()
    started = time.monotonic()
    build_if_needed()
    done.append(Finished(Part("front end", ()), time.monotonic() - started, 0, ""))
    return done + [_run_aloud(part) for part in DEEP]


def _run_quietly(part: Part) -> Finished:
    started = time.monotonic()
    done = subprocess.run(
        part.command,
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Finished(part, time.monotonic() - started, done.returncode, done.stdout)


def _run_aloud(part: Part) -> Finished:
    print(f"\n--- {part.name}", flush=True)
    started = time.monotonic()
    said: list[str] = []
    with subprocess.Popen(
        part.command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            print(line, end="", flush=True)
    return Finished(part, time.monotonic() - started, process.returncode, "".join(said))


def _tell(finished: Finished) -> None:
    print(f"--- {finished.part.name}: {'well' if finished.code == 0 else 'NOT WELL'} ({finished.seconds:.1f} s)")
    if finished.code:
        print(finished.output, flush=True)


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(scripts_dir()), os.environ.get("PATH", os.defpath)])
    return {
        **os.environ,
        **quiet_reflex(),
        **system_certificates(),
        "PATH": path,
        "PYTHONUNBUFFERED": "1",
        "COLUMNS": "120",
    }


def summary(done: Sequence[Finished]) -> str:
    """Where the time went, each pytest run's closing line, and their sum in the same form."""
    lines = ["", "where the time went"]
    for finished in done:
        state = "ok" if finished.code == 0 else f"FAILED (exit code {finished.code})"
        lines.append(
            f"  {finished.part.name:<10}{finished.seconds:7.1f} s  {state:<10}  {finished.closing_line}".rstrip()
        )
    counts: Counter[str] = Counter()
    for finished in done:
        for number, kind in _COUNT.findall(finished.closing_line):
            counts[kind] += int(number)
    broken = [finished.part.name for finished in done if finished.code]
    if broken:
        lines.append(f"not well: {', '.join(broken)}")
    order = ("failed", "error", "errors", "passed", "skipped", "xfailed", "xpassed")
    total = ", ".join(f"{counts[kind]} {kind}" for kind in order if counts[kind]) or "no tests ran"
    seconds = sum(finished.seconds for finished in done if finished.part.is_pytest)
    return "\n".join([*lines, f"===== {total} in {seconds:.2f}s ====="])


def main(arguments: Sequence[str]) -> int:
    """0 when every part is well, 1 when one is not, 2 for wrong usage."""
    runs = {"check": check, "all": everything}
    if len(arguments) != 1 or arguments[0] not in runs:
        print("usage: python -m deploy.testing check|all", file=sys.stderr)
        return 2
    started = time.monotonic()
    done = runs[arguments[0]]()
    print(summary(done), flush=True)
    print(f"({time.monotonic() - started:.0f} s in all)", file=sys.stderr)
    return 1 if any(finished.code for finished in done) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What stands in the repository: sizes, pins, and nothing that belongs to one machine or must stay secret."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.places import ROOT

# Aim for 50 to 150; past 250 a file usually holds two ideas, and here the run stops.
LONGEST_FILE_LINES = 320
LONGEST_FUNCTION_LINES = 60
SOURCE_FOLDERS = ("medapp", "worker", "ml", "deploy")
UNPLACED_NAMES = {"utils", "helpers", "common", "manager", "base"}

# Written in two parts, so that this file does not find itself.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:" + "root|work|home/[a-z]+|Users/[a-z]+" + r")/[\w.-]")
REGISTRY_HOSTS = re.compile(
    "|".join(("registry\\.npm" + "js", "npm" + "mirror\\.com", "py" + "pi\\.org", "python" + "hosted"))
)
SECRETS = re.compile(
    "|".join(("BEGIN [A-Z ]*PRIVATE" + " KEY", "AK" + "IA[0-9A-Z]{16}", "gh" + "p_[A-Za-z0-9]{30}", "xox" + "b-[0-9]"))
)


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def tracked_texts() -> Iterator[tuple[str, str]]:
    for path in tracked_files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def source_files() -> list[Path]:
    return [path for folder in SOURCE_FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize(
    ("pattern", "what"),
    [(MACHINE_PATHS, "a path of one machine"), (REGISTRY_HOSTS, "a package registry"), (SECRETS, "a secret")],
    ids=["paths", "registries", "secrets"],
)
def test_no_file_names(pattern: re.Pattern[str], what: str) -> None:
    found = [f"{name}: {hit.group()}" for name, text in tracked_texts() for hit in [pattern.search(text)] if hit]
    assert not found, f"{what} in {found}"


def test_every_requirement_is_pinned_exactly() -> None:
    lines = [line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines()]
    loose = [line for line in lines if line and not re.match(r"^[\w.-]+(\[[\w,]+\])?==[\w.]+(\s*;.*)?$", line)]
    assert not loose


def test_everything_imported_is_required_by_name() -> None:
    """A package that only came along with another may leave with it."""
    from importlib.metadata import packages_distributions

    pinned = (ROOT / "requirements.txt").read_text()
    direct = pinned.split("# brought along")[0].lower().replace("_", "-")
    homes = packages_distributions()
    missing = set()
    for path in source_files():
        for module in _imported(path):
            for home in homes.get(module, []):
                if not re.search(rf"^{re.escape(home.lower().replace('_', '-'))}(\[|==)", direct, re.MULTILINE):
                    missing.add(f"{home} ({path.relative_to(ROOT)})")
    brought_by_reflex = {item for item in missing if item.startswith(("reflex-", "starlette", "pydantic_core"))}
    assert not missing - brought_by_reflex


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_files_hold_one_idea() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in source_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE_LINES
    }
    assert not long, f"past {LONGEST_FILE_LINES} lines a file usually holds two ideas: {long}"


def test_functions_can_be_read_at_once() -> None:
    long = []
    for path in source_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION_LINES:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} {length}")
    assert not long


def test_every_module_says_what_one_comes_here_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in source_files()
        if path.name != "__init__.py" and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent


def test_modules_are_named_after_what_they_hold() -> None:
    assert not [str(path.relative_to(ROOT)) for path in source_files() if path.stem in UNPLACED_NAMES]


def test_nothing_is_left_to_do_later() -> None:
    marks = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b")
    found = [name for name, text in tracked_texts() if name.endswith(".py") and marks.search(text)]
    assert not found

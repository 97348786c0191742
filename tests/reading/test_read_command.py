# ruff: noqa: E501 - tables of data
"""`python -m medapp read` as scripts rely on it."""

import json
from pathlib import Path

from click.testing import CliRunner

from medapp.__main__ import main
from tests.corpus.layouts import LAYOUTS
from tests.corpus.typeset import typeset

KEYS = {"analyte", "loinc", "specimen", "name_as_printed", "value_as_printed", "unit_as_printed", "comparator", "value", "unit", "value_text", "ref_low", "ref_high",
        "ref_as_printed", "flag_as_printed", "collected_at", "page", "bbox", "confidence", "warnings"}  # fmt: skip


def _report(folder: Path) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(typeset(*LAYOUTS["ru_four_columns"]))
    return path


def test_a_read_file_is_one_json_line_with_the_promised_keys(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["read", str(_report(tmp_path))])
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (
        answer["status"] == "read"
        and answer["error"] is None
        and answer["reader"] == "pdf_text"
        and answer["language"] == "ru"
    )
    assert answer["sex"] == "female" and answer["age_years"] == 34 and answer["collected_at"] == "2025-03-12"
    assert set(answer["measurements"][0]) == KEYS


def test_a_refused_file_ends_with_one_and_the_others_are_still_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    result = CliRunner().invoke(main, ["read", str(empty), str(_report(tmp_path)), str(tmp_path / "missing.pdf")])
    codes = [(answer["error"] or {}).get("code") for answer in map(json.loads, result.stdout.splitlines())]
    assert result.exit_code == 1
    assert codes == ["empty_file", None, "not_found"]
    assert "empty" in result.stderr


def test_no_file_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["read"]).exit_code == 2

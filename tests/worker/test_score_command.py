"""`python -m medapp score`: one JSON object, and an exit code that a script can rely on."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from medapp.__main__ import main
from tests.worker.reports import csv_report, pdf_report


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["score", *arguments])


def _answer(result: Result) -> dict[str, Any]:
    (line,) = result.stdout.splitlines()
    return json.loads(line)


def test_a_report_gives_values_ratings_and_a_score(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(csv_report())

    result = _run(str(file), "--sex", "F", "--age", "47")

    answer = _answer(result)
    assert result.exit_code == 0
    assert (answer["status"], answer["error"], answer["score"]["status"]) == ("read", None, "scored")
    assert len(answer["measurements"]) == 12
    assert all(row["rating"]["state"] for row in answer["measurements"])
    assert answer["scored_as"] == {"sex": "female", "age_years": 47.0, "pregnant": None}


def test_the_report_s_own_sex_and_age_win(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_report(sex="Male"))

    answer = _answer(_run(str(file), "--sex", "F", "--age", "20"))

    assert answer["scored_as"]["sex"] == "male"
    assert answer["scored_as"]["age_years"] == 47


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty_file"), (b"MZ\x90\x00", "unsupported_format"), (None, "not_found")]
)
def test_a_refusal_has_exit_code_one_and_a_code(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "report.pdf"
    if content is not None:
        file.write_bytes(content)

    result = _run(str(file), "--sex", "F", "--age", "47")

    assert result.exit_code == 1
    assert _answer(result)["error"]["code"] == code


def test_a_missing_model_is_named_with_its_remedy(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(csv_report())

    result = _run(str(file), "--model", str(tmp_path / "nowhere"))

    assert result.exit_code == 1
    assert _answer(result)["error"]["code"] == "model_unavailable"
    assert "--model" in result.stderr


def test_a_wrong_option_is_wrong_usage(tmp_path: Path) -> None:
    assert _run(str(tmp_path / "x.pdf"), "--sex", "X").exit_code == 2
    assert _run().exit_code == 2

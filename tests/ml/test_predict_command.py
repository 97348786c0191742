"""`python -m ml.predict`: the table that other programs send and get back."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from medapp.domain.people import Person, Sex
from ml.features import NAMES
from ml.predict import main, predict_csv
from ml.predictor import Predictor

HEADER = ["id", "status", "reason", "linear_predictor", "relative", "score", "class"]


def run(predictor: Predictor, lines: list[dict[str, object]]) -> tuple[list[dict[str, str]], str]:
    source, target, warnings = io.StringIO(), io.StringIO(), io.StringIO()
    columns = list(dict.fromkeys(name for line in lines for name in line))
    writer = csv.DictWriter(source, columns)
    writer.writeheader()
    writer.writerows(lines)
    source.seek(0)
    predict_csv(source, target, predictor, warnings)
    target.seek(0)
    reader = csv.DictReader(target)
    answers = list(reader)
    assert reader.fieldnames == HEADER
    return answers, warnings.getvalue()


@pytest.mark.parametrize("sex", ["F", "f", "female", "Female"])
def test_a_row_is_scored_as_the_person_would_be(shipped: Predictor, typical: dict[str, float], sex: str) -> None:
    answers, warnings = run(shipped, [{"id": "a1", "sex": sex, "age": "47"} | typical])
    one = shipped.predict(Person(Sex.FEMALE, 47), typical)
    assert answers[0]["id"] == "a1"
    assert (answers[0]["status"], answers[0]["reason"], answers[0]["class"]) == ("scored", "", one.score_class)
    assert float(answers[0]["linear_predictor"]) == pytest.approx(one.linear_predictor, abs=1e-6)
    assert float(answers[0]["relative"]) == pytest.approx(one.relative, abs=1e-6)
    assert float(answers[0]["score"]) == pytest.approx(one.score, abs=0.01)
    assert warnings == ""


def test_every_row_is_answered_in_its_order(shipped: Predictor, typical: dict[str, float]) -> None:
    lines = [
        {"id": 1, "sex": "M", "age": 50} | typical,
        {"id": 2, "sex": "", "age": 50} | typical,
        {"id": 3, "sex": "M", "age": ""} | typical,
        {"id": 4, "sex": "M", "age": 85} | typical,
        {"id": 5, "sex": "M", "age": 17} | typical,
        {"id": 6, "sex": "M", "age": 50, "albumin": 43},
    ]
    answers, _ = run(shipped, lines)
    assert [answer["id"] for answer in answers] == list("123456")
    assert [answer["reason"] for answer in answers] == [
        "", "sex_missing", "age_missing", "age_unsupported", "age_unsupported", "too_few_fields"
    ]  # fmt: skip
    assert [bool(answer["linear_predictor"]) for answer in answers] == [True, False, False, False, False, True]
    assert [bool(answer["score"]) for answer in answers] == [True, False, False, False, False, False]


def test_a_pregnant_row_keeps_its_rank_but_gets_no_score(shipped: Predictor, typical: dict[str, float]) -> None:
    answers, _ = run(shipped, [{"id": 1, "sex": "F", "age": 30, "pregnant": "1"} | typical])
    assert (answers[0]["reason"], answers[0]["score"]) == ("pregnant", "")
    assert answers[0]["linear_predictor"]


def test_unknown_columns_are_ignored_with_a_warning(shipped: Predictor, typical: dict[str, float]) -> None:
    plain, _ = run(shipped, [{"id": 1, "sex": "M", "age": 50} | typical])
    extra, warnings = run(shipped, [{"id": 1, "sex": "M", "age": 50, "shoe_size": 43} | typical])
    assert extra == plain
    assert "shoe_size" in warnings


def test_cells_that_are_not_numbers_count_as_not_measured(shipped: Predictor, typical: dict[str, float]) -> None:
    without = {name: value for name, value in typical.items() if name != "crp"}
    plain, _ = run(shipped, [{"id": 1, "sex": "M", "age": 50} | without])
    words, warnings = run(shipped, [{"id": 1, "sex": "M", "age": 50, "crp": "<0.5"} | without])
    assert words == plain
    assert "crp" in warnings


def test_impossible_values_are_left_out(shipped: Predictor, typical: dict[str, float]) -> None:
    plain, _ = run(shipped, [{"id": 1, "sex": "M", "age": 50} | typical | {"potassium": ""}])
    absurd, _ = run(shipped, [{"id": 1, "sex": "M", "age": 50} | typical | {"potassium": 44}])
    assert absurd == plain


def test_a_header_without_rows_is_answered_by_a_header(shipped: Predictor) -> None:
    target = io.StringIO()
    assert predict_csv(io.StringIO("id,sex,age\n"), target, shipped, io.StringIO()) == 0
    assert target.getvalue() == ",".join(HEADER) + "\n"


def test_a_file_is_read_and_written(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,sex,age,albumin\n1,M,50,43\n", encoding="utf-8")
    assert main(["--in", str(source), "--out", str(target)]) == 0
    assert target.read_text().splitlines()[1].startswith("1,abstained,too_few_fields,-")


def test_standard_input_and_output_are_the_default() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "ml.predict"], input="id,sex,age\nx,F,40\n", capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[0] == ",".join(HEADER)
    assert answer.stdout.splitlines()[1].startswith("x,abstained,too_few_fields,")


@pytest.mark.parametrize(("text", "said"), [("id,sex\n1,M\n", "lacks age"), ("", "empty"), ("\n", "empty")])
def test_a_header_that_lacks_a_column_is_refused(
    tmp_path: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.csv"
    source.write_text(text)
    assert main(["--in", str(source)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffid,sex,age,albumin,crp\n1,M,50,43.5,2\n",
        "id;sex;age;albumin;crp\n1;M;50;43,5;2\n",
        "id\tsex\tage\talbumin\tcrp\n1\tM\t50\t43.5\t2\n",
        "ID, Sex, Age, Albumin, CRP\r\n1,male,50,43.5, 2 \r\n",
    ],
)
def test_tables_of_spreadsheets_are_read_like_plain_ones(shipped: Predictor, text: str) -> None:
    answers = [io.StringIO(), io.StringIO()]
    predict_csv(io.StringIO("id,sex,age,albumin,crp\n1,M,50,43.5,2\n"), answers[0], shipped, io.StringIO())
    predict_csv(io.StringIO(text), answers[1], shipped, io.StringIO())
    assert answers[0].getvalue() == answers[1].getvalue()


def test_a_short_line_counts_as_not_measured_and_a_bad_sex_is_said(shipped: Predictor) -> None:
    target = io.StringIO()
    predict_csv(io.StringIO("id,sex,age,albumin\n1\n2,X,50,43\n3,F,50\n"), target, shipped, io.StringIO())
    reasons = [line.split(",")[:3] for line in target.getvalue().splitlines()[1:]]
    assert reasons == [["1", "abstained", "sex_missing"], ["2", "abstained", "sex_missing"],
                       ["3", "abstained", "too_few_fields"]]  # fmt: skip


def test_a_column_that_stands_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,sex,age,albumin,albumin\n1,M,50,43,45\n")
    assert main(["--in", str(source)]) == 1
    assert "albumin" in capsys.readouterr().err


def test_a_missing_model_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(tmp_path / "none.joblib")]) == 1
    assert "missing" in capsys.readouterr().err


def test_wrong_usage_ends_with_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--nonsense"])
    assert ended.value.code == 2


def test_the_40_fields_are_columns_by_their_catalogue_names(shipped: Predictor, typical: dict[str, float]) -> None:
    """No field is silently unknown to the command."""
    _, warnings = run(shipped, [{"id": 1, "sex": "M", "age": 50} | dict.fromkeys(NAMES, "")])
    assert warnings == ""

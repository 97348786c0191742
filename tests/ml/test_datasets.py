"""The training table rebuilt from small files in the CDC's own formats, written here byte by byte."""

import struct
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ml import datasets
from ml.datasets import SUMS, ChangedFile, NotTheFile, build, compare, fetch_all, main, read_mortality, read_xpt
from ml.nhanes import COLUMNS, CYCLES, Cycle

FIRST, OLD_NAMES, NEW = CYCLES[0], CYCLES[1], CYCLES[3]


def ibm_double(value: float) -> bytes:
    """IBM System/360 floating point, as SAS transport files hold numbers; missing is a dot and zeros."""
    if np.isnan(value):
        return b"." + bytes(7)
    if value == 0.0:
        return bytes(8)
    sign, value, exponent = (0x80 if value < 0 else 0), abs(value), 64
    while value >= 1.0:
        value, exponent = value / 16.0, exponent + 1
    while value < 1.0 / 16.0:
        value, exponent = value * 16.0, exponent - 1
    return struct.pack(">B", sign | exponent) + int(value * 2**56).to_bytes(7, "big")


def padded(text: str, width: int) -> bytes:
    return text.encode("ascii").ljust(width)


def header(kind: str, numbers: str = "0" * 30) -> bytes:
    return padded(f"HEADER RECORD*******{kind:<8}HEADER RECORD!!!!!!!{numbers}", 80)


def filled(content: bytes) -> bytes:
    return content + b" " * (-len(content) % 80)


def xpt(columns: dict[str, list[float]]) -> bytes:
    """A SAS transport file (version 5) of numeric columns."""
    stamp = padded("SAS     SAS     SASLIB  9.1     ascii", 64) + padded("01JAN00:00:00:00", 16)
    parts = [
        header("LIBRARY"), stamp, padded("01JAN00:00:00:00", 80),
        header("MEMBER", "000000000000000001600000000140"), header("DSCRPTR"),
        padded("SAS     TABLE   SASDATA 9.1     ascii", 64) + padded("01JAN00:00:00:00", 16),
        padded("01JAN00:00:00:00", 80),
        header("NAMESTR", f"{0:06d}{len(columns):04d}{0:020d}"),
    ]  # fmt: skip
    described = b"".join(
        struct.pack(">hhhh8s40s8shhh2s8shhl52s", 1, 0, 8, number, padded(name, 8), padded(name, 40), b" " * 8,
                    0, 0, 0, b"  ", b" " * 8, 0, 0, 8 * (number - 1), bytes(52))
        for number, name in enumerate(columns, 1)
    )  # fmt: skip
    rows = b"".join(ibm_double(value) for row in zip(*columns.values(), strict=True) for value in row)
    return b"".join(parts) + filled(described) + header("OBS") + filled(rows)


def mortality_line(seqn: int, eligible: str, died: str, cause: str, months: tuple[str, str]) -> str:
    return f"{seqn:>6}{'':8}{eligible}{died}{cause:>3}{'..':<2}{'':21}{months[0]:>3}{months[1]:>3}"


PEOPLE = [1, 2, 3, 4, 5, 6]
MORTALITY = [
    mortality_line(1, "1", "1", "001", ("101", "100")),
    mortality_line(2, "1", "0", ".", ("210", "209")),
    mortality_line(3, "2", ".", ".", (".", ".")),  # under 18
    mortality_line(4, "1", "0", ".", ("200", ".")),  # interviewed only
    mortality_line(5, "3", ".", ".", (".", ".")),  # not eligible
    mortality_line(6, "1", "1", "010", (" 13", " 12")),
]


def topic_columns(cycle: Cycle, old: bool) -> dict[str, dict[str, list[float]]]:
    """Columns of every file of a cycle: each laboratory variable holds its person's number, some hold more."""
    nan = float("nan")
    found: dict[str, dict[str, list[float]]] = {name: {"SEQN": PEOPLE} for name in cycle.files().values()}
    for column in COLUMNS:
        variable = column.variables[-1 if old else 0]
        found[cycle.files()[column.topic]][variable] = [float(number) for number in PEOPLE]
    files = cycle.files()
    found[files["demographics"]] |= {
        "RIDAGEYR": [50, 60, 17, 40, 45, 19], "RIAGENDR": [1, 2, 1, 2, 1, 2], "RIDSTATR": [2, 2, 2, 1, 2, 2],
        "RIDEXPRG": [nan, 2, nan, nan, nan, 1],
    }  # fmt: skip
    found[files["chemistry"]]["LBXSCR"] = [0.7, 1.0, 1.0, 1.0, 1.0, nan]
    found[files["count"]] |= {"LBXBAPCT": [0.0, 0.5, 1, 1, 1, nan], "LBXMC": [33.6, nan, 1, 1, 1, 1]}
    found[files["count"]] |= {"LBXHGB": [14.0, 14.1, 1, 1, 1, 1], "LBXHCT": [42.0, 41.8, 1, 1, 1, 1]}
    found[files["urine_albumin"]] |= {"URXUMA": [10.0] * 6, "URXUCR": [100.0] * 6}
    found[files["smoking"]] |= {"SMQ020": [1, 1, nan, 2, 2, 2], "SMQ040": [3, 1, nan, nan, nan, nan]}
    found[files["diabetes"]] |= {"DIQ010": [1, 3, 2, 2, 2, 9]}
    heart = {"MCQ160B": [2, 1, 2, 2, 2, 9], "MCQ160C": [2, 2, 2, 2, 2, 9]}
    found[files["conditions"]] |= heart | {"MCQ160E": [2, 2, 2, 2, 2, 9], "MCQ160F": [2, 9, 2, 2, 2, 9]}
    found[files["conditions"]] |= {"MCQ220": [1, 2, 2, 2, 2, nan]}
    return found


class Server:
    """The public addresses, answered from memory."""

    def __init__(self, cycle: Cycle, old: bool = False) -> None:
        columns = topic_columns(cycle, old)
        self.files = {f"{name}.xpt": xpt(content) for name, content in columns.items()}
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.asked.append(url)
        name = url.rsplit("/", 1)[1]
        return ("\n".join(MORTALITY) + "\n").encode() if name.endswith(".dat") else self.files[name]


@pytest.fixture
def made(tmp_path: Path) -> pd.DataFrame:
    fetch_all(tmp_path, (FIRST,), Server(FIRST))
    return build(tmp_path, (FIRST,)).set_index("seqn")


def test_adults_who_were_examined_and_linked_are_kept(made: pd.DataFrame) -> None:
    assert made.index.tolist() == [1, 2, 6]
    assert made["sex"].tolist() == ["M", "F", "F"]
    assert made["pregnant"].tolist() == [False, False, True]
    assert made["cycle"].unique().tolist() == [1999]


def test_values_are_in_canonical_units(made: pd.DataFrame) -> None:
    """Variables hold 2 for the second person: 2 g/dL of albumin are 20 g/L, and so on."""
    second = made.loc[2]
    expected = {"albumin": 20.0, "urea": 0.714, "glucose": 0.11102, "calcium": 0.499, "iron": 0.3582, "crp": 20.0,
                "bilirubin_total": 34.2, "uric_acid": 118.96, "chol_total": 0.05172, "triglycerides_chem": 0.02258,
                "hdl": 0.05172, "wbc": 2.0, "hemoglobin": 141.0, "uacr": 10.0}  # fmt: skip
    assert {name: second[name] for name in expected} == pytest.approx(expected)


def test_creatinine_of_1999_is_standardised(made: pd.DataFrame) -> None:
    assert made.loc[1, "creatinine"] == pytest.approx((0.147 + 1.013 * 0.7) * 88.4)
    assert np.isnan(made.loc[6, "creatinine"])


def test_creatinine_of_2005_has_its_own_correction(tmp_path: Path) -> None:
    fetch_all(tmp_path, (NEW,), Server(NEW))
    assert build(tmp_path, (NEW,)).set_index("seqn").loc[2, "creatinine"] == pytest.approx((-0.016 + 0.978) * 88.4)


def test_the_other_names_of_a_variable_are_known(tmp_path: Path) -> None:
    fetch_all(tmp_path, (OLD_NAMES,), Server(OLD_NAMES, old=True))
    table = build(tmp_path, (OLD_NAMES,)).set_index("seqn")
    assert table.loc[2, ["alp", "ldh", "phosphate", "hdl"]].tolist() == pytest.approx([2.0, 2.0, 0.6458, 0.05172])


def test_a_zero_is_a_zero(made: pd.DataFrame) -> None:
    assert made.loc[1, "baso_pct"] == 0.0


def test_a_missing_mchc_follows_from_hemoglobin_and_hematocrit(made: pd.DataFrame) -> None:
    assert made.loc[1, "mchc"] == pytest.approx(336.0)
    assert made.loc[2, "mchc"] == pytest.approx(100 * 141.0 / 41.8)


def test_outcomes_come_from_the_fixed_width_file(made: pd.DataFrame) -> None:
    assert made["died"].tolist() == [1, 0, 1]
    assert made["fu_months"].tolist() == [100, 209, 12]
    assert made["fu_months_int"].tolist() == [101, 210, 13]
    assert made.loc[6, "ucod_leading"] == 10
    assert np.isnan(made.loc[2, "ucod_leading"])


def test_answers_become_columns(made: pd.DataFrame) -> None:
    assert made["smoking"].tolist() == ["former", "current", "never"]
    assert made["diabetes_dx"].tolist()[:2] == [1.0, 0.0]
    assert np.isnan(made.loc[6, "diabetes_dx"])
    assert made["cvd_dx"].tolist()[:2] == [0.0, 1.0]
    assert np.isnan(made.loc[6, "cvd_dx"])
    assert made["cancer_dx"].tolist()[:2] == [1.0, 0.0]


def test_a_transport_file_is_read_to_the_digit(tmp_path: Path) -> None:
    values = [0.0, -1.5, 338.1, 1e-5, float("nan"), 123456.789]
    path = tmp_path / "small.xpt"
    path.write_bytes(xpt({"SEQN": PEOPLE, "LBXSAL": values}))
    assert np.allclose(read_xpt(path)["LBXSAL"], values, rtol=1e-12, equal_nan=True)


def test_a_short_mortality_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mortality.dat"
    path.write_text("\n".join(MORTALITY))
    found = read_mortality(path)
    assert found["ELIGSTAT"].tolist() == [1, 1, 2, 1, 3, 1]
    assert np.isnan(found.loc[4, "PERMTH_EXM"])


def test_files_are_fetched_once_and_their_hashes_written_down(tmp_path: Path) -> None:
    server = Server(FIRST)
    fetch_all(tmp_path, (FIRST,), server)
    asked = len(server.asked)
    fetch_all(tmp_path, (FIRST,), server)
    assert len(server.asked) == asked == len(list((tmp_path / "raw").iterdir()))
    assert len((tmp_path / SUMS).read_text().splitlines()) == asked


def test_a_file_that_changed_is_refused(tmp_path: Path) -> None:
    fetch_all(tmp_path, (FIRST,), Server(FIRST))
    changed = tmp_path / "raw" / "LAB18.xpt"
    changed.write_bytes(changed.read_bytes() + b" " * 80)
    with pytest.raises(ChangedFile, match="LAB18"):
        fetch_all(tmp_path, (FIRST,), Server(FIRST))


def test_an_error_page_is_not_taken_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(NotTheFile):
        fetch_all(tmp_path, (FIRST,), lambda url: b"<!DOCTYPE html><title>Page Not Found</title>")
    assert not list((tmp_path / "raw").iterdir())


def test_only_https_is_fetched() -> None:
    with pytest.raises(ValueError, match="https"):
        datasets.fetch("file:///etc/passwd")


def test_tables_are_compared_column_by_column(made: pd.DataFrame) -> None:
    table = made.reset_index()
    assert compare(table, table.astype({"albumin": "float32"})) == {}
    other = table.assign(albumin=table["albumin"] + 1, smoking=["never", "current", "never"])
    assert compare(table, other) == {"albumin": "3 of 3 rows differ", "smoking": "1 of 3 rows differ"}
    assert compare(table, table.iloc[:2])["rows"] == "1 more, 0 less"


def test_no_network_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no route to host")

    monkeypatch.setattr(datasets.urllib.request, "urlopen", refuse)
    assert main(["--out", str(tmp_path)]) == 1
    assert "no route to host" in capsys.readouterr().err

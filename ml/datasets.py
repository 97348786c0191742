"""Make the training table from the public files: python -m ml.datasets --out FOLDER [--compare TABLE].

Fetches the files of `ml.nhanes` into FOLDER/raw, writes down the SHA-256 of each in FOLDER/SHA256SUMS and refuses
a file that later differs from it; then reads, corrects, converts and joins them to FOLDER/train.parquet.
"""

import argparse
import hashlib
import sys
import urllib.request
from pathlib import Path

import numpy as np
import pandas as pd

from ml import nhanes
from ml.cohort import TABLE
from ml.nhanes import CYCLES, Cycle, Fetch
from ml.questionnaire import conditions

SUMS = "SHA256SUMS"
_TIMEOUT_S = 120
_ADULT = 18
# The reader shows the zero of IBM's floating point, which SAS transport files use, as 5.4e-79.
_IBM_ZERO = 1e-70


_XPT_START = b"HEADER RECORD"


class ChangedFile(Exception):
    """A fetched file is not the one whose hash was written down."""


class NotTheFile(Exception):
    """The server answered with something else: it sends an error page as if all were well."""


def fetch(url: str) -> bytes:
    """The bytes behind a public https address."""
    if not url.startswith("https://"):
        raise ValueError("only https addresses are fetched")
    with urllib.request.urlopen(url, timeout=_TIMEOUT_S) as answer:  # noqa: S310 - https only, checked above
        return bytes(answer.read())


def fetch_all(folder: Path, cycles: tuple[Cycle, ...] = CYCLES, get: Fetch = fetch) -> None:
    """Every file of these cycles into `folder`/raw, unless it is there; ChangedFile when a hash does not agree."""
    raw = folder / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    known = read_sums(folder)
    for name, url in _addresses(cycles).items():
        path = raw / name
        content = path.read_bytes() if path.exists() else get(url)
        if not _looks_right(name, content):
            raise NotTheFile(name)
        found = hashlib.sha256(content).hexdigest()
        if known.setdefault(name, found) != found:
            raise ChangedFile(name)
        if not path.exists():
            path.write_bytes(content)
        _write_sums(folder, known)


def _looks_right(name: str, content: bytes) -> bool:
    """A SAS transport file says so in its first bytes; a mortality file starts with a number."""
    return content.startswith(_XPT_START) if name.endswith(".xpt") else content[:6].strip().isdigit()


def _addresses(cycles: tuple[Cycle, ...]) -> dict[str, str]:
    """File name in raw/ to address."""
    found = {}
    for cycle in cycles:
        for name in cycle.files().values():
            found[f"{name}.xpt"] = nhanes.DATA_URL.format(year=cycle.year, name=name)
        found[_mortality_name(cycle)] = nhanes.MORTALITY_URL.format(year=cycle.year, next_year=cycle.year + 1)
    return found


def _mortality_name(cycle: Cycle) -> str:
    return f"mortality_{cycle.year}.dat"


def read_sums(folder: Path) -> dict[str, str]:
    """File name to SHA-256, as `sha256sum` writes them."""
    path = folder / SUMS
    if not path.exists():
        return {}
    return {name: digest for digest, name in (line.split("  ", 1) for line in path.read_text().splitlines())}


def _write_sums(folder: Path, sums: dict[str, str]) -> None:
    lines = (f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (folder / SUMS).write_text("".join(lines))


def read_xpt(path: Path) -> pd.DataFrame:
    """A SAS transport file by SEQN, its zeros repaired."""
    table = pd.read_sas(path, format="xport").set_index("SEQN")
    table.index = table.index.astype("int64")
    return table.mask(table.abs() < _IBM_ZERO, 0.0)


def read_mortality(path: Path) -> pd.DataFrame:
    """A fixed-width linked mortality file by SEQN; a dot means missing."""
    table = pd.read_fwf(
        path, colspecs=list(nhanes.MORTALITY_LAYOUT.values()), names=list(nhanes.MORTALITY_LAYOUT),
        header=None, na_values=["."],
    )  # fmt: skip
    return table.set_index("SEQN")


def build_cycle(folder: Path, cycle: Cycle) -> pd.DataFrame:
    """Adults of a cycle who were examined and could be linked; one row each, canonical units."""
    raw = folder / "raw"
    files = {topic: read_xpt(raw / f"{name}.xpt") for topic, name in cycle.files().items()}
    mortality = read_mortality(raw / _mortality_name(cycle))
    people = files["demographics"]
    linked = mortality.reindex(people.index)
    kept = people.index[
        (people["RIDAGEYR"] >= _ADULT) & (people["RIDSTATR"] == 2)
        & (linked["ELIGSTAT"] == 1) & linked["PERMTH_EXM"].notna()
    ]  # fmt: skip
    table = pd.DataFrame({"source": "nhanes", "seqn": kept, "cycle": cycle.year}, index=kept)
    table["sex"] = people["RIAGENDR"].reindex(kept).map({1.0: "M", 2.0: "F"})
    table["pregnant"] = (_column(people, ("RIDEXPRG",)).reindex(kept) == 1).fillna(False)
    for column in nhanes.COLUMNS:
        table[column.name] = _column(files[column.topic], column.variables).reindex(kept) * column.factor
    table["creatinine"] = _corrected_creatinine(table["creatinine"], cycle.year)
    table["mchc"] = table["mchc"].fillna(100.0 * table["hemoglobin"] / table["hematocrit"])
    urine = files["urine_albumin"].reindex(kept)
    table["uacr"] = 100.0 * urine["URXUMA"] / urine["URXUCR"]
    table = table.join(conditions(files, kept))
    outcome = linked.reindex(kept)
    table["died"], table["ucod_leading"] = outcome["MORTSTAT"], outcome["UCOD_LEADING"]
    table["fu_months"], table["fu_months_int"] = outcome["PERMTH_EXM"], outcome["PERMTH_INT"]
    return table.reset_index(drop=True)


def _column(table: pd.DataFrame, variables: tuple[str, ...]) -> pd.Series:
    """The first of these variables that the file has; all missing when it has none."""
    for name in variables:
        if name in table:
            return table[name]
    return pd.Series(np.nan, index=table.index)


def _corrected_creatinine(umol: pd.Series, year: int) -> pd.Series:
    intercept, slope = nhanes.CREATININE_CORRECTION.get(year, (0.0, 1.0))
    return (intercept + slope * umol / 88.4) * 88.4


def build(folder: Path, cycles: tuple[Cycle, ...] = CYCLES) -> pd.DataFrame:
    """The training table of all cycles, from the files in `folder`/raw."""
    return pd.concat([build_cycle(folder, cycle) for cycle in cycles], ignore_index=True)


def compare(made: pd.DataFrame, other: pd.DataFrame, tolerance: float = 1e-4) -> dict[str, str]:
    """Column by column against another table of the same people: what differs, in words; nothing when they agree.

    Numbers may differ by `tolerance` of their size: the other table may hold single precision.
    """
    keys = ["cycle", "seqn"]
    left, right = made.set_index(keys).sort_index(), other.set_index(keys).sort_index()
    found: dict[str, str] = {}
    if not left.index.equals(right.index):
        found["rows"] = (
            f"{len(left.index.difference(right.index))} more, {len(right.index.difference(left.index))} less"
        )
        shared = left.index.intersection(right.index)
        left, right = left.loc[shared], right.loc[shared]
    for name in [name for name in left if name in right]:
        differs = _differs(left[name], right[name], tolerance)
        if differs:
            found[name] = f"{differs} of {len(left)} rows differ"
    return found


def _differs(one: pd.Series, two: pd.Series, tolerance: float) -> int:
    if not (pd.api.types.is_numeric_dtype(one) and pd.api.types.is_numeric_dtype(two)):
        return int((one.astype("string").fillna("") != two.astype("string").fillna("")).sum())
    a, b = one.astype("float64").to_numpy(), two.astype("float64").to_numpy()
    same = np.isclose(a, b, rtol=tolerance, atol=1e-9, equal_nan=True)
    return int((~same).sum())


def main(arguments: list[str] | None = None) -> int:
    """Command line; exit 0 all well, 1 refused or different, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ml.datasets", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for raw files, hashes and the table")
    parser.add_argument("--compare", type=Path, help="another table to compare with, column by column")
    chosen = parser.parse_args(arguments)
    try:
        fetch_all(chosen.out)
    except ChangedFile as error:
        print(f"{error} is not the file whose hash stands in {SUMS}.", file=sys.stderr)
        return 1
    except NotTheFile as error:
        print(f"The server sent something else for {error}.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The public files cannot be fetched: {error}", file=sys.stderr)
        return 1
    table = build(chosen.out)
    table.to_parquet(chosen.out / TABLE)
    print(f"{chosen.out / TABLE}: {len(table)} people, {int(table['died'].sum())} deaths")
    different = compare(table, pd.read_parquet(chosen.compare)) if chosen.compare else {}
    for name, words in different.items():
        print(f"{name}: {words}", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())

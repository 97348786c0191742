"""Score a table: python -m ml.predict [--in FILE] [--out FILE] [--model FILE], CSV in and out.

In: id,sex,age, then analyte ids in canonical units; empty means not measured; optional column `pregnant`.
Out: id,status,reason,linear_predictor,relative,score,class.
Columns may also be parted by semicolons or tabs, as spreadsheets do it; a decimal comma is read then.
"""

import argparse
import csv
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from medapp.domain.people import Person, Sex, parse_sex
from medapp.errors import ModelUnavailable
from ml import peers, store
from ml.abstention import panel_reason, person_reason
from ml.features import matrix, sources
from ml.predictor import GROUPS, Predictor

COLUMNS = ("id", "status", "reason", "linear_predictor", "relative", "score", "class")
_REQUIRED = ("id", "sex", "age")
_SEPARATORS = (",", ";", "\t")
_YES = {"1", "true", "yes", "y"}
_STILL_RANKED = {None, "pregnant"}  # sex and age are supported, so a linear predictor is given

Array = NDArray[np.float64]


def predict_csv(source: TextIO, target: TextIO, predictor: Predictor, warn: TextIO) -> int:
    """Score every line of `source` into `target`; gives the number of lines.

    ValueError when the table is empty, lacks a needed column or has one twice.
    """
    first = source.readline().removeprefix("\ufeff")
    separator = max(_SEPARATORS, key=first.count)
    header = [name.strip().lower() for name in next(csv.reader([first], delimiter=separator), [])]
    if not any(header):
        raise ValueError("it is empty")
    reader = csv.DictReader(source, fieldnames=header, delimiter=separator)
    absent = [name for name in _REQUIRED if name not in header]
    if absent:
        raise ValueError(f"the header lacks {', '.join(absent)}")
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise ValueError(f"the header has {', '.join(twice)} more than once")
    analytes = [name for name in header if name in sources()]
    unknown = [name for name in header if name not in sources() and name not in (*_REQUIRED, "pregnant")]
    if unknown:
        print(f"warning: columns ignored: {', '.join(unknown)}", file=warn)
    lines = list(reader)
    people = [_person(line) for line in lines]
    columns = {name: _numbers([line[name] for line in lines], name, separator, warn) for name in analytes}
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    answers = _answer(people, matrix(columns, len(lines)), predictor)
    writer.writerows([line["id"], *answer] for line, answer in zip(lines, answers, strict=True))
    return len(lines)


def _answer(people: list[Person], rows: Array, predictor: Predictor) -> Iterable[list[str]]:
    """Everything after the id, line by line."""
    measured = ~np.isnan(rows)
    reasons = [person_reason(person) for person in people]
    codes = [None if reason is None else reason[0] for reason in reasons]
    ranked = np.array([code in _STILL_RANKED for code in codes], dtype=bool)
    age = np.array([person.age_years or 0.0 for person in people])
    group = np.array([GROUPS.get(person.sex or Sex.FEMALE, 0) for person in people], dtype=np.intp)
    linear, relative, score = (np.full(len(people), np.nan) for _ in range(3))
    if ranked.any():
        linear[ranked], relative[ranked], score[ranked] = predictor.predict_rows(
            rows[ranked], age[ranked], group[ranked]
        )
    classes = peers.classify(score)
    for i, code in enumerate(codes):
        code = code or (panel_reason(measured[i]) or (None,))[0]
        shown = [f"{linear[i]:.6f}", f"{relative[i]:.6f}"] if ranked[i] else ["", ""]
        if code is None:
            yield ["scored", "", *shown, f"{score[i]:.2f}", str(classes[i])]
        else:
            yield ["abstained", code, *shown, "", ""]


def _person(line: dict[str, str | None]) -> Person:
    try:
        age: float | None = float((line["age"] or "").strip().replace(",", "."))
    except ValueError:
        age = None
    age = None if age is None or not np.isfinite(age) else age
    return Person(parse_sex(line["sex"] or ""), age, (line.get("pregnant") or "").strip().lower() in _YES)


def _numbers(cells: list[str | None], name: str, separator: str, warn: TextIO) -> Array:
    """A column as floats; a cell that is not a finite number counts as not measured, with one warning a column."""
    values = np.full(len(cells), np.nan)
    bad = 0
    for i, cell in enumerate(cells):
        if cell and cell.strip():
            try:
                values[i] = float(cell if separator == "," else cell.replace(",", "."))
            except ValueError:
                bad += 1
    values[~np.isfinite(values)] = np.nan
    if bad:
        print(f"warning: {name}: {bad} cells are not numbers and count as not measured", file=warn)
    return values


def main(arguments: list[str] | None = None) -> int:
    """Command line; exit 0 all well, 1 refused, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ml.predict", description=__doc__)
    parser.add_argument("--in", dest="source", type=Path, help="CSV file (default: standard input)")
    parser.add_argument("--out", dest="target", type=Path, help="CSV file (default: standard output)")
    parser.add_argument("--model", type=Path, help="artefact file or folder (default: the one shipped)")
    chosen = parser.parse_args(arguments)
    try:
        predictor = store.load(chosen.model)
        with ExitStack() as files:
            source = sys.stdin
            if chosen.source:
                source = files.enter_context(chosen.source.open(newline="", encoding="utf-8-sig"))
            target = sys.stdout
            if chosen.target:
                target = files.enter_context(chosen.target.open("w", newline="", encoding="utf-8"))
            predict_csv(source, target, predictor, sys.stderr)
    except ModelUnavailable as error:
        print(f"The model cannot be used: {error.values.get('cause')}.", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"The table cannot be read: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The training table as arrays: who is in, what was measured, what happened. Needs pandas and pyarrow."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ml.abstention import MAX_AGE, MIN_AGE
from ml.features import NAMES, matrix, to_scale

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

TABLE = "train.parquet"
HORIZON_MONTHS = 120.0
_MIN_MONTHS = 0.5  # a death in the month of the examination still has a duration
# Columns that carry another name in the table than in the catalogue.
_SOURCES = {"trig": ("triglycerides_chem",), "chol_total": ("chol_total", "chol_total_chem")}


@dataclass(frozen=True)
class Cohort:
    """n people. `rows` are canonical values (n, fields); `group` is 0 for women, 1 for men."""

    rows: Array
    age: Array
    group: NDArray[np.intp]
    died: Mask
    months: Array
    cycle: NDArray[np.intp]
    ethnicity: NDArray[np.intp]  # NHANES code, for the audit only

    def __len__(self) -> int:
        return len(self.age)

    def take(self, which: Mask | NDArray[np.intp]) -> "Cohort":
        """The people of a mask or of an index."""
        arrays = {name: getattr(self, name)[which] for name in self.__dataclass_fields__}
        return replace(self, **arrays)

    @property
    def inputs(self) -> Array:
        """(n, fields + 2) the estimator's input: fields on their scale, age, sex."""
        return np.column_stack([to_scale(self.rows), self.age, self.group])

    @property
    def event(self) -> Mask:
        """(n,) died within the ten years that the evaluation looks at."""
        return self.died & (self.months <= HORIZON_MONTHS)

    def column(self, analyte: str) -> Array:
        """(n,) canonical values of one model field."""
        return self.rows[:, NAMES.index(analyte)]


def load_cohort(folder: Path) -> Cohort:
    """Everyone whom the model is made for: aged 20 to 79 at the examination, not pregnant."""
    table = pd.read_parquet(folder / TABLE)
    return build_cohort(table)


def build_cohort(table: pd.DataFrame) -> Cohort:
    """The cohort of a table with the columns of `ml.datasets`."""
    age = table["age"].to_numpy(float)
    pregnant = table["pregnant"].fillna(False).to_numpy(bool)
    kept = table[(age >= MIN_AGE) & (age < MAX_AGE) & ~pregnant]
    columns: dict[str, Array] = {}
    for name in NAMES:
        for source in _SOURCES.get(name, (name,)):
            if source in kept:
                values = kept[source].to_numpy(float)
                columns[name] = np.where(np.isnan(columns[name]), values, columns[name]) if name in columns else values
    return Cohort(
        rows=matrix(columns, len(kept)),
        age=kept["age"].to_numpy(float),
        group=(kept["sex"] == "M").to_numpy().astype(np.intp),
        died=(kept["died"].fillna(0).to_numpy(float) == 1),
        months=np.maximum(kept["fu_months"].to_numpy(float), _MIN_MONTHS),
        cycle=kept["cycle"].to_numpy().astype(np.intp),
        ethnicity=kept["race_eth"].fillna(0).to_numpy().astype(np.intp),
    )


def fingerprint(folder: Path) -> str:
    """SHA-256 of the training table's file."""
    return hashlib.sha256((folder / TABLE).read_bytes()).hexdigest()

"""Made-up people: blood drawn from a known law, so that the tests need no data of anybody."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ml import store
from ml.cohort import Cohort, build_cohort
from ml.features import FIELDS, NAMES
from ml.predictor import Predictor

REAL_DATA = Path(__file__).parents[3] / "shared" / "data" / "nhanes"

# Middle values of a healthy adult, in canonical units.
TYPICAL = {
    "hemoglobin": 140, "hematocrit": 42, "rbc": 4.7, "wbc": 6.5, "platelets": 250, "mcv": 89, "mch": 30, "mchc": 335,
    "rdw": 12.8, "mpv": 8.1, "neut_pct": 58, "lymph_pct": 31, "mono_pct": 7.5, "eos_pct": 2.5, "baso_pct": 0.6,
    "albumin": 43, "alt": 22, "ast": 23, "alp": 70, "ggt": 20, "ldh": 130, "urea": 4.6, "creatinine": 75,
    "glucose": 5.2, "hba1c": 5.4, "bilirubin_total": 12, "protein_total": 72, "uric_acid": 315, "chol_total": 5.1,
    "hdl": 1.35, "trig": 1.4, "sodium": 139, "potassium": 4.0, "chloride": 103, "bicarbonate": 24.5, "calcium": 2.36,
    "phosphate": 1.2, "iron": 15.4, "crp": 2.0,
}  # fmt: skip


def make_table(n_people: int, seed: int = 0) -> pd.DataFrame:
    """A table with the columns of the training data: age, RDW and albumin decide who dies, the rest is noise."""
    random = np.random.default_rng(seed)
    columns: dict[str, object] = {
        "sex": np.where(random.random(n_people) < 0.5, "M", "F"),
        "age": random.integers(18, 86, n_people),
        "cycle": random.choice([1999, 2001, 2003, 2005, 2007], n_people),
        "race_eth": random.integers(1, 6, n_people),
        "pregnant": random.random(n_people) < 0.02,
    }
    shared = random.standard_normal(n_people)
    for name in NAMES:
        noise = 0.6 * random.standard_normal(n_people) + 0.4 * shared
        values = TYPICAL[name] * np.exp(0.08 * noise)
        columns[name] = np.where(random.random(n_people) < 0.03, np.nan, values)
    columns["triglycerides_chem"] = columns.pop("trig")
    table = pd.DataFrame(columns)
    risk = 0.08 * (table["age"] - 50) + 9.0 * np.log(table["rdw"].fillna(12.8) / 12.8)
    risk -= 6.0 * np.log(table["albumin"].fillna(43) / 43)
    months = random.exponential(1.0, n_people) * 260 / np.exp(risk)
    table["died"] = (months < 200).astype(int)
    table["fu_months"] = np.minimum(months, 200).round()
    return table


@pytest.fixture(scope="session")
def table() -> pd.DataFrame:
    return make_table(2500)


@pytest.fixture(scope="session")
def cohort(table: pd.DataFrame) -> Cohort:
    return build_cohort(table)


@pytest.fixture(scope="session")
def shipped() -> Predictor:
    return store.load()


@pytest.fixture
def typical() -> dict[str, float]:
    return {field.analyte: float(TYPICAL[field.analyte]) for field in FIELDS}

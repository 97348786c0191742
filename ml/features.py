"""Measurements as the model's input row; the same code trains and predicts.

A row holds the model fields in the order of `FIELDS`, on the scale the terms are
drawn on (some in logarithms); NaN means "not measured". Numpy and the standard
library only: this runs in the worker and in the web process.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CBC = "cbc"
CHEMISTRY = "chemistry"


@dataclass(frozen=True, slots=True)
class Field:
    """One model input. `low`..`high` are hard limits in canonical units: outside, the value is dropped.

    `log` draws the term over ln(value + shift); `floor` lifts values below the detection limit to it.
    """

    analyte: str
    panel: str
    low: float
    high: float
    log: bool = False
    shift: float = 0.0
    floor: float | None = None


# Limits are those of the analyte catalogue; a test keeps the two equal.
FIELDS: tuple[Field, ...] = (
    Field("hemoglobin", CBC, 20, 260),
    Field("hematocrit", CBC, 5, 75),
    Field("rbc", CBC, 0.5, 10),
    Field("wbc", CBC, 0.1, 500, log=True),
    Field("platelets", CBC, 1, 3000, log=True),
    Field("mcv", CBC, 40, 160),
    Field("mch", CBC, 8, 60),
    Field("mchc", CBC, 180, 450),
    Field("rdw", CBC, 8, 45, log=True),
    Field("mpv", CBC, 4, 20),
    Field("neut_pct", CBC, 0, 100),
    Field("lymph_pct", CBC, 0, 100),
    Field("mono_pct", CBC, 0, 100, log=True, shift=0.1),
    Field("eos_pct", CBC, 0, 100, log=True, shift=0.1),
    Field("baso_pct", CBC, 0, 100, log=True, shift=0.1),
    Field("albumin", CHEMISTRY, 5, 80),
    Field("alt", CHEMISTRY, 1, 20000, log=True),
    Field("ast", CHEMISTRY, 1, 25000, log=True),
    Field("alp", CHEMISTRY, 1, 5000, log=True),
    Field("ggt", CHEMISTRY, 1, 8000, log=True),
    Field("ldh", CHEMISTRY, 20, 30000, log=True),
    Field("urea", CHEMISTRY, 0.3, 90, log=True),
    Field("creatinine", CHEMISTRY, 5, 3000, log=True),
    Field("glucose", CHEMISTRY, 0.5, 80, log=True),
    Field("hba1c", CHEMISTRY, 2, 25, log=True),
    Field("bilirubin_total", CHEMISTRY, 0.5, 1000, log=True),
    Field("protein_total", CHEMISTRY, 20, 150),
    Field("uric_acid", CHEMISTRY, 20, 2000, log=True),
    Field("chol_total", CHEMISTRY, 0.5, 40),
    Field("hdl", CHEMISTRY, 0.05, 8, log=True),
    Field("trig", CHEMISTRY, 0.1, 120, log=True),
    Field("sodium", CHEMISTRY, 90, 200),
    Field("potassium", CHEMISTRY, 1.2, 12),
    Field("chloride", CHEMISTRY, 55, 160),
    Field("bicarbonate", CHEMISTRY, 2, 60),
    Field("calcium", CHEMISTRY, 0.8, 6),
    Field("phosphate", CHEMISTRY, 0.1, 8),
    Field("iron", CHEMISTRY, 0.3, 200, log=True),
    # 0.2 mg/L is the detection limit of the assay that most of the training data were measured with.
    Field("crp", CHEMISTRY, 0.01, 700, log=True, floor=0.2),
)
NAMES: tuple[str, ...] = tuple(field.analyte for field in FIELDS)
IS_CBC: NDArray[np.bool_] = np.array([field.panel == CBC for field in FIELDS])

# Ratios and differences that carry more than their parts; linear on the fields' scale (docs/models.md).
COMBINATIONS: dict[str, dict[str, float]] = {
    "ast_alt_ratio": {"ast": 1.0, "alt": -1.0},
    "urea_creatinine_ratio": {"urea": 1.0, "creatinine": -1.0},
    "anion_gap": {"sodium": 1.0, "chloride": -1.0, "bicarbonate": -1.0},
}
MIX: tuple[tuple[float, ...], ...] = tuple(
    tuple(weights.get(name, 0.0) for name in NAMES) for weights in COMBINATIONS.values()
)

# A differential printed as parts or as counts says the same as the percentage the model knows.
_SUMS = {"neut_pct": ("neut_band_pct", "neut_seg_pct")}
_SHARES = {
    "neut_pct": "neut_abs", "lymph_pct": "lymph_abs", "mono_pct": "mono_abs",
    "eos_pct": "eos_abs", "baso_pct": "baso_abs",
}  # fmt: skip

_LOW = np.array([field.low for field in FIELDS])
_HIGH = np.array([field.high for field in FIELDS])
_FLOOR = np.array([-np.inf if field.floor is None else field.floor for field in FIELDS])
_SHIFT = np.array([field.shift for field in FIELDS])
_LOG = np.array([field.log for field in FIELDS])


def complete(values: Mapping[str, float]) -> dict[str, float]:
    """Add the percentages of the white cell differential that follow from their parts or from counts (10*9/L)."""
    known = dict(values)
    for whole, parts in _SUMS.items():
        if whole not in known and all(part in known for part in parts):
            known[whole] = sum(known[part] for part in parts)
    wbc = known.get("wbc", 0.0)
    for share, count in _SHARES.items():
        if share not in known and count in known and wbc > 0:
            known[share] = 100.0 * known[count] / wbc
    return known


def raw_row(values: Mapping[str, float]) -> tuple[Array, tuple[str, ...]]:
    """(fields,) in canonical units, and the analytes dropped because no living person has such a value."""
    known = complete(values)
    row = np.array([known.get(name, np.nan) for name in NAMES], dtype=float)
    return drop_impossible(row)


def drop_impossible(row: Array) -> tuple[Array, tuple[str, ...]]:
    """One raw row with the values outside the hard limits taken out, and their analytes."""
    with np.errstate(invalid="ignore"):
        bad = ~np.isnan(row) & ~((row >= _LOW) & (row <= _HIGH))
    return np.where(bad, np.nan, row), tuple(NAMES[j] for j in np.flatnonzero(bad))


def within_limits(rows: Array) -> Array:
    """(n, fields) with impossible values replaced by NaN."""
    with np.errstate(invalid="ignore"):
        return np.where((rows >= _LOW) & (rows <= _HIGH), rows, np.nan)


def to_scale(rows: Array) -> Array:
    """(…, fields) canonical values to the scale the terms are drawn on; NaN stays NaN."""
    lifted = np.maximum(rows, _FLOOR)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(_LOG, np.log(np.maximum(lifted + _SHIFT, 1e-9)), lifted)


def from_scale(row: Array) -> Array:
    """The inverse of `to_scale`, for axes of plots."""
    return np.where(_LOG, np.exp(np.minimum(row, 30.0)) - _SHIFT, row)


def matrix(columns: Mapping[str, Sequence[float] | Array], n_rows: int) -> Array:
    """(n_rows, fields) of canonical values from named columns; a field without a column is all NaN."""
    empty = np.full(n_rows, np.nan)
    known = dict(columns)
    _complete_columns(known)
    stacked = np.stack([np.asarray(known.get(name, empty), dtype=float) for name in NAMES], axis=1)
    return within_limits(stacked)


def _complete_columns(known: dict[str, Sequence[float] | Array]) -> None:
    """`complete` for whole columns: fill only where the percentage itself is absent."""
    for whole, parts in _SUMS.items():
        if all(part in known for part in parts):
            _fill(known, whole, sum(np.asarray(known[part], dtype=float) for part in parts))
    if "wbc" in known:
        wbc = np.asarray(known["wbc"], dtype=float)
        for share, count in _SHARES.items():
            if count in known:
                with np.errstate(invalid="ignore", divide="ignore"):
                    _fill(known, share, 100.0 * np.asarray(known[count], dtype=float) / np.where(wbc > 0, wbc, np.nan))


def _fill(known: dict[str, Sequence[float] | Array], name: str, values: Array) -> None:
    present = np.asarray(known[name], dtype=float) if name in known else np.full(len(values), np.nan)
    known[name] = np.where(np.isnan(present), values, present)


def sources() -> frozenset[str]:
    """Every analyte that is a model field or that one can be computed from."""
    parts = {part for group in _SUMS.values() for part in group}
    return frozenset(NAMES) | parts | frozenset(_SHARES.values())

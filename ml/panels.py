"""The panels people really have: which fields, and what the model still says with them."""

import numpy as np
from numpy.typing import NDArray

from ml.features import CBC, CHEMISTRY, FIELDS, NAMES
from ml.phenoage import MARKERS

_COUNT = tuple(field.analyte for field in FIELDS if field.panel == CBC)
_BIOCHEMISTRY = tuple(
    field.analyte for field in FIELDS
    if field.panel == CHEMISTRY and field.analyte not in ("hba1c", "hdl", "crp", "iron")
)  # fmt: skip

PANELS: dict[str, tuple[str, ...]] = {
    "full": NAMES,
    "without_crp": tuple(name for name in NAMES if name != "crp"),
    "blood_count_and_basic_chemistry": (
        *_COUNT, "alt", "ast", "bilirubin_total", "creatinine", "urea", "glucose", "protein_total", "chol_total",
    ),
    "biochemistry": _BIOCHEMISTRY,
    "phenoage_markers": MARKERS,
    "blood_count": _COUNT,
    "basic_check_up": (
        "wbc", "rbc", "hemoglobin", "hematocrit", "mcv", "mch", "mchc", "platelets", "glucose", "chol_total",
    ),
    "lipids_and_glucose": ("chol_total", "hdl", "trig", "glucose"),
    "nothing": (),
}  # fmt: skip


def keep(rows: NDArray[np.float64], analytes: tuple[str, ...]) -> NDArray[np.float64]:
    """(n, fields) with everything outside the panel made missing."""
    return np.where([name in analytes for name in NAMES], rows, np.nan)

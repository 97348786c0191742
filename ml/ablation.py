"""What each choice and each group of fields is worth: the model fitted again without it, on the development split."""

from dataclasses import replace
from typing import Any

import numpy as np

from ml.cohort import Cohort
from ml.concordance import Pairs
from ml.features import CBC, FIELDS, NAMES
from ml.models.blood_profile import Model

_GROUPS: dict[str, tuple[str, ...]] = {
    "blood_count": tuple(field.analyte for field in FIELDS if field.panel == CBC),
    "liver": ("alt", "ast", "alp", "ggt", "ldh", "bilirubin_total"),
    "kidneys": ("urea", "creatinine", "uric_acid"),
    "proteins": ("albumin", "protein_total"),
    "sugar": ("glucose", "hba1c"),
    "lipids": ("chol_total", "hdl", "trig"),
    "electrolytes": ("sodium", "potassium", "chloride", "bicarbonate", "calcium", "phosphate"),
    "crp": ("crp",),
    "rdw": ("rdw",),
}
_NEVER = 1e6  # months: every death counts nearly the same


def ablation(model: Model, train: Cohort, test: Cohort, n_boot: int) -> list[dict[str, Any]]:
    """Paired change of C and C_peer when something is left out (negative: it was worth having)."""
    variants = {f"without_{name}": (model, _blank(train, left_out)) for name, left_out in _GROUPS.items()}
    variants["early_deaths_count_the_same"] = (replace(model, settings=model.settings | {"decay": _NEVER}), train)
    variants["without_ratios"] = (replace(model, combinations=()), train)
    variants["bends_cost_nothing"] = (replace(model, settings=model.settings | {"curvature": 0.0}), train)
    variants["terms_do_not_change_with_age"] = (replace(model, settings=model.settings | {"age_penalty": None}), train)
    predicted = {"whole": model.fit(train).decision_function(test.inputs)}
    for name, (variant, people) in variants.items():
        predicted[name] = variant.fit(people).decision_function(test.inputs)
    pairs = Pairs(test)
    changes = pairs.compare(predicted, "whole", n_boot)
    return [{"variant": name} | {kind: value.rounded() for kind, value in kinds.items()}
            for name, kinds in changes.items()]  # fmt: skip


def _blank(cohort: Cohort, analytes: tuple[str, ...]) -> Cohort:
    """The cohort as if these had never been measured: their curves become flat."""
    left_out = np.array([name in analytes for name in NAMES])
    return replace(cohort, rows=np.where(left_out, np.nan, cohort.rows))

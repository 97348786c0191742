"""The blood profile: how routine results stand among people of the same age and sex.

Target: relative hazard of death from any cause over ten years, shown only as a position among peers.
Fields: `ml.features.FIELDS`. Limits of use: `ml.abstention`. Trained on NHANES 1999-2008 adults.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ml import peers, variation
from ml.abstention import MAX_AGE, MIN_AGE
from ml.cohort import Cohort
from ml.features import MIX, NAMES
from ml.models.additive import AdditiveSplineClassifier
from ml.predictor import Predictor

# Change of the log death rate per calendar year: age-adjusted 875.6 (1999) to 749.6 (2009) per 100,000 in the United
# States (NCHS, Natl Vital Stat Rep 2011;60(3), Deaths: Final Data for 2009).
MORTALITY_TREND = np.log(749.6 / 875.6) / 10.0


@dataclass(frozen=True, slots=True)
class Model:
    """A name, a version and the settings chosen on the development split (docs/models.md)."""

    name: str
    version: str
    settings: dict[str, Any] = field(default_factory=dict)
    combinations: tuple[tuple[float, ...], ...] = MIX

    def estimator(self) -> AdditiveSplineClassifier:
        """An unfitted estimator with these settings."""
        return AdditiveSplineClassifier(
            age_column=len(NAMES), sex_column=len(NAMES) + 1, combinations=self.combinations, **self.settings
        )

    def fit(self, cohort: Cohort) -> AdditiveSplineClassifier:
        """The estimator fitted on a cohort, its baseline moved from the middle of the cohort's years to the last."""
        fitted = self.estimator().fit(cohort.inputs, cohort.died.astype(int), follow_up=cohort.months)
        behind = float(cohort.cycle.max() - cohort.cycle[cohort.event].mean()) if cohort.event.any() else 0.0
        fitted.tables_ = fitted.tables_.replaced(base=np.round(fitted.tables_.base + MORTALITY_TREND * behind, 10))
        return fitted

    def predictor(self, estimator: AdditiveSplineClassifier, cohort: Cohort) -> Predictor:
        """The fitted tables with the peers' quantiles of this cohort."""
        ages = np.arange(MIN_AGE, MAX_AGE)
        tables = estimator.tables_
        relative = estimator.decision_function(cohort.inputs) - tables.expected(cohort.age, cohort.group)
        whole = (~np.isnan(cohort.rows)).mean(axis=1) > 0.5
        quantiles = peers.quantile_table(relative[whole], cohort.age[whole], cohort.group[whole], ages, 2)
        return Predictor(tables, np.round(quantiles, 6), ages, variation.fractions(), self.name, self.version, "")


MODEL = Model(
    name="blood_profile",
    version="1.1.0",
    settings={
        "n_knots": 4,
        "ridge": 100.0,
        "size": 100.0,
        "curvature": 50.0,
        "age_penalty": 4.0,
        "context_ridge": 1.0,
        "decay": 90.0,
        "horizon": 120.0,
    },
)

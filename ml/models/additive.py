"""The estimator: an additive spline model of an event, with exact contributions and inferred missing terms.

Each column gets a smooth curve, and so does each named combination of columns; the curves add up to the
linear predictor. Age and sex may be named as context: they shape the baseline and the peers' means.
"""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from ml.models.curves import CurveBasis
from ml.models.penalised import block_diagonal, fit_hazard, fit_logistic
from ml.models.spread import covariance, peer_means
from ml.terms import TermTables, combine, turned

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

_AGES = np.arange(18.0, 91.0)


class AdditiveSplineClassifier(ClassifierMixin, BaseEstimator):
    """Additive cubic-spline model of a binary event; NaN means not measured.

    age_column, sex_column : columns of the context (sex 0 female, 1 male), None without.
    combinations : rows of weights over the other columns, each a further term (a log ratio, a difference).
    n_knots, clip_percentile, grid : a curve's knots at quantiles, the percentile beyond which it is held
        flat, and the points at which it is tabulated between those bounds.
    ridge, size, curvature : penalties on standardised spline columns, on a curve's mean square, and on its bends.
    context_ridge : penalty on the columns of age and sex.
    age_penalty : how many times as hard a curve's change with age is penalised as the curve; None: it does not change.
    decay : with `follow_up`, an event at time t counts exp(-t / decay): early deaths say more of today's blood.
    horizon : time by which the probability is meant; the baseline is fitted to it.
    shrinkage : of the covariance that infers missing terms, towards its diagonal; sex_share: towards the pooled one.

    With `follow_up` the curves come from proportional hazards over the whole of it, otherwise from the logistic
    loss. Either way the linear predictor is the logit of the event. Attributes: `tables_`, `classes_`, `n_iter_`.
    """

    def __init__(
        self,
        *,
        age_column: int | None = None,
        sex_column: int | None = None,
        combinations: Sequence[Sequence[float]] = (),
        n_knots: int = 4,
        clip_percentile: float = 0.5,
        grid: int = 201,
        ridge: float = 100.0,
        size: float = 100.0,
        curvature: float = 50.0,
        age_penalty: float | None = 4.0,
        context_ridge: float = 10.0,
        decay: float = 90.0,
        horizon: float = 120.0,
        shrinkage: float = 1e-3,
        sex_share: float = 0.7,
    ) -> None:
        self.age_column = age_column
        self.sex_column = sex_column
        self.combinations = combinations
        self.n_knots = n_knots
        self.clip_percentile = clip_percentile
        self.grid = grid
        self.ridge = ridge
        self.size = size
        self.curvature = curvature
        self.age_penalty = age_penalty
        self.context_ridge = context_ridge
        self.decay = decay
        self.horizon = horizon
        self.shrinkage = shrinkage
        self.sex_share = sex_share

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None, follow_up: Any = None) -> Self:
        """Fit on X (n, columns) and y (n,) of two classes, the second being the event; `follow_up` (n,) durations."""
        X, y = validate_data(self, X, y, dtype=float, ensure_all_finite="allow-nan", ensure_min_samples=2)
        check_classification_targets(y)
        self.classes_, event = np.unique(y, return_inverse=True)
        if len(self.classes_) != 2:
            raise ValueError(
                f"Only binary classification is supported: the event happens or not. Got {len(self.classes_)} class"
            )
        weight = _check_sample_weight(sample_weight, X, dtype=float)
        counted = weight > 0
        lasted = None if follow_up is None else np.asarray(follow_up, dtype=float)[counted]
        self._fit(*self._split(X[counted]), event[counted].astype(float), weight[counted], lasted)
        return self

    def decision_function(self, X: Any) -> Array:
        """(n,) linear predictor, missing terms inferred from the measured ones."""
        scaled, age, group = self._validated(X)
        effects = self.tables_.effects(scaled, age, group)
        inferred, _ = self.tables_.infer(effects, group)
        return self.tables_.expected(age, group) + np.nansum(effects, axis=1) + inferred

    def predict_proba(self, X: Any) -> Array:
        """(n, 2) probabilities of no event and event (by the horizon when fitted with follow-up)."""
        event = 1.0 / (1.0 + np.exp(-np.clip(self.decision_function(X), -35.0, 35.0)))
        return np.column_stack([1.0 - event, event])

    def predict(self, X: Any) -> NDArray[Any]:
        """(n,) the likelier class."""
        likelier = (self.predict_proba(X)[:, 1] > 0.5).astype(int)
        return self.classes_[likelier]

    def contributions(self, X: Any) -> Array:
        """(n, columns less context) each measured column's part of the linear predictor, NaN where not measured.

        With what they imply for the missing ones and what age and sex lead to expect, they sum to it exactly.
        """
        scaled, age, group = self._validated(X)
        return self.tables_.shares(scaled, self.tables_.effects(scaled, age, group), age, group)

    def _validated(self, X: Any) -> tuple[Array, Array, Ints]:
        check_is_fitted(self)
        return self._split(validate_data(self, X, dtype=float, ensure_all_finite="allow-nan", reset=False))

    def _split(self, X: Array) -> tuple[Array, Array, Ints]:
        """Fields, age and group of each row."""
        context = [column for column in (self.age_column, self.sex_column) if column is not None]
        age = np.zeros(len(X)) if self.age_column is None else X[:, self.age_column]
        sex = np.zeros(len(X)) if self.sex_column is None else X[:, self.sex_column]
        return np.delete(X, context, axis=1), age, sex.astype(np.intp)

    def _fit(self, scaled: Array, age: Array, group: Ints, event: Array, weight: Array, lasted: Array | None) -> None:
        mix = np.asarray(self.combinations, dtype=float).reshape(-1, scaled.shape[1])
        arguments = combine(scaled, mix)
        curves = [CurveBasis.fit(column, weight, self.n_knots, self.clip_percentile) for column in arguments.T]
        parts = [curve.columns(column) for curve, column in zip(curves, arguments.T, strict=True)]
        design, context = np.hstack(parts), self._context(age, group)
        penalties = [
            curve.penalty(part, weight, self.ridge, self.size, self.curvature)
            for curve, part in zip(curves, parts, strict=True)
        ]
        width = design.shape[1]
        if self._turns:
            design = np.hstack([design, design * turned(age)[:, None]])
            penalties += [self.age_penalty * penalty for penalty in penalties]
        penalty = block_diagonal([*penalties, self.context_ridge * np.eye(context.shape[1])])
        both = np.hstack([design, context])
        if lasted is None:
            fit = fit_logistic(both, event, weight, penalty)
            slope, intercept, base = 1.0, fit.intercept, fit.coefficients[design.shape[1] :]
        else:
            early = np.exp(-lasted / self.decay)
            fit = fit_hazard(both, event * early, lasted, weight, penalty)
            total = design @ fit.coefficients[: design.shape[1]]
            slope, intercept, base = self._rebase(context, total, event, weight, lasted)
        self.n_iter_ = fit.steps
        level = slope * fit.coefficients[:width]
        turn = slope * fit.coefficients[width : 2 * width] if self._turns else np.zeros(width)
        self._tabulate(curves, (level, turn), mix, intercept, base, (scaled, age, group, weight))

    @property
    def _turns(self) -> bool:
        return self.age_column is not None and self.age_penalty is not None

    def _context(self, age: Array, group: Ints) -> Array:
        """Columns of the baseline: a cubic in age and a level for sex."""
        years = turned(age)
        powers = np.stack([years, years**2, years**3], axis=1)[:, : 0 if self.age_column is None else 3]
        level = (group - 0.5)[:, None][:, : 0 if self.sex_column is None else 1]
        return np.hstack([powers, level])

    def _rebase(
        self, context: Array, total: Array, event: Array, weight: Array, lasted: Array
    ) -> tuple[float, float, Array]:
        """Slope of the terms' sum, intercept and baseline as a logistic model of the event by the horizon."""
        by_horizon = event * (lasted <= self.horizon)
        seen = (by_horizon > 0) | (lasted >= self.horizon)
        design = np.column_stack([total, context])[seen]
        penalty = np.diag(np.r_[1e-6, np.full(context.shape[1], self.context_ridge)])
        fit = fit_logistic(design, by_horizon[seen], weight[seen], penalty)
        return float(fit.coefficients[0]), fit.intercept, fit.coefficients[1:]

    def _tabulate(
        self, curves: list[CurveBasis], beta: tuple[Array, Array], mix: Array, intercept: float, base: Array,
        people: tuple[Array, Array, Ints, Array],
    ) -> None:  # fmt: skip
        """Everything prediction needs, as plain arrays; rounded so that the last bits of a sum do not show."""
        scaled, age, group, weight = people
        groups = range(1 if self.sex_column is None else 2)
        ages = np.zeros(1) if self.age_column is None else _AGES
        table, tilt = (self._drawn(curves, part) for part in beta)
        draft = TermTables(
            low=np.array([curve.low for curve in curves]), high=np.array([curve.high for curve in curves]),
            table=table, tilt=tilt, mix=mix, ages=ages,
            base=np.stack([intercept + self._context(ages, np.full(len(ages), g)) @ base for g in groups]),
            peer_mean=np.zeros((len(groups), len(ages), len(curves))),
            peer_value=peer_means(scaled, age, group, weight, ages, len(groups)),
            covariance=np.zeros((len(groups), len(curves), len(curves))),
        )  # fmt: skip
        means = peer_means(draft.terms(scaled, age), age, group, weight, ages, len(groups))
        centred = draft.replaced(peer_mean=means)
        effects = centred.effects(scaled, age, group)
        spread = covariance(effects, group, weight, len(groups), self.shrinkage, self.sex_share)
        self.tables_ = centred.replaced(covariance=spread).rounded(10)

    def _drawn(self, curves: list[CurveBasis], beta: Array) -> Array:
        """(curves, grid) each curve with its part of the coefficients, between its clip bounds."""
        parts = np.split(beta, np.cumsum([len(curve.mean) for curve in curves])[:-1])
        return np.stack([
            curve.columns(np.linspace(curve.low, curve.high, self.grid)) @ part
            for curve, part in zip(curves, parts, strict=True)
        ])  # fmt: skip

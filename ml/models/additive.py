"""The estimator: an additive spline model of an event, with exact contributions and inferred missing terms.

Each column gets a smooth curve; the curves add up to the linear predictor. Two columns may be named
as context (age and sex): they shape the baseline and the peers' means but are never "missing".
"""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.preprocessing import SplineTransformer
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from ml.models.penalised import Fit, fit_hazard, fit_logistic
from ml.terms import TermTables

Array = NDArray[np.float64]

_AGES = np.arange(18.0, 91.0)
_SPREAD = 1e-12  # a column narrower than this carries no curve


class AdditiveSplineClassifier(ClassifierMixin, BaseEstimator):
    """Additive cubic-spline model of a binary event, fitted by penalised likelihood.

    Parameters: `age_column` and `sex_column` (0 female, 1 male) are the context, None without;
    `n_knots` at quantiles per column, `ridge` on standardised spline columns, `context_ridge`
    on those of age and sex; `clip_percentile` of the training values beyond which a curve is
    held flat; `grid` points per tabulated curve; `shrinkage` of the covariance's diagonal.
    With `follow_up` given to `fit` the loss is that of proportional hazards, censored at `censor_at`,
    and the linear predictor is the log cumulative hazard at `horizon`; otherwise it is the logit.

    NaN means not measured. Attributes: `tables_` (TermTables), `classes_`, `n_iter_`.
    """

    def __init__(
        self,
        *,
        age_column: int | None = None,
        sex_column: int | None = None,
        n_knots: int = 4,
        ridge: float = 200.0,
        context_ridge: float = 10.0,
        clip_percentile: float = 0.5,
        grid: int = 201,
        shrinkage: float = 1e-3,
        horizon: float = 120.0,
        censor_at: float = 180.0,
    ) -> None:
        self.age_column = age_column
        self.sex_column = sex_column
        self.n_knots = n_knots
        self.ridge = ridge
        self.context_ridge = context_ridge
        self.clip_percentile = clip_percentile
        self.grid = grid
        self.shrinkage = shrinkage
        self.horizon = horizon
        self.censor_at = censor_at

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: Any, y: Any, sample_weight: Any = None, follow_up: Any = None) -> Self:
        """Fit on X (n, columns), y (n,) of two classes, the second being the event; `follow_up` (n,) durations."""
        X, y = validate_data(self, X, y, dtype=float, ensure_all_finite="allow-nan", ensure_min_samples=2)
        check_classification_targets(y)
        self.classes_, event = np.unique(y, return_inverse=True)
        if len(self.classes_) != 2:
            raise ValueError(
                f"Only binary classification is supported: the event happens or not. Got {len(self.classes_)} class"
            )
        weight = _check_sample_weight(sample_weight, X, dtype=float)
        scaled, age, group = self._split(X)
        self._curves = [self._fit_curve(column) for column in scaled.T]
        design, blocks = self._design(scaled)
        context = self._context(age, group)
        fit = self._solve(np.hstack([design, context]), design.shape[1], event.astype(float), weight, follow_up)
        self.n_iter_ = fit.steps
        self.tables_ = self._tabulate(fit, blocks, design.shape[1], scaled, age, group)
        return self

    def decision_function(self, X: Any) -> Array:
        """(n,) linear predictor, missing terms inferred from the measured ones."""
        scaled, age, group = self._validated(X)
        effects = self.tables_.effects(scaled, age, group)
        inferred, _ = self.tables_.infer(effects, group)
        return self.tables_.expected(age, group) + np.nansum(effects, axis=1) + inferred

    def predict_proba(self, X: Any) -> Array:
        """(n, 2) probabilities of no event and event: by the horizon when fitted with follow-up."""
        eta = self.decision_function(X)
        if self.loss_ == "hazard":
            event = -np.expm1(-np.exp(np.clip(eta, -35.0, 3.6)))
        else:
            event = 1.0 / (1.0 + np.exp(-np.clip(eta, -35.0, 35.0)))
        return np.column_stack([1.0 - event, event])

    def predict(self, X: Any) -> NDArray[Any]:
        """(n,) the likelier class."""
        likelier = (self.predict_proba(X)[:, 1] > 0.5).astype(int)
        return self.classes_[likelier]

    def contributions(self, X: Any) -> Array:
        """(n, fields) effects around the peers' mean, NaN where not measured; with the inferred and expected
        parts they sum to the linear predictor exactly."""
        scaled, age, group = self._validated(X)
        return self.tables_.effects(scaled, age, group)

    def _validated(self, X: Any) -> tuple[Array, Array, NDArray[np.intp]]:
        check_is_fitted(self)
        return self._split(validate_data(self, X, dtype=float, ensure_all_finite="allow-nan", reset=False))

    def _split(self, X: Array) -> tuple[Array, Array, NDArray[np.intp]]:
        """Fields, age and group of each row."""
        context = [column for column in (self.age_column, self.sex_column) if column is not None]
        fields = np.delete(X, context, axis=1)
        age = np.zeros(len(X)) if self.age_column is None else X[:, self.age_column]
        sex = np.zeros(len(X)) if self.sex_column is None else X[:, self.sex_column]
        return fields, age, sex.astype(np.intp)

    def _fit_curve(self, column: Array) -> dict[str, Any] | None:
        known = column[~np.isnan(column)]
        if not len(known):
            return None
        low, high = np.percentile(known, [self.clip_percentile, 100.0 - self.clip_percentile])
        if high - low < _SPREAD * max(1.0, abs(low)):
            return None
        clipped = np.clip(known, low, high)[:, None]
        knots = _quantile_knots(clipped[:, 0], self.n_knots)
        spline = SplineTransformer(degree=3, knots=knots[:, None], extrapolation="constant", include_bias=False)
        columns = spline.fit(clipped).transform(clipped)
        spread = columns.std(axis=0)
        return {"low": low, "high": high, "spline": spline, "mean": columns.mean(axis=0),
                "scale": np.where(spread > 1e-9, spread, 1.0)}  # fmt: skip

    def _draw(self, curve: dict[str, Any], values: Array) -> Array:
        clipped = np.clip(values, curve["low"], curve["high"])[:, None]
        return (curve["spline"].transform(clipped) - curve["mean"]) / curve["scale"]

    def _design(self, scaled: Array) -> tuple[Array, list[slice]]:
        """Standardised spline columns of every field; a missing value stands at the mean."""
        parts: list[Array] = [np.zeros((len(scaled), 0))]
        blocks, at = [], 0
        for column, curve in zip(scaled.T, self._curves, strict=True):
            width = 0 if curve is None else len(curve["mean"])
            if curve is not None:
                part = np.zeros((len(column), width))
                known = ~np.isnan(column)
                part[known] = self._draw(curve, column[known])
                parts.append(part)
            blocks.append(slice(at, at + width))
            at += width
        return np.hstack(parts), blocks

    def _context(self, age: Array, group: NDArray[np.intp]) -> Array:
        """Columns of the baseline: a cubic in age and a level for sex."""
        parts = [np.zeros((len(age), 0))]
        if self.age_column is not None:
            parts.append(_age_powers(age)[:, 1:])
        if self.sex_column is not None:
            parts.append((group - 0.5)[:, None])
        return np.hstack(parts)

    def _solve(self, design: Array, n_terms: int, event: Array, weight: Array, follow_up: Any) -> Fit:
        strength = np.full(design.shape[1], float(self.context_ridge))
        strength[:n_terms] = self.ridge
        penalty = np.diag(strength)
        if follow_up is None:
            self.loss_ = "logistic"
            return fit_logistic(design, event, weight, penalty)
        self.loss_ = "hazard"
        lasted = np.asarray(follow_up, dtype=float)
        seen = event * (lasted <= self.censor_at)
        return fit_hazard(design, seen, np.minimum(lasted, self.censor_at), self.horizon, weight, penalty)

    def _tabulate(
        self, fit: Fit, blocks: list[slice], n_terms: int, scaled: Array, age: Array, group: NDArray[np.intp]
    ) -> TermTables:
        """Everything prediction needs, as plain arrays; rounded so that the last bits of a sum do not show."""
        n_groups = 1 if self.sex_column is None else 2
        ages = np.zeros(1) if self.age_column is None else _AGES
        low = np.array([0.0 if curve is None else curve["low"] for curve in self._curves])
        high = np.array([0.0 if curve is None else curve["high"] for curve in self._curves])
        curves = np.zeros((len(blocks), self.grid))
        for j, (curve, block) in enumerate(zip(self._curves, blocks, strict=True)):
            if curve is not None:
                curves[j] = self._draw(curve, np.linspace(low[j], high[j], self.grid)) @ fit.coefficients[block]
        groups = np.arange(n_groups)
        base = np.stack([
            fit.intercept + self._context(ages, np.full(len(ages), g)) @ fit.coefficients[n_terms:] for g in groups
        ])  # fmt: skip
        empty = np.zeros((n_groups, len(ages), len(blocks)))
        draft = TermTables(low, high, np.repeat(curves[None], n_groups, axis=0), ages, base, empty,
                           np.zeros((n_groups, len(blocks), len(blocks))))  # fmt: skip
        terms = draft.terms(scaled, group)
        peer_mean = _peer_means(terms, age, group, ages, n_groups, by_age=self.age_column is not None)
        around = TermTables(**{**draft.as_arrays(), "peer_mean": peer_mean}).effects(scaled, age, group)
        covariance = _covariance(around, self.shrinkage)
        arrays = draft.as_arrays() | {"peer_mean": peer_mean, "covariance": np.repeat(covariance[None], n_groups, 0)}
        return TermTables(**{name: np.round(array, 10) for name, array in arrays.items()})


def _quantile_knots(values: Array, n_knots: int) -> Array:
    """Knots at quantiles, moved apart where many people share one value."""
    knots = np.quantile(values, np.linspace(0.0, 1.0, n_knots))
    distinct = np.unique(knots)
    if len(distinct) == n_knots:
        return distinct
    return np.linspace(values.min(), values.max(), n_knots)


def _age_powers(age: Array) -> Array:
    years = (age - 50.0) / 20.0
    return np.stack([np.ones(len(age)), years, years**2, years**3], axis=1)


def _peer_means(terms: Array, age: Array, group: NDArray[np.intp], ages: Array, n_groups: int, by_age: bool) -> Array:
    """(groups, ages, fields) mean term of people of that sex and age: a cubic in age for each sex."""
    powers = _age_powers(age) if by_age else np.ones((len(age), 1))
    at = _age_powers(ages) if by_age else np.ones((1, 1))
    means = np.zeros((n_groups, len(ages), terms.shape[1]))
    for g in range(n_groups):
        for j in range(terms.shape[1]):
            known = (group == g) & ~np.isnan(terms[:, j])
            if known.any():
                means[g, :, j] = at @ np.linalg.lstsq(powers[known], terms[known, j], rcond=None)[0]
    return means


def _covariance(effects: Array, shrinkage: float) -> Array:
    """(p, p) covariance of the effects over complete rows; over all rows, the missing at 0, when those are too few."""
    whole = effects[~np.isnan(effects).any(axis=1)]
    rows = whole if len(whole) > 2 * effects.shape[1] else np.nan_to_num(effects)
    spread = rows.T @ rows / max(len(rows) - 1, 1)
    return spread + np.diag(shrinkage * np.diag(spread) + 1e-9)

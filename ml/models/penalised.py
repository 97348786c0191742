"""Newton's method for a penalised logistic or proportional-hazards fit: small, dense and deterministic."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Slopes = Callable[[Array], tuple[Array, Array]]  # first and minus second derivative by each row's linear predictor

_MAX_STEPS = 60
_MAX_ROUNDS = 50
_TOLERANCE = 1e-8  # of the linear predictor, within one fit
_SETTLED = 1e-6  # of the coefficients, between fits


@dataclass(frozen=True, slots=True)
class Fit:
    """`steps` of Newton taken; `coefficients` without the intercept."""

    intercept: float
    coefficients: Array
    steps: int


def fit_logistic(design: Array, event: Array, weight: Array, penalty: Array) -> Fit:
    """Penalised logistic regression of a 0/1 event. `penalty` is a (p, p) matrix; the intercept is free."""
    share = float(np.clip((weight * event).sum() / weight.sum(), 1e-6, 1 - 1e-6))
    start = np.zeros(design.shape[1] + 1)
    start[0] = np.log(share / (1.0 - share))

    def slopes(eta: Array) -> tuple[Array, Array]:
        mean = 1.0 / (1.0 + np.exp(-np.clip(eta, -35.0, 35.0)))
        return weight * (event - mean), weight * mean * (1.0 - mean)

    return _newton(design, start, penalty, slopes)


def fit_hazard(design: Array, event: Array, duration: Array, weight: Array, penalty: Array) -> Fit:
    """Penalised Cox regression (Breslow ties) as alternating Poisson fits on the baseline's cumulative hazard.

    `event` may be a fraction: an event that counts less. The intercept means nothing by itself.
    """
    cumulative = np.maximum(duration, 1e-9) / duration.max()
    rate = (weight * event).sum() / (weight * cumulative).sum()
    beta = np.zeros(design.shape[1] + 1)
    beta[0] = np.log(max(rate, 1e-9))
    steps = 0
    for _ in range(_MAX_ROUNDS):
        offset = np.log(np.maximum(cumulative, 1e-12))

        def slopes(eta: Array, offset: Array = offset) -> tuple[Array, Array]:
            mean = np.exp(np.clip(eta + offset, -35.0, 8.0))
            return weight * (event - mean), weight * mean

        fit = _newton(design, beta, penalty, slopes)
        moved = float(np.abs(fit.coefficients - beta[1:]).max(initial=0.0))
        beta = np.r_[0.0, fit.coefficients]
        steps += fit.steps
        cumulative = _breslow(design @ fit.coefficients, event, duration, weight)
        if moved < _SETTLED:
            break
    return Fit(fit.intercept, fit.coefficients, steps)


def block_diagonal(blocks: Sequence[Array]) -> Array:
    """One square matrix with these along its diagonal."""
    ends = np.cumsum([0, *(len(block) for block in blocks)])
    found = np.zeros((ends[-1], ends[-1]))
    for start, block in zip(ends, blocks, strict=False):
        found[start : start + len(block), start : start + len(block)] = block
    return found


def _breslow(eta: Array, event: Array, duration: Array, weight: Array) -> Array:
    """Cumulative baseline hazard at each duration."""
    order = np.argsort(duration, kind="stable")
    times = duration[order]
    at_risk = np.cumsum((weight * np.exp(eta))[order][::-1])[::-1]
    jumps = (weight * event)[order] / at_risk[np.searchsorted(times, times)]
    last = np.searchsorted(times, duration, side="right") - 1
    return np.maximum(np.cumsum(jumps)[last], 1e-12)


def _newton(design: Array, start: Array, penalty: Array, slopes: Slopes) -> Fit:
    """Maximise a concave likelihood less half the penalty; steps are shortened, never lengthened."""
    beta = start.copy()
    full = np.zeros((len(beta), len(beta)))
    full[1:, 1:] = penalty
    full[0, 0] = 1e-9
    steps = 0
    while steps < _MAX_STEPS:
        steps += 1
        first, second = slopes(beta[0] + design @ beta[1:])
        gradient = np.r_[first.sum(), design.T @ first] - full @ beta
        weighted = design * second[:, None]
        hessian = full.copy()
        hessian[1:, 1:] += design.T @ weighted
        hessian[0, 1:] += weighted.sum(axis=0)
        hessian[1:, 0] = hessian[0, 1:]
        hessian[0, 0] += second.sum()
        step = np.linalg.solve(hessian, gradient)
        widest = float(np.abs(step[0] + design @ step[1:]).max(initial=0.0))
        beta += step * min(1.0, 3.0 / max(widest, 1e-12))
        if widest < _TOLERANCE:
            break
    return Fit(float(beta[0]), beta[1:], steps)

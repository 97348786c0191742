"""The fitted model at work: one person's score with its reasons, or many rows at once. Numpy only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from medapp.domain.people import Person, Sex
from medapp.domain.results import Contribution, Missing, ScoreResult
from ml import peers
from ml.abstention import LIMITED_BELOW, panel_reason, person_reason
from ml.features import NAMES, raw_row, to_scale
from ml.terms import TermTables

Array = NDArray[np.float64]
Ints = NDArray[np.intp]

GROUPS = {Sex.FEMALE: 0, Sex.MALE: 1}
_PANELS_KEPT = 1024
BAND_Z = 1.2816  # the band holds 80 % of what a repeated and fuller examination would give


@dataclass(frozen=True, slots=True)
class _Panel:
    """Of one set of measured terms: what each says about the missing, what stays unknown, what would tell most."""

    weights: Array
    unknown: float
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Predictor:
    """Tables of one artefact; `quantiles` and `peer_ages` as in `ml.peers`, `variation` as in `ml.variation`."""

    tables: TermTables
    quantiles: Array
    peer_ages: Array
    variation: Array
    name: str
    version: str
    sha256: str

    def predict(self, person: Person, values: Mapping[str, float]) -> ScoreResult:
        """Score one person's values (analyte id to canonical value), or say by a code why not."""
        row, dropped = raw_row(values)
        blank = ScoreResult(
            status="abstained", dropped=dropped,
            model_name=self.name, model_version=self.version, model_sha256=self.sha256,
        )  # fmt: skip
        refusal = person_reason(person)
        if refusal is not None:
            blank = replace(blank, reason=refusal[0], reason_values=refusal[1])
        if person.sex is None or person.age_years is None or blank.reason == "age_unsupported":
            return blank
        found = self._describe(row, float(person.age_years), GROUPS[person.sex])
        refusal = refusal or panel_reason(~np.isnan(row))
        if refusal is not None:
            return replace(blank, reason=refusal[0], reason_values=refusal[1], **(found | _NO_SCORE))
        return replace(blank, status="scored", **found)

    def _describe(self, row: Array, age: float, group: int) -> dict[str, Any]:
        """Everything that the tables say of one row of canonical values, as fields of a ScoreResult."""
        ages, groups = np.array([age]), np.array([group])
        again = np.array([row, row * (1.0 + self.variation), row * (1.0 - self.variation)])
        scaled = to_scale(again)
        terms = self.tables.terms(scaled, np.full(len(again), age))
        peer_terms = self.tables.peers(ages, groups)
        effects = terms[:1] - peer_terms
        measured = ~np.isnan(effects[0])
        panel = self._panel(measured, group)
        total = float(effects[0, measured].sum())
        inferred = float(effects[0, measured] @ panel.weights[measured])
        expected = float(self.tables.at_age(self.tables.base, ages, groups)[0] + peer_terms.sum())
        shares = self.tables.shares(scaled[:1], effects, ages, groups)[0]
        relative = total + inferred
        information = 1.0 - panel.unknown / self._total[group]
        spread = BAND_Z * float(np.sqrt(panel.unknown + (((terms[1] - terms[2])[measured] / 2.0) ** 2).sum()))
        return {
            "linear_predictor": expected + relative, "relative": relative, "expected": expected,
            "inferred": inferred, "information": information, "limited": information < LIMITED_BELOW,
            "contributions": _contributions(row, shares),
            "missing": panel.missing,
        } | self._place(relative, spread, age, group)  # fmt: skip

    def _panel(self, measured: NDArray[np.bool_], group: int) -> "_Panel":
        """What depends on which terms were measured only; the panels of one laboratory are few, so it is kept."""
        key = (group, measured.tobytes())
        found = self._panels.get(key)
        if found is None:
            weights, unknown = self.tables.weights(measured[None], np.array([group]))
            gains = self.tables.gains(measured, group)
            absent = np.flatnonzero(~measured[: len(gains)])
            listed = absent[np.argsort(-gains[absent], kind="stable")]
            missing = tuple(Missing(NAMES[j], gain) for j, gain in zip(listed, gains[listed].tolist(), strict=True))
            found = _Panel(weights[0], float(unknown[0]), missing)
            if len(self._panels) >= _PANELS_KEPT:
                self._panels.clear()
            self._panels[key] = found
        return found

    @cached_property
    def _panels(self) -> dict[tuple[int, bytes], "_Panel"]:
        return {}

    def _place(self, relative: float, spread: float, age: float, group: int) -> dict[str, Any]:
        """Score, its band and class."""
        at = np.array([relative, relative + spread, relative - spread])
        place, low, high = peers.score(at, np.full(3, age), np.full(3, group), self.quantiles, self.peer_ages).tolist()
        return {"score": place, "low": low, "high": high, "score_class": str(peers.classify(np.array([place]))[0])}

    def predict_rows(self, rows: Array, age: Array, group: Ints) -> tuple[Array, Array, Array]:
        """(n,) linear predictor, relative and score of canonical rows (n, fields) already within hard limits."""
        effects = self.tables.effects(to_scale(rows), age, group)
        inferred, _ = self.tables.infer(effects, group)
        relative = np.nansum(effects, axis=1) + inferred
        score = peers.score(relative, age, group, self.quantiles, self.peer_ages)
        return self.tables.expected(age, group) + relative, relative, score

    @cached_property
    def _total(self) -> tuple[float, ...]:
        return tuple(self.tables.total_variance(group) for group in range(len(self.tables.covariance)))


_NO_SCORE: dict[str, Any] = {"score": None, "low": None, "high": None, "score_class": None, "limited": False}


def _contributions(row: Array, shares: Array) -> tuple[Contribution, ...]:
    """Measured fields, the largest effect first."""
    present = np.flatnonzero(~np.isnan(row))
    shown = present[np.argsort(-np.abs(shares[present]), kind="stable")]
    return tuple(
        Contribution(NAMES[j], value, effect)
        for j, value, effect in zip(shown, row[shown].tolist(), shares[shown].tolist(), strict=True)
    )

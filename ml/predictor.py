"""The fitted model at work: one person's score with its reasons, or many rows at once. Numpy only."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from medapp.domain.people import Person, Sex
from medapp.domain.results import Contribution, Missing, ScoreResult
from ml import peers
from ml.abstention import LIMITED_BELOW, panel_reason, person_reason
from ml.features import NAMES, raw_row, to_scale
from ml.terms import TermTables

Array = NDArray[np.float64]

GROUPS = {Sex.FEMALE: 0, Sex.MALE: 1}
BAND_Z = 1.2816  # the band holds 80 % of what a repeated or fuller measurement would give


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
        result = self._describe(blank, row, float(person.age_years), GROUPS[person.sex])
        refusal = refusal or panel_reason(~np.isnan(row))
        if refusal is not None:
            return replace(result, reason=refusal[0], reason_values=refusal[1])
        return replace(result, status="scored", **self._place(result, row, float(person.age_years), person.sex))

    def _describe(self, blank: ScoreResult, row: Array, age: float, group: int) -> ScoreResult:
        """The linear predictor and its parts; no score yet."""
        ages, groups = np.array([age]), np.array([group])
        effects = self.tables.effects(to_scale(row)[None], ages, groups)
        inferred, unknown = self.tables.infer(effects, groups)
        expected = float(self.tables.expected(ages, groups)[0])
        measured = ~np.isnan(row)
        relative = float(np.nansum(effects) + inferred[0])
        gains = self.tables.gains(measured, group)
        listed = sorted(np.flatnonzero(~measured), key=lambda j: -gains[j])
        shown = sorted(np.flatnonzero(measured), key=lambda j: -abs(effects[0, j]))
        return replace(
            blank,
            linear_predictor=expected + relative,
            relative=relative,
            expected=expected,
            inferred=float(inferred[0]),
            information=1.0 - float(unknown[0]) / self._total[group],
            contributions=tuple(Contribution(NAMES[j], float(row[j]), float(effects[0, j])) for j in shown),
            missing=tuple(Missing(NAMES[j], float(gains[j])) for j in listed),
        )

    def _place(self, result: ScoreResult, row: Array, age: float, sex: Sex) -> dict[str, object]:
        """Score, band, class and whether the panel is thin."""
        group = GROUPS[sex]
        relative = float(result.relative or 0.0)
        information = float(result.information or 0.0)
        unknown = (1.0 - information) * self._total[group]
        spread = BAND_Z * float(np.sqrt(unknown + self.own_variance(row[None], np.array([group]))[0]))
        at = np.array([relative, relative + spread, relative - spread])
        place, low, high = peers.score(at, np.full(3, age), np.full(3, group), self.quantiles, self.peer_ages)
        return {
            "score": float(place), "low": float(low), "high": float(high),
            "score_class": str(peers.classify(np.array([place]))[0]), "limited": information < LIMITED_BELOW,
        }  # fmt: skip

    def own_variance(self, rows: Array, group: NDArray[np.intp]) -> Array:
        """(n,) variance of the sum of terms when each result is measured again, errors independent."""
        up = self.tables.terms(to_scale(rows * (1.0 + self.variation)), group)
        down = self.tables.terms(to_scale(rows * (1.0 - self.variation)), group)
        return np.nansum(((up - down) / 2.0) ** 2, axis=1)

    def predict_rows(self, rows: Array, age: Array, group: NDArray[np.intp]) -> tuple[Array, Array, Array]:
        """(n,) linear predictor, relative and score of canonical rows (n, fields) already within hard limits."""
        effects = self.tables.effects(to_scale(rows), age, group)
        inferred, _ = self.tables.infer(effects, group)
        relative = np.nansum(effects, axis=1) + inferred
        score = peers.score(relative, age, group, self.quantiles, self.peer_ages)
        return self.tables.expected(age, group) + relative, relative, score

    @cached_property
    def _total(self) -> tuple[float, ...]:
        return tuple(self.tables.total_variance(group) for group in range(len(self.tables.table)))

"""What the model can do on people it has not seen: each function is one section of the card."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml import peers, phenoage
from ml.cohort import HORIZON_MONTHS, Cohort
from ml.concordance import Pairs
from ml.features import NAMES, to_scale
from ml.models.blood_profile import Model
from ml.panels import PANELS, keep
from ml.predictor import Predictor

Array = NDArray[np.float64]

AGE_BANDS = ((20, 39), (40, 59), (60, 79))
ETHNICITY = {1: "mexican_american", 2: "other_hispanic", 3: "white", 4: "black", 5: "other"}
_SEED = 0
_REPEATS = 10


def linear(predictor: Predictor, cohort: Cohort, rows: Array | None = None) -> Array:
    """(n,) linear predictor of a cohort, or of other rows of the same people."""
    return predictor.predict_rows(cohort.rows if rows is None else rows, cohort.age, cohort.group)[0]


def discrimination(predictor: Predictor, cohort: Cohort, n_boot: int) -> dict[str, Any]:
    """Model, PhenoAge, and age and sex on the people for whom PhenoAge can be computed; paired differences."""
    published = phenoage.of_cohort(cohort)
    known = ~np.isnan(published)
    people, published = cohort.take(known), published[known]
    scores = {
        "model": linear(predictor, people),
        "phenoage": published,
        "age_sex": predictor.tables.expected(people.age, people.group),
    }
    pairs = Pairs(people)
    return {
        "people": len(people), "deaths": int(people.event.sum()),
        "measures": _plain(pairs.compare(scores, n_boot=n_boot)),
        "over_phenoage": _plain(pairs.compare({k: scores[k] for k in ("model", "phenoage")}, "phenoage", n_boot)),
        "over_age_sex": _plain(pairs.compare({k: scores[k] for k in ("model", "age_sex")}, "age_sex", n_boot)),
    }  # fmt: skip


def subgroups(predictor: Predictor, cohort: Cohort, n_boot: int) -> list[dict[str, Any]]:
    """C, C_peer and observed / expected deaths by age band, sex and (an audit only) ethnicity code."""
    parts = [("age", f"{low}-{high}", (cohort.age >= low) & (cohort.age < high + 1)) for low, high in AGE_BANDS]
    parts += [("sex", name, cohort.group == g) for g, name in enumerate(("female", "male"))]
    parts += [("ethnicity", name, cohort.ethnicity == code) for code, name in ETHNICITY.items()]
    found = []
    for kind, name, inside in parts:
        people = cohort.take(inside)
        predicted = linear(predictor, people)
        measures = _plain(Pairs(people).compare({"model": predicted}, n_boot=n_boot))["model"]
        found.append({"by": kind, "group": name, "people": len(people), "deaths": int(people.event.sum())}
                     | measures | agreement(predicted, people.event))  # fmt: skip
    return found


def by_panel(predictor: Predictor, cohort: Cohort, n_boot: int) -> list[dict[str, Any]]:
    """Each panel with the rest masked, on all who were examined; and half of the fields missing at random."""
    random = np.random.default_rng(_SEED)
    masked = {name: keep(cohort.rows, analytes) for name, analytes in PANELS.items()}
    masked["random_half"] = np.where(random.random(cohort.rows.shape) < 0.5, np.nan, cohort.rows)
    predicted = {name: linear(predictor, cohort, rows) for name, rows in masked.items()}
    measures = _plain(Pairs(cohort).compare(predicted, n_boot=n_boot))
    return [
        {"panel": name, "fields": len(PANELS.get(name, ())) or None} | measures[name]
        | agreement(predicted[name], cohort.event)
        | {"information": round(_information(predictor, masked[name], cohort), 3)}
        | {"band_coverage": round(_coverage(predictor, masked["full"], masked[name], cohort), 3)}
        for name in masked
    ]  # fmt: skip


def _information(predictor: Predictor, rows: Array, cohort: Cohort) -> float:
    """Median information fraction of these rows."""
    tables = predictor.tables
    _, unknown = tables.infer(tables.effects(to_scale(rows), cohort.age, cohort.group), cohort.group)
    total = np.array([tables.total_variance(g) for g in range(len(tables.covariance))])
    return float(np.median(1.0 - unknown / total[cohort.group]))


def _coverage(predictor: Predictor, full: Array, rows: Array, cohort: Cohort) -> float:
    """How often a panel's band (its missing part only) holds the relative score of the same person's full panel."""
    whole = ~np.isnan(full).any(axis=1)
    tables, age, group = predictor.tables, cohort.age[whole], cohort.group[whole]
    effects = tables.effects(to_scale(rows[whole]), age, group)
    inferred, unknown = tables.infer(effects, group)
    truth = np.nansum(tables.effects(to_scale(full[whole]), age, group), axis=1)
    apart = np.abs(np.nansum(effects, axis=1) + inferred - truth)
    return float((apart <= 1.2816 * np.sqrt(unknown) + 1e-9).mean())


def agreement(predicted: Array, event: NDArray[np.bool_]) -> dict[str, Any]:
    """Deaths within ten years over the sum of the model's probabilities, and its exact 95 % Poisson interval."""
    expected, deaths = float(np.sum(1.0 / (1.0 + np.exp(-predicted)))), int(event.sum())
    low, high = poisson(deaths)
    return {
        "observed_expected": round(deaths / expected, 3),
        "observed_expected_interval": [round(low / expected, 3), round(high / expected, 3)],
    }


def poisson(count: int) -> tuple[float, float]:
    """95 % exact interval of a count's mean (Garwood, Biometrika 1936;28:437)."""
    return (_mean_where(count - 1, 0.975) if count else 0.0), _mean_where(count, 0.025)


def _mean_where(count: int, chance: float) -> float:
    """The Poisson mean at which `count` or fewer events have this chance, by bisection."""
    numbers = np.arange(count + 1)
    log_factorials = np.cumsum(np.log(np.maximum(numbers, 1)))
    low, high = 0.0, 2.0 * count + 20.0
    for _ in range(60):
        mean = (low + high) / 2.0
        below = float(np.exp(numbers * np.log(mean) - mean - log_factorials).sum())
        low, high = (mean, high) if below > chance else (low, mean)
    return (low + high) / 2.0


def calibration(predictor: Predictor, cohort: Cohort) -> dict[str, Any]:
    """Tenths of predicted risk: expected and observed share of deaths, with 95 % binomial (Wilson) intervals."""
    predicted = linear(predictor, cohort)
    risk = 1.0 / (1.0 + np.exp(-predicted))
    tenths = []
    for part in np.array_split(np.argsort(risk, kind="stable"), 10):
        deaths, n = int(cohort.event[part].sum()), len(part)
        low, high = wilson(deaths, n)
        tenths.append({"people": n, "expected": round(float(risk[part].mean()), 4),
                       "observed": round(deaths / n, 4), "low": round(low, 4), "high": round(high, 4)})  # fmt: skip
    return agreement(predicted, cohort.event) | {"tenths": tenths}


def wilson(count: int, total: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson, JASA 1927;22:209)."""
    z = 1.959964
    centre = (count + z * z / 2.0) / (total + z * z)
    half = z / (total + z * z) * np.sqrt(count * (total - count) / total + z * z / 4.0)
    return float(centre - half), float(centre + half)


def class_gradient(predictor: Predictor, cohort: Cohort, months: float = HORIZON_MONTHS / 2) -> list[dict[str, Any]]:
    """Share of people in each class, and their five-year mortality relative to the most favourable class."""
    scores = predictor.predict_rows(cohort.rows, cohort.age, cohort.group)[2]
    named = peers.classify(scores)
    died = cohort.died & (cohort.months <= months)
    base = max(float(died[named == "favourable"].mean()), 1e-9)
    return [
        {"class": name, "people": int((named == name).sum()), "deaths": int(died[named == name].sum()),
         "share": round(float((named == name).mean()), 3),
         "mortality_ratio": round(float(died[named == name].mean()) / base, 2)}
        for name in reversed(peers.CLASSES)
    ]  # fmt: skip


def stability(predictor: Predictor, cohort: Cohort) -> dict[str, float]:
    """How much a person's score moves when blood is drawn again: published variation, errors independent."""
    random = np.random.default_rng(_SEED)
    first = predictor.predict_rows(cohort.rows, cohort.age, cohort.group)
    scores, relatives, same = [], [], []
    for _ in range(_REPEATS):
        again = cohort.rows * np.exp(random.standard_normal(cohort.rows.shape) * predictor.variation)
        _, relative, score = predictor.predict_rows(again, cohort.age, cohort.group)
        scores.append(score)
        relatives.append(relative)
        same.append(peers.classify(score) == peers.classify(first[2]))
    spread = np.std(scores, axis=0, ddof=1)
    within = float(np.var(relatives, axis=0, ddof=1).mean())
    between = float(np.var(np.mean(relatives, axis=0), ddof=1)) - within / _REPEATS
    return {
        "repeats": _REPEATS, "score_sd_median": round(float(np.median(spread)), 2),
        "score_sd_p90": round(float(np.percentile(spread, 90)), 2),
        "same_class": round(float(np.mean(same)), 3), "reliability": round(between / (between + within), 3),
    }  # fmt: skip


def learning_curve(model: Model, train: Cohort, test: Cohort) -> list[dict[str, float]]:
    """C and C_peer on `test` when trained on parts of `train`: mean of three random parts."""
    pairs = Pairs(test)
    random = np.random.default_rng(_SEED)
    found = []
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        runs = []
        for _ in range(3 if share < 1.0 else 1):
            part = train.take(np.sort(random.permutation(len(train))[: int(share * len(train))]))
            runs.append(pairs.concordance(model.fit(part).decision_function(test.inputs)))
        found.append({"share": share, "people": int(share * len(train))}
                     | {k: round(float(np.mean([run[k] for run in runs])), 4) for k in ("c", "c_peer")})  # fmt: skip
    return found


def additivity(predictor: Predictor, cohort: Cohort, n_rows: int = 10_000) -> float:
    """Largest error of the sum of contributions over rows with random missing patterns."""
    random = np.random.default_rng(_SEED)
    chosen = random.integers(0, len(cohort), n_rows)
    rows = np.where(random.random((n_rows, len(NAMES))) < random.random((n_rows, 1)), np.nan, cohort.rows[chosen])
    age, group = cohort.age[chosen], cohort.group[chosen]
    tables, scaled = predictor.tables, to_scale(rows)
    effects = tables.effects(scaled, age, group)
    shares = np.nansum(tables.shares(scaled, effects, age, group), axis=1)
    inferred, _ = tables.infer(effects, group)
    total = predictor.predict_rows(rows, age, group)[0]
    return float(np.abs(total - tables.expected(age, group) - shares - inferred).max())


def _plain(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {name: {kind: value.rounded() for kind, value in kinds.items()} for name, kinds in found.items()}

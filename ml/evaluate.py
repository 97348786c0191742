"""Evaluate a model: python -m ml.evaluate --data FOLDER [--out FOLDER] writes the card (JSON) and its figures (SVG).

Trained on the cycles 1999-2004, tested on 2005-08; the shipped artefact is trained on both with the same settings.
The card's fields are described in docs/models.md.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from ml import abstention, drift, evidence, plots, store
from ml.ablation import ablation
from ml.cohort import Cohort, load_cohort
from ml.features import FIELDS, NAMES, from_scale, to_scale
from ml.models import find_models
from ml.models.blood_profile import Model
from ml.predictor import Predictor
from ml.terms import MIDDLE_AGE
from ml.train import DEFAULT_MODEL
from ml.variation import WITHIN_PERSON

CARDS = Path(__file__).parent / "cards"
LAST_TRAINING_CYCLE = 2003
_CURVE_POINTS = 25


def evaluate(model: Model, cohort: Cohort, shipped: Predictor, n_boot: int = 500) -> dict[str, Any]:
    """The card: everything that is claimed of the model, with intervals."""
    train, test = (cohort.take(part) for part in _split(cohort))
    fitted = model.predictor(model.fit(train), train)
    return {
        "format": 1, "name": shipped.name, "version": shipped.version, "sha256": shipped.sha256,
        "target": {"event": "death_from_any_cause", "horizon_years": 10, "shown_as": "position_among_peers"},
        "limits": {
            "min_age": abstention.MIN_AGE, "max_age": abstention.MAX_AGE, "min_fields": abstention.MIN_FIELDS,
            "min_panel_fields": abstention.MIN_PANEL_FIELDS, "limited_below": abstention.LIMITED_BELOW,
        },
        "settings": model.settings,
        "split": {"train": _people(train), "test": _people(test)},
        "discrimination": evidence.discrimination(fitted, test, 2 * n_boot),
        "subgroups": evidence.subgroups(fitted, test, n_boot),
        "panels": evidence.by_panel(fitted, test, n_boot),
        "calibration": evidence.calibration(fitted, test),
        "classes": evidence.class_gradient(fitted, test),
        "stability": evidence.stability(fitted, test),
        "learning_curve": evidence.learning_curve(model, train, test),
        "ablation": ablation(model, train, test, n_boot),
        "additivity_error": evidence.additivity(fitted, test),
        "shipped": _people(cohort),
        "fields": _fields(shipped, cohort),
        "drift_reference": drift.reference(shipped, cohort),
    }  # fmt: skip


def _split(cohort: Cohort) -> tuple[Any, Any]:
    return cohort.cycle <= LAST_TRAINING_CYCLE, cohort.cycle > LAST_TRAINING_CYCLE


def _people(cohort: Cohort) -> dict[str, int]:
    return {
        "people": len(cohort), "deaths_10y": int(cohort.event.sum()), "deaths": int(cohort.died.sum()),
        "first_cycle": int(cohort.cycle.min()), "last_cycle": int(cohort.cycle.max()),
    }  # fmt: skip


def _fields(predictor: Predictor, cohort: Cohort) -> list[dict[str, Any]]:
    """Every input with its weight and its curve (effect around the mean of 50-year-olds; positive less favourable)."""
    tables = predictor.tables
    shares = tables.shares(
        to_scale(cohort.rows), tables.effects(to_scale(cohort.rows), cohort.age, cohort.group), cohort.age, cohort.group
    )
    found = []
    for j, field in enumerate(FIELDS):
        places = np.linspace(tables.low[j], tables.high[j], _CURVE_POINTS)
        rows = np.full((_CURVE_POINTS, len(NAMES)), np.nan)
        rows[:, j] = places
        terms = tables.terms(rows, np.full(_CURVE_POINTS, MIDDLE_AGE))[:, j]
        at_50 = tables.peers(np.array([MIDDLE_AGE]), np.array([0]))[0, j]
        axis = np.array([from_scale(row)[j] for row in rows])
        found.append({
            "analyte": field.analyte, "panel": field.panel, "hard_min": field.low, "hard_max": field.high,
            "mean_effect": round(float(np.nanmean(np.abs(shares[:, j]))), 4),
            "missing": round(float(np.isnan(cohort.rows[:, j]).mean()), 4),
            "within_person_cv": WITHIN_PERSON[field.analyte],
            "curve": {"x": [float(f"{x:.4g}") for x in axis], "effect": [round(float(y - at_50), 4) for y in terms]},
        })  # fmt: skip
    return sorted(found, key=lambda item: -item["mean_effect"])


def main(arguments: list[str] | None = None) -> int:
    """Command line; exit 0 all well, 1 refused, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ml.evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.parquet (see ml.datasets)")
    parser.add_argument("--out", type=Path, default=CARDS, help="folder for the card and its figures")
    parser.add_argument("--artifact", type=Path, default=None, help="artefact the card is for (default: the shipped)")
    parser.add_argument("--model", choices=sorted(find_models()), default=DEFAULT_MODEL)
    parser.add_argument("--bootstrap", type=int, default=500, help="draws behind each interval")
    chosen = parser.parse_args(arguments)
    try:
        cohort = load_cohort(chosen.data)
    except FileNotFoundError as error:
        print(f"No training table: {error.filename}. Make one with python -m ml.datasets.", file=sys.stderr)
        return 1
    with threadpool_limits(1):
        card = evaluate(find_models()[chosen.model], cohort, store.load(chosen.artifact), chosen.bootstrap)
    chosen.out.mkdir(parents=True, exist_ok=True)
    target = chosen.out / f"{chosen.model}.json"
    target.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    figures = plots.draw(card, chosen.out)
    print("\n".join(str(path) for path in (target, *figures)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

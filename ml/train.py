"""Train a model: python -m ml.train --data FOLDER --out FOLDER.

The same data and seed give the same file, byte for byte: one thread, a deterministic solver, no clock.
"""

import argparse
import sys
from pathlib import Path

from threadpoolctl import threadpool_limits

from ml import store
from ml.cohort import Cohort, fingerprint, load_cohort
from ml.models import find_models

DEFAULT_MODEL = "blood_profile"
SEED = 0  # the fit draws no random numbers; the evaluation's bootstrap starts here


def train(data: Path, out: Path, name: str = DEFAULT_MODEL) -> Path:
    """Fit the named model on the whole table in `data`; gives the artefact written into `out`."""
    model = find_models()[name]
    with threadpool_limits(1):
        cohort = load_cohort(data)
        predictor = model.predictor(model.fit(cohort), cohort)
        return store.save(predictor, out, _details(model.settings, cohort, fingerprint(data)))


def _details(settings: dict[str, object], cohort: Cohort, data_sha256: str) -> dict[str, object]:
    return {
        "seed": SEED,
        "settings": settings,
        "data": {
            "sha256": data_sha256, "people": len(cohort), "deaths": int(cohort.died.sum()),
            "first_cycle": int(cohort.cycle.min()), "last_cycle": int(cohort.cycle.max()),
        },
    }  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Command line; exit 0 all well, 1 refused, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ml.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.parquet (see ml.datasets)")
    parser.add_argument("--out", type=Path, default=store.ARTIFACTS, help="folder for the artefact and its manifest")
    parser.add_argument("--model", choices=sorted(find_models()), default=DEFAULT_MODEL)
    chosen = parser.parse_args(arguments)
    try:
        artefact = train(chosen.data, chosen.out, chosen.model)
    except FileNotFoundError as error:
        print(f"No training table: {error.filename}. Make one with python -m ml.datasets.", file=sys.stderr)
        return 1
    print(f"{artefact} {artefact.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

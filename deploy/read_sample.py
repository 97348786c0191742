"""Reads the sample reports and keeps what the home page shows of them: `python -m deploy.read_sample`.

Run it after deploy.typeset_sample, or when reading, ranges or the score have changed; a test compares both.
"""

import json
from typing import Any

from deploy.places import ROOT
from medapp.domain.people import Person
from medapp.domain.results import Outcome, as_json
from ml import store
from worker import pipeline

KEPT = ROOT / "medapp" / "ui" / "sample_outcome.json"
LANGUAGES = ("en", "ru")
_FOR_THE_EYE = ("analyte", "name_as_printed", "value_as_printed", "unit_as_printed", "specimen", "value", "unit",
                "ref_low", "ref_high", "ref_as_printed", "confidence")  # fmt: skip
_OF_THE_SCORE = ("status", "score", "low", "high", "score_class", "limited")


def read_samples() -> dict[str, Any]:
    """Language -> what the pipeline makes of that sample, cut to what the home page draws."""
    predictor = store.load()
    outcomes = {}
    for language in LANGUAGES:
        data = (ROOT / "assets" / f"sample-{language}.pdf").read_bytes()
        outcomes[language] = cut(pipeline.process(data, f"sample-{language}.pdf", Person(), predictor))
    return outcomes


def cut(outcome: Outcome) -> dict[str, Any]:
    whole = as_json(outcome)
    rows = zip(whole["report"]["measurements"], whole["ratings"], strict=True)
    return {
        "sex": whole["report"]["sex"],
        "age_years": whole["report"]["age_years"],
        "score": {name: _steady(whole["score"][name]) for name in _OF_THE_SCORE},
        "rows": [
            {"measurement": {name: item[name] for name in _FOR_THE_EYE}, "rating": _filled(rating)}
            for item, rating in rows
        ],
    }


def _steady(value: Any) -> Any:
    """The last digits of a sum differ from one processor to the next; the page shows whole points."""
    return round(value, 6) if isinstance(value, float) else value


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}


def main() -> None:
    KEPT.write_text(json.dumps(read_samples(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{KEPT.name}: {KEPT.stat().st_size} bytes")


if __name__ == "__main__":
    main()

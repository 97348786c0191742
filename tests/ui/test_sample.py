"""The result drawn on the first page is what reading the sample gives today, not what it once gave."""

import json

from deploy.read_sample import KEPT, read_samples


def test_the_drawn_sample_is_the_real_one() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept == json.loads(json.dumps(read_samples())), "run: python -m deploy.read_sample"


def test_the_sample_shows_every_calm_state() -> None:
    for outcome in json.loads(KEPT.read_text(encoding="utf-8")).values():
        states = [row["rating"]["state"] for row in outcome["rows"]]
        assert len(states) == 24
        assert states.count("clearly") == 1
        assert states.count("slightly") == 2
        assert "in_range" in states
        assert outcome["score"]["status"] == "scored"

"""Every critical threshold has words for what the marker is and why it matters, in every language."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.i18n import languages
from medapp.i18n.messages import messages

SIDES = [
    f"{analyte.id}_{side}"
    for analyte in load_catalogue().analytes.values()
    if analyte.critical
    for side in ("low", "high")
    if getattr(analyte.critical, side) is not None
]
DOUBTS = {
    doubt
    for analyte in load_catalogue().analytes.values()
    if analyte.critical
    for doubt in (analyte.critical.doubt_low, analyte.critical.doubt_high)
    if doubt
}


@pytest.mark.parametrize("language", languages())
def test_each_side_of_each_threshold_is_explained(language: str) -> None:
    own = messages(language)
    assert {side for side in SIDES if not own.get(f"critical_texts.{side}")} == set()


@pytest.mark.parametrize("language", languages())
def test_each_known_false_cause_is_explained(language: str) -> None:
    own = messages(language)
    assert {doubt for doubt in DOUBTS if not own.get(f"result.critical.doubt.{doubt}")} == set()

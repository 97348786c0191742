"""Findings speak the caller's language, also those of an older version."""

import pytest

from medapp.api.findings import say
from medapp.domain.results import Finding

POTASSIUM = {
    "analyte": "potassium",
    "value": 6.9,
    "unit": "mmol/L",
    "limit": 6.2,
    "source": "kost_survey",
    "side": "high",
}
FERRITIN = {"analyte": "ferritin", "name": "Ферритин", "state": "clearly", "direction": -1}


@pytest.mark.parametrize(
    ("finding", "language", "words"),
    [
        (Finding("critical_high", POTASSIUM), "ru", "6,9\u00a0ммоль/л"),
        (Finding("critical_high", POTASSIUM), "en", "6.9\u00a0mmol/L"),
        (Finding("attention", {"analytes": [FERRITIN], "count": 1, "rated": 24}), "en", "Ferritin is clearly below"),
        (Finding("attention", {"analytes": [FERRITIN], "count": 1, "rated": 24}), "ru", "Ферритин"),
        (Finding("no_critical", {"count": 5}), "ru", "5 показателей"),
        (Finding("abstained", {"reason": "too_few_fields"}), "en", "No score"),
    ],
)
def test_a_finding_is_a_sentence(finding, language, words):
    assert words in say(finding, language)


def test_a_finding_that_lacks_later_parameters_is_still_said():
    assert say(Finding("attention", {"count": 1}), "en") is not None


def test_an_unknown_code_has_no_words():
    assert say(Finding("from_the_future"), "ru") is None

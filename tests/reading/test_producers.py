"""Reports that other programs set are read, whatever wrote the PDF."""

from collections import Counter
from datetime import date

import pytest

from tests.corpus.producers import Printed, all_printed, read_printed, score_printed

_PRINTED = all_printed()
_FIRST = {printed.facts["producer"].split()[0].strip(","): printed.name for printed in reversed(_PRINTED)}.values()
# One report of each program in the quick loop, the others with the slow tests.
_CASES = [
    pytest.param(printed, id=printed.name, marks=() if printed.name in _FIRST else pytest.mark.slow)
    for printed in _PRINTED
]


@pytest.mark.parametrize("printed", _CASES)
def test_every_row_is_read_and_no_decoy(printed: Printed) -> None:
    score = score_printed(printed)
    assert not score.misses, score.misses


@pytest.mark.parametrize("printed", _CASES)
def test_sex_and_day_of_collection_are_read_or_left_open(printed: Printed) -> None:
    report = read_printed(printed.path)
    assert report is not None
    assert str(report.sex) in (printed.facts.get("sex", "None"), "None")
    assert report.collected_at in (None, date.fromisoformat(printed.facts.get("collected", "0001-01-01")))


def test_a_dozen_programs_set_them() -> None:
    programs = Counter(printed.facts["producer"] for printed in _PRINTED)
    assert len(programs) >= 12

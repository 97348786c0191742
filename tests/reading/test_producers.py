"""Reports that other programs set are read: whatever wrote the PDF, nothing is off by a power of ten."""

from collections import Counter
from datetime import date

import pytest

from tests.corpus.producers import Printed, all_printed, read_printed, score_printed

_PRINTED = all_printed()


@pytest.mark.parametrize("printed", _PRINTED, ids=lambda printed: printed.name)
def test_no_value_is_off_by_a_power_of_ten(printed: Printed) -> None:
    score = score_printed(printed)
    assert not score.counts["power_of_ten"], score.misses


def test_the_sex_is_read_wherever_it_is_printed() -> None:
    reports = [(printed, read_printed(printed.path)) for printed in _PRINTED if "sex" in printed.facts]
    assert not [printed.name for printed, report in reports if report and report.sex != printed.facts["sex"]]


def test_a_day_of_collection_is_never_another_day() -> None:
    reports = [(printed, read_printed(printed.path)) for printed in _PRINTED if "collected" in printed.facts]
    days = [(one.name, one.facts["collected"], report.collected_at) for one, report in reports if report]
    assert not [day for day in days if day[2] and day[2] != date.fromisoformat(day[1])]


def test_a_dozen_programs_set_them() -> None:
    programs = Counter(printed.facts["producer"] for printed in _PRINTED)
    assert len(programs) >= 12

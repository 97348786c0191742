"""Ranges in grades and beside those of a pregnancy: the band of a person in health, or none."""

import pytest

from medapp.domain.ranges import parse_range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Optimal: < 100 Near Optimal: 100-129 High: 160-189 Very High: >/= 190", None, 100),
        ("Non-diabetic: < 5.7 Pre-diabetic: 5.7 - 6.4 Diabetic: >/= 6.5", None, 5.7),
        ("0.27-4.2 Pregnancy 1st trim: 0.33-4.59 2nd trim: 0.35-4.10", 0.27, 4.2),
        ("30 or less", None, 30),
        ("40 and above", 40, None),
        ("[ fino a 200 ]", None, 200),
        ("1st trim: 0.33-4.59 2nd trim: 0.35-4.10", None, None),
        ("(-)", None, None),
    ],
)
def test_the_usual_band(text: str, low: float | None, high: float | None) -> None:
    found = parse_range(text)
    assert [None if end is None else float(end) for end in (found.low, found.high)] == [low, high]

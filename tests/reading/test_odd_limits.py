"""A limit that stands without the decimals of the other one may have lost its point on a picture."""

import pytest

from medapp.domain.parsing.odd_limits import may_have_lost_a_point
from medapp.domain.ranges import parse_range


@pytest.mark.parametrize(
    ("limits", "value", "is_doubtful"),
    [
        ("0,0-30", "6,8", True),
        ("1.2-30", "2.4", True),
        ("12-3,5", "2,4", False),  # goes downwards: unclear without this
        ("12-35,5", "2,4", True),
        ("0,5-8", "2,4", False),
        ("0-30", "2,4", False),
        ("0,0-30", "17", False),
        ("до 30", "2,4", False),
    ],
)
def test_a_lost_point(limits: str, value: str, is_doubtful: bool) -> None:
    assert may_have_lost_a_point(parse_range(limits), value) is is_doubtful

# ruff: noqa: E501 - tables of data
"""Reference ranges as laboratories print them, and the one in force for the person."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medapp.domain.numbers import Style
from medapp.domain.people import Sex
from medapp.domain.ranges import parse_range

_CENTS = st.integers(min_value=1, max_value=99_999)


@given(
    low=_CENTS, width=_CENTS, mark=st.sampled_from(",."), dash=st.sampled_from(["-", " - ", " – ", "_", " to ", "…"])
)
def test_two_limits_are_read_exactly_whatever_joins_them(low: int, width: int, mark: str, dash: str) -> None:
    ends = [f"{number / 100:.2f}".replace(".", mark) for number in (low, low + width)]
    printed = parse_range(dash.join(ends))
    assert (printed.low, printed.high) == (Decimal(low) / 100, Decimal(low + width) / 100)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3,5 - 5,1", 3.5, 5.1), ("4.3 to 6.2", 4.3, 6.2), ("70_105", 70, 105), ("[0.90-1.30]", 0.9, 1.3), ("(< 41)", None, 41),
        ("(1.08-2.25", 1.08, 2.25), ("до 21", None, 21), ("Up to 200", None, 200), ("> 40", 40, None), ("> OR = 40 mg/dL", 40, None),
        ("13.0-17.0 g/dL", 13, 17), ("00 - 06", 0, 6), ("не более 5", None, 5), ("bis 50", None, 50), ("150 000 - 400 000", 150000, 400000),
        ("18-60 лет: 3,5-5,2", 3.5, 5.2), ("65-99 mg/dL", 65, 99), ("3.5 mmol/L - 5.1 mmol/L", 3.5, 5.1),
    ],
)  # fmt: skip
def test_a_single_band_is_read(text: str, low: float | None, high: float | None) -> None:
    printed = parse_range(text, Style(point_decimals=3), Sex.MALE, 40)
    assert (printed.low, printed.high) == (low and Decimal(str(low)), high and Decimal(str(high))) or (
        float(printed.low or 0), float(printed.high or 0)
    ) == (low or 0, high or 0)  # fmt: skip


@pytest.mark.parametrize(
    ("sex", "age", "low", "high"),
    [(Sex.MALE, 40, 130, 160), (Sex.FEMALE, 40, 120, 140), (None, 40, None, None)],
)
def test_the_band_of_the_printed_sex_is_in_force(sex: Sex | None, age: int, low: int | None, high: int | None) -> None:
    printed = parse_range("М: 130 - 160; Ж: 120 - 140", Style(), sex, age)
    assert (printed.low, printed.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Фолликулярная фаза: 3,5-12,5; Лютеиновая 1,7-7,7",
        "натощак <5,1 ; через час <10 ; через 2 часа < 8.5",
        "I триместр 0,1-2,5 II триместр 0,2-3,0",
    ],
)
def test_a_band_that_depends_on_what_is_not_printed_is_not_chosen(text: str) -> None:
    printed = parse_range(text, Style(), Sex.FEMALE, 30)
    assert printed.doubt == "conditional" and not printed.has_limits


@pytest.mark.parametrize(
    ("text", "doubt"),
    [("см. комм.", "see_comment"), ("Not Estab.", "see_comment"), ("7-5 - 12.0", "unclear"), ("9 - 3", "unclear")],
)
def test_no_limits_are_made_up(text: str, doubt: str) -> None:
    printed = parse_range(text)
    assert printed.doubt == doubt and not printed.has_limits


@pytest.mark.parametrize(
    "text",
    [
        "отриц. < 10 / полож. >= 10", "полож. >= 10 / отриц. < 10", "< 10 отриц., >= 10 полож.", "Negative: < 10 Positive: >= 10",
    ],
)  # fmt: skip
def test_of_thresholds_of_a_finding_the_negative_band_is_in_force(text: str) -> None:
    printed = parse_range(text)
    assert (printed.low, printed.high) == (None, 10)


@given(st.text(max_size=40))
def test_any_text_gives_ordered_limits_or_none(text: str) -> None:
    printed = parse_range(text)
    if printed.low is not None and printed.high is not None:
        assert printed.low <= printed.high


@pytest.mark.parametrize("text", ["<1:80", "1:40", "< 1 : 100", "до 1:20", "[<1/40]"])
def test_a_titre_has_no_limits(text: str) -> None:
    printed = parse_range(text)
    assert not printed.has_limits and printed.words == text


def test_the_time_of_taking_is_no_limit() -> None:
    found = parse_range("06:00 - 10:00: 166 - 507")
    assert (found.low, found.high) == (166, 507)


def test_a_phase_that_lost_its_word_is_not_the_usual_range() -> None:
    assert not parse_range("4,7-21,5; лютеиновая фаза 1,7-7,7", sex=Sex.FEMALE, age_years=29).has_limits
    assert parse_range("0,4-4,0; 1 триместр 0,1-2,5", sex=Sex.FEMALE, age_years=29).has_limits

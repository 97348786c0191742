"""A power of ten is a result in a culture and a unit in a blood count; its 10 is never a value of its own."""

import pytest

from medapp.domain.parsing.cells import parse_result
from medapp.domain.ranges import parse_range


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("10^8", "10^8", None),
        ("10⁶ КОЕ/мл", "10^6", "КОЕ/мл"),
        ("1,5*10^7", "1,5*10^7", None),
        ("менее 10^5", "менее 10^5", None),
        ("<10^3 КОЕ/мл", "<10^3", "КОЕ/мл"),
        ("10^5,4", "10^5,4", None),
        ("2,3×10³ копий/мл", "2,3×10^3", "копий/мл"),
    ],
)
def test_a_power_is_kept_whole_and_is_no_number(text: str, printed: str, unit: str | None) -> None:
    result = parse_result(text)
    assert result is not None
    assert (result.printed, result.unit, result.number) == (printed, unit, None)


@pytest.mark.parametrize("text", ["6,1 10^9/л", "6,1 x10^9/л", "6,1*10^9/л"])
def test_a_count_keeps_its_number_and_its_unit(text: str) -> None:
    result = parse_result(text)
    assert result is not None and result.number == "6,1" and (result.unit or "").endswith("10^9/л")


def test_a_unit_alone_is_no_result() -> None:
    assert parse_result("10^9/л") is None


@pytest.mark.parametrize("text", ["10^9 - 10^10", "не более 10^5", "<10^4", "10⁷ – 10⁸"])
def test_limits_in_powers_are_not_compared(text: str) -> None:
    assert not parse_range(text).has_limits


def test_limits_before_a_unit_in_powers_are() -> None:
    limits = parse_range("4,0 - 9,0 10^9/л")
    assert (limits.low, limits.high) == (4, 9)

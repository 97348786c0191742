"""Printed numbers keep their exact value, or are refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medapp.domain.numbers import PrintedNumber, Style, observe_style, parse_number, readings_of, settle

_SMALL = st.integers(min_value=0, max_value=99_999)


@given(whole=_SMALL, fraction=st.text("0123456789", min_size=1, max_size=2), mark=st.sampled_from(",."))
def test_one_or_two_decimals_have_one_meaning_in_either_convention(whole: int, fraction: str, mark: str) -> None:
    assert readings_of(f"{whole}{mark}{fraction}") == (Decimal(f"{whole}.{fraction}"),)


@given(value=st.integers(min_value=1_000_000, max_value=999_999_999))
def test_two_groups_of_thousands_are_certain(value: int) -> None:
    assert readings_of(f"{value:,}") == (Decimal(value),)


@given(value=st.integers(min_value=1_000, max_value=999_999))
def test_one_group_after_a_comma_is_a_doubt_that_holds_both_meanings(value: int) -> None:
    printed = f"{value:,}"
    assert Decimal(value) in readings_of(printed)
    assert Decimal(printed.replace(",", ".")) in readings_of(printed)


@given(value=st.integers(min_value=1_000, max_value=999_999))
def test_a_doubt_without_evidence_is_never_settled(value: int) -> None:
    printed = f"{value:,}"
    assert settle(PrintedNumber(printed, None, readings_of(printed)), Style()) is None


@pytest.mark.parametrize(
    ("others", "printed", "meant"),
    [
        (["12.8", "4.2", "38.5"], "9,800", "9800"),
        (["12,8", "4,2", "38,5"], "1,021", "1.021"),
        (["5,4", "7,25"], "0,028", "0.028"),
        (["12.8"], "1,234.5", "1234.5"),
        (["5,4"], "1.234,5", "1234.5"),
        ([], "05", "5"),
        ([], "150 000", "150000"),
        ([], "1,85,000", "185000"),
    ],
)
def test_the_document_settles_its_own_commas(others: list[str], printed: str, meant: str) -> None:
    number = parse_number(printed)
    assert number is not None
    assert settle(number, observe_style(others)) == Decimal(meant)


def test_plausibility_that_contradicts_the_documents_habit_is_not_overruled() -> None:
    number = parse_number("9,800")
    assert number is not None
    assert settle(number, Style(comma_decimals=5), [Decimal(9800)]) is None


@pytest.mark.parametrize(("text", "sign"), [("< 0,1", "<"), ("≤5", "<="), (">60", ">"), ("=> 3", ">=")])
def test_comparators_are_kept_apart_from_the_number(text: str, sign: str) -> None:
    number = parse_number(text)
    assert number is not None and number.comparator == sign


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none_and_never_an_error(text: str) -> None:
    number = parse_number(text)
    assert number is None or all(reading >= 0 for reading in number.readings)

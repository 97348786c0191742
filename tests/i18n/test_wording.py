"""Words, plurals, numbers and dates as a person reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from medapp.i18n import (
    error_words,
    format_date,
    format_datetime,
    format_number,
    format_quantity,
    negotiate,
    translate,
)
from medapp.i18n.plurals import RULES


@pytest.mark.parametrize(
    ("value", "digits", "russian", "english"),
    [
        (8.1, None, "8,1", "8.1"),
        (113.0, None, "113", "113"),
        (-4, None, "−4", "−4"),
        (-0.04, 1, "0,0", "0.0"),
        (0.00001, None, "0,00001", "0.00001"),
        (9999, None, "9999", "9999"),
        (1234567, None, "1\u00a0234\u00a0567", "1,234,567"),
        (Decimal("3.20"), None, "3,20", "3.20"),
        (2.345, 2, "2,35", "2.35"),
    ],
)
def test_numbers_are_written_as_the_language_does(value, digits, russian, english) -> None:
    assert format_number(value, "ru", digits) == russian
    assert format_number(value, "en", digits) == english


def test_a_unit_never_parts_from_its_number() -> None:
    assert format_quantity(8.1, "мкг/л", "ru") == "8,1\u00a0мкг/л"
    assert format_quantity(8.1, None, "en") == "8.1"


def test_dates_are_said_in_words() -> None:
    assert format_date(date(2026, 11, 14), "ru") == "14 ноября 2026"
    assert format_date(date(2026, 11, 14), "en") == "14 November 2026"
    assert format_date(date(2026, 11, 14), "en", with_year=False) == "14 November"
    moment = datetime(2026, 11, 14, 9, 5, tzinfo=UTC)
    assert format_datetime(moment, "ru", UTC) == "14 ноября 2026, 09:05"


@pytest.mark.parametrize(
    ("count", "form"),
    [(1, "one"), (21, "one"), (2, "few"), (24, "few"), (0, "many"), (5, "many"), (11, "many"), (112, "many"),
     (1.5, "other")],
)  # fmt: skip
def test_russian_numbers_choose_their_form(count: float, form: str) -> None:
    assert RULES["east_slavic"].choose(count) == form


def test_a_missing_value_does_not_break_an_error_message() -> None:
    assert "…" in error_words("en", "file_too_large").detail
    assert "20" in error_words("ru", "file_too_large", limit_mb=20).detail


def test_an_unknown_error_is_told_as_our_own() -> None:
    assert error_words("en", "no_such_code") == error_words("en", "internal")


def test_a_code_without_words_is_a_defect() -> None:
    with pytest.raises(LookupError):
        translate("en", "no.such.code")


def test_an_unknown_language_reads_english() -> None:
    assert translate("xx", "statuses.done") == translate("en", "statuses.done")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("de-DE,de;q=0.9,ru;q=0.5,en;q=0.4", "ru"),
        ("en;q=0.2, ru;q=0.9", "ru"),
        ("ru;q=0, en", "en"),
        ("fr", "en"),
        ("", "en"),
        (None, "en"),
        ("ru;q=nonsense", "en"),
    ],
)
def test_the_browser_gets_the_language_it_prefers(header: str | None, language: str) -> None:
    assert negotiate(header) == language

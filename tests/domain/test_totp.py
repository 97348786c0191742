"""Codes of the second factor: the vectors of the two RFCs."""

import base64

import pytest

from medapp.domain import totp

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("moment", "code"),
    # RFC 6238, appendix B, the column of SHA1
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"),
     (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_the_codes_of_rfc_6238(moment: int, code: str) -> None:
    assert totp.code_at(SECRET, moment // 30, digits=8) == code


@pytest.mark.parametrize(
    ("counter", "code"),
    # RFC 4226, appendix D
    list(
        enumerate(["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"])
    ),
)
def test_the_codes_of_rfc_4226(counter: int, code: str) -> None:
    assert totp.code_at(SECRET, counter) == code


def test_a_clock_may_be_half_a_minute_off_and_no_more() -> None:
    code = totp.code_at(SECRET, 1000)
    assert [totp.step_of(code, SECRET, 30 * step) for step in (998, 999, 1000, 1001, 1002)] == [
        None, 1000, 1000, 1000, None,
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "' or 1=1"])
def test_nonsense_is_no_code(typed: str) -> None:
    assert totp.step_of(typed, SECRET, 30_000) is None


def test_a_code_may_be_typed_in_two_groups() -> None:
    code = totp.code_at(SECRET, 1000)
    assert totp.step_of(f" {code[:3]} {code[3:]} ", SECRET, 30_000) == 1000


def test_an_app_reads_the_address() -> None:
    address = totp.as_address(SECRET, "anna@example.org", "Семья и Ко")
    assert address.startswith("otpauth://totp/")
    assert "issuer=%D0%A1" in address
    assert base64.b32decode(address.split("secret=")[1].split("&")[0]) == SECRET

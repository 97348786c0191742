"""What the audit log keeps of an address."""

import pytest

from medapp.db.audit import network_of


@pytest.mark.parametrize(
    ("origin", "kept"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1234:5678::9", "2001:db8:1234::"),
        ("testclient", "testclient"),
        ("worker", "worker"),
        (None, None),
    ],
)
def test_an_address_is_shortened_to_its_network(origin: str | None, kept: str | None) -> None:
    assert network_of(origin) == kept

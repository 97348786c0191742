"""LOINC: what senders call the code system, and how a code is told from a laboratory's own."""

import re

LOINC_NAMES = frozenset({"LN", "LOINC", "2.16.840.1.113883.6.1"})
_CODE = re.compile(r"([1-9]\d{0,4})-(\d)")


def is_loinc(code: str) -> bool:
    """Whether the check digit behind the dash is the one that LOINC gives this number.

    Modulus 10 (LOINC Users' Guide, appendix C): from the right every other digit is doubled, digits are summed.
    """
    match = _CODE.fullmatch(code)
    if match is None:
        return False
    total = 0
    for place, digit in enumerate(reversed(match[1])):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value // 10 + value % 10
    return (10 - total % 10) % 10 == int(match[2])

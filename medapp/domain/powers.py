"""Powers of ten that are a result, as in cultures and PCR: 10^8, 1,5*10^7, менее 10^5. Never the 10 alone.

10^9/л is a unit; so is x10^9 behind a number of cells. What is read is kept as printed: it is no number to compare.
"""

import re

from medapp.domain.numbers import COMPARATOR, NUMBER

_RAISED = re.compile(r"(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LESS = r"(?:не\s+)?(?:менее|более|до|выше|ниже)|less\s+than|more\s+than|up\s+to"
_POWER = re.compile(
    rf"(?P<printed>(?:(?P<sign>{COMPARATOR})|(?P<word>{_LESS}))?\s*"
    rf"(?:(?P<factor>{NUMBER})\s*[*xх×·]\s*)?10\s*(?:\^|\*\*)\s*(?P<power>\d{{1,2}}(?:[.,]\d)?))(?P<rest>(?!\d|[.,]\d|\s*/).*)",
    re.IGNORECASE | re.DOTALL,
)
_TEN = r"10\s*\^\s*\d+(?:[.,]\d+)?(?!\d|[.,]\d|\s*/|\s*(?:кл|cells))"
_BOUND = re.compile(rf"(?:^|[<>≤≥=(\[:]|{_LESS}|от)\s*(?:{NUMBER}\s*[*xх×·]\s*)?{_TEN}|[-–—]\s*{_TEN}", re.IGNORECASE)
_COUNTS = ("9", "12")  # 5,2*10^9: of cells a litre, the litre left out


def with_carets(text: str) -> str:
    """10⁸ as 10^8."""
    return _RAISED.sub(lambda run: "^" + run[0].translate(_SUPERSCRIPT), text)


def find_power(text: str) -> re.Match[str] | None:
    """`printed`, `sign`, `word` and `rest` of a text that begins with a power; None for a unit or anything else."""
    match = _POWER.fullmatch(with_carets(text))
    if match is None or (match["factor"] and not match["rest"].strip() and match["power"] in _COUNTS):
        return None
    return match


def begins_with_power(text: str) -> bool:
    """10^9/л: the 10 is no number of its own."""
    return re.match(r"10\s*\^\s*\d", with_carets(text)) is not None


def bounds_are_powers(text: str) -> bool:
    """10^7 - 10^8, не более 10^4: limits that cannot be compared as plain numbers."""
    return "10" in text and _BOUND.search(with_carets(text)) is not None

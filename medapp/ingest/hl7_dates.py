"""Dates as HL7 v2, C-CDA and FHIR write them; anything else is no date."""

import re
from datetime import date

_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?=\d|[.+\-Z\s]|$)")
_ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})(?=[T\s]|$)")


def read_date(text: str | None) -> date | None:
    """`20240220080000`, `20240220`, `2024-02-20T08:00:00+01:00` -> the day printed; None when it is not a whole day."""
    match = _COMPACT.match(text or "") or _ISO.match(text or "")
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None

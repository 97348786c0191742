# ruff: noqa: E501 - vocabulary
"""Results of messages and resources (FHIR, HL7 v2, C-CDA), whose fields arrive told apart."""

import re
from decimal import Decimal

from medapp.domain.analytes import load_catalogue
from medapp.domain.documents import StructuredRow
from medapp.domain.numbers import readings_of
from medapp.domain.parsing.cells import ResultText, is_date_or_time, parse_result, says_no_result
from medapp.domain.parsing.coded import analyte_of, catalogue_name, trusted_code
from medapp.domain.parsing.names import Context
from medapp.domain.parsing.rows import RawRow
from medapp.domain.parsing.specimens import specimen_in
from medapp.domain.ranges import parse_range

_EQUALS = re.compile(r"^\s*=\s*(?=[\d.,])")
# Rows that senders write their remarks into.
_REMARK = re.compile(
    r"(?:комментари[йи]|примечани[ея]|заключение|интерпретация|comments?|notes?|remarks?|interpretation|impression)",
    re.IGNORECASE,
)
_CODES = {
    "ser": "blood",
    "plas": "blood",
    "bld": "blood",
    "ur": "urine",
    "urn": "urine",
    "urc": "urine",
    "wb": "blood",
    "bldv": "blood",
    "bldc": "blood",
    "blda": "blood",
    "serplas": "blood",
    "plc": "blood",
    "sal": "saliva",
    "smn": "semen",
    "stl": "stool",
    "csf": "csf",
    "119297000": "blood",
    "119364003": "blood",
    "122575003": "urine",
}


def as_row(row: StructuredRow) -> RawRow | None:
    """The row with its range as text and its LOINC code's analyte as a further name; None when it says it has no result."""
    value = _EQUALS.sub("", row.value)
    if says_no_result(value) or is_date_or_time(value):
        return None
    if _REMARK.fullmatch(row.name.strip(" :")) and parse_result(value) is None:
        return None
    result = parse_result(value, free_words=True) or ResultText(value, "words", words=value.lower())
    names = list(row.other_names)
    loinc = trusted_code(row.loinc, row.name, row.unit or result.unit)
    known = load_catalogue().analytes.get(row.analyte or "") or analyte_of(loinc, result)
    if known is not None:
        names.insert(0, catalogue_name(known))
    specimen = known.specimen if known is not None else _specimen(row)
    return RawRow(
        name=row.name, result=result, unit=row.unit, range_text=_range_text(row), flag=row.flag, context=Context("", specimen),
        loinc=loinc, other_names=tuple(names), bound="cells", collected_at=row.collected_at,
    )  # fmt: skip


def _specimen(row: StructuredRow) -> str | None:
    text = (row.specimen or "").strip()
    return _CODES.get(text.lower()) or specimen_in(text) or specimen_in(row.name) or specimen_in(row.section or "")


def _range_text(row: StructuredRow) -> str | None:
    low, high = _bare(row.ref_low), _bare(row.ref_high)
    if row.ref_text and _says(row.ref_text, low, high):
        return row.ref_text
    if low and high:
        return f"{low} - {high}"
    if low or high:
        return f">= {low}" if low else f"<= {high}"
    return row.ref_text or None


def _says(text: str, low: str | None, high: str | None) -> bool:
    """Whether the sender's own words hold the very same limits: they also say whether a limit is itself inside."""
    said = parse_range(text, is_signed=(low or "").startswith("-"))
    return said.has_limits and _same(said.low, low) and _same(said.high, high)


def _same(said: Decimal | None, limit: str | None) -> bool:
    return said is None if limit is None else readings_of(limit) == (said,)


def _bare(text: str | None) -> str | None:
    """The limit's number without a unit behind it."""
    match = re.match(r"\s*([-+]?[\d.,]+)", text or "")
    return match[1] if match else None

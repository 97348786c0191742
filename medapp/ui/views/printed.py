"""Numbers and units for a reader: exactly the digits of the report, in the language's own spelling."""

import re
from math import isclose

from medapp.domain import units
from medapp.domain.analytes import Analyte
from medapp.domain.results import Measurement
from medapp.i18n import format_number
from medapp.i18n.formats import NO_BREAK_SPACE, TRUE_MINUS
from medapp.i18n.messages import find_message

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_WHOLE_NUMBER = re.compile(r"^\s*[<>≤≥]?=?\s*[-−+]?\d+(?:[.,]\d+)?\s*$")
DASH = "\N{EN DASH}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def show_value(text: str, language: str) -> str:
    """The printed value with its digits kept and only the decimal sign and the minus as the language writes them."""
    if not _WHOLE_NUMBER.match(text):
        return text.strip()
    return _DECIMAL.sub(_decimal_sign(language), text.strip()).replace("-", TRUE_MINUS)


def show_printed_unit(measurement: Measurement, analyte: Analyte | None, language: str) -> str:
    """The unit of the printed value, spelled as the language does; an unknown one stays as printed."""
    printed = measurement.unit_as_printed or ""
    ucum = units.parse_unit(printed, analyte)
    return (units.show_unit(ucum, language) if ucum else "") or printed


def show_limit(limit: float, measurement: Measurement, language: str) -> str:
    """A limit with the decimals it has on the report ("3.80", not "3.8"), else the plain number."""
    for token in _NUMBER.findall(measurement.ref_as_printed or ""):
        if isclose(float(token.replace(",", ".")), abs(limit), rel_tol=1e-9, abs_tol=1e-12):
            return ("" if limit >= 0 else TRUE_MINUS) + _DECIMAL.sub(_decimal_sign(language), token)
    return format_number(float(f"{limit:.4g}"), language)


def show_range(low: str, high: str, words: tuple[str, str]) -> str:
    """ "117–155", "−2…3", "up to 5.2", "from 1.2"; `words` are the patterns for one limit: up to, from."""
    if low and high:
        return f"{low}{DASH}{high}" if TRUE_MINUS not in low + high else f"{low}{ELLIPSIS}{high}"
    if high:
        return words[0].format(limit=high)
    return words[1].format(limit=low) if low else ""


def with_unit(value: str, unit: str) -> str:
    return f"{value}{NO_BREAK_SPACE}{unit}" if unit else value


def name_of(analyte: Analyte | None, printed: str, language: str) -> str:
    """The locale's name, else the catalogue's, else the English one, else what the report says."""
    if analyte is None:
        return printed
    told = find_message(language, f"analytes.{analyte.id}")
    if isinstance(told, str):
        return told
    return analyte.names.get(language) or analyte.names.get("en") or printed


def _decimal_sign(language: str) -> str:
    return str(find_message(language, "format.decimal"))

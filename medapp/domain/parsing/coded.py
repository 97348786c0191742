"""What a LOINC code beside a result says of it: the analyte, unless the name is another's or the result a remark."""

from medapp.domain.analytes import load_catalogue
from medapp.domain.entries import Analyte
from medapp.domain.parsing.cells import ResultText
from medapp.domain.parsing.findings import value_words
from medapp.domain.parsing.names import Context, resolve
from medapp.domain.units import parse_unit

_SURE = 0.98


def trusted_code(loinc: str | None, name: str, unit: str | None) -> str | None:
    """The code, or None when the name with its unit is surely another analyte of the same specimen.

    Senders mistake codes (789-8, red cells, beside thrombocytes) more often than names.
    """
    coded = load_catalogue().by_loinc(loinc) if loinc else None
    if coded is None:
        return loinc
    named = resolve(name, parse_unit(unit), Context("", coded.specimen))
    other = named.analyte
    is_other = other is not None and other.id != coded.id and other.specimen == coded.specimen
    return None if is_other and named.reason is None and named.score >= _SURE else loinc


def analyte_of(loinc: str | None, result: ResultText) -> Analyte | None:
    """The analyte of a code; "reactive cells" is no result of the code that means their number."""
    coded = load_catalogue().by_loinc(loinc) if loinc else None
    is_remark = result.kind == "words" and value_words(result.printed) is None
    return None if coded is not None and coded.kind == "quantity" and is_remark else coded


def catalogue_name(analyte: Analyte) -> str:
    return analyte.names.get("en", analyte.id)

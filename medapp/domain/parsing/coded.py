"""What a LOINC code beside a result says of it: the analyte, unless the result is a remark."""

from medapp.domain.analytes import load_catalogue
from medapp.domain.entries import Analyte
from medapp.domain.parsing.cells import ResultText
from medapp.domain.parsing.findings import value_words


def analyte_of(loinc: str | None, result: ResultText) -> Analyte | None:
    """The analyte of a code; "reactive cells" is no result of the code that means their number."""
    coded = load_catalogue().by_loinc(loinc) if loinc else None
    is_remark = result.kind == "words" and value_words(result.printed) is None
    return None if coded is not None and coded.kind == "quantity" and is_remark else coded


def catalogue_name(analyte: Analyte) -> str:
    return analyte.names.get("en", analyte.id)

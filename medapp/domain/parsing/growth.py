"""What grew in a culture, told apart from the drugs that are listed under the same heading."""

from medapp.domain.parsing.cells import ResultText
from medapp.domain.parsing.findings import value_words
from medapp.domain.units import parse_unit

_COLONIES = ("[CFU]", "[CFU]/mL", "[CFU]/g", "[CFU]/L")


def is_growth(result: ResultText | None, unit: str | None) -> bool:
    """`10^6`, `2000 КОЕ/мл`, `не обнаружены`: no drug's amount or grade is said so."""
    if result is None:
        return False
    counted = result.kind == "power" or parse_unit(unit or result.unit or "") in _COLONIES
    return counted or (result.kind == "words" and value_words(result.printed) in ("not_detected", "detected"))

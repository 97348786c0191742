"""A finding's code and parameters as a sentence in the caller's language."""

from collections.abc import Mapping
from typing import Any

from medapp.domain.analytes import load_catalogue
from medapp.domain.results import Finding
from medapp.domain.units import show_unit
from medapp.i18n import format_number, knows, plural, translate

_COUNTED = {"no_critical", "all_in_range", "none_rated", "unrecognised", "doubtful"}


def analyte_name(analyte_id: str, language: str) -> str:
    """The locale's word first, then the catalogue's, then English, then the id."""
    if knows(code := f"analytes.{analyte_id}"):
        return translate(language, code)
    entry = load_catalogue().analytes.get(analyte_id)
    return (entry.names.get(language) or entry.names.get("en") or analyte_id) if entry else analyte_id


def say(finding: Finding, language: str) -> str | None:
    """The sentence, or None for a code that this version has no words for.

    An old result may lack a parameter that came later: it is read as nothing, never as an error.
    """
    code, params = f"findings.{finding.code}", finding.params
    if finding.code == "abstained":
        return _abstained(params, language)
    if not knows(code):
        return None
    if finding.code in _COUNTED:
        return plural(language, code, params.get("count", 0))
    if finding.code == "attention":
        names = ", ".join(_outside(item, language) for item in params.get("analytes", ()))
        return plural(language, code, params.get("count", 0), rated=params.get("rated", 0), names=names)
    if "limit" in params:
        return translate(
            language, code, name=analyte_name(params["analyte"], language), value=_amount(params, language)
        )
    return translate(language, code)


def _abstained(params: Mapping[str, Any], language: str) -> str:
    code = f"score.abstained.{params.get('reason')}"
    code = code if knows(f"{code}.title") else "score.abstained.other"
    return f"{translate(language, f'{code}.title')}. {translate(language, f'{code}.detail')}"


def _outside(item: Mapping[str, Any], language: str) -> str:
    name = analyte_name(item["analyte"], language) if item["analyte"] else item["name"]
    side = "below" if item["direction"] < 0 else "above"
    state = f"states.{item['state']}_{side}"
    word = translate(language, state if knows(state) else f"states.{item['state']}")
    return translate(language, "takeaway.item", name=name, state=word)


def _amount(params: Mapping[str, Any], language: str) -> str:
    return f"{format_number(params['value'], language)}\u00a0{show_unit(params['unit'], language)}"

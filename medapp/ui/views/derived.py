"""Values worked out from the report's own: what each is, and why one could not be computed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from medapp.domain import units
from medapp.domain.analytes import Catalogue
from medapp.domain.results import IndexValue
from medapp.i18n import format_number, knows, plural, translate
from medapp.ui.views.printed import name_of, with_unit


@dataclass(frozen=True)
class DerivedView:
    """`words` say what it is, or, without a value, what keeps it from being computed."""

    name: str = ""
    value: str = ""
    words: str = ""
    source: str = ""


@dataclass(frozen=True)
class DerivedSection:
    """Values that could be computed, and those that could not, the broken formulas before the missing inputs."""

    computed: list[DerivedView] = field(default_factory=list)
    rest: list[DerivedView] = field(default_factory=list)
    rest_title: str = ""


def show_derived(indices: Iterable[IndexValue], catalogue: Catalogue, language: str) -> DerivedSection:
    """In the order of the formulas; `catalogue` names the missing inputs."""
    known = list(indices)
    computed = [_computed(item, language) for item in known if item.value is not None]
    broken = [_left_out(item, _reason(item.invalid, language), language) for item in known if item.invalid]
    lacking = [
        _left_out(item, _lack(item, catalogue, language), language)
        for item in known
        if item.value is None and not item.invalid
    ]
    rest = broken + lacking
    return DerivedSection(computed, rest, plural(language, "result.derived_rest", len(rest)) if rest else "")


def _computed(item: IndexValue, language: str) -> DerivedView:
    unit = units.show_unit(item.unit, language) if item.unit else ""
    value = with_unit(format_number(float(f"{item.value:.3g}"), language), unit)
    return DerivedView(_name(item, language), value, _said("index_texts", item, "", language), _source(item, language))


def _left_out(item: IndexValue, why: str, language: str) -> DerivedView:
    return DerivedView(_name(item, language), "", why, _source(item, language))


def _name(item: IndexValue, language: str) -> str:
    return _said("indices", item, item.index, language)


def _source(item: IndexValue, language: str) -> str:
    """Citations stay as they are printed; those with words in them are said in the reader's language."""
    return _said("index_sources", item, item.source, language)


def _said(section: str, item: IndexValue, otherwise: str, language: str) -> str:
    code = f"{section}.{item.index}"
    return translate(language, code) if knows(code) else otherwise


def _reason(invalid: str | None, language: str) -> str:
    code = f"index_why.{invalid}"
    return translate(language, code if knows(code) else "index_why.other")


def _lack(item: IndexValue, catalogue: Catalogue, language: str) -> str:
    names = "; ".join(_input_name(need, catalogue, language) for need in item.missing)
    return translate(language, "result.derived_missing", names=names)


def _input_name(need: str, catalogue: Catalogue, language: str) -> str:
    """An analyte by its name; the person's sex and age by theirs."""
    person = f"result.derived_{need}"
    return translate(language, person) if knows(person) else name_of(catalogue.analytes.get(need), need, language)

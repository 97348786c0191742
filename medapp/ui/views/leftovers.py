"""What else a report holds: rows nobody understood, earlier results, derived values, and every row as printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from medapp.domain import units
from medapp.domain.analytes import Catalogue
from medapp.domain.certainty import is_sure
from medapp.domain.results import IndexValue, Measurement, Unrecognised
from medapp.i18n import format_date, format_number, knows, translate
from medapp.ui.views.printed import name_of, with_unit


@dataclass(frozen=True)
class UnreadView:
    text: str = ""
    why: str = ""
    place: str = ""


@dataclass(frozen=True)
class PrintedRowView:
    """A row exactly as the report prints it."""

    name: str = ""
    value: str = ""
    unit: str = ""
    limits: str = ""
    place: str = ""
    when: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class DerivedView:
    name: str = ""
    value: str = ""
    note: str = ""
    source: str = ""


def show_unread(items: Iterable[Unrecognised], language: str) -> list[UnreadView]:
    return [UnreadView(item.text, _reason(item.reason, language), _place(item.page, language)) for item in items]


def show_printed(measurements: Iterable[Measurement], language: str) -> list[PrintedRowView]:
    return [_printed(item, language) for item in measurements]


def show_previous(measurements: Iterable[Measurement], language: str) -> list[PrintedRowView]:
    return [_printed(item, language) for item in measurements]


def show_derived(indices: Iterable[IndexValue], catalogue: Catalogue, language: str) -> list[DerivedView]:
    """Computed ones first, then those whose formula does not hold, then those that lack an input, which is named."""
    ordered = sorted(indices, key=lambda item: (item.value is None, item.invalid is None))
    return [_derived(item, catalogue, language) for item in ordered]


def _derived(item: IndexValue, catalogue: Catalogue, language: str) -> DerivedView:
    code = f"indices.{item.index}"
    name = translate(language, code) if knows(code) else item.index
    if item.value is None and item.invalid is None:
        lacking = "; ".join(_input_name(need, catalogue, language) for need in item.missing)
        return DerivedView(name, "", translate(language, "result.derived_missing", names=lacking), item.source)
    if item.value is None:
        return DerivedView(name, "", translate(language, "result.derived_invalid"), item.source)
    unit = units.show_unit(item.unit, language) if item.unit else ""
    return DerivedView(name, with_unit(format_number(float(f"{item.value:.3g}"), language), unit), "", item.source)


def _input_name(need: str, catalogue: Catalogue, language: str) -> str:
    """An analyte by its name; the person's sex and age by theirs."""
    person = f"result.derived_{need}"
    return translate(language, person) if knows(person) else name_of(catalogue.analytes.get(need), need, language)


def _printed(item: Measurement, language: str) -> PrintedRowView:
    return PrintedRowView(
        name=item.name_as_printed,
        value=item.value_as_printed,
        unit=item.unit_as_printed or "",
        limits=item.ref_as_printed or "",
        place="" if item.page is None else format_number(item.page, language),
        when=format_date(item.collected_at, language) if item.collected_at else "",
        doubt="" if is_sure(item) else translate(language, "result.confidence_doubt"),
    )


def _reason(reason: str, language: str) -> str:
    code = f"result.unread_reason.{reason}"
    return translate(language, code if knows(code) else "result.unread_reason.other")


def _place(page: int | None, language: str) -> str:
    return "" if page is None else translate(language, "result.unread_page", page=page)

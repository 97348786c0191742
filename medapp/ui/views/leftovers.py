"""What else a report holds: rows nobody understood, earlier results, and every row as printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from medapp.domain.certainty import is_sure
from medapp.domain.results import Measurement, Unrecognised
from medapp.i18n import format_date, format_number, knows, translate


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


def show_unread(items: Iterable[Unrecognised], language: str) -> list[UnreadView]:
    return [UnreadView(item.text, _reason(item.reason, language), _place(item.page, language)) for item in items]


def show_printed(measurements: Iterable[Measurement], language: str) -> list[PrintedRowView]:
    return [_printed(item, language) for item in measurements]


def show_previous(measurements: Iterable[Measurement], language: str) -> list[PrintedRowView]:
    return [_printed(item, language) for item in measurements]


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

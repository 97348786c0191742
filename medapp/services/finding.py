"""Search by words: markers under any of their names, reports by laboratory, file, note, date or what they measured."""

from datetime import date

from sqlmodel import Session

from medapp.db import finding as found_rows
from medapp.domain.analytes import load_catalogue
from medapp.domain.names import fold_name, squeeze
from medapp.i18n import format_date, languages
from medapp.i18n.messages import find_message

SHORTEST = 2  # one letter fits nearly every marker


def analytes_named(text: str) -> frozenset[str]:
    """Ids of the analytes one of whose names, in any language, contains `text`; none for less than two letters."""
    wanted = squeeze(fold_name(text))
    if len(wanted) < SHORTEST:
        return frozenset()
    catalogue = load_catalogue()
    by_alias = {entry.id for alias, entries in catalogue.aliases().items() if wanted in alias for entry in entries}
    told = {
        analyte
        for analyte in catalogue.analytes
        for language in languages()
        if wanted in squeeze(fold_name(str(find_message(language, f"analytes.{analyte}") or "")))
    }
    return frozenset(by_alias | told)


def find_reports(session: Session, owner_id: str, text: str) -> set[str]:
    """Ids of the owner's results where every word stands in what is said of the report, or that measured it."""
    words = [_fold(word) for word in text.split()]
    described = {item.result_id: _haystack(item) for item in found_rows.list_descriptions(session, owner_id)}
    found = {result_id for result_id, hay in described.items() if all(word in hay for word in words)}
    if analytes := analytes_named(text):
        found |= found_rows.list_measuring(session, owner_id, analytes)
    return found


def _haystack(item: found_rows.Description) -> str:
    said = [item.laboratory or "", item.file_name, item.note or "", *_dates(item.day)]
    return _fold(" ".join(said))


def _dates(day: date) -> list[str]:
    return [day.isoformat(), f"{day:%d.%m.%Y}", *(format_date(day, language) for language in languages())]


def _fold(text: str) -> str:
    return text.casefold().replace("ё", "е")

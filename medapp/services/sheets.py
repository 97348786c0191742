"""A result as a CSV table: one row a measurement, the columns of the reading command and the value as shown."""

import csv
import io
from typing import Any

from medapp.domain.analytes import load_catalogue
from medapp.domain.display_units import restate
from medapp.domain.results import as_json
from medapp.services.reports import ResultView, RowView

COLUMNS = (
    "collected_at", "analyte", "loinc", "specimen", "name_as_printed", "value_as_printed", "unit_as_printed",
    "comparator", "value", "unit", "value_text", "ref_low", "ref_high", "ref_as_printed", "flag_as_printed",
    "page", "confidence", "state", "direction", "range_from",
    "shown_value", "shown_unit", "shown_ref_low", "shown_ref_high", "fasting", "note",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(view: ResultView) -> str:
    """The table with a header; cells that a spreadsheet would run as a formula are quoted with an apostrophe."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in view.rows:
        cells = _cells(row, view)
        table.writerow([_inert(cells[column]) for column in COLUMNS])
    return text.getvalue()


def _cells(row: RowView, view: ResultView) -> dict[str, Any]:
    sampled = row.measurement.collected_at or view.collected_at
    rating = {"state": row.rating.state.value, "direction": row.rating.direction, "range_from": row.rating.whose}
    said = {"fasting": view.fasting, "note": view.note, "collected_at": sampled.isoformat() if sampled else None}
    return as_json(row.measurement) | rating | said | _shown(row, view)


def _shown(row: RowView, view: ResultView) -> dict[str, Any]:
    """The value as pages show it: in the unit its owner chose, else as printed."""
    found = restate(row.measurement, row.rating, load_catalogue().entry_of(row.measurement), view.units)
    m = found[0] if found else row.measurement
    return {
        "shown_value": m.value_as_printed,
        "shown_unit": m.unit_as_printed,
        "shown_ref_low": m.ref_low,
        "shown_ref_high": m.ref_high,
    }


def _inert(cell: Any) -> Any:
    is_text = isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)
    return f"'{cell}" if is_text and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True

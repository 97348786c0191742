"""What stands above all else: values beyond a sourced critical threshold, or the note that none is."""

from dataclasses import dataclass, field

from medapp.domain.analytes import Catalogue
from medapp.domain.results import State
from medapp.domain.units import from_canonical, parse_unit
from medapp.i18n import format_number, translate
from medapp.services.reports import RowView
from medapp.ui.views.markers import MarkerView, is_doubtful
from medapp.ui.views.printed import with_unit


@dataclass(frozen=True)
class CriticalView:
    """`is_doubtful` turns the alarm into a question: was this number read right?"""

    title: str = ""
    detail: str = ""
    steps: list[str] = field(default_factory=list)
    threshold: str = ""
    is_doubtful: bool = False
    call: str = ""
    call_href: str = ""
    marker: MarkerView = field(default_factory=MarkerView)


def show_critical(
    rows: list[RowView], markers: list[MarkerView], catalogue: Catalogue, language: str, emergency_number: str
) -> list[CriticalView]:
    """One block for each critical row, in the order of the report; `markers` stand in the order of `rows`."""
    return [
        _show(row, marker, catalogue, language, emergency_number)
        for row, marker in zip(rows, markers, strict=True)
        if row.rating.state is State.CRITICAL
    ]


def count_checked(rows: list[RowView], catalogue: Catalogue) -> int:
    """How many rows have a number and a critical threshold to hold it against."""
    return sum(
        row.measurement.value is not None
        and row.measurement.analyte in catalogue.analytes
        and catalogue.analytes[row.measurement.analyte].critical is not None
        for row in rows
    )


def _show(row: RowView, marker: MarkerView, catalogue: Catalogue, language: str, emergency_number: str) -> CriticalView:
    doubtful = is_doubtful(row.measurement)
    kind = "unsure_" if doubtful else ""
    return CriticalView(
        title=translate(language, f"result.critical.{kind}title", name=marker.name, value=marker.value_with_unit),
        detail=translate(language, f"result.critical.{kind}detail"),
        steps=[
            translate(language, "result.critical.call_doctor"),
            translate(language, "result.critical.emergency", number=emergency_number),
        ],
        threshold=_threshold(row, marker, catalogue, language),
        is_doubtful=doubtful,
        call=translate(language, "result.critical.call", number=emergency_number),
        call_href=f"tel:{emergency_number}",
        marker=marker,
    )


def _threshold(row: RowView, marker: MarkerView, catalogue: Catalogue, language: str) -> str:
    """The threshold that was passed, in the unit the report prints."""
    analyte = catalogue.analytes.get(row.measurement.analyte or "")
    if analyte is None or analyte.critical is None:
        return ""
    critical = analyte.critical
    if row.rating.direction < 0:
        side, limit, source = "below", critical.low, critical.low_source
    else:
        side, limit, source = "above", critical.high, critical.high_source
    if limit is None:
        return ""
    printed = parse_unit(row.measurement.unit_as_printed, analyte)
    shown = from_canonical(limit, printed, analyte) if printed and printed != analyte.unit else limit
    if shown is None:
        return ""
    text = with_unit(format_number(float(f"{shown:.4g}"), language), marker.unit)
    return translate(
        language, f"result.critical.threshold_{side}", limit=text, source=catalogue.cite(source or "", language)
    )

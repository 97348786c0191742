"""What stands above all else: values beyond a sourced critical threshold, or the note that none is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from medapp.domain.analytes import Catalogue
from medapp.domain.interpretation import critical
from medapp.domain.results import Finding
from medapp.domain.units import from_canonical, parse_unit
from medapp.i18n import format_number, knows, plural, translate
from medapp.services.reports import RowView
from medapp.ui.views.markers import MarkerView
from medapp.ui.views.printed import with_unit


@dataclass(frozen=True)
class CriticalView:
    """`is_doubtful` turns the alarm into a question: was this number read right?"""

    title: str = ""
    why: str = ""
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
    blocks = []
    for row, marker in zip(rows, markers, strict=True):
        finding = critical.check(row.measurement, row.rating, catalogue)
        if finding is not None:
            is_doubtful = finding.code == "check_first"
            blocks.append(_show(row, marker, finding.params, is_doubtful, catalogue, language, emergency_number))
    return blocks


def say_none_critical(findings: Sequence[Finding], language: str) -> str:
    """How many values were held against a threshold, as found when the report was read; honest when none could be."""
    checked = next((finding.params["count"] for finding in findings if finding.code == "no_critical"), 0)
    if not checked:
        return translate(language, "result.critical.unchecked")
    return plural(language, "result.critical.none", checked)


def _show(
    row: RowView,
    marker: MarkerView,
    params: Mapping[str, Any],
    is_doubtful: bool,
    catalogue: Catalogue,
    language: str,
    emergency_number: str,
) -> CriticalView:
    kind = "unsure_" if is_doubtful else ""
    return CriticalView(
        title=translate(language, f"result.critical.{kind}title", name=marker.name, value=marker.value_with_unit),
        why=_why(params, language),
        detail=_detail(kind, params.get("doubt"), language),
        steps=[
            translate(language, "result.critical.call_doctor"),
            translate(language, "result.critical.emergency", number=emergency_number),
        ],
        threshold=_threshold(row, marker, params, catalogue, language),
        is_doubtful=is_doubtful,
        call=translate(language, "result.critical.call", number=emergency_number),
        call_href=f"tel:{emergency_number}",
        marker=marker,
    )


def _why(params: Mapping[str, Any], language: str) -> str:
    """What the marker is and why it matters on this side of its range."""
    code = f"critical_texts.{params.get('analyte')}_{params.get('side')}"
    return translate(language, code) if knows(code) else ""


def _detail(kind: str, doubt: str | None, language: str) -> str:
    """What to make of it, and the known false cause when the catalogue names one."""
    words = translate(language, f"result.critical.{kind}detail")
    code = f"result.critical.doubt.{doubt}"
    return f"{words} {translate(language, code)}" if doubt and knows(code) else words


def _threshold(row: RowView, marker: MarkerView, params: Mapping[str, Any], catalogue: Catalogue, language: str) -> str:
    """The threshold that was passed, in the unit the report prints, with its source."""
    analyte = catalogue.entry_of(row.measurement)
    limit = params.get("limit")
    if analyte is None or limit is None:
        return ""
    printed = parse_unit(row.measurement.unit_as_printed, analyte)
    shown = from_canonical(limit, printed, analyte) if printed and printed != analyte.unit else limit
    if shown is None:
        return ""
    return translate(
        language,
        f"result.critical.threshold_{'below' if params.get('side') == 'low' else 'above'}",
        limit=with_unit(format_number(float(f"{shown:.4g}"), language), marker.unit),
        source=catalogue.cite(params.get("source") or "", language),
    )

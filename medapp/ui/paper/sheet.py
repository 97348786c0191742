"""What stands on the paper, in one language: the result's view made shorter, with the date before beside it."""

from dataclasses import dataclass
from datetime import date

from medapp.domain.analytes import Catalogue
from medapp.domain.entries import Analyte
from medapp.domain.results import Measurement, Rating
from medapp.domain.units import from_canonical, parse_unit
from medapp.i18n import format_number, plural, translate
from medapp.services.earlier import Earlier
from medapp.services.reports import ResultView
from medapp.ui.line import Line, lay_out
from medapp.ui.views.markers import MarkerView
from medapp.ui.views.marks import is_in_question
from medapp.ui.views.printed import show_value
from medapp.ui.views.report import ReportView, show_report

MOST_QUESTIONS = 6


@dataclass(frozen=True)
class SheetRow:
    """`line` is None for a row without a place on a line; `earlier` is the value of the date before, "" for none."""

    name: str
    value: str
    unit: str
    limits: str
    line: Line | None
    kind: str
    icon: str
    word: str
    earlier: str = ""

    @property
    def is_outside(self) -> bool:
        return self.kind in ("slight", "clear", "crit")


@dataclass(frozen=True)
class Sheet:
    language: str
    title: str
    facts: str
    number: str
    of_100: str
    class_word: str
    no_score: str
    takeaway: str
    alarms: list[tuple[str, str]]
    headings: tuple[str, ...]
    groups: list[tuple[str, list[SheetRow]]]
    questions_title: str
    questions: list[str]
    notes: list[str]
    footer: str
    link: str = ""
    link_words: str = ""


def make_sheet(
    result: ResultView,
    catalogue: Catalogue,
    language: str,
    *,
    name: str = "",
    earlier: Earlier | None = None,
    link: str = "",
    emergency_number: str = "",
) -> Sheet:
    """`name` is printed when it is given; `link` becomes a square code that a telephone opens."""
    view = show_report(result, catalogue, language, emergency_number)
    rows = _rows(result, view, catalogue, earlier, language)
    asks = dict.fromkeys(question for marker in view.attention for question in marker.ask)
    day = result.collected_at or result.reported_at
    return Sheet(
        language=language,
        title=translate(language, "paper.title", date=day) if day else translate(language, "paper.title_undated"),
        facts=" · ".join(fact for fact in (name, *_facts(result, language)) if fact),
        number=view.score.number if view.score.kind == "scored" else "",
        of_100=translate(language, "score.of_100"),
        class_word=view.score.class_word.lower(),
        no_score=view.score.reason_title,
        takeaway="".join(piece.text for piece in view.takeaway),
        alarms=[(item.title, " ".join((item.detail, *item.steps))) for item in view.critical],
        headings=(
            translate(language, "paper.marker"),
            _short(day, language) if day else translate(language, "paper.value"),
            translate(language, "paper.unit"),
            translate(language, "paper.range"),
            translate(language, "paper.state"),
            _short(earlier.day, language) if earlier else "",
        ),
        groups=[(group.name, [rows[row.id] for row in group.rows]) for group in view.systems],
        questions_title=translate(language, "paper.questions"),
        questions=list(asks)[:MOST_QUESTIONS],
        notes=_notes(result, view, language),
        footer=translate(language, "paper.footer"),
        link=link,
        link_words=translate(language, "paper.link") if link else "",
    )


def _rows(
    result: ResultView, view: ReportView, catalogue: Catalogue, earlier: Earlier | None, language: str
) -> dict[str, SheetRow]:
    markers = {marker.id: marker for group in view.systems for marker in group.rows}
    made = {}
    for row in result.rows:
        past = earlier.values.get(row.measurement.analyte or "") if earlier else None
        analyte = catalogue.entry_of(row.measurement)
        made[row.id] = SheetRow(
            **_cells(markers[row.id], row.measurement, language),
            line=_line(row.rating),
            earlier=show_earlier(row.measurement, past, analyte, language) if past else "",
        )
    return made


def _line(rating: Rating) -> Line | None:
    if is_in_question(rating):
        return None
    return lay_out(rating.value, rating.low, rating.high, rating.state, rating.direction)


def _cells(marker: MarkerView, measurement: Measurement, language: str) -> dict[str, str]:
    limits = marker.limits or measurement.ref_as_printed or translate(language, "paper.no_range")
    return {
        "name": marker.name + (" *" if marker.doubt else ""),
        "value": marker.value,
        "unit": marker.unit,
        "limits": f"{limits} {marker.source_mark}".strip(),
        "kind": marker.state.kind,
        "icon": marker.state.icon,
        "word": marker.state.word,
    }


def show_earlier(now: Measurement, past: Measurement, analyte: Analyte | None, language: str) -> str:
    """The earlier value in the unit of the row it stands in; "" when it does not convert for certain."""
    unit, past_unit = parse_unit(now.unit_as_printed, analyte), parse_unit(past.unit_as_printed, analyte)
    if unit == past_unit:
        return show_value(past.value_as_printed, language)
    converted = from_canonical(past.value, unit, analyte) if past.value is not None and unit and analyte else None
    if converted is None:
        return ""
    return (past.comparator or "") + format_number(float(f"{converted:.3g}"), language)


def _facts(result: ResultView, language: str) -> list[str]:
    """Whose, when, where: in the words of a report's own head, so that a program finds them too."""
    sampled, age = result.collected_at, result.age_years
    return [
        translate(language, "result.sample_tag") if result.is_sample else "",
        translate(language, f"paper.{result.sex}") if result.sex else "",
        translate(language, "paper.age", age=int(age)) if age is not None else "",
        translate(language, "result.pregnant") if result.pregnant else "",
        translate(language, "paper.sampled", day=_short(sampled, language)) if sampled else "",
        result.laboratory or "",
        translate(language, "paper.processed", day=_short(result.created_at.date(), language)),
    ]


def _notes(result: ResultView, view: ReportView, language: str) -> list[str]:
    """Whose ranges, what the number means, what was read with doubt, what was not read at all."""
    markers = [marker for group in view.systems for marker in group.rows]
    notes = [translate(language, "paper.ranges" if view.sources else "paper.ranges_own")]
    notes += [f"{source.mark} {source.text}" for source in view.sources]
    if view.score.kind == "scored":
        notes.append(translate(language, "paper.score", meaning=view.score.meaning))
        if result.score.model_version:
            notes[-1] += " " + translate(language, "paper.model", version=result.score.model_version)
    if any(marker.doubt for marker in markers):
        notes.append(translate(language, "paper.doubt"))
    if result.unrecognised:
        notes.append(plural(language, "paper.unread", len(result.unrecognised)))
    return notes


def _short(day: date, language: str) -> str:
    return translate(language, "paper.short_date", day=f"{day.day:02d}", month=f"{day.month:02d}", year=str(day.year))

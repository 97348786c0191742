"""A whole result in one language: what the result page draws, from top to bottom."""

from dataclasses import dataclass, field, replace

from medapp.domain.analytes import Catalogue
from medapp.domain.certainty import is_sure
from medapp.i18n import format_date, format_datetime, format_number, knows, plural, translate
from medapp.services.reports import ResultView
from medapp.ui import routes
from medapp.ui.views.critical import CriticalView, say_none_critical, show_critical
from medapp.ui.views.derived import DerivedSection, show_derived
from medapp.ui.views.leftovers import PrintedRowView, UnreadView, show_previous, show_printed, show_unread
from medapp.ui.views.markers import MarkerView, show_marker
from medapp.ui.views.own_units import restate_rows, with_original
from medapp.ui.views.score import MadeOfView, ScoreView, say_newer, show_made_of, show_score
from medapp.ui.views.takeaway import PieceView, order_by_weight, write_takeaway

TALLY_ORDER = ("crit", "clear", "slight", "in", "none")
TALLY_CODES = {"crit": "critical", "clear": "clear", "slight": "slight", "in": "in", "none": "none"}


@dataclass(frozen=True)
class SystemView:
    """A group of markers; `outside` says how many of them are, `anchor` is its place on the page."""

    anchor: str = ""
    name: str = ""
    count: str = ""
    outside: str = ""
    rows: list[MarkerView] = field(default_factory=list)


@dataclass(frozen=True)
class TallyView:
    """One sign for each marker, in groups; `words` says the same in text."""

    groups: list[list[str]] = field(default_factory=list)
    words: str = ""


@dataclass(frozen=True)
class SourceView:
    """A numbered source of general ranges; rows point to `anchor`."""

    anchor: str = ""
    mark: str = ""
    text: str = ""


@dataclass(frozen=True)
class ReportView:
    id: str = ""
    job_id: str = ""
    title: str = ""
    facts: list[str] = field(default_factory=list)
    is_sample: bool = False
    score: ScoreView = field(default_factory=ScoreView)
    takeaway: list[PieceView] = field(default_factory=list)
    critical: list[CriticalView] = field(default_factory=list)
    none_critical: str = ""
    notes: list[str] = field(default_factory=list)
    attention_title: str = ""
    attention_count: str = ""
    tally: TallyView = field(default_factory=TallyView)
    attention: list[MarkerView] = field(default_factory=list)
    all_title: str = ""
    systems: list[SystemView] = field(default_factory=list)
    sources: list[SourceView] = field(default_factory=list)
    made_of: MadeOfView = field(default_factory=MadeOfView)
    derived: DerivedSection = field(default_factory=DerivedSection)
    unread: list[UnreadView] = field(default_factory=list)
    unread_count: str = ""
    previous: list[PrintedRowView] = field(default_factory=list)
    printed: list[PrintedRowView] = field(default_factory=list)
    how_read: str = ""
    awaits: str = ""
    review_href: str = ""
    asks_sex: bool = False
    asks_birth_date: bool = False
    asks_date: bool = False
    can_remember: bool = False
    newer_scores: list[str] = field(default_factory=list)
    rescore_action: str = ""


def show_report(
    result: ResultView, catalogue: Catalogue, language: str, emergency_number: str, *, can_review: bool = True
) -> ReportView:
    """The page of one result; every code becomes words here and nowhere else.

    Without `can_review` nothing leads to the review: the reader may look and not correct.
    """
    rows = restate_rows(result, catalogue)
    markers = [show_marker(row.id, row.measurement, row.rating, catalogue, language) for row in rows]
    markers = [
        with_original(marker, printed, shown, catalogue.entry_of(printed.measurement), language)
        for marker, printed, shown in zip(markers, result.rows, rows, strict=True)
    ]
    sources = _sources(markers)
    markers = [
        replace(_with_mark(marker, sources), review_href=routes.review(result.id, marker.id) if can_review else "")
        for marker in markers
    ]
    outside = order_by_weight([marker for marker in markers if marker.state.kind in ("crit", "clear", "slight")])
    values = {marker.analyte: marker.value_with_unit for marker in markers if marker.analyte}
    critical = show_critical(rows, markers, catalogue, language, emergency_number)
    return ReportView(
        id=result.id,
        job_id=result.job_id,
        title=_title(result, language),
        facts=_facts(result, language),
        is_sample=result.is_sample,
        score=show_score(result.score, result.sex, result.age_years, language),
        takeaway=write_takeaway(markers, language),
        critical=critical,
        none_critical="" if critical else say_none_critical(result.findings, language),
        notes=_notes(result, language),
        attention_title=_attention_title(len(outside), len(markers), language),
        attention_count=format_number(len(outside), language),
        tally=_tally(markers, language),
        attention=outside,
        all_title=plural(language, "result.all_count", len(markers)),
        systems=_systems(markers, catalogue, language),
        sources=sources,
        made_of=show_made_of(result.score, values, catalogue, language),
        derived=show_derived(result.indices, catalogue, language),
        unread=show_unread(result.unrecognised, language),
        unread_count=format_number(len(result.unrecognised), language),
        previous=show_previous(result.previous, language),
        printed=show_printed([row.measurement for row in result.rows], language),
        how_read=_how_read(result, language),
        awaits=_awaits(result, language) if can_review else "",
        review_href=routes.review(result.id) if can_review else "",
        asks_sex=_is_missed("sex_unknown", result),
        asks_birth_date=_is_missed("age_unknown", result),
        asks_date=_is_missed("age_unknown", result) and result.collected_at is None,
        can_remember=not result.is_sample,
        newer_scores=[say_newer(item, language) for item in result.newer_scores],
        rescore_action=routes.recompute(result.id) if result.can_rescore else "",
    )


def _title(result: ResultView, language: str) -> str:
    if result.collected_at is None:
        return translate(language, "result.sampled_unknown")
    return translate(language, "result.sampled", date=result.collected_at)


def _facts(result: ResultView, language: str) -> list[str]:
    facts = []
    if result.collected_at is None and result.reported_at is not None:
        facts.append(translate(language, "result.reported", date=format_date(result.reported_at, language)))
    facts.append(translate(language, "result.processed", moment=format_datetime(result.created_at, language)))
    facts.append(result.laboratory or "")
    facts.append(_whose(result, language))
    if result.pregnant:
        facts.append(translate(language, "result.pregnant"))
    return [fact for fact in facts if fact]


def _whose(result: ResultView, language: str) -> str:
    age = None if result.age_years is None else int(result.age_years)
    if result.sex is None:
        return "" if age is None else translate(language, "result.age_only", age=age)
    return translate(language, f"result.{result.sex}_age" if age is not None else f"result.{result.sex}", age=age)


def _sources(markers: list[MarkerView]) -> list[SourceView]:
    """Each source once, numbered in the order in which rows need it."""
    texts = dict.fromkeys(marker.source for marker in markers if marker.source)
    return [SourceView(f"source-{number}", f"[{number}]", text) for number, text in enumerate(texts, 1)]


def _with_mark(marker: MarkerView, sources: list[SourceView]) -> MarkerView:
    known = next((source for source in sources if source.text == marker.source), None)
    return replace(marker, source_mark=known.mark, source_href=f"#{known.anchor}") if known else marker


def _notes(result: ResultView, language: str) -> list[str]:
    """What is odd about the report as a whole; codes without words stay out."""
    kept = ("original_removed",) if result.original_removed else ()
    codes = dict.fromkeys((*result.warnings, *(finding.code for finding in result.findings), *kept))
    return [translate(language, f"result.note.{code}") for code in codes if knows(f"result.note.{code}")]


def _is_missed(code: str, result: ResultView) -> bool:
    """The score was withheld for want of a fact that the person may know."""
    return result.score.reason in ("sex_missing", "age_missing") and code in {item.code for item in result.findings}


def _awaits(result: ResultView, language: str) -> str:
    """How many rows and lines wait to be compared with the paper; empty when none does."""
    waiting = sum(not is_sure(row.measurement) for row in result.rows) + len(result.unrecognised)
    return plural(language, "review.awaits", waiting) if waiting else ""


def _attention_title(outside: int, total: int, language: str) -> str:
    if outside == 0:
        return translate(language, "result.no_attention")
    return plural(language, "result.attention", outside, total=total)


def _tally(markers: list[MarkerView], language: str) -> TallyView:
    groups, words = [], []
    for kind in TALLY_ORDER:
        count = sum(marker.state.kind == kind for marker in markers)
        if count:
            groups.append([kind] * count)
            words.append(plural(language, f"result.tally_{TALLY_CODES[kind]}", count))
    return TallyView(groups, " · ".join(words))


def _systems(markers: list[MarkerView], catalogue: Catalogue, language: str) -> list[SystemView]:
    """Groups in the catalogue's order; rows keep the order of the report, unknown ones come last."""
    systems = []
    for panel_id, panel in catalogue.panels.items():
        rows = [marker for marker in markers if marker.panel == panel_id]
        if rows:
            name = panel.names.get(language) or panel.names.get("en") or panel_id
            systems.append(_system(panel_id, name, rows, language))
    rest = [marker for marker in markers if marker.panel not in catalogue.panels]
    if rest:
        systems.append(_system("other", translate(language, "result.other_system"), rest, language))
    return systems


def _system(anchor: str, name: str, rows: list[MarkerView], language: str) -> SystemView:
    outside = sum(row.state.kind in ("crit", "clear", "slight") for row in rows)
    if outside:
        words = plural(language, "result.outside", outside, total=len(rows))
    elif all(row.state.kind == "none" for row in rows):
        words = translate(language, "result.outside_not_rated")
    else:
        words = translate(language, "result.outside_none")
    return SystemView(f"system-{anchor}", name, format_number(len(rows), language), words, rows)


def _how_read(result: ResultView, language: str) -> str:
    name = f"readers.{result.reader}"
    reader = translate(language, name) if knows(name) else result.reader
    return translate(language, "result.reader", reader=reader, catalogue=result.catalogue_version or "–")

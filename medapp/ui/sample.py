"""What the home page shows of the sample: the real outcome of reading it, kept by deploy.read_sample."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from medapp.domain.analytes import load_catalogue
from medapp.domain.people import Sex
from medapp.domain.results import Measurement
from medapp.i18n import languages, plural, translate
from medapp.services.decoding import rating_of, score_of
from medapp.services.reports import ResultView, RowView
from medapp.ui.views.markers import MarkerView
from medapp.ui.views.report import ReportView, TallyView, show_report
from medapp.ui.views.score import ScoreView
from medapp.ui.views.takeaway import PieceView

SHOWN_OUTSIDE = 3
SHOWN_IN_RANGE = ("glucose", "glucose_fasting")
_TYPESET = datetime(2026, 11, 15, tzinfo=UTC)


@dataclass(frozen=True)
class SampleView:
    """The sample's result in one language: the head of its page and four of its rows."""

    language: str = ""
    who: str = ""
    score: ScoreView = field(default_factory=ScoreView)
    takeaway: list[PieceView] = field(default_factory=list)
    attention: str = ""
    tally: TallyView = field(default_factory=TallyView)
    rows: list[MarkerView] = field(default_factory=list)


def show_samples() -> list[SampleView]:
    """One for every language; a language without a sample of its own shows the English report in its words."""
    kept = json.loads((files("medapp.ui") / "sample_outcome.json").read_text(encoding="utf-8"))
    return [_show(kept.get(language, kept["en"]), language) for language in languages()]


def _show(outcome: dict[str, Any], language: str) -> SampleView:
    report = show_report(_as_result(outcome), load_catalogue(), language, emergency_number="")
    return SampleView(
        language=language,
        who=translate(
            language,
            "home.sample_who",
            sex=translate(language, f"home.sample_{outcome['sex']}"),
            age=plural(language, "home.sample_age", outcome["age_years"]),
            markers=plural(language, "home.sample_markers", len(outcome["rows"])),
        ),
        score=report.score,
        takeaway=report.takeaway,
        attention=report.attention_title,
        tally=report.tally,
        rows=[*report.attention[:SHOWN_OUTSIDE], *_calm_row(report)],
    )


def _calm_row(report: ReportView) -> list[MarkerView]:
    """A row in range, to show that most are: glucose when it is there."""
    calm = [row for group in report.systems for row in group.rows if row.state.kind == "in"]
    return [*(row for row in calm if row.analyte in SHOWN_IN_RANGE), *calm][:1]


def _as_result(outcome: dict[str, Any]) -> ResultView:
    return ResultView(
        id="sample",
        job_id="",
        created_at=_TYPESET,
        collected_at=None,
        reported_at=None,
        laboratory=None,
        file_name="",
        reader="pdf_text",
        language=None,
        pages=1,
        sex=Sex(outcome["sex"]),
        age_years=outcome["age_years"],
        pregnant=None,
        is_sample=True,
        score=score_of(outcome["score"]),
        rows=[
            RowView(str(place), Measurement(**row["measurement"]), rating_of(row["rating"]))
            for place, row in enumerate(outcome["rows"])
        ],
        findings=(),
        indices=(),
        unrecognised=(),
        previous=(),
        warnings=(),
        catalogue_version="",
    )

"""The review page in one language: rows with their questions, the paper beside them, and what was changed."""

from dataclasses import dataclass, field
from datetime import datetime

from medapp.domain.analytes import Catalogue
from medapp.i18n import format_datetime, format_time, plural, translate
from medapp.services.page_images import PAGED_READERS
from medapp.services.reviewing import Review, ReviewRow, Version
from medapp.ui.views.printed import name_of, show_printed_unit, show_value, with_unit
from medapp.ui.views.review_paper import PageView, show_pages
from medapp.ui.views.review_rows import ReviewRowView, UnreadLineView, show_row, show_unread_line


@dataclass(frozen=True)
class ChangeView:
    """One change of a row: what it said before and after; `version` is what taking it back puts in place."""

    key: str = ""
    name: str = ""
    words: str = ""
    when: str = ""
    version: str = ""
    undo: str = ""


@dataclass(frozen=True)
class ReviewView:
    result_id: str = ""
    sure_words: str = ""
    waiting_words: str = ""
    saved: str = ""
    has_paper: bool = False
    why_no_paper: str = ""
    pages: list[PageView] = field(default_factory=list)
    waiting: list[ReviewRowView] = field(default_factory=list)
    sure: list[ReviewRowView] = field(default_factory=list)
    sure_title: str = ""
    unread: list[UnreadLineView] = field(default_factory=list)
    unread_title: str = ""
    changes: list[ChangeView] = field(default_factory=list)
    changes_title: str = ""
    collected_at: str = ""
    asks_sex: bool = False
    asks_birth_date: bool = False
    asks_date: bool = False
    can_remember: bool = False


def show_review(review: Review, catalogue: Catalogue, language: str) -> ReviewView:
    """Doubtful rows first, each in the order of the report."""
    standing = [row for row in review.rows if not row.is_dropped]
    has_paper = review.has_original and bool(review.page_sizes)
    rows = [show_row(row, review, catalogue, language) for row in standing]
    waiting = [row for row in rows if row.waits]
    sure = [row for row in rows if not row.waits]
    n_waiting = len(waiting) + len(review.unread)
    changes = [change for row in review.rows for change in _changes(row, catalogue, language)]
    changes.sort(key=lambda pair: pair[0], reverse=True)
    return ReviewView(
        result_id=review.result_id,
        sure_words=plural(language, "review.sure", len(sure)),
        waiting_words=plural(language, "review.waiting", n_waiting)
        if n_waiting
        else translate(language, "review.none_waiting"),
        saved=translate(language, "review.saved", time=format_time(review.saved_at, language))
        if review.saved_at
        else "",
        has_paper=has_paper,
        why_no_paper=_why_no_paper(review, language),
        pages=show_pages(review, standing, language) if has_paper else [],
        waiting=waiting,
        sure=sure,
        sure_title=translate(language, "review.sure_title", count=len(sure)),
        unread=[show_unread_line(number, line, review, language) for number, line in review.unread],
        unread_title=translate(language, "review.unread_title", count=len(review.unread)),
        changes=[change for _, change in changes],
        changes_title=translate(language, "review.changes", count=len(changes)),
        collected_at=review.collected_at.isoformat() if review.collected_at else "",
        asks_sex="sex" in review.missing,
        asks_birth_date="birth_date" in review.missing,
        asks_date="collected_at" in review.missing,
        can_remember=review.can_remember,
    )


def _why_no_paper(review: Review, language: str) -> str:
    """Spreadsheets and messages have no pages; a file whose time is over has none any more."""
    if review.page_sizes and review.has_original:
        return ""
    if review.reader not in PAGED_READERS:
        return translate(language, "review.no_paper")
    return translate(language, "review.paper_unknown" if review.has_original else "review.paper_gone")


def _changes(row: ReviewRow, catalogue: Catalogue, language: str) -> list[tuple[datetime, ChangeView]]:
    """Each step of a row's chain, with the way back to the version before it."""
    name = name_of(catalogue.entry_of(row.measurement), row.measurement.name_as_printed, language)
    steps: list[tuple[datetime, ChangeView]] = []
    for before, after in zip((None, *row.versions), row.versions, strict=False):
        if before is None and after.origin != "typed":
            continue
        told = f"review.change.{after.origin}"
        if before is not None and before.origin == "dropped":
            told = "review.change.back"
        words = translate(
            language, told if told in _KNOWN else "review.change.corrected",
            before=_said(before, catalogue, language) if before else "", after=_said(after, catalogue, language),
        )  # fmt: skip
        undo = translate(language, "review.put_back", value=_said(before, catalogue, language)) if before else ""
        steps.append(
            (
                after.at,
                ChangeView(
                    after.id, name, words, format_datetime(after.at, language), before.id if before else "", undo
                ),
            )
        )
    return steps


_KNOWN = {f"review.change.{code}" for code in ("typed", "confirmed", "corrected", "dropped", "back")}


def _said(version: Version | None, catalogue: Catalogue, language: str) -> str:
    """A version's value with its unit."""
    if version is None:
        return ""
    m = version.measurement
    analyte = catalogue.entry_of(m)
    return with_unit(show_value(m.value_as_printed, language), show_printed_unit(m, analyte, language))

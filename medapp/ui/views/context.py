"""What a person added to a report: the note and the fasting context, and whether the latter is asked about."""

from dataclasses import dataclass

from medapp.domain.analytes import Catalogue
from medapp.domain.fasting import leaves_open
from medapp.i18n import translate
from medapp.services.reports import ResultView


@dataclass(frozen=True)
class ContextView:
    """`fasting` is the answer in words, "" while there is none; `asks` where it would matter and is not known."""

    note: str = ""
    fasting: str = ""
    asks: bool = False


def show_context(result: ResultView, catalogue: Catalogue, language: str) -> ContextView:
    told = "" if result.fasting is None else translate(language, f"context.is_{'fasting' if result.fasting else 'fed'}")
    matters = leaves_open((row.measurement for row in result.rows), catalogue)
    return ContextView(result.note or "", told, asks=matters and result.fasting is None and not result.is_sample)
